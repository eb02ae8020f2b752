"""A plan without figures is sized by its words: those that only the larger ask has, and those of the smaller one."""

import re
from collections.abc import Iterator

from bot.hearing.numbers.numerals import NUMBER_WORDS
from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.hearing.numbers.stop_words import NO_NOUN
from bot.hearing.numbers.units import TIME_WORDS
from bot.practice.meetings.cleaning import vocabulary
from bot.practice.script import Measure, MeasureKind

LEAST, WANTED, LARGER, BEYOND = 1.0, 2.0, 3.0, 9.0
"""Nothing is more than the larger ask, in words; the limit stands far off."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_DAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|morning|afternoon|evening)s?\b")
_PRONOUNS = vocabulary("more less his her their your our its him them my mine")
_LEFT_BEHIND = re.compile(r"\b(?:instead of|from|not|rather than)(?: the)? $", re.IGNORECASE)
_LONGEST_PHRASE = 4
_MOST_PHRASES = 60
_SHORT = 3


def by_words(stretch: str, target: str, floor: str) -> Iterator[Measure]:
    """The measures to try, the most telling first; none where both asks have the same words."""
    large, small, least = (_WORD.findall(text.lower()) for text in (stretch, target, floor))
    if not large or not small or large == small:
        return
    if least in (large, small):
        least = []
    whole = {" ".join(words): value for words, value in ((least, LEAST), (small, WANTED), (large, LARGER)) if words}
    whole = {
        **_as_typed(floor if least else "", LEAST),
        **_as_typed(target, WANTED),
        **_as_typed(stretch, LARGER),
        **whole,
    }
    dated = [_dates(text) for text in (floor, target, stretch)]
    # Where both name days, the days tell; "the kids" of the one and not of the other is only told shorter.
    told = {part for one in dated for words in one for part in _WORD.findall(words)} if dated[1] and dated[2] else None
    parts = {
        **_runs(least, _own(least, {*large, *small}, told), LEAST),
        **_runs(small, _own(small, {*large, *least}, told), WANTED),
        **_runs(large, _own(large, {*small, *least}, told), LARGER),
    }
    parts |= _days(*dated)
    if not told and not _own(small, set(large), told) and not any(word.isdecimal() for word in small):
        parts |= {word: WANTED for word in small if _tells(word)}
    parts = {said: value for words, value in parts.items() for said in _said(words)}
    yield _measure({**parts, **whole}, floored=bool(least))
    yield _measure(whole, floored=bool(least))


def _dates(text: str) -> list[str]:
    """The days and figures that are named, but for those that are left behind."""
    found = (one for one in find_quantities(text) if (one.kind is Kind.DATE or one.unit) and one.text[-1:].isalnum())
    return [one.text.lower() for one in found if not _LEFT_BEHIND.search(text[max(0, one.start - 16) : one.start])]


def _days(least: list[str], small: list[str], large: list[str]) -> dict[str, float]:
    """Each day for the ask that is known by it: of "Tuesday and Thursday" beside "Tuesday" only the Thursday is the larger one's."""
    shared = {singular(one) for one in small} & {singular(one) for one in large}
    larger = len(large) >= len(small)
    days = {one: LEAST for one in least if singular(one) not in {singular(other) for other in (*small, *large)}}
    days |= {one: WANTED for one in small if larger or singular(one) not in shared}
    days |= {one: LARGER for one in large if singular(one) not in shared or not larger}
    return days


def _said(words: str) -> set[str]:
    """The same with one day and with every one: "Thursday", "Thursdays"."""
    return {words, _DAY.sub(r"\1", words), _DAY.sub(r"\1s", words)}


def _as_typed(text: str, value: float) -> dict[str, float]:
    """The words with all that stands between them."""
    found = [*_WORD.finditer(text.lower())]
    return {text.lower()[found[0].start() : found[-1].end()]: value} if found else {}


def _runs(words: list[str], own: set[str], value: float) -> dict[str, float]:
    """Every short run of words with one of its `own` among them."""
    runs: dict[str, float] = {}
    for length in range(1, _LONGEST_PHRASE + 1):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if own & set(run) and _tells(run[0]) and _tells(run[-1]) and len(runs) < _MOST_PHRASES / 3:
                runs[" ".join(run)] = value
    return runs


def _own(words: list[str], others: set[str], told: set[str] | None) -> set[str]:
    """The telling words that no other answer has; where some are `told` of, only those."""
    known = {singular(word) for word in others}
    return {word for word in words if singular(word) not in known and _tells(word) and (told is None or word in told)}


def _tells(word: str) -> bool:
    """Days and months tell, though no number counts them."""
    if word in TIME_WORDS or word in NUMBER_WORDS or word in _PRONOUNS:
        return False
    return (
        not word.isdecimal() and (word not in NO_NOUN or word in _DATES) and (len(word) >= _SHORT or not word.isascii())
    )


_DATES = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october"
    " november december jan feb mar apr jun jul aug sep sept oct nov dec tomorrow tonight today all both everyone everything never always alone without twice once"
)


def _measure(phrases: dict[str, float], *, floored: bool) -> Measure:
    return Measure(
        id="words",
        kind=MeasureKind.COUNT,
        stretch=LARGER,
        target=WANTED,
        floor=LEAST if floored else WANTED,
        limit=BEYOND,
        nouns=("size", "sizes"),
        phrases=phrases,
    )
