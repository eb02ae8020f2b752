"""Days as they are spoken of."""

from collections.abc import Collection
from enum import StrEnum


class DayGroup(StrEnum):
    EVERY_DAY = "every_day"
    WEEKDAYS = "weekdays"
    WEEKENDS = "weekends"


def spoken_days(days: Collection[int]) -> DayGroup | tuple[int, ...]:
    """A group where they are one, or the days one by one from Monday (0) on."""
    chosen = tuple(sorted(set(days)))
    return _GROUPS.get(chosen, chosen)


_GROUPS = {
    (0, 1, 2, 3, 4, 5, 6): DayGroup.EVERY_DAY,
    (0, 1, 2, 3, 4): DayGroup.WEEKDAYS,
    (5, 6): DayGroup.WEEKENDS,
}
