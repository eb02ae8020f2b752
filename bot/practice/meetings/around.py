"""What comes around the date of a meeting: the card before it, four taps the morning after, one question two weeks on.

An instant is always computed from a date and a time on the wall; only the hour before a meeting is an hour.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.practice.meetings.said_when import When
from bot.practice.reminding.clock import date_exists, instant, local
from bot.practice.reminding.plan import Plan, SlotKind
from bot.practice.reminding.zones import Zone

AHEAD = timedelta(hours=1)
TWO_WEEKS = timedelta(days=14)
WORTH_DAYS = 3
"""Local days in which it is still worth asking what has come of a meeting."""

_DAY = timedelta(days=1)
_HOUR = 60
_CARD_AT, _ASKED_AT = 8 * _HOUR, 9 * _HOUR


class NoticeKind(StrEnum):
    """In the order in which they come."""

    BEFORE = "before"
    MORNING_AFTER = "morning_after"
    TWO_WEEKS = "two_weeks"


NoticeKey = tuple[NoticeKind, date]


@dataclass(frozen=True)
class Notice:
    """`meeting_on`: the meeting's local date, which has one of each kind. From `worth_until` on it is not sent any more."""

    kind: NoticeKind
    meeting_on: date
    due_at: datetime
    worth_until: datetime

    @property
    def key(self) -> NoticeKey:
        return self.kind, self.meeting_on


@dataclass(frozen=True)
class Replanned:
    """`plan` takes the place of what `drop` has of the same key."""

    keep: tuple[Notice, ...] = ()
    drop: tuple[Notice, ...] = ()
    plan: tuple[Notice, ...] = ()


def notices_of(when: When, zone: Zone, plan: Plan) -> tuple[Notice, ...]:
    """All three, the earliest first, whatever time it is now; `plan` gives the times of the day at which its user wants to hear."""
    on, begins = when.on, None
    if when.minute is not None:
        begins = instant(zone, on, when.minute)
        on = local(zone, begins).date
    after = _next_date(zone, on)
    asked = first_minute(plan, after, _ASKED_AT)
    later = _next_date(zone, on + TWO_WEEKS - _DAY)
    return (
        _before(zone, on, begins, plan),
        Notice(NoticeKind.MORNING_AFTER, on, _at(zone, after, asked), _day_begins(zone, after + _DAY)),
        Notice(NoticeKind.TWO_WEEKS, on, _at(zone, later, asked), _day_begins(zone, later + WORTH_DAYS * _DAY)),
    )


def ahead(notices: Iterable[Notice], now: datetime, decided: Collection[NoticeKey] = ()) -> tuple[Notice, ...]:
    """Those to be planned: who has a meeting in half an hour is at the card already. `decided`: what was sent or given up before."""
    return tuple(one for one in notices if one.due_at > now and one.key not in decided)


def replanned(
    waiting: Sequence[Notice], new: Sequence[Notice], now: datetime, decided: Collection[NoticeKey] = ()
) -> Replanned:
    """Once a meeting is moved, to those of `new`; nothing of it is left where the meeting was deleted, and `new` is empty.

    What was `decided` for a date stays so, however often the meeting comes back to it.
    """
    wanted = [one for one in new if one.key not in decided]
    keep = tuple(one for one in waiting if one in wanted)
    drop = tuple(one for one in waiting if one not in keep)
    return Replanned(keep, drop, tuple(one for one in ahead(wanted, now) if one not in keep))


def archived(waiting: Sequence[Notice], today: date) -> Replanned:
    """Who archives a meeting that is over may still say whether it came true; one to come is called off."""
    keep = tuple(one for one in waiting if one.kind is NoticeKind.TWO_WEEKS and one.meeting_on <= today)
    return Replanned(keep, tuple(one for one in waiting if one not in keep))


def first_minute(plan: Plan, on: date, otherwise: int) -> int:
    """The first time of that weekday at which the user wants drills."""
    drills = (slot for slot in plan.slots if slot.kind is SlotKind.DRILL)
    return min((slot.minute for slot in drills if on.weekday() in slot.days), default=otherwise)


def _before(zone: Zone, on: date, begins: datetime | None, plan: Plan) -> Notice:
    if begins is not None:
        return Notice(NoticeKind.BEFORE, on, begins - AHEAD, begins)
    due_at = _at(zone, on, first_minute(plan, on, _CARD_AT))
    return Notice(NoticeKind.BEFORE, on, due_at, _day_begins(zone, on + _DAY))


def _at(zone: Zone, on: date, minute: int) -> datetime:
    """On that date, also where a clock that jumps would carry it into the next one."""
    at = instant(zone, on, minute)
    while local(zone, at).date > on and minute >= _HOUR:
        minute -= _HOUR
        at = instant(zone, on, minute)
    return at


def _next_date(zone: Zone, on: date) -> date:
    """Samoa left one out."""
    following = on + _DAY
    while not date_exists(zone, following):
        following += _DAY
    return following


def _day_begins(zone: Zone, on: date) -> datetime:
    return instant(zone, on, 0)
