"""Objections leave only with their user's consent, without names, as the listener met them."""

import json

import pytest

from bot.hearing.assess import read_context
from bot.practice.drills.drill import LineDrill
from bot.services import export_disputes
from bot.services.deps import Deps, Person
from bot.services.export_disputes import Candidate, lent_objections
from bot.services.keep_settings import change_setting, show_settings
from bot.services.own_data import ask_erasure, export_data
from bot.services.press_button import press_button
from bot.services.replies import CoachSays, FileSent
from bot.services.review_round import file_dispute
from bot.services.start_round import begin_round
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY, edition
from tests.services.drilled import LINE, asks, does, latest
from tests.services.samples import (
    ANN,
    ASK,
    ASK_WHY,
    BEN,
    SECURE,
    Clock,
    choice,
    make_deps,
    part,
    say,
    with_other_constraints,
)

SILENT = "Ann here: Maria and I could live with 57k then, ann@example.com [specific_ask smaller_ask]"
ASKED = f"Maria says hello. {ASK}"


async def objects(deps: Deps, person: Person, *criteria: str) -> None:
    """Plays a round to its end and objects to what was heard in it."""
    await begin_round(deps, person, "salary-raise", "cooperative")
    reply = await say(deps, ASKED, ASK_WHY, SILENT, SECURE, person=person)
    number = choice(reply, "button_again").action.target
    for criterion in criteria:
        await file_dispute(deps, person, f"{number}.{criterion}")


async def exported(deps: Deps) -> list[Candidate]:
    return [candidate async for candidate in lent_objections(deps)]


async def test_only_those_who_lend_their_objections_appear(database: Database) -> None:
    deps = make_deps(database)
    await objects(deps, ANN, "named_stepdown")
    await objects(deps, BEN, "deliberate")
    assert await exported(deps) == []
    await change_setting(deps, BEN, "lending=on")
    assert [found["disputed"] for found in await exported(deps)] == ["deliberate"]


async def test_turning_it_off_or_erasing_takes_them_out_of_the_next_export(database: Database) -> None:
    deps = make_deps(database)
    for person in (ANN, BEN):
        await objects(deps, person, "named_stepdown")
        await change_setting(deps, person, "lending=on")
    assert len(await exported(deps)) == 2
    await change_setting(deps, ANN, "lending=off")
    assert len(await exported(deps)) == 1
    await press_button(deps, BEN, choice(await ask_erasure(deps, BEN), "button_erase_yes").action)
    assert await exported(deps) == []


async def test_a_line_holds_the_context_before_the_turn_and_no_names(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    await objects(deps, ANN, "named_stepdown")
    (found,) = json.loads(json.dumps(await exported(deps)))
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        record = await uow.rounds.latest(user.id)
        assert record is not None
    ask = edition("salary-raise", "cooperative").script.ask
    assert (found["target"], found["stretch"], found["floor"]) == (ask.target.words, ask.stretch.words, ask.floor.words)
    assert found["text"] == "[name] here: [name] and I could live with 57k then, [email] [specific_ask smaller_ask]"
    assert found["first_ask"].startswith("[name] says hello. I'd like 62k")
    assert found["counterpart_line"] == record.turns[1].reply
    assert (found["phase"], found["retreat_made"]) == ("after_constraint", False)
    assert (found["heard"], found["unsure"]) == (["specific_ask", "smaller_ask"], [])
    assert (found["id"], found["disputed"]) == ("objection-1", "named_stepdown")
    assert not {"Ann", "Maria", "501"} & set(json.dumps(found).replace('"', " ").split())


async def test_a_line_is_what_assess_reads(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    await objects(deps, ANN, "justified")
    (found,) = json.loads(json.dumps(await exported(deps)))
    assert read_context(found).situation == found["situation"]
    assert (found["phase"], found["first_ask"], found["constraint_kind"]) == ("opening", None, None)


async def test_a_round_is_rebuilt_on_the_edition_it_began_with(database: Database) -> None:
    await objects(make_deps(database), ANN, "named_stepdown")
    await change_setting(make_deps(database), ANN, "lending=on")
    before = await exported(make_deps(database))
    edited = make_deps(database, with_other_constraints(LIBRARY, "salary-raise", "Something else is in the way."))
    assert await exported(edited) == before


async def test_more_than_a_page_is_written_once_and_in_order(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_disputes, "PAGE_SIZE", 2)
    deps = make_deps(database)
    criteria = ("named_stepdown", "deliberate", "justified")
    for person in (ANN, BEN):
        await change_setting(deps, person, "lending=on")
        await objects(deps, person, *criteria)
    found = await exported(deps)
    assert [one["disputed"] for one in found] == [*criteria, *criteria]
    assert [one["id"] for one in found] == [f"objection-{number}" for number in range(1, 7)]


async def test_lending_is_off_until_it_is_turned_on_and_shown_in_the_settings(database: Database) -> None:
    deps = make_deps(database)
    off = await show_settings(deps, ANN)
    assert "setting_lending_off" in {found.key for found in off.parts if isinstance(found, CoachSays)}
    on = await press_button(deps, ANN, choice(off, "button_lending_on").action)
    assert "setting_lending_on" in {found.key for found in on.parts if isinstance(found, CoachSays)}
    assert await press_button(deps, ANN, choice(on, "button_lending_off").action) == off


async def test_other_settings_leave_lending_as_it_is(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    await change_setting(deps, ANN, "timing=off")
    shown = await change_setting(deps, ANN, "temperament=guarded")
    assert [found.key for found in shown.parts if isinstance(found, CoachSays)] == [
        "setting_temperament_guarded",
        "setting_timing_off",
        "setting_lending_on",
    ]


async def test_consent_is_part_of_ones_own_data(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    data = json.loads(part(await export_data(deps, ANN), FileSent).content)
    assert data["user"]["lends_objections"] is True


async def test_the_first_objection_points_to_lending_and_no_later_one_does(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    number = choice(await say(deps, ASK, ASK_WHY, SILENT, SECURE), "button_again").action.target
    for criterion, hinted in (("named_stepdown", True), ("deliberate", False)):
        reply = await file_dispute(deps, ANN, f"{number}.{criterion}")
        assert (CoachSays("lending_hint") in reply.parts) is hinted


async def test_whoever_lends_already_is_not_told_of_it(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    number = choice(await say(deps, ASK, ASK_WHY, SILENT, SECURE), "button_again").action.target
    assert CoachSays("lending_hint") not in (await file_dispute(deps, ANN, f"{number}.named_stepdown")).parts


async def drills(deps: Deps, person: Person, line: str) -> None:
    """Answers a drill and objects to what it came to."""
    await asks(deps, LINE, person)
    reply = await say(deps, line, person=person)
    await press_button(deps, person, choice(reply, "button_dispute").action)


async def test_an_objection_to_a_drill_is_told_with_its_drill_and_item(database: Database) -> None:
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    await objects(deps, ANN, "named_stepdown")
    await drills(deps, ANN, "Ann here, Maria: could we do less then? [smaller_ask mutual_gain?]")
    await drills(deps, BEN, "Could we do less? [smaller_ask]")
    of_round, of_drill = json.loads(json.dumps(await exported(deps)))
    question = await latest(database)
    drill = LIBRARY.drill(LINE)
    assert isinstance(drill, LineDrill)
    item = drill.item(question.item)
    assert item is not None
    assert set(of_round) == set(of_drill) - {"drill", "item"}
    assert (of_drill["drill"], of_drill["item"]) == (LINE, item.id)
    assert of_drill["text"] == "[name] here, [name]: could we do less then? [smaller_ask mutual_gain?]"
    assert (of_drill["situation"], of_drill["counterpart_line"]) == (item.situation, item.they_say)
    assert (of_drill["heard"], of_drill["unsure"]) == (["smaller_ask"], ["mutual_gain"])
    assert (of_drill["id"], of_drill["disputed"]) == ("objection-2", "named_stepdown")
    assert read_context(of_drill).phase == drill.phase


async def test_objections_to_drills_come_page_by_page(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_disputes, "PAGE_SIZE", 2)
    deps = make_deps(database)
    await change_setting(deps, ANN, "lending=on")
    for number in range(5):
        await drills(deps, ANN, f"Could we do {number} less? [smaller_ask]")
    found = await exported(deps)
    assert [one["id"] for one in found] == [f"objection-{number}" for number in range(1, 6)]
    assert [str(one["text"])[12] for one in found] == list("01234")


async def test_an_own_line_in_a_drill_leads_back_to_nobody(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await change_setting(deps, ANN, "lending=on")
    await objects(deps, ANN)
    clock.forward(days=1)
    for _ in range(6):
        asked = await asks(deps)
        if asked.item.id.startswith("own-"):
            break
        await does(deps, asked)
    assert asked.item.id.startswith("own-")
    reply = await say(deps, "So Maria, no. [off_topic]")
    await press_button(deps, ANN, choice(reply, "button_dispute").action)
    (found,) = await exported(deps)
    assert (found["item"], found["text"]) == ("own", "So [name], no. [off_topic]")
    assert "Maria says hello" not in json.dumps(found)
    assert asked.item.id not in json.dumps(found)
