"""Which zone somebody is in, by a city, a region or a country they name, or by what their clock shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_FOUND = 8


@dataclass(frozen=True)
class ZoneFound:
    """`key`: today's IANA name; `place`: what was found, as "San Francisco"; `country`: "" where a zone is of none."""

    key: str
    place: str
    country: str = ""


@dataclass(frozen=True)
class ZonesNow:
    """Zones whose clocks show the same now: one of each set of rules, the best known first; `also`: other places that keep the first one's rules."""

    offset: timedelta
    zones: tuple[ZoneFound, ...]


def search_zones(text: str) -> tuple[ZoneFound, ...]:
    """At most eight, the best first; case, accents, spaces and a letter or two do not matter."""
    return ()


def zones_at(now: datetime, minute: int) -> tuple[ZonesNow, ...]:
    """Where the clock shows `minute` now, give or take a quarter of an hour: the nearest first."""
    return ()
