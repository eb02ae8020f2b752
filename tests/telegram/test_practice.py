import pytest

from bot.services.deps import Deps
from storage.engine import create_engine
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.telegram.running import running
from tests.telegram.talks import ACCEPT, ASK, GOOD_ROUND, KOFI, RETREAT, SCRIPT, SECURE, finishes, opens, talks


async def test_three_taps_lead_from_start_to_the_first_line(ann: Player) -> None:
    await ann.says("/start")
    menu = await ann.sees("practise with?")
    assert "one move" in menu.text
    await ann.presses(menu.labels[0][0])
    brief = await ann.sees("Stretch ask: ")
    assert brief.labels == [["Cooperative", "Guarded", "Reactant"], ["Someone else"]]
    await ann.presses("Cooperative")
    line = await ann.sees("Step 1 of 4")
    assert line.html.startswith("<b>")


async def test_a_counterpart_that_one_knows_is_a_word_and_two_taps_away(ann: Player) -> None:
    await ann.says("/practice kofi")
    await ann.sees("For “kofi”")
    await ann.presses(SCRIPT)
    await ann.sees("Stretch ask: a salary of 62,000")
    await ann.presses("Guarded")
    assert (await ann.sees(KOFI)).html.startswith("<b>Kofi:</b> ")


async def test_a_good_round_ends_with_a_debrief_in_the_users_own_words(ann: Player) -> None:
    await opens(ann)
    steps = []
    for line in GOOD_ROUND:
        await ann.says(line)
        steps.append((await ann.sees(KOFI)).text.partition("Step ")[2][:1])
    debrief = await ann.sees("of 100")
    assert steps == ["2", "3", "4", ""]
    assert "agreed and it is pinned down" in debrief.text
    assert "<blockquote>You: “" in debrief.html
    assert debrief.labels[-1] == ["Every point", "History"]


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
async def test_a_round_goes_on_after_a_restart_in_its_middle(
    database_url: str, deps: Deps, fake: FakeBot, clock: Clock
) -> None:
    ann = Player(fake, clock)
    async with running(deps, fake):
        await opens(ann)
        await talks(ann, (ASK, ACCEPT))
    await ann.says(RETREAT)
    again = Database(create_engine(database_url))
    async with running(Deps(again, deps.library, deps.listener, deps.now, deps.new_seed), fake):
        assert "Step 4 of 4" in (await ann.sees(KOFI)).text
        await ann.says(SECURE)
        assert "pinned down" in (await ann.sees("of 100")).text
    await again.dispose()


async def test_a_round_that_was_left_is_shown_again_and_can_be_dropped(ann: Player) -> None:
    await opens(ann)
    await talks(ann, (ASK,))
    await ann.says("/start")
    await ann.sees("You are in the middle of")
    await ann.presses("Go on")
    again = await ann.sees("Where you were")
    assert ASK in again.text
    await ann.sees("Step 2 of 4")
    await ann.says("/cancel")
    await ann.sees("Dropped.")
    await ann.says("/resume")
    await ann.sees("no round to go on with")


async def test_a_turn_tried_again_shows_both_outcomes_side_by_side(ann: Player) -> None:
    await finishes(ann)
    await ann.presses("Try that turn again")
    await ann.sees("Now say it differently")
    await ann.says("I see. Then I'd step down to 57,000 instead, and the choice is yours. Would that work for you?")
    compared = await ann.sees("Then")
    assert "Now\n" in compared.text
    assert "Where that led" in compared.text
    assert "Step 4 of 4" in compared.text


async def test_an_objection_is_granted_and_shown_in_the_new_score(ann: Player) -> None:
    debrief = await finishes(ann)
    await ann.presses("I did say that")
    noted = await ann.sees("counts as you see it")
    assert "Score 93 → 96" in noted.text
    await ann.sees("objection noted")
    await ann.bot.wait_for(
        lambda _: all("I did say that" not in row for row in debrief.labels) or None, "the old button's end"
    )


async def test_every_point_is_shown_with_its_words_and_can_be_objected_to(ann: Player) -> None:
    await finishes(ann)
    await ann.presses("Every point")
    points = await ann.sees("Every point, and the words behind it")
    assert ["Back to the feedback"] in points.labels
    assert any(row[0].startswith("I did say that: ") for row in points.labels)
    await ann.presses("Back to the feedback")
    await ann.sees("Word for word")
    await ann.sees("of 100")


LOOKING_BACK = [["I did say that"], ["I did say that: Fair path"], ["Every point", "History"]]


async def test_same_again_harder_and_next_lead_on(ann: Player) -> None:
    debrief = await finishes(ann)
    await ann.presses("Harder")
    await ann.sees("Temperament: Guarded.")
    await ann.bot.wait_for(lambda _: debrief.labels == LOOKING_BACK or None, "fewer buttons")
    await ann.says("/cancel")
    await ann.sees("Dropped.")


async def test_the_history_is_turned_page_by_page_in_one_message(ann: Player) -> None:
    for _ in range(6):
        await finishes(ann)
    await ann.says("/history")
    first = await ann.sees("Rounds 1–5 of 6")
    assert len(first.labels) == 6
    await ann.presses("Older")
    second = await ann.sees("Round 6 of 6")
    assert second.id == first.id
    await ann.presses("Newer")
    await ann.sees("Rounds 1–5 of 6")
    await ann.presses(first.labels[0][0])
    await ann.sees("Word for word")


async def test_progress_shows_a_row_for_every_criterion(ann: Player, deps: Deps) -> None:
    await ann.says("/progress")
    await ann.sees("Nothing to show yet")
    await finishes(ann)
    await ann.says("/progress")
    progress = await ann.sees("Your first round")
    assert "<pre>" in progress.html
    assert all(criterion.title in progress.text for criterion in deps.library.rubric.usual)
