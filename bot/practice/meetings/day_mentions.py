"""The words of a text that name a day or a stretch of days: "12 dec", "in 3 days", "the 3rd", "next week"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.practice.reminding.said_date import MONTHS, UNITS, date_named, without_lead
from bot.practice.reminding.said_words import RISKY_DAYS, day_named, words

_LONGEST_WORDS = 6
_LEADS = words("on the this next in am a an le el der den")
_NO_START = words(
    "until till til up to for about un une ein eine einen another bis zum zur auf jusqu au la hasta al fur pour por pause"
)
_DATED = frozenset({"day after tomorrow"})
_WEEKS = words("week weeks wk wks woche wochen semaine semaines semana semanas fortnight fortnights")
_SPANS = words("week month year quarter")
_ENDS = ",;:!?"
_WEAK = re.compile(r"\d{1,2}[.-]\d{1,2}")
"""“3.12” and “3-4” are as often times as dates."""
_CLOCK_AFTER = words("am pm uhr h oclock")
_CENTURY = "20"
_YEAR = 4
_TOO_SHORT = re.compile(r"\d{1,2}\.?")
_ORDINAL = re.compile(r"(?:(?:on|the|in) )*\d{1,2}(?:st|nd|rd|th)")
_AFTER_ORDINAL = words(
    "at with in around from by for to of um this next and noon midday morning afternoon evening night"
)
_DAYS_OF_WEEK = 7


class Kind(StrEnum):
    DATE = "date"
    WEEKDAY = "weekday"
    WEEK = "week"
    VAGUE = "vague"


@dataclass(frozen=True)
class Mention:
    """`week`: any day of the week of `on`; for a weekday, `on` is the next one."""

    kind: Kind
    said: str
    first: int
    stop: int
    on: date
    day_taken_first: bool = False


class NoSuchDateError(ValueError):
    """The words that are shaped like a date and are none."""


def mentions(chunks: Sequence[str], today: date) -> list[Mention]:
    """None of two share a word: the longer go first."""
    found: list[Mention] = []
    weak: list[Mention] = []
    for first, stop in _windows(len(chunks)):
        if any(one.first < stop and first < one.stop for one in found):
            continue
        said = " ".join(chunks[first:stop]).rstrip(_ENDS)
        is_weak = _WEAK.fullmatch(said) is not None
        if stop < len(chunks) and _is_something_else(said, chunks[stop], is_weak=is_weak):
            continue
        try:
            one = _mention(said, first, stop, today)
        except ValueError as error:
            if is_weak:
                continue
            raise NoSuchDateError(said) from error
        if one is not None:
            (weak if is_weak else found).append(one)
    if not found and weak and not _is_at(chunks, weak[0].first):
        found = weak[:1]
    return sorted(found, key=lambda one: one.first)


def _is_something_else(said: str, after: str, *, is_weak: bool) -> bool:
    """“3.12 Uhr”, “the 3rd floor”."""
    if is_weak:
        return after in _CLOCK_AFTER
    return after.isalpha() and after not in _AFTER_ORDINAL and _ORDINAL.fullmatch(said) is not None


def _is_at(chunks: Sequence[str], first: int) -> bool:
    return first > 0 and chunks[first - 1] in {"at", "around", "um"}


def _windows(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(_LONGEST_WORDS, count), 0, -1):
        for first in range(count - length + 1):
            yield first, first + length


def _mention(said: str, first: int, stop: int, today: date) -> Mention | None:
    parts = said.split()
    if not parts or parts[0] in _NO_START or _TOO_SHORT.fullmatch(said) or _is_a_time(parts[-1]):
        return None
    if (place := _place(parts, today)) is not None:
        kind, on = place
        return Mention(kind, said, first, stop, on)
    bare = _bare(parts)
    if not bare or bare in RISKY_DAYS or not _is_said_as_a_day(parts, bare):
        return None
    named = date_named(bare, today)
    is_weekday = day_named(bare) is not None
    if named is None or (is_weekday and " " in bare):  # "thursday 9" is spelt much like a Thursday
        return None
    if bare in MONTHS:
        return Mention(Kind.VAGUE, said, first, stop, named.on)
    if is_weekday:
        return Mention(Kind.WEEKDAY, said, first, stop, named.on)
    kind = Kind.WEEK if parts[-1] in _WEEKS else Kind.DATE
    return Mention(kind, said, first, stop, named.on, named.day_taken_first)


def _is_a_time(word: str) -> bool:
    """“12 dec 1430” ends in no year."""
    return len(word) == _YEAR and word.isdecimal() and not word.startswith(_CENTURY)


def _bare(parts: Sequence[str]) -> str:
    """Without what leads up to it; nothing where only that is there."""
    while parts and parts[0] in _LEADS and len(parts) > 1:
        parts = parts[1:]
    bare = " ".join(parts)
    bare = bare if any(character.isdecimal() for character in bare) else bare.rstrip(".")
    return bare if without_lead(bare) == bare else ""


def _is_said_as_a_day(parts: Sequence[str], bare: str) -> bool:
    """“in 3 days” is a day; “a 3 day workshop” and “the day” are none."""
    return bare in _DATED or parts[0] == "in" or not any(part in UNITS for part in parts)


def _place(parts: Sequence[str], today: date) -> tuple[Kind, date] | None:
    """A stretch of days: “this week”, “next month”, “end of the year”."""
    which = next((part for part in parts if part in {"this", "next"}), "")
    if parts[-1] not in _SPANS or not (which or parts[0] == "end") or len(set(parts) - _PLACES) > 1:
        return None
    if parts[-1] == "week" and "end" not in parts:
        return Kind.WEEK, today + timedelta(days=_DAYS_OF_WEEK * (which == "next"))
    return Kind.VAGUE, today


_PLACES = words("this next the end of on in")
