"""Zones by the rules of their clocks: one of each rule, and where a clock shows this time now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.practice.reminding.clock import DAY_MINUTES, local
from bot.practice.reminding.zone_names import city, country_of, people_say, representatives, rows
from bot.practice.reminding.zones import TZDATA_VERSION, zone

MOST_FOUND = 8
_ALSO = 3
_NEAR, _NEARER = 15, 5
_NOBODYS = "AQ"


@dataclass(frozen=True)
class ZoneFound:
    """`key`: today's IANA name; `place`: what was found, as "San Francisco"; `country`: "" where a zone is of none.

    `also`: other well-known places whose clocks keep the same rules from now on.
    """

    key: str
    place: str
    country: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ZonesNow:
    """Zones whose clocks show the same now, one of each set of rules, the best known first."""

    offset: timedelta
    zones: tuple[ZoneFound, ...]


def zones_at(now: datetime, minute: int) -> tuple[ZonesNow, ...]:
    """Where the clock shows `minute` now, give or take a quarter of an hour: the nearest first."""
    offsets: dict[timedelta, list[str]] = {}
    away: dict[timedelta, int] = {}
    for row in rows():
        if row.country == _NOBODYS:
            continue
        there = local(zone(row.key), now)
        apart = (there.minute - minute) % DAY_MINUTES
        away[there.offset] = min(apart, DAY_MINUTES - apart)
        offsets.setdefault(there.offset, []).append(row.key)
    # Most clocks are right to the minute; who is a few off is not asked about a neighbour a quarter of an hour away.
    enough = min(_NEAR, min(away.values()) + _NEARER)
    near = [ZonesNow(offset, by_rules(keys)) for offset, keys in offsets.items() if away[offset] <= enough]
    return tuple(sorted(near, key=lambda one: (away[one.offset], rank(one.zones[0].key))))


def by_rules(keys: Iterable[str]) -> tuple[ZoneFound, ...]:
    """One zone for each set of rules, the best known first."""
    alike: dict[tuple[timedelta, ...], list[str]] = {}
    for key in sorted(dict.fromkeys(keys), key=rank):
        alike.setdefault(_rules(key), []).append(key)
    known = frozenset(people_say().well_known)
    return tuple(
        replace(found_at(first), also=tuple(city(key) for key in others if key in known)[:_ALSO])
        for first, *others in alike.values()
    )[:MOST_FOUND]


@cache
def _rules(key: str) -> tuple[timedelta, ...]:
    """What the zone's clock does through the year after that of the data: two zones that agree then are the same to a reminder.

    Twice a day is enough to tell apart who changes in the same night: Beirut does so at midnight, Athens three hours later.
    """
    first = datetime(int(TZDATA_VERSION[:4]) + 1, 1, 1, tzinfo=UTC)
    there = zone(key)
    moments = (first + timedelta(days=day, hours=hour) for day in range(366) for hour in (0, 6))
    return tuple(moment.astimezone(there).utcoffset() or timedelta(0) for moment in moments)


@cache
def _ranks() -> dict[str, int]:
    order = (*people_say().well_known, *sorted(representatives()), *(row.key for row in rows()))
    return {key: place for place, key in enumerate(dict.fromkeys(order))}


def rank(key: str) -> int:
    return _ranks().get(key, len(_ranks()))


def found_at(key: str, place: str = "") -> ZoneFound:
    return ZoneFound(key, place or city(key), country_of().get(key, ""))
