"""The time zones of the world, from one source: the tzdata package.

The system's own zone files are set aside, before any zone is made: they differ from machine to machine and age unnoticed, and two
workers that disagree about one summer would send twice or never. The same package stands in every lock file.
"""

import zoneinfo
from functools import cache
from zoneinfo import ZoneInfo

from tzdata import IANA_VERSION

from bot.errors import StepdownError

zoneinfo.reset_tzpath(to=())
ZoneInfo.clear_cache()

Zone = ZoneInfo
"""Whoever needs a zone takes it from here, where the source is settled."""

TZDATA_VERSION = IANA_VERSION
"""As in "2026f". Plans are computed anew when it changes: a government may have moved somebody's morning."""


class ZoneError(StepdownError):
    code = "zone_unknown"


@cache
def zone(key: str) -> ZoneInfo:
    """The zone of that IANA name, read once: zoneinfo itself keeps eight. Raises ZoneError where there is none."""
    if not is_zone(key):
        raise ZoneError(f"There is no time zone “{key[:40]}”. Give an IANA name, such as Europe/Berlin.")
    return ZoneInfo(key)


def is_zone(key: str) -> bool:
    return key in _keys()


@cache
def _keys() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
