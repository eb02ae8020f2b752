"""A reminder is the drill itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.practice.drills.drill import POLL_LENGTH, ChoiceItem, DrillKind
from bot.services.ask_drill import ask_drill
from bot.services.parts.drills import DrillAsked, DrillJudged
from bot.services.replies import Reply
from bot.services.take_turn import Message, take_turn
from bot.telegram.views import Poll, Text, show
from storage.unit_of_work import Database
from tests.practice.samples import LIBRARY
from tests.services.drilled import picks
from tests.services.reminded import HALF_PAST_EIGHT, LATEST, became, comes, in_lisbon, labels, reached, tap, text
from tests.services.samples import ANN, Clock, part, say


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_a_reminder_is_answered_where_it_stands_and_no_other_comes_that_day(
    database: Database, clock: Clock
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30 and 20:00")
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    assert text(reminder).startswith("A minute for a drill?")
    assert part(reminder, DrillAsked).quiz is None
    [shown] = show(reminder)
    assert isinstance(shown, Text)
    answer = await take_turn(
        deps, ANN, Message("62k was a lot, so let me step back to 57k [names_concession]", clock.at)
    )
    assert "57k" in part(answer, DrillJudged).said
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=12)) == []
    assert [one.status for one in (await became(database))[:2]] == ["done", "send"]


async def test_what_was_put_off_comes_back_as_it_was(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "10 min")
    [again] = await comes(deps, clock, HALF_PAST_EIGHT + timedelta(minutes=15))
    assert text(again).startswith("Here it is again")
    assert part(again, DrillAsked).question_id == part(reminder, DrillAsked).question_id


async def test_what_was_put_off_and_overtaken_brings_a_new_question(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "10 min")
    overtaken = part(await ask_drill(deps, ANN), DrillAsked)
    [again] = await comes(deps, clock, HALF_PAST_EIGHT + timedelta(minutes=15))
    assert part(again, DrillAsked).question_id > overtaken.question_id


async def test_a_choice_comes_as_one_poll_with_the_ways_to_put_it_off(database: Database, clock: Clock) -> None:
    choices = tuple(drill for drill in LIBRARY.drills if drill.kind is DrillKind.CHOICE)
    deps = replace(reached(database, clock), library=replace(LIBRARY, drills=choices, _editions={}))
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    [shown] = show(reminder)
    assert isinstance(shown, Poll)
    assert shown.quiz.question.startswith("A minute for a drill?\n\n")
    assert shown.buttons is not None
    assert [[button.text for button in row] for row in shown.buttons.inline_keyboard] == [
        ["10 min", "1 hour", "Tonight"],
        ["Skip today"],
    ]


def test_a_poll_is_greeted_where_there_is_room_and_still_is_a_poll_that_telegram_takes() -> None:
    greeted = 0
    for drill in LIBRARY.drills:
        for item in drill.items:
            if isinstance(item, ChoiceItem):
                order = tuple(range(len(item.options)))
                [shown] = show(Reply((DrillAsked(drill, item, 1, order, greeting="reminder_again"),)))
                assert isinstance(shown, Poll)
                assert shown.quiz.question.endswith(item.asked)
                assert len(shown.quiz.question) <= POLL_LENGTH
                greeted += shown.quiz.question != item.asked
    assert greeted > 0


async def test_without_any_drills_a_reminder_still_says_something(database: Database, clock: Clock) -> None:
    deps = replace(reached(database, clock), library=replace(LIBRARY, drills=(), _editions={}))
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    assert "A minute for a drill?" in text(reminder)


@pytest.mark.parametrize("by_hand", ["", "name the step-down", "spot the trap"])
async def test_a_drill_of_ones_own_wish_takes_the_place_of_the_reminders(
    database: Database, clock: Clock, by_hand: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30 and 20:00")
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    own = part(await ask_drill(replace(deps, library=LIBRARY), ANN, by_hand), DrillAsked)
    answer = await (picks(deps, own, 0) if own.quiz else say(deps, "It was a lot, so I step back [names_concession]"))
    assert part(answer, DrillJudged).drill.id == own.drill.id
    assert "done already" in text(await tap(deps, reminder, "10 min"))
    assert "No round is open" in text(await say(deps, "57k from May and no more than that, please"))
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=12)) == []


async def test_not_now_to_ones_own_drill_leaves_the_reminder_its_ways(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, await ask_drill(deps, ANN), "Not now")
    assert "Back at" in text(await tap(deps, reminder, "1 hour"))
    [again] = await comes(deps, clock, clock.at + timedelta(minutes=61))
    assert part(again, DrillAsked).question_id > part(reminder, DrillAsked).question_id
    answer = await say(deps, "It was a lot, so I step back [names_concession]")
    assert part(answer, DrillJudged).drill.id == part(again, DrillAsked).drill.id


async def test_a_reminders_line_can_be_answered_after_a_question_back(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    back = await say(deps, "what?")
    assert labels(back) == ["Example", "Another", "Not now"]
    await tap(deps, back, "Example")
    answer = await say(deps, "It was a lot, so I step back [names_concession]")
    assert part(answer, DrillJudged).drill.id == part(reminder, DrillAsked).drill.id
