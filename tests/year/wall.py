"""A clock on the wall, read without any of the project's own code."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

_DAY = 86400
_EPOCH_DAY = date(1970, 1, 1).toordinal()


@cache
def zone_at(key: str) -> ZoneInfo:
    return ZoneInfo(key)


def offset(key: str, at: float) -> float:
    """Seconds by which the zone's clocks are ahead of UTC then."""
    ahead = datetime.fromtimestamp(at, UTC).astimezone(zone_at(key)).utcoffset()
    assert ahead is not None
    return ahead.total_seconds()


def shown(key: str, at: float) -> tuple[int, int]:
    """The local date and the minute of its day."""
    seconds = at + offset(key, at)
    return int(seconds // _DAY) + _EPOCH_DAY, int(seconds % _DAY // 60)


def rings(key: str, day: int, minute: int) -> float:
    """When somebody with a clock on the wall would say that this minute of this day has come.

    Of the offsets before and after, one that the clock really shows at that instant; the earlier instant where both are shown (the clock
    was set back). Where none is (the clock was set forward over it), what the clock would show had nobody touched it.
    """
    wanted = float((day - _EPOCH_DAY) * _DAY + minute * 60)
    before, after = offset(key, wanted - _DAY), offset(key, wanted + _DAY)
    if before == after == offset(key, wanted - before):
        return wanted - before
    lived = [wanted - ahead for ahead in {before, after} if offset(key, wanted - ahead) == ahead]
    return min(lived) if lived else wanted - before


def quiet_starts(key: str, quiet: tuple[int, int], since: float) -> float:
    """When quiet hours begin next, for somebody whose clock shows none at `since`."""
    start, _ = quiet
    day, _ = shown(key, since)
    today = rings(key, day, start)
    return today if today > since else rings(key, day + 1, start)


def is_quiet(quiet: tuple[int, int] | None, minute: int) -> bool:
    if quiet is None:
        return False
    start, end = quiet
    return start <= minute < end if start <= end else minute >= start or minute < end
