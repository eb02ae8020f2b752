"""What becomes of a reminder at the moment it is due, and how long a snooze lasts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.practice.reminding.plan import Firing, Plan

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


class WhyNot(StrEnum):
    QUIET_HOURS = "quiet_hours"
    DAY_ENDS = "day_ends"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class NotPossible:
    reason: WhyNot


def decide(plan: Plan, firing: Firing, now: datetime, *, done_on: Collection[date], busy: bool) -> Decision:
    """`done_on`: the local dates whose drill is done; `busy`: a round is being played right now. A firing that was snoozed has the new `at`."""


def snooze_until(plan: Plan, now: datetime, how: Snooze) -> datetime | NotPossible:
    """When the same drill comes again: today, outside quiet hours, or not at all."""
