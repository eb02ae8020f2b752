"""Drills through the services, on both databases: asked, answered once, and what they come to."""

import asyncio
from dataclasses import replace

import pytest

from bot.services.ask_drill import ask_drill
from bot.services.leave_round import resume_round
from bot.services.own_data import erase_data
from bot.services.parts.drills import DrillAsked, DrillJudged, DrillsShown
from bot.services.parts.rounds import CounterpartSays, StepShown
from bot.services.press_button import press_button
from bot.services.replies import Action, CoachSays, Moment, Verb
from bot.services.start_round import begin_round
from bot.services.take_turn import LONGEST, Message, take_turn
from storage.daily_records import PlanRecord, PlanStatus, QuestionStatus
from storage.records import NewMessage, SendKind
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY
from tests.services.drilled import (
    CHOICE,
    DOUBTFUL,
    LINE,
    STEPS_DOWN,
    UNNAMED,
    all_asked,
    asks,
    cards,
    does,
    latest,
    picking,
    picks,
    result,
    reviews,
    shown_as,
    user_id,
    votes,
    words,
)
from tests.services.samples import ANN, ASK, BEN, Clock, choice, make_deps, part, say

NOTHING_TO_JUDGE = [
    ("", "needs_words"),
    ("🙂🙃", "needs_words"),
    ("给我加薪", "needs_english"),
    ("Das geht nicht", "needs_english"),
]


async def test_the_first_drill_says_why_it_comes(database: Database) -> None:
    reply = await ask_drill(make_deps(database), ANN)
    assert part(reply, DrillAsked).reason == "new"
    assert "you have not tried it yet" in words(reply)


@pytest.mark.parametrize(
    "name", ["name-the-step-down", "Name the step-down", "NAME", "name_the_step_down", "“step down”!", " the name  "]
)
async def test_a_drill_is_known_by_any_of_its_words(database: Database, name: str) -> None:
    asked = await asks(make_deps(database), name)
    assert (asked.drill.id, asked.reason) == (LINE, "")


@pytest.mark.parametrize(
    ("name", "key"), [("juggling", "drill_unknown"), ("the", "drills_several"), ("list", "drills_choose")]
)
async def test_another_name_shows_what_there_is(database: Database, name: str, key: str) -> None:
    deps = make_deps(database)
    reply = await ask_drill(deps, ANN, name)
    titles = [title for title, _ in part(reply, DrillsShown).rows]
    assert part(reply, CoachSays).key == key
    assert [found.params["title"] for row in reply.choices for found in row] == titles
    assert (len(titles) == len(LIBRARY.drills)) is (key != "drills_several")
    chosen = await press_button(deps, ANN, reply.choices[-1][0].action)
    assert part(chosen, DrillAsked).drill.title == titles[-1]


async def test_a_line_is_judged_with_its_own_words(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    reply = await say(deps, STEPS_DOWN)
    assert result(reply) == "passed"
    assert words(reply).count("You: “It was a lot to ask") == 1
    assert [(one.skill, one.grade) for one in await reviews(database)] == [("named_stepdown", 3)]
    assert [one.outcome for one in await all_asked(database)] == ["passed"]


async def test_a_line_about_something_else_is_told_so_and_counts_neither_way(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    reply = await say(deps, "Instead of 77 lanterns, 44 for the harbour [names_concession smaller_ask]")
    assert result(reply) == "unsure"
    assert "This seems to be about something else" in words(reply)
    assert await reviews(database) == []


async def test_a_missed_line_is_told_a_better_one(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, LINE)
    reply = await say(deps, UNNAMED)
    assert result(reply) == "missed"
    assert getattr(asked.item, "better") in words(reply)  # noqa: B009 (lines have one, choices have an answer)


async def test_doubt_counts_neither_way(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    reply = await say(deps, DOUBTFUL)
    assert (result(reply), await cards(database)) == ("unsure", {})
    assert "counts neither way" in words(reply)
    assert (await latest(database)).status is QuestionStatus.ANSWERED


async def test_an_answer_that_was_not_heard_for_sure_can_be_objected_to(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    objecting = choice(await say(deps, DOUBTFUL), "button_dispute").action
    assert part(await press_button(deps, ANN, objecting), CoachSays).key == "drill_dispute_noted"
    assert ((await latest(database)).outcome, await cards(database)) == ("disputed", {})
    assert (await press_button(deps, ANN, objecting)).passed


@pytest.mark.parametrize(("text", "key"), NOTHING_TO_JUDGE, ids=range(len(NOTHING_TO_JUDGE)))
async def test_what_nobody_could_judge_leaves_the_question_open(database: Database, text: str, key: str) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    assert part(await say(deps, text), CoachSays).key == key
    assert (await latest(database)).status is QuestionStatus.OPEN
    assert result(await say(deps, STEPS_DOWN)) == "passed"


async def test_of_a_very_long_answer_the_beginning_counts(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, LINE)
    reply = await say(deps, "less " * 900)
    assert part(reply, CoachSays).key == "too_long"
    assert len(part(reply, DrillJudged).said) <= LONGEST


async def test_the_same_line_sent_twice_counts_once(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    deps.now.forward(minutes=1)  # type: ignore[attr-defined]
    await asks(deps, LINE)
    twice = [await take_turn(deps, ANN, Message(STEPS_DOWN, deps.now())) for _ in range(2)]
    assert (result(twice[0]), part(twice[1], CoachSays).key) == ("passed", "said_twice")
    assert len(await reviews(database)) == 1


async def test_an_option_pressed_twice_at_once_counts_once(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, CHOICE)
    replies = await asyncio.gather(*(picks(deps, asked, place) for place in (0, 1, 0)))
    assert sorted(reply.passed for reply in replies) == [False, True, True]
    assert len(await reviews(database)) == 1


async def test_one_more_tapped_twice_brings_one(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    more = choice(await does(deps, await asks(deps, CHOICE)), "button_drill_more").action
    first, second = [await press_button(deps, ANN, more) for _ in range(2)]
    assert (part(first, DrillAsked).reason != "", second.passed) == (True, True)
    clock.forward(minutes=1)
    later = await press_button(deps, ANN, more)
    assert part(later, DrillAsked).question_id > part(first, DrillAsked).question_id


async def test_the_option_of_an_older_question_still_counts_for_that_one(database: Database) -> None:
    deps = make_deps(database)
    older = await asks(deps, CHOICE)
    await asks(deps, LINE)
    assert older.quiz is not None
    assert result(await picks(deps, older, older.quiz.correct)) == "passed"
    assert (await latest(database)).status is QuestionStatus.OPEN
    assert (await picks(deps, older, 0)).passed


@pytest.mark.parametrize("target", ["", "1", "x.0", "1.x", "1.²", "99.0", "1.9", "1.-1", "9" * 30 + ".0"])
async def test_a_button_that_nobody_made_does_nothing(database: Database, target: str) -> None:
    deps = make_deps(database)
    await asks(deps, CHOICE)
    assert (await press_button(deps, ANN, Action(Verb.PICK, Moment(), target))).passed
    assert (await latest(database)).status is QuestionStatus.OPEN


async def test_somebody_elses_question_is_passed_by(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, CHOICE)
    await asks(deps, LINE, BEN)
    pressed = [await picks(deps, asked, 0, BEN), await press_button(deps, BEN, _objecting(asked))]
    assert [reply.passed for reply in pressed] == [True, True]
    assert not any(isinstance(one, DrillAsked | DrillJudged) for reply in pressed for one in reply.parts)
    assert (await latest(database)).status is QuestionStatus.OPEN


def _objecting(asked: DrillAsked) -> Action:
    return Action(Verb.OBJECT, Moment(), str(asked.question_id))


async def test_a_poll_whose_number_was_never_learned_is_the_open_question(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, CHOICE)
    assert asked.quiz is not None
    assert result(await votes(deps, "5400", asked.quiz.correct)) == "passed"
    await shown_as(database, "5400")
    assert (await votes(deps, "5400", 0)).passed


async def test_a_vote_in_somebody_elses_poll_answers_nothing(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, CHOICE)
    await shown_as(database, "5400")
    await asks(deps, CHOICE, BEN)
    assert (await votes(deps, "5400", 0, BEN)).passed
    assert [(await latest(database, who)).status for who in (ANN, BEN)] == [QuestionStatus.OPEN] * 2


async def test_a_vote_for_no_option_and_a_vote_while_a_line_is_asked_answer_nothing(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, CHOICE)
    assert (await votes(deps, "5400", 9)).passed
    await asks(deps, LINE)
    assert (await votes(deps, "5400", 0)).passed
    assert (await latest(database)).status is QuestionStatus.OPEN


async def test_a_choice_is_not_answered_in_words(database: Database) -> None:
    deps = make_deps(database)
    await asks(deps, CHOICE)
    assert part(await say(deps, STEPS_DOWN), CoachSays).key == "drill_tap_an_option"
    assert (await latest(database)).status is QuestionStatus.OPEN


async def test_in_the_middle_of_a_round_the_drill_has_the_next_word(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    asked = await ask_drill(deps, ANN, LINE)
    assert part(asked, CoachSays).key == "drill_round_waits"
    reply = await say(deps, STEPS_DOWN)
    assert result(reply) == "passed"
    back = await press_button(deps, ANN, choice(reply, "button_resume").action)
    assert part(back, StepShown).step == 1
    assert part(await say(deps, ASK), CounterpartSays).text


async def test_going_back_to_the_round_lets_the_drill_pass(database: Database) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await asks(deps, LINE)
    await resume_round(deps, ANN)
    assert part(await say(deps, ASK), StepShown).step == 2
    assert (await latest(database)).status is QuestionStatus.PASSED


async def test_a_round_that_begins_lets_the_drill_pass(database: Database) -> None:
    """Or the first word after its debrief would be judged as an answer to what was asked long before."""
    deps = make_deps(database)
    await asks(deps, LINE)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    assert part(await say(deps, ASK), StepShown).step == 2
    assert (await latest(database)).status is QuestionStatus.PASSED


@pytest.mark.parametrize("drill", [LINE, CHOICE])
async def test_a_drill_that_is_gone_is_judged_as_it_was_asked(database: Database, drill: str) -> None:
    deps = make_deps(database)
    asked = await asks(deps, drill)
    gone = replace(deps, library=replace(LIBRARY, drills=(), _editions={}))
    assert result(await does(gone, asked)) == "passed"
    assert part(await ask_drill(gone, ANN), CoachSays).key == "drills_none"


async def test_whoever_was_erased_is_not_brought_back_by_a_vote_or_a_button(database: Database) -> None:
    clock = Clock()
    deps = make_deps(database, now=clock)
    asked = await asks(deps, CHOICE)
    await shown_as(database, "5400")
    await erase_data(deps, ANN, f"yes@{int(clock.at.timestamp() // 60)}")
    passed = [
        await votes(deps, "5400", 0),
        await picks(deps, asked, 0),
        await press_button(deps, ANN, _objecting(asked)),
    ]
    assert [reply.passed for reply in passed] == [True] * 3
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN.identity) is None


async def test_a_reminder_on_its_way_is_dropped_once_the_drill_is_done(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, CHOICE)
    plan = PlanRecord(
        user_id=await user_id(database), bot_id=7, chat_id=501, zone="UTC", tzdata="x", status=PlanStatus.ON
    )
    async with database.unit_of_work() as uow:
        await uow.reminders.keep_plan(plan)
        waiting = [
            NewMessage(bot_id=7, chat_id=501, kind=kind, body="{}") for kind in (SendKind.REMINDER, SendKind.REPLY)
        ]
        await uow.outbox.add(waiting, deps.now())
        await uow.commit()
    await does(deps, asked)
    async with database.unit_of_work() as uow:
        assert (await uow.outbox.waiting())[0] == 1


async def test_the_place_of_an_option_is_the_place_it_was_shown_at(database: Database) -> None:
    deps = make_deps(database)
    asked = await asks(deps, CHOICE)
    reply = await press_button(deps, ANN, picking(asked, len(asked.order) - 1))
    assert asked.quiz is not None
    assert part(reply, DrillJudged).said == asked.quiz.options[-1]
