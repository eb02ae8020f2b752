"""Choosing among more counterparts than a screen holds, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.practice.demands import difficulty
from bot.practice.draft import DIALOGUES
from bot.practice.library import Library, load_library
from bot.services.browse_library import PAGE_SIZE, browse, find_by_button, find_or_offer
from bot.services.choose_counterpart import greet, show_menu
from bot.services.deps import Deps
from bot.services.parts.library import ListShown, OffersShown
from bot.services.parts.progress import ProgressShown
from bot.services.parts.rounds import BriefShown, CounterpartSays, DebriefShown
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Reply, Verb
from bot.services.shelf import Shelf
from bot.services.show_progress import show_progress
from bot.services.start_round import begin_round
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY, edited, spoil
from tests.services.samples import (
    ANN,
    ASK,
    ASK_WHY,
    BEN,
    GOOD,
    SECURE,
    choice,
    crowded,
    make_deps,
    part,
    say,
    without_script,
)

CROWD = crowded(LIBRARY)
BAKERY_SCRIPT = "scripts/bakery-oven/script.yaml"


@pytest.fixture
def deps(database: Database) -> Deps:
    return make_deps(database, CROWD)


def reasons(reply: Reply) -> list[str]:
    return [offer.reason for offer in part(reply, OffersShown).offers]


def titles(reply: Reply) -> list[str]:
    return [row.title for row in part(reply, ListShown).rows]


def labels(reply: Reply) -> list[str]:
    return [found.params.get("title", found.key) for row in reply.choices for found in row]


async def play(deps: Deps, script_id: str, *texts: str) -> Reply:
    await begin_round(deps, ANN, script_id, "cooperative")
    return await say(deps, *texts)


async def test_the_menu_offers_three_and_the_ways_to_all_the_others(deps: Deps) -> None:
    menu = await greet(deps, ANN)
    assert reasons(menu) == ["new", "new", "new"]
    assert labels(menu) == [
        *(offer.title for offer in part(menu, OffersShown).offers),
        *("button_search", "button_areas", "button_all"),
        *("button_drill_start", "button_meetings"),
    ]
    assert "button_drill_start" not in labels(await show_menu(deps, ANN))


async def test_an_offer_leads_to_the_brief_and_on_to_the_first_line(deps: Deps) -> None:
    menu = await show_menu(deps, ANN)
    brief = await press_button(deps, ANN, menu.choices[0][0].action)
    assert part(brief, BriefShown).script.title == labels(menu)[0]
    assert part(await press_button(deps, ANN, choice(brief, "button_guarded").action), CounterpartSays).text


async def test_after_some_rounds_the_menu_names_somebody_new_the_weakest_criterion_and_who_is_due(
    database: Database,
) -> None:
    deps = make_deps(database)
    await play(deps, "salary-raise", ASK, ASK_WHY, "57k then [specific_ask smaller_ask]", SECURE)
    await play(deps, "project-scope", *GOOD)
    menu = await show_menu(deps, ANN)
    new, weakest, due = part(menu, OffersShown).offers
    assert [new.reason, weakest.reason, due.reason] == ["new", "weakest", "due"]
    assert new.title not in {"A raise for the night rota", "Moving the launch date"}
    rows = part(await show_progress(deps, ANN), ProgressShown).rows
    averages = {row.title: sum(row.shares) / len(row.shares) for row in rows if row.shares}
    assert averages[weakest.criterion] == min(averages.values()) < 1
    assert due.title == "A raise for the night rota"
    assert reasons(await show_menu(deps, BEN)) == ["new", "new", "new"]


async def test_the_menu_is_the_same_until_another_round_is_played(deps: Deps) -> None:
    assert await show_menu(deps, ANN) == await show_menu(deps, ANN)
    before = labels(await show_menu(deps, ANN))[0]
    await play(deps, part(await show_menu(deps, ANN), OffersShown).offers[0].title.lower().replace(" ", "-"), *GOOD)
    assert before not in labels(await show_menu(deps, ANN))[:1]


async def test_next_after_a_round_is_whoever_fits_best(database: Database) -> None:
    deps = make_deps(database)
    debrief = await play(deps, "salary-raise", *GOOD)
    assert part(debrief, DebriefShown).debrief.score.total == 100
    brief = await press_button(deps, ANN, choice(debrief, "button_next").action)
    assert part(brief, BriefShown).script.title == labels(await show_menu(deps, ANN))[0]


async def test_all_are_turned_six_a_page_to_the_end_and_back(deps: Deps) -> None:
    page = await press_button(deps, ANN, choice(await show_menu(deps, ANN), "button_all").action)
    seen = [titles(page)]
    while "button_page_after" in labels(page):
        page = await press_button(deps, ANN, choice(page, "button_page_after").action)
        seen.append(titles(page))
        shown = part(page, ListShown)
        assert (shown.page, shown.pages) == (len(seen), 5)
    assert [len(found) for found in seen] == [PAGE_SIZE] * 5
    assert [title for found in seen for title in found] == [script.title for script in CROWD.scripts]
    back = await press_button(deps, ANN, choice(page, "button_page_before").action)
    assert titles(back) == seen[-2]
    assert "button_page_before" not in labels(await browse(deps, ANN, "all.1"))


async def test_an_area_is_chosen_from_those_that_there_are(deps: Deps) -> None:
    areas = await press_button(deps, ANN, choice(await show_menu(deps, ANN), "button_areas").action)
    assert [found.params for found in areas.choices[0]] == [{"count": "6"}] * 5
    page = await press_button(deps, ANN, choice(areas, "button_area_home").action)
    assert part(page, ListShown).key == "area_home"
    there = [script for script in CROWD.scripts if script.area == "home"]
    assert titles(page) == [script.title for script in sorted(there, key=difficulty)]
    levels = [row.difficulty for row in part(page, ListShown).rows]
    assert levels == sorted(levels)
    assert len(set(levels)) > 1
    homeless = make_deps(deps.database, without_script(CROWD, *(script.id for script in there)))
    assert "button_area_home" not in labels(await browse(homeless, ANN, ""))


async def test_a_list_tells_how_hard_it_is_and_how_the_last_round_went(database: Database) -> None:
    deps = make_deps(database)
    await play(deps, "salary-raise", *GOOD)
    played, other = [
        part(await find_or_offer(deps, ANN, title), ListShown).rows[0]
        for title in ("A raise for the night rota", "Time with the executives")
    ]
    assert (played.difficulty, played.temperament, played.total) == (1, "cooperative", 100)
    assert (other.difficulty, other.temperament, other.total) == (2, "", 0)


@pytest.mark.parametrize("text", ["price", "Person 07", "  talk   07\n"])
async def test_a_word_behind_the_command_finds_by_whatever_a_counterpart_is_known_by(deps: Deps, text: str) -> None:
    found = await find_or_offer(deps, ANN, text)
    assert part(found, ListShown).params == {"words": " ".join(text.split())}
    assert titles(found)
    if "07" in text:
        assert titles(found) == ["Talk 07"]


async def test_what_was_found_is_turned_page_by_page(deps: Deps) -> None:
    first = await find_or_offer(deps, ANN, "Talks")
    second = await press_button(deps, ANN, choice(first, "button_page_after").action)
    shown = part(second, ListShown)
    assert (shown.page, shown.pages, shown.params) == (2, 5, {"words": "talks"})
    assert titles(second)[0] == CROWD.scripts[PAGE_SIZE].title


@pytest.mark.parametrize("text", ["zebra", "给我加薪", "🙂", "the"])
async def test_nobody_found_is_said_kindly_with_the_areas(deps: Deps, text: str) -> None:
    reply = await find_or_offer(deps, ANN, text)
    assert part(reply, CoachSays) == CoachSays("nobody_found", {"words": text})
    assert "button_area_work" in labels(reply)


async def test_after_search_a_plain_word_is_looked_for(deps: Deps) -> None:
    asked = await press_button(deps, ANN, choice(await show_menu(deps, ANN), "button_search").action)
    assert part(asked, CoachSays).key == "search_how"
    assert titles(await say(deps, "Person 11")) == ["Talk 11"]
    nobody = await say(deps, "zebra")
    assert [said.key for said in nobody.parts if isinstance(said, CoachSays)] == ["no_round", "nobody_found"]


@pytest.mark.parametrize("text", ["hello", "Thank you", "I'd like to move to 62k a year from May", "?", ""])
async def test_other_texts_without_a_round_offer_counterparts(deps: Deps, text: str) -> None:
    reply = await say(deps, text)
    assert part(reply, CoachSays).key == "no_round"
    assert len(part(reply, OffersShown).offers) == 3


@pytest.mark.parametrize("key", ["button_search", "button_areas", "button_all"])
async def test_in_the_middle_of_a_round_every_way_leads_back_to_it(deps: Deps, key: str) -> None:
    menu = await show_menu(deps, ANN)
    await begin_round(deps, ANN, "talk-01", "cooperative")
    for reply in (
        await press_button(deps, ANN, choice(menu, key).action),
        await find_or_offer(deps, ANN, "talk"),
        await find_by_button(deps, ANN, "talk.2"),
    ):
        assert part(reply, CoachSays).key == "round_is_open"


@pytest.mark.parametrize(
    ("verb", "target", "heading"),
    [
        (Verb.BROWSE, "all.99", "list_all"),
        (Verb.BROWSE, "all.0", "list_all"),
        (Verb.BROWSE, "all", "list_all"),
        (Verb.BROWSE, "work.x", "area_work"),
        (Verb.BROWSE, "all." + "9" * 30, "list_all"),
        (Verb.FIND, "talk.99", "list_found"),
        (Verb.FIND, "talk", "list_found"),
    ],
)
async def test_a_button_beyond_the_end_shows_a_page_that_is_there(
    deps: Deps, verb: Verb, target: str, heading: str
) -> None:
    shown = part(await press_button(deps, ANN, Action(verb, target=target)), ListShown)
    assert shown.key == heading
    assert 1 <= shown.page <= shown.pages
    assert shown.rows


@pytest.mark.parametrize("target", ["", "nowhere.1", "<b>.1", "."])
async def test_a_button_of_an_area_that_is_gone_shows_those_that_there_are(deps: Deps, target: str) -> None:
    reply = await press_button(deps, ANN, Action(Verb.BROWSE, target=target))
    assert part(reply, CoachSays).key == "choose_area"


async def test_old_lists_still_open_a_brief_or_say_that_the_counterpart_is_gone(deps: Deps) -> None:
    page = await browse(deps, ANN, "all.1")
    await play(deps, "talk-30", *GOOD)
    assert part(await press_button(deps, ANN, page.choices[0][0].action), BriefShown).script.title == titles(page)[0]
    fewer = make_deps(deps.database, without_script(CROWD, page.choices[0][0].action.target))
    assert part(await press_button(fewer, ANN, page.choices[0][0].action), CoachSays).key == "script_gone"


def shelved(database: Database, folder: Path) -> Deps:
    shelf = Shelf(folder, clock=lambda: 0.0)
    return replace(make_deps(database, shelf.library), shelf=shelf)


async def look_again(deps: Deps) -> None:
    """As if some seconds had gone by."""
    assert deps.shelf is not None
    await deps.shelf.look(at_once=True)


async def test_an_open_round_ends_on_its_edition_while_new_ones_have_the_changed_script(
    database: Database, tmp_path: Path
) -> None:
    deps = shelved(database, edited(tmp_path / "dialogues"))
    first = await begin_round(deps, ANN, "bakery-oven", "cooperative")
    script = tmp_path / "dialogues" / BAKERY_SCRIPT
    spoil(script, "revision: 1", "revision: 2")
    lines = script.read_text(encoding="utf-8").replace('      - "', '      - "Changed: ')
    script.write_text(lines, encoding="utf-8")
    await look_again(deps)
    assert deps.up_to_date().library.scripts[0].revision == 2
    going_on = await say(deps.up_to_date(), ASK)
    assert part(first, CounterpartSays).text
    assert not part(going_on, CounterpartSays).text.startswith("Changed: ")
    await begin_round(deps.up_to_date(), BEN, "bakery-oven", "cooperative")
    assert part(await say(deps.up_to_date(), ASK, person=BEN), CounterpartSays).text.startswith("Changed: ")


async def test_the_menu_looks_at_the_files_and_a_use_case_keeps_the_library_it_began_with(
    database: Database, tmp_path: Path
) -> None:
    now = [0.0]
    shelf = Shelf(edited(tmp_path / "dialogues"), clock=lambda: now[0])
    deps = replace(make_deps(database, shelf.library), shelf=shelf)
    spoil(tmp_path / "dialogues" / BAKERY_SCRIPT, "title: A second oven", "title: A third oven")
    assert labels(await show_menu(deps, ANN))[0] == "A second oven"
    now[0] += 60
    assert labels(await show_menu(deps, ANN))[0] == "A third oven"
    assert deps.library.scripts[0].title == "A second oven"
    assert deps.up_to_date().library.scripts[0].title == "A third oven"


async def test_a_button_of_a_script_that_another_process_saw_first_is_looked_for_at_once(
    database: Database, tmp_path: Path
) -> None:
    folder = edited(tmp_path / "dialogues")
    deps = shelved(database, folder)
    (folder / "scripts/bakery-oven").rename(folder / "scripts/bakery-shop")
    spoil(folder / "scripts/bakery-shop/script.yaml", "id: bakery-oven", "id: bakery-shop")
    reply = await press_button(deps, ANN, Action(Verb.BRIEF, target="bakery-shop"))
    assert part(reply, BriefShown).script.id == "bakery-shop"
    begun = await press_button(deps.up_to_date(), ANN, Action(Verb.BEGIN, target="bakery-shop/cooperative"))
    assert part(begun, CounterpartSays).text


def test_the_crowd_is_a_library_like_any_other() -> None:
    assert isinstance(CROWD, Library)
    assert len(CROWD.scripts) == 30
    assert load_library(DIALOGUES).rubric == CROWD.rubric
