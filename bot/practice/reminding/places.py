"""Which zone somebody is in, by a city, a region or a country they name, or by what their clock shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache

from bot.practice.reminding.clock import DAY_MINUTES, local
from bot.practice.reminding.zone_names import (
    cities,
    city,
    countries,
    country_of,
    old_names,
    people_say,
    plain,
    representatives,
    rows,
    today,
)
from bot.practice.reminding.zones import TZDATA_VERSION, zone

MOST_FOUND = 8
_LONGEST = 80
_ALSO = 3
_CLOSE, _SPELT = 0.8, 4
_SHORTEST_BEGINNING = 3
_NEAR, _NEARER = 15, 5
_NOBODYS = "AQ"
_FILLER = frozenset(plain("i im am live in near from the at my is time zone timezone standard city").split())


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


def search_zones(text: str) -> tuple[ZoneFound, ...]:
    """At most eight, the best first; case, accents, spaces and a letter or two do not matter. "Portland, Maine" is looked for within Maine."""
    text = text[:_LONGEST]
    whole = plain(text)
    found = _by_key(whole) or _exact(whole) or _within(text)
    if not found:
        shorter = " ".join(word for word in whole.split() if word not in _FILLER)
        found = (_exact(shorter) or _within(shorter) if shorter != whole else ()) or _begun(shorter) or _close(shorter)
    return _distinct(found)[:MOST_FOUND]


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
    near = [ZonesNow(offset, _by_rules(keys)) for offset, keys in offsets.items() if away[offset] <= enough]
    return tuple(sorted(near, key=lambda one: (away[one.offset], _rank(one.zones[0].key))))


def _by_rules(keys: Iterable[str]) -> tuple[ZoneFound, ...]:
    """One zone for each set of rules, the best known first."""
    alike: dict[tuple[timedelta, ...], list[str]] = {}
    for key in sorted(dict.fromkeys(keys), key=_rank):
        alike.setdefault(_rules(key), []).append(key)
    known = frozenset(people_say().well_known)
    return tuple(
        replace(_found(first), also=tuple(city(key) for key in others if key in known)[:_ALSO])
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


def _rank(key: str) -> int:
    return _ranks().get(key, len(_ranks()))


def _found(key: str, place: str = "") -> ZoneFound:
    return ZoneFound(key, place or city(key), country_of().get(key, ""))


def _by_key(whole: str) -> tuple[ZoneFound, ...]:
    """“america/new york” is a name already; a bare “EST” is none that its users mean."""
    key = _keys().get(whole) if " " in whole else None
    return (_found(key),) if key else ()


@cache
def _keys() -> dict[str, str]:
    return {plain(name): key for name, key in today().items() if "/" in name and not name.startswith("Etc/")}


@cache
def _names() -> dict[str, tuple[ZoneFound, ...]]:
    """Every name in plain letters and what it stands for: cities first, then what people say, old names, countries."""
    found: dict[str, list[ZoneFound]] = {}
    for name, key in cities():
        found.setdefault(plain(name), []).append(_found(key))
    for key, names in people_say().places.items():
        for name in names:
            found.setdefault(plain(name), []).append(_found(key, name))
    for name, key in old_names():
        found.setdefault(plain(name), []).append(_found(key))
    of_countries = {plain(name): code for code, names in countries().items() for name in names}
    for name, code in of_countries.items():
        found.setdefault(name, []).extend(_of_country(code))
    for short, names in people_say().short.items():
        found[plain(short)] = [one for name in names for one in found[plain(name)]]
    return {name: _distinct(zones) for name, zones in found.items() if zones}


@cache
def _of_country(code: str) -> tuple[ZoneFound, ...]:
    keys = [row.key for row in rows() if row.country == code]
    return _by_rules(keys) if len(keys) > 1 else tuple(map(_found, keys))


def _exact(words: str) -> tuple[ZoneFound, ...]:
    return _names().get(words, ())


def _within(text: str) -> tuple[ZoneFound, ...]:
    """“Portland, Maine”, “paris france”: a place, then what it lies in; where that does not hold the place, what it lies in counts."""
    for head, tail in _splits(text):
        region = _exact(tail)
        if not head or not region:
            continue
        keys = {one.key for one in region}
        lands = {one.country for one in region} if _is_country(tail) else set()
        places = _exact(head) or _begun(head) or _close(head)
        inside = tuple(one for one in places if one.key in keys or one.country in lands)
        return inside or (*region, *_exact(head))
    return ()


def _splits(text: str) -> Iterator[tuple[str, str]]:
    head, comma, tail = text.partition(",")
    if comma:
        yield plain(head), plain(tail.partition(",")[0])
        yield plain(head), plain(tail.rpartition(",")[2])
    words = plain(text).split()
    for place in range(1, len(words)):
        yield " ".join(words[:place]), " ".join(words[place:])


@cache
def _country_names() -> frozenset[str]:
    return frozenset(plain(name) for names in countries().values() for name in names)


def _is_country(words: str) -> bool:
    return words in _country_names()


def _begun(text: str) -> tuple[ZoneFound, ...]:
    """The names in which every word of the text begins a word: those that begin with it first."""
    words = text.split()
    if not words or max(map(len, words)) < _SHORTEST_BEGINNING:
        return ()
    fitting = [
        name
        for name in _names()
        if all(any(part.startswith(word) for part in name.split()) for word in words) and name not in _shorts()
    ]
    fitting.sort(key=lambda name: (not name.startswith(text), min(_rank(one.key) for one in _names()[name])))
    return tuple(one for name in fitting for one in _names()[name])


@cache
def _shorts() -> frozenset[str]:
    return frozenset(map(plain, people_say().short))


def _close(text: str) -> tuple[ZoneFound, ...]:
    if len(text) < _SPELT:
        return ()
    joined = {name.replace(" ", ""): name for name in _names() if name not in _shorts()}
    close = get_close_matches(text.replace(" ", ""), joined, n=MOST_FOUND, cutoff=_CLOSE)
    return tuple(one for name in close for one in _names()[joined[name]])


def _distinct(found: Iterable[ZoneFound]) -> tuple[ZoneFound, ...]:
    first: dict[str, ZoneFound] = {}
    for one in found:
        first.setdefault(one.key, one)
    return tuple(first.values())
