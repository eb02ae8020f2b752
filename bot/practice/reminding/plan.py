"""When somebody wants to be reminded, and every instant that follows from it.

An instant is always computed from a date and a time on the wall, never by adding 24 hours to the one before.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from heapq import merge
from itertools import islice

from bot.errors import StepdownError
from bot.practice.reminding.clock import DAY_MINUTES, date_exists, instant, local
from bot.practice.reminding.zones import Zone
from bot.practice.reminding.zones import zone as zone_of

EVERY_DAY = frozenset(range(7))
LONGEST_JITTER = timedelta(seconds=90)
_WEEK = 7
_FAR_WEEKS = 104
"""Beyond this nothing is looked for: quiet hours may leave nothing at all."""


class SlotKind(StrEnum):
    DRILL = "drill"
    DIGEST = "digest"


class PlanError(StepdownError):
    code = "plan_impossible"


@dataclass(frozen=True)
class Slot:
    """`number`: 1 to 3 for drills, 0 for the digest; `minute` of the local day; `days`: 0 is Monday."""

    number: int
    minute: int
    days: frozenset[int] = EVERY_DAY
    kind: SlotKind = SlotKind.DRILL

    def __post_init__(self) -> None:
        if not (0 <= self.minute < DAY_MINUTES and self.days and self.days <= EVERY_DAY):
            raise PlanError(f"Slot {self.number} names no minute of any day: {self.minute}, {sorted(self.days)}.")


@dataclass(frozen=True)
class Quiet:
    """Nothing is sent from `start`, up to but not at `end`; over midnight where `end` comes first."""

    start: int
    end: int


@dataclass(frozen=True)
class Plan:
    """`zone` by its IANA name; `paused_until`: the first day on which it sends again; `skipped`: a day without any."""

    zone: str
    slots: tuple[Slot, ...] = ()
    quiet: Quiet | None = None
    paused_until: date | None = None
    skipped: date | None = None
    on: bool = True

    def slot(self, number: int) -> Slot | None:
        return next((slot for slot in self.slots if slot.number == number), None)


@dataclass(frozen=True)
class Firing:
    """One reminder that is owed: for a local date, by a slot's number, at an instant. A user has at most one of a date and a slot."""

    date: date
    slot: int
    at: datetime


def next_firing(slot: Slot, zone: Zone, after: datetime, fired: Collection[date] = ()) -> Firing:
    """The slot's first one later than `after`, on none of the dates that it has `fired` for: neither travel nor a clock set back gives a date two."""
    # Every week brings one of its days, unless that has fired or is left out by the zone.
    weeks = len(fired) + 3
    found = next(_firings(slot, zone, after, frozenset(fired), weeks), None)
    if found is None:
        raise PlanError(f"Slot {slot.number} has no day left after {after:%Y-%m-%d}.")
    return found


def upcoming(
    plan: Plan,
    after: datetime,
    count: int,
    *,
    fired: Collection[tuple[date, int]] = (),
    done_on: Collection[date] = (),
) -> tuple[Firing, ...]:
    """The next ones that will be sent, the earliest first: without those paused, skipped, in quiet hours, `fired` already or done by then."""
    if not plan.on:
        return ()
    zone = zone_of(plan.zone)
    begin = after
    if plan.paused_until is not None:
        begin = max(after, instant(zone, plan.paused_until - timedelta(days=1), 0))
    firings = merge(
        *(
            _firings(slot, zone, begin, frozenset(on for on, number in fired if number == slot.number), _FAR_WEEKS)
            for slot in plan.slots
        ),
        key=lambda firing: (firing.at, firing.slot),
    )
    sent = (firing for firing in firings if _is_sent(plan, zone, firing, done_on))
    return tuple(islice(sent, count))


def is_paused(plan: Plan, on: date) -> bool:
    return plan.paused_until is not None and on < plan.paused_until


def is_quiet(plan: Plan, at: datetime) -> bool:
    """Whether the user's own clock shows quiet hours then."""
    return in_quiet_hours(plan.quiet, local(zone_of(plan.zone), at).minute)


def in_quiet_hours(quiet: Quiet | None, minute: int) -> bool:
    if quiet is None:
        return False
    if quiet.start <= quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end


def jitter(user_id: int | str, firing: Firing) -> timedelta:
    """By how much later than asked for a reminder leaves, below 90 seconds: thousands want theirs at nine. The same whoever computes it."""
    digest = hashlib.sha256(f"{user_id}:{firing.date.isoformat()}:{firing.slot}".encode()).digest()
    span = LONGEST_JITTER // timedelta(milliseconds=1)
    return timedelta(milliseconds=int.from_bytes(digest[:8], "big") % span)


def _is_sent(plan: Plan, zone: Zone, firing: Firing, done_on: Collection[date]) -> bool:
    slot = plan.slot(firing.slot)
    is_done = slot is not None and slot.kind is SlotKind.DRILL and firing.date in done_on
    left_out = is_done or is_paused(plan, firing.date) or firing.date == plan.skipped
    return not left_out and not in_quiet_hours(plan.quiet, local(zone, firing.at).minute)


def _firings(slot: Slot, zone: Zone, after: datetime, fired: frozenset[date], weeks: int) -> Iterator[Firing]:
    # A clock that jumps may carry the last minutes of a day into the next one.
    first = local(zone, after).date - timedelta(days=1)
    for day in range(weeks * _WEEK):
        on = first + timedelta(days=day)
        if on.weekday() not in slot.days or on in fired or not date_exists(zone, on):
            continue
        at = instant(zone, on, slot.minute)
        if at > after:
            yield Firing(on, slot.number, at)
