"""Between a date and a time somewhere and the one instant that is meant; every instant is an aware UTC datetime."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.practice.reminding.zones import Zone

DAY_MINUTES = 24 * 60
_NOON = DAY_MINUTES // 2


class Local(NamedTuple):
    """What the clock and the calendar on the wall show, and how far ahead of UTC that is."""

    date: date
    minute: int
    offset: timedelta


def instant(zone: Zone, on: date, minute: int) -> datetime:
    """When that minute of the day is. Where a clock jumps over it, as much later; where it comes twice, the first (PEP 495, fold 0)."""
    hour, past = divmod(minute, 60)
    return datetime.combine(on, time(hour, past), tzinfo=zone).astimezone(UTC)


def date_exists(zone: Zone, on: date) -> bool:
    """Whether that date is lived through there: Samoa went from 29 to 31 December 2011."""
    return any(local(zone, instant(zone, on, minute)).date == on for minute in (_NOON, 0, DAY_MINUTES - 1))


def local(zone: Zone, now: datetime) -> Local:
    there = now.astimezone(zone)
    return Local(there.date(), there.hour * 60 + there.minute, there.utcoffset() or timedelta(0))
