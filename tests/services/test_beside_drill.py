"""Ways on below a drill's question, and what is written beside it: nothing is lost by either."""

import asyncio

import pytest

from bot.practice.drills.drill import LineDrill
from bot.services.ask_drill import ask_drill
from bot.services.parts.drills import DrillAsked, DrillRepeated, ExampleShown
from bot.services.parts.rounds import CounterpartSays
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Moment, Verb
from bot.services.start_round import begin_round
from storage.daily_records import QuestionStatus
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY
from tests.services.drilled import CHOICE, LINE, STEPS_DOWN, all_asked, asks, latest, result, words
from tests.services.reminded import with_lines_only
from tests.services.samples import ANN, ASK, BEN, Clock, choice, make_deps, part, say

BESIDE = ["button_drill_example", "button_drill_another", "button_drill_leave"]


async def test_a_line_that_is_asked_for_has_three_ways_on_and_a_choice_its_options(database: Database) -> None:
    lines = make_deps(database, with_lines_only(LIBRARY))
    for name in ("", LINE):
        reply = await ask_drill(lines, ANN, name)
        assert [found.key for row in reply.choices for found in row] == BESIDE
    deps = make_deps(database)
    options = await ask_drill(deps, ANN, CHOICE)
    assert {found.key for row in options.choices for found in row} == {"button_option"}


async def test_an_example_is_of_another_talk_and_leaves_the_question_open(database: Database) -> None:
    deps = make_deps(database)
    reply = await ask_drill(deps, ANN, LINE)
    asked = part(reply, DrillAsked)
    shown = [await press_button(deps, ANN, choice(reply, "button_drill_example").action) for _ in range(2)]
    drill = LIBRARY.drill(LINE)
    assert isinstance(drill, LineDrill)
    item = part(shown[0], ExampleShown).item
    assert item in drill.items
    assert item.id != asked.item.id
    assert item.better in words(shown[0])
    assert shown[0] == shown[1]
    assert (await latest(database)).id == asked.question_id
    assert result(await say(deps, STEPS_DOWN)) == "passed"


async def test_another_tapped_twice_at_once_brings_one(database: Database) -> None:
    deps = make_deps(database)
    reply = await ask_drill(deps, ANN, LINE)
    more = choice(reply, "button_drill_another").action
    replies = await asyncio.gather(*(press_button(deps, ANN, more) for _ in range(3)))
    assert sorted(found.passed for found in replies) == [False, True, True]
    [brought] = [part(found, DrillAsked) for found in replies if not found.passed]
    assert brought.drill.id == LINE
    assert brought.item != part(reply, DrillAsked).item
    assert {part(found, CoachSays).key for found in replies if found.passed} == {"drill_on_its_way"}


async def test_another_of_what_helps_most_is_of_another_kind_and_says_why(database: Database) -> None:
    deps = make_deps(database, with_lines_only(LIBRARY))
    reply = await ask_drill(deps, ANN)
    brought = part(await press_button(deps, ANN, choice(reply, "button_drill_another").action), DrillAsked)
    assert brought.reason
    assert brought.drill.id != part(reply, DrillAsked).drill.id


async def test_an_old_button_leaves_what_is_open_now_as_it_is(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    old = await ask_drill(deps, ANN, LINE)
    await say(deps, STEPS_DOWN)
    clock.forward(minutes=3)
    now = await asks(deps, CHOICE)
    clock.forward(minutes=3)
    for key in BESIDE:
        reply = await press_button(deps, ANN, choice(old, key).action)
        assert (reply.passed, part(reply, CoachSays).key) == (True, "drill_over")
    question = await latest(database)
    assert (question.id, question.status) == (now.question_id, QuestionStatus.OPEN)


async def test_not_now_leaves_it_and_leads_back_to_the_round(database: Database) -> None:
    deps = make_deps(database)
    alone = await ask_drill(deps, ANN, LINE)
    left = await press_button(deps, ANN, choice(alone, "button_drill_leave").action)
    assert ([found.key for found in left.parts if isinstance(found, CoachSays)], left.choices) == (["drill_left"], ())
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    beside = await ask_drill(deps, ANN, LINE)
    left = await press_button(deps, ANN, choice(beside, "button_drill_leave").action)
    assert [row[0].key for row in left.choices] == ["button_resume"]
    assert (await latest(database)).status is QuestionStatus.PASSED
    assert part(await say(deps, ASK), CounterpartSays).text


@pytest.mark.parametrize(
    "target", ["", "example", "example.", "example.x", "example.999", "another.0", "juggle.1", "leave.-1"]
)
async def test_a_button_that_nobody_made_does_nothing(database: Database, target: str) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    assert (await press_button(deps, ANN, Action(Verb.BESIDE, Moment(), target))).passed
    assert (await latest(database)).status is QuestionStatus.OPEN


async def test_a_button_of_somebody_else_does_nothing(database: Database) -> None:
    deps = make_deps(database)
    reply = await ask_drill(deps, ANN, LINE)
    await asks(deps, LINE, BEN)
    for key in BESIDE:
        assert (await press_button(deps, BEN, choice(reply, key).action)).passed
    assert (await latest(database)).status is QuestionStatus.OPEN


@pytest.mark.parametrize("text", ["what?", "?", "help", "hm", "thanks!", "ok", "skip"])
async def test_what_is_no_answer_is_asked_back_and_nothing_is_used_up(database: Database, text: str) -> None:
    deps = make_deps(database)
    asked = await asks(deps, LINE)
    reply = await say(deps, text)
    assert part(reply, DrillRepeated).item == asked.item
    assert asked.drill.asks in words(reply)
    assert [found.key for row in reply.choices for found in row] == BESIDE
    assert [one.outcome for one in await all_asked(database)] == [None]
    assert result(await say(deps, STEPS_DOWN)) == "passed"


async def test_beside_a_choice_one_is_told_to_choose(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, CHOICE)
    assert part(await say(deps, "what?"), CoachSays).key == "drill_tap_an_option"


@pytest.mark.parametrize("text", ["thanks!", "ok", "cool", "👍"])
async def test_thanks_for_a_verdict_are_no_line_for_the_round_that_waits(database: Database, text: str) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    reply = await say(deps, text)
    assert part(reply, CoachSays).key == "drill_thanked_round"
    assert [row[0].key for row in reply.choices][-1] == "button_resume"
    assert part(await say(deps, ASK), CounterpartSays).text


async def test_thanks_without_a_round_are_answered_in_a_word(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    assert part(await say(deps, "thanks!"), CoachSays).key == "drill_thanked"


async def test_a_round_that_went_on_hears_an_ok_itself(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    clock.forward(minutes=1)
    await say(deps, ASK)
    assert part(await say(deps, "ok"), CounterpartSays).text


async def test_long_after_a_verdict_an_ok_is_said_to_the_counterpart(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await asks(deps, LINE)
    await say(deps, STEPS_DOWN)
    clock.forward(minutes=20)
    assert part(await say(deps, "ok"), CounterpartSays).text
