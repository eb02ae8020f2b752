"""When a skill comes back: FSRS, by whole local days, without chance and without a clock.

The only module that imports fsrs (docs/decisions/0010-spaced-repetition.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

import fsrs
from pydantic import AwareDatetime, TypeAdapter, ValidationError

from bot.errors import StepdownError
from bot.practice.edition import draw
from bot.practice.skills.grades import Grade

RETENTION = 0.9
LONGEST = 60
"""Days. A skill that is not used for two months is worth a minute, however sure it was."""
SPREAD = 0.1
"""How much of an interval it may be shorter or longer, so that what was learned in one round does not all come back on one day."""
_DAY = timedelta(days=1)
_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION,
    learning_steps=(_DAY, 3 * _DAY),
    relearning_steps=(_DAY,),
    maximum_interval=LONGEST,
    enable_fuzzing=False,  # it draws from the process's one generator, so nothing could be told again
)


class CardError(StepdownError):
    code = "card_unreadable"


class Stage(StrEnum):
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known of one skill. `stability`: after so many days nine of ten still succeed; `difficulty`: 1 to 10; `due`: the beginning
    of a local day, in UTC.
    """

    skill: str
    stability: float
    difficulty: float
    state: Stage
    step: int | None
    due: AwareDatetime
    last_review: AwareDatetime
    last_grade: Grade


@dataclass(frozen=True, kw_only=True)
class Review:
    """What moved a card. Not `counted`: a second result on one day, which leaves the estimate as it is."""

    skill: str
    grade: Grade
    at: datetime
    due_before: datetime | None
    due_after: datetime
    counted: bool


_CARD = TypeAdapter(Card)
_STATES = {Stage[state.name.upper()]: state for state in fsrs.State}
_STAGES = {state: stage for stage, state in _STATES.items()}


def review(
    card: Card | None, skill: str, grade: Grade, now: datetime, *, zone: tzinfo = UTC, user: int | None = None
) -> tuple[Card, Review]:
    """The card after a result (`card`: before it, None for the first), and what is to be logged.

    Of one local day the first result counts: after it the better line has been read. But whatever is missed comes back the next day.
    `user` spreads intervals; without one they are the schedule's own.
    """
    today = now.astimezone(zone).date()
    counted = card is None or today > card.last_review.astimezone(zone).date()
    if card is None or counted:
        after = _reviewed(card, skill, grade, now, zone, user)
    elif grade is Grade.AGAIN:
        after = replace(card, due=min(card.due, _start(today + _DAY, zone)), last_grade=grade)
    else:
        after = card
    before = card.due if card else None
    return after, Review(skill=skill, grade=grade, at=now, due_before=before, due_after=after.due, counted=counted)


def retrievability(card: Card, now: datetime) -> float:
    """How likely it is to succeed now, 0 to 1, by days counted to the nearest."""
    days = max(0, round((now - card.last_review) / _DAY))
    return _SCHEDULER.get_card_retrievability(_known(card, now - days * _DAY), now)


def is_due(card: Card, now: datetime) -> bool:
    return card.due <= now


def as_dict(card: Card) -> dict[str, Any]:
    """Ready for JSON."""
    found: dict[str, Any] = _CARD.dump_python(card, mode="json")
    return found


def from_dict(found: Mapping[str, Any]) -> Card:
    try:
        return _CARD.validate_python(found)
    except ValidationError as error:
        raise CardError(
            "This is no card of a skill. Erase the row, and the skill begins anew with the next drill."
        ) from error


def _reviewed(card: Card | None, skill: str, grade: Grade, now: datetime, zone: tzinfo, user: int | None) -> Card:
    """The library counts days by 24 hours from instant to instant; it is given the midnights of local dates, so that 8:31 and 8:30 the next morning are a day apart."""
    today = now.astimezone(zone).date()
    at = _midnight(today)
    if card is None:
        # A card without number and due date would look at the clock.
        known = fsrs.Card(card_id=0, due=at)
    else:
        known = _known(card, _midnight(card.last_review.astimezone(zone).date()))
    found, _ = _SCHEDULER.review_card(known, fsrs.Rating(grade), at)
    if found.stability is None or found.difficulty is None:  # pragma: no cover (a reviewed card has both)
        raise CardError("The schedule gave no estimate.")
    days = round((found.due - at) / _DAY)
    days = min(days + _shift(days, user, skill, today), LONGEST)
    if card and card.state is Stage.REVIEW and grade is Grade.HARD:
        days = min(days, _interval(card, zone))
    return Card(
        skill=skill,
        stability=found.stability,
        difficulty=found.difficulty,
        state=_STAGES[found.state],
        step=found.step,
        due=_start(today + days * _DAY, zone),
        last_review=now,
        last_grade=grade,
    )


def _interval(card: Card, zone: tzinfo) -> int:
    """Days between the last result and the day it was due. What went partly waits no longer than that: to the library it is remembered, and
    might be put off to three times as long.
    """
    return max(1, (card.due.astimezone(zone).date() - card.last_review.astimezone(zone).date()).days)


def _known(card: Card, last_review: datetime) -> fsrs.Card:
    return fsrs.Card(
        card_id=0,
        state=_STATES[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=last_review,
    )


def _shift(days: int, user: int | None, skill: str, today: date) -> int:
    """Days to add or to take off, the same for the same user, skill and day everywhere; none for less than six."""
    reach = round(days * SPREAD)
    return 0 if user is None or reach == 0 else draw(2 * reach + 1, user, skill, today) - reach


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
