"""What drills and rounds show of a skill, what is taken back, and what comes next for weeks on end."""

from datetime import timedelta

import pytest

from bot.practice.drills.drill import OwnItem
from bot.services.ask_drill import ask_drill
from bot.services.parts.drills import DrillAsked
from bot.services.parts.progress import ProgressShown, SkillsShown
from bot.services.play_again import retry_turn
from bot.services.press_button import press_button
from bot.services.replies import CoachSays, Verb
from bot.services.show_progress import show_progress
from bot.services.start_round import begin_round
from storage.unit_of_work import Database
from tests.services.drilled import (
    CHOICE,
    LINE,
    STEPS_DOWN,
    UNNAMED,
    all_asked,
    asks,
    cards,
    does,
    reviews,
    words,
)
from tests.services.samples import ANN, ASK, ASK_WHY, GOOD, RETREAT, SECURE, Clock, choice, make_deps, part, say

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
UNNAMED_RETREAT = "Could we do 57k then? [specific_ask smaller_ask ties_to_constraint]"


async def test_a_finished_round_moves_its_skills_and_a_what_if_none(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await say(deps, ASK, ASK_WHY, UNNAMED_RETREAT, SECURE)
    shown = await reviews(database)
    assert {"named_stepdown", "justified"} <= {one.skill for one in shown}
    assert {one.skill: one.grade for one in shown}["named_stepdown"] == 1
    await retry_turn(deps, ANN, "1.3")
    await say(deps, RETREAT, SECURE)
    assert await reviews(database) == shown


async def test_a_failed_line_comes_back_by_its_day_at_most_every_third_time_and_not_once_passed(
    database: Database,
) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await say(deps, ASK, ASK_WHY, UNNAMED_RETREAT, SECURE)
    own = []
    for _ in range(24):
        clock.forward(hours=22)
        reply = await ask_drill(deps, ANN)
        asked = part(reply, DrillAsked)
        own.append(isinstance(asked.item, OwnItem))
        if own[-1]:
            assert "On Monday, 4 May you wrote:\nCould we do 57k then?" in words(reply)
            assert "a line of your own" in words(reply)
        await does(deps, asked)
    assert own.index(True) == 2
    assert not any(sum(own[start : start + 3]) > 1 for start in range(len(own)))
    items = [one.item for one in await all_asked(database) if one.item.startswith("own-")]
    assert len(items) == len(set(items))


@only_sqlite
@pytest.mark.parametrize("well", [True, False])
async def test_no_item_comes_twice_in_two_weeks_of_daily_drills(database: Database, *, well: bool) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    for _ in range(14):
        await does(deps, await asks(deps), well=well)
        clock.forward(hours=24)
    items = [(one.drill, one.item) for one in await all_asked(database)]
    assert len(set(items)) == 14


async def test_an_objection_gives_back_what_the_miss_took(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    before = await cards(database)
    clock.forward(days=4)
    await asks(deps, LINE)
    judged = await say(deps, UNNAMED)
    assert await cards(database) != before
    objection = choice(judged, "button_dispute").action
    noted = await press_button(deps, ANN, objection)
    assert part(noted, CoachSays).key == "drill_dispute_noted"
    assert await cards(database) == before
    assert [one.outcome for one in await all_asked(database)] == ["passed", "disputed"]
    again = await press_button(deps, ANN, objection)
    assert (again.passed, part(again, CoachSays).key) == (True, "dispute_known")


async def test_an_objection_to_the_first_answer_leaves_nothing_known(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    judged = await say(deps, UNNAMED)
    await press_button(deps, ANN, choice(judged, "button_dispute").action)
    assert (await cards(database), await reviews(database)) == ({}, [])


async def test_what_an_objection_takes_back_makes_room_for_a_later_result_of_that_day(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    judged = await say(deps, UNNAMED)
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    await press_button(deps, ANN, choice(judged, "button_dispute").action)
    assert '"last_grade": 3' in (await cards(database))["named_stepdown"]


async def test_there_is_nothing_to_object_to_where_nothing_was_missed(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    reply = await say(deps, STEPS_DOWN)
    assert Verb.OBJECT not in {found.action.verb for row in reply.choices for found in row}


async def test_the_first_drill_of_a_day_tells_the_days_in_a_row(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    told = []
    for _ in range(3):
        told += [words(await does(deps, await asks(deps))) for _ in range(2)]
        clock.forward(days=1)
    assert ["in a row" in one for one in told] == [False, False, True, False, True, False]
    assert "3 days in a row, your longest so far; two days off left this month." in told[4]


async def test_progress_tells_what_is_due_strong_and_weak_beside_the_rounds(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    assert part(await show_progress(deps, ANN), CoachSays).key == "progress_empty"
    await asks(deps, LINE)
    await say(deps, UNNAMED)
    alone = await show_progress(deps, ANN)
    assert [row.title for row in part(alone, SkillsShown).weak] == ["Named the step down"]
    clock.forward(days=1)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await say(deps, *GOOD)
    clock.forward(days=16)
    both = await show_progress(deps, ANN)
    assert part(both, ProgressShown).totals
    due = [row for row in part(both, SkillsShown).due if row.kind]
    assert [row.title for row in due] == ["Answered the constraint"]
    assert "Answered the constraint, when it was about " in words(both)
    drilled = part(await press_button(deps, ANN, choice(both, "button_drill_it").action), DrillAsked)
    first = part(both, SkillsShown).due[0].title
    titles = {criterion.title: criterion.id for criterion in deps.library.rubric.criteria}
    assert titles[first] in drilled.drill.trains


async def test_progress_tells_the_weeks_drills_in_a_line(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    told = []
    for _ in range(3):
        await does(deps, await asks(deps))
        told.append(words(await show_progress(deps, ANN)).splitlines()[-1])
        clock.forward(days=1)
    assert told[0] == "Drills in the last seven days: 1"
    assert told[2] == "Drills in the last seven days: 3 · days in a row: 3 · days off left this month: 2"
    clock.forward(days=30)
    assert words(await show_progress(deps, ANN)).splitlines()[-1] == "Drills in the last seven days: 0"


async def test_what_has_sat_well_for_weeks_is_said_to(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    for days in (3, 14, 1):
        await asks(deps, LINE)
        await say(deps, STEPS_DOWN)
        clock.forward(days=days)
    shown = part(await show_progress(deps, ANN), SkillsShown)
    assert ([row.title for row in shown.strong], shown.weak) == (["Named the step down"], ())


@only_sqlite
async def test_progress_fits_a_phone_after_many_weeks(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    for day in range(30):
        await does(deps, await asks(deps), well=day % 3 > 0)
        clock.at += timedelta(days=1)
    shown = words(await show_progress(deps, ANN))
    assert len(shown) < 600


async def test_an_own_choice_of_drill_gives_no_reason(database: Database) -> None:
    assert "Why this one" not in words(await ask_drill(make_deps(database), ANN, CHOICE))
