"""What becomes of a reminder at the moment it is due, and how long a snooze lasts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.practice.reminding.clock import instant, local
from bot.practice.reminding.plan import LONGEST_JITTER, Firing, Plan, SlotKind, is_paused, is_quiet
from bot.practice.reminding.zones import zone as zone_of

GRACE = timedelta(hours=2)
"""A reminder later than this counts as missed: whoever was away for long wants no burst."""

BUSY_WAIT = timedelta(minutes=10)


class Verdict(StrEnum):
    SEND = "send"
    LATER = "later"
    DONE = "done"
    PAUSED = "paused"
    SKIPPED = "skipped"
    QUIET = "quiet"
    OFF = "off"
    MISSED = "missed"


@dataclass(frozen=True)
class Decision:
    """`at`: when to decide again, for LATER."""

    verdict: Verdict
    at: datetime | None = None


class Snooze(StrEnum):
    TEN_MINUTES = "10m"
    HOUR = "1h"
    TONIGHT = "tonight"


@dataclass(frozen=True)
class Until:
    """Minutes of the day, of which the first that is still ahead is meant: "until 9" is nine in the evening once the morning is over."""

    minutes: tuple[int, ...]


_WAITS = {Snooze.TEN_MINUTES: timedelta(minutes=10), Snooze.HOUR: timedelta(hours=1)}
_EVENINGS = (20 * 60, 22 * 60)
_EVENING_AHEAD = timedelta(minutes=30)


class WhyNot(StrEnum):
    QUIET_HOURS = "quiet_hours"
    DAY_ENDS = "day_ends"
    TOO_LATE = "too_late"
    OVER = "over"


@dataclass(frozen=True)
class NotPossible:
    reason: WhyNot


def decide(plan: Plan, firing: Firing, now: datetime, *, done_on: Collection[date], busy: bool) -> Decision:
    """`done_on`: the local dates whose drill is done; `busy`: a round is being played right now.

    A firing that was snoozed has the new `at`; one that only waited for a round keeps its own, which the grace is counted from.
    """
    dropped = _dropped(plan, firing, now, done_on)
    if dropped is not None:
        return Decision(dropped)
    if now < firing.at:
        return Decision(Verdict.LATER, firing.at)
    last = firing.at + GRACE
    if not busy:
        return Decision(Verdict.SEND)
    return Decision(Verdict.LATER, min(now + BUSY_WAIT, last)) if now < last else Decision(Verdict.MISSED)


def _dropped(plan: Plan, firing: Firing, now: datetime, done_on: Collection[date]) -> Verdict | None:
    slot = plan.slot(firing.slot)
    if slot is None or not plan.on:
        return Verdict.OFF
    if is_paused(plan, firing.date):
        return Verdict.PAUSED
    if firing.date == plan.skipped:
        return Verdict.SKIPPED
    if slot.kind is SlotKind.DRILL and firing.date in done_on:
        return Verdict.DONE
    if now > firing.at + GRACE:
        return Verdict.MISSED
    # Jitter may carry what is due just before quiet hours a little into them; that is no reason to drop it.
    if is_quiet(plan, firing.at) or is_quiet(plan, max(firing.at, now - LONGEST_JITTER)):
        return Verdict.QUIET
    return None


def worth_until(plan: Plan, firing: Firing) -> datetime:
    """After this it is not to be sent any more, whoever kept it waiting: the grace is over, or quiet hours have begun."""
    last = firing.at + GRACE
    if plan.quiet is None or plan.quiet.start == plan.quiet.end:
        return last
    zone = zone_of(plan.zone)
    today = local(zone, firing.at).date
    starts = (instant(zone, today + timedelta(days=days), plan.quiet.start) for days in (0, 1))
    return min(last, next((at for at in starts if at > firing.at), last) + LONGEST_JITTER)


def snooze_until(plan: Plan, now: datetime, how: Snooze | timedelta | Until) -> datetime | NotPossible:
    """When the same drill comes again: today, outside quiet hours, or not at all."""
    if how is Snooze.TONIGHT:
        return _tonight(plan, now)
    zone = zone_of(plan.zone)
    today = local(zone, now).date
    if isinstance(how, Until):
        ahead = [at for minute in how.minutes if (at := instant(zone, today, minute)) > now]
        if not ahead:
            return NotPossible(WhyNot.OVER)
        at = min(ahead)
    else:
        at = now + (_WAITS[how] if isinstance(how, Snooze) else how)
    if local(zone, at).date != today:
        return NotPossible(WhyNot.DAY_ENDS)
    return NotPossible(WhyNot.QUIET_HOURS) if is_quiet(plan, at) else at


def _tonight(plan: Plan, now: datetime) -> datetime | NotPossible:
    zone = zone_of(plan.zone)
    today = local(zone, now).date
    # "Tonight", said at a quarter to eight, does not mean in a quarter of an hour.
    ahead = [at for minute in _EVENINGS if (at := instant(zone, today, minute)) >= now + _EVENING_AHEAD]
    if not ahead:
        return NotPossible(WhyNot.TOO_LATE)
    return next((at for at in ahead if not is_quiet(plan, at)), NotPossible(WhyNot.QUIET_HOURS))
