"""Days in a row, by the local dates on which a drill was done. Two days a month may be missed: a streak is to cheer, not to scare."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

FREEZES = 2
_Month = tuple[int, int]


@dataclass(frozen=True)
class Streak:
    """`length`: days done; `freezes_left` in this month; `at_risk`: today is not done and no freeze is left for it."""

    length: int
    freezes_left: int
    at_risk: bool
    longest: int


def streak(
    days_done: Collection[date], today: date, freezes: int = FREEZES, *, left_out: Collection[date] = ()
) -> Streak:
    """`left_out`: dates that the user's zone did not have; they are nobody's missed days.

    A gap takes freezes only where they bridge all of it: what is lost anyway costs nothing. A date ahead of `today` was done further east.
    """
    used: Counter[_Month] = Counter()
    length = longest = 0
    latest: date | None = None
    for done in sorted(set(days_done)):
        length = length + 1 if _bridged(latest, done, used, freezes, left_out) else 1
        longest, latest = max(longest, length), done
    if not _bridged(latest, today, used, freezes, left_out):
        length = 0
    left = max(0, freezes - used[_month(today)])
    waits = latest is not None and latest < today and today not in left_out
    return Streak(length, left, at_risk=length > 0 and waits and left == 0, longest=longest)


def _bridged(before: date | None, after: date, used: Counter[_Month], freezes: int, left_out: Collection[date]) -> bool:
    """Whether what was missed in between is covered, which takes the freezes for it."""
    if before is None:
        return False
    missed = (after - before).days - 1
    if missed > 2 * freezes + len(left_out):
        return False  # more than two months' freezes, which is as many as such a gap can touch
    between = (before + timedelta(days=day) for day in range(1, missed + 1))
    needed = Counter(_month(on) for on in between if on not in left_out)
    if any(used[month] + days > freezes for month, days in needed.items()):
        return False
    used.update(needed)
    return True


def _month(on: date) -> _Month:
    return on.year, on.month
