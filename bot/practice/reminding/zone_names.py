"""What zones are called: by IANA, by the tables that come with its data, and by people (places.yaml)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from bot.practice.reminding.zones import is_zone

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "'": "", "\u2019": "", ".": ""}
)
_NO_WORD = re.compile(r"[^\w]|_")
# "US/Pacific" is still said; "Brazil/East" and its like would mislead.
_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Canada/", "Europe/", "Indian/", "Pacific/", "US/")


@dataclass(frozen=True)
class Row:
    """A zone in use, and the code of its country."""

    key: str
    country: str


@dataclass(frozen=True)
class Known:
    """The names that people have for zones, from places.yaml."""

    well_known: tuple[str, ...]
    places: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]


def plain(text: str) -> str:
    """Small letters without accents, one blank between words: "São_Paulo" is "sao paulo"."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(_NO_WORD.sub(" ", bare).split())


def city(key: str) -> str:
    """The place that a zone is named after; UTC has none and keeps its name."""
    return key.rpartition("/")[2].replace("_", " ")


@cache
def rows() -> tuple[Row, ...]:
    """Today's zones of inhabited places: one a country, and more where its clocks differ or differed."""
    return tuple(Row(key, country) for country, _, key in _lines("zone.tab", 3))


@cache
def representatives() -> frozenset[str]:
    """One zone for each set of clocks that will agree from now on, as IANA picks them."""
    return frozenset(key for _, _, key in _lines("zonenow.tab", 3))


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """A country's names by its code, the one to be shown first."""
    known = people_say().countries
    return {code: (*known.get(code, ()), name) for code, name in _lines("iso3166.tab", 2)}


@cache
def country_of() -> Mapping[str, str]:
    return {row.key: countries()[row.country][0] for row in rows()}


@cache
def today() -> Mapping[str, str]:
    """Every name to the one in use: Asia/Calcutta to Asia/Kolkata, but Europe/Oslo to itself, though its clocks are Berlin's."""
    current = {row.key for row in rows()}
    old = {name: key for name, key in _links() if name not in current}
    return {name: key for name, key in ({key: key for key in current} | old).items() if is_zone(key)}


def cities() -> Iterator[tuple[str, str]]:
    """(name, key) of every zone in use."""
    return ((city(row.key), row.key) for row in rows())


def old_names() -> Iterator[tuple[str, str]]:
    """(name, today's key) of what zones of places were once called."""
    current = {row.key for row in rows()}
    for name, key in sorted(today().items()):
        if name not in current and name.startswith(_AREAS):
            yield city(name), key


@cache
def people_say() -> Known:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load(files(__package__).joinpath("places.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506 (both are safe loaders)
    return Known(
        tuple(found["well_known"]), *({name: _several(value) for name, value in found[part].items()} for part in _PARTS)
    )


_PARTS = ("places", "short", "countries")


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _lines(name: str, columns: int) -> Iterator[list[str]]:
    for line in _text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")[:columns]


def _links() -> Iterator[tuple[str, str]]:
    """(name, today's key); chains of links are not made by the compact form."""
    for line in _text("tzdata.zi").splitlines():
        if line.startswith("L "):
            _, key, name = line.split()
            yield name, key


def _text(name: str) -> str:
    return files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
