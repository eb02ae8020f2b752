"""Days in a row, by the local dates on which a drill was done. Two days a month may be missed: a streak is to cheer, not to scare."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

FREEZES = 2


@dataclass(frozen=True)
class Streak:
    """`length`: days done; `freezes_left` in this month; `at_risk`: today is not done and no freeze is left for it."""

    length: int
    freezes_left: int
    at_risk: bool
    longest: int


def streak(days_done: Collection[date], today: date, freezes: int = FREEZES, *, left_out: Collection[date] = ()) -> Streak:
    """`left_out`: dates that the user's zone did not have; they are nobody's missed days."""
