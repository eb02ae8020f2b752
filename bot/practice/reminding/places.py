"""Which zone somebody is in, by a city, a region or a country that they name."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from bot.practice.reminding.zone_names import cities, countries, old_names, people_say, plain, rows, today
from bot.practice.reminding.zone_rules import MOST_FOUND, ZoneFound, by_rules, found_at, rank

_LONGEST = 80
_CLOSE, _SPELT = 0.8, 4
_SHORTEST_BEGINNING = 3
_FILLER = frozenset(plain("i im am live in near from the at my is time zone timezone standard city").split())


def search_zones(text: str) -> tuple[ZoneFound, ...]:
    """At most eight, the best first; case, accents, spaces and a letter or two do not matter. "Portland, Maine" is looked for within Maine."""
    text = text[:_LONGEST]
    whole = plain(text)
    found = _by_key(whole) or _exact(whole) or _within(text)
    if not found:
        shorter = " ".join(word for word in whole.split() if word not in _FILLER)
        found = (_exact(shorter) or _within(shorter) if shorter != whole else ()) or _begun(shorter) or _close(shorter)
    return _distinct(found)[:MOST_FOUND]


def _by_key(whole: str) -> tuple[ZoneFound, ...]:
    """“america/new york” is a name already; a bare “EST” is none that its users mean."""
    key = _keys().get(whole) if " " in whole else None
    return (found_at(key),) if key else ()


@cache
def _keys() -> dict[str, str]:
    return {plain(name): key for name, key in today().items() if "/" in name and not name.startswith("Etc/")}


@cache
def _places() -> dict[str, list[ZoneFound]]:
    """Every name in plain letters and the zones it stands for: cities first, then what people say, then old names."""
    found: dict[str, list[ZoneFound]] = {}
    for name, key in cities():
        found.setdefault(plain(name), []).append(found_at(key))
    for key, names in people_say().places.items():
        for name in names:
            found.setdefault(plain(name), []).append(found_at(key, name))
    for name, key in old_names():
        found.setdefault(plain(name), []).append(found_at(key))
    return found


@cache
def _codes() -> dict[str, list[str]]:
    """Every name of a country in plain letters, and its codes: two are called Congo."""
    found: dict[str, list[str]] = {}
    for code, names in countries().items():
        for name in dict.fromkeys(map(plain, names)):
            found.setdefault(name, []).append(code)
    return found


@cache
def _short() -> dict[str, tuple[str, ...]]:
    return {plain(short): tuple(map(plain, names)) for short, names in people_say().short.items()}


@cache
def _names() -> tuple[str, ...]:
    """All but the short forms, which nobody begins or misspells."""
    return tuple(dict.fromkeys((*_places(), *_codes())))


@cache
def _of_country(code: str) -> tuple[ZoneFound, ...]:
    keys = [row.key for row in rows() if row.country == code]
    return by_rules(keys) if len(keys) > 1 else tuple(map(found_at, keys))


def _exact(words: str) -> tuple[ZoneFound, ...]:
    """What goes by these words, all of them and no more."""
    return tuple(one for name in _short().get(words, (words,)) for one in _named(name))


def _named(words: str) -> tuple[ZoneFound, ...]:
    of_countries = (one for code in _codes().get(words, ()) for one in _of_country(code))
    return _distinct((*_places().get(words, ()), *of_countries))


def _within(text: str) -> tuple[ZoneFound, ...]:
    """“Portland, Maine”, “paris france”: a place, then what it lies in; where that does not hold the place, what it lies in counts."""
    for head, tail in _splits(text):
        region = _exact(tail)
        if not head or not region:
            continue
        keys = {one.key for one in region}
        lands = {one.country for one in region} if tail in _codes() else set()
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


def _begun(text: str) -> tuple[ZoneFound, ...]:
    """The names in which every word of the text begins a word: those that begin with it first."""
    words = text.split()
    if not words or max(map(len, words)) < _SHORTEST_BEGINNING:
        return ()
    fitting = [
        name
        for name in _names()
        if all(any(part.startswith(word) for part in name.split()) for word in words) and _exact(name)
    ]
    fitting.sort(key=lambda name: (not name.startswith(text), min(rank(one.key) for one in _exact(name))))
    return tuple(one for name in fitting for one in _exact(name))


def _close(text: str) -> tuple[ZoneFound, ...]:
    if len(text) < _SPELT:
        return ()
    joined = {name.replace(" ", ""): name for name in _names()}
    close = get_close_matches(text.replace(" ", ""), joined, n=MOST_FOUND, cutoff=_CLOSE)
    return tuple(one for name in close for one in _exact(joined[name]))


def _distinct(found: Iterable[ZoneFound]) -> tuple[ZoneFound, ...]:
    first: dict[str, ZoneFound] = {}
    for one in found:
        first.setdefault(one.key, one)
    return tuple(first.values())
