"""A plan without figures is sized by its words: those that only the larger ask has, and those of the smaller one."""

import re
from collections.abc import Iterator

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.hearing.numbers.stop_words import NO_NOUN
from bot.hearing.numbers.units import TIME_WORDS
from bot.practice.meetings.cleaning import vocabulary
from bot.practice.script import Measure, MeasureKind

LEAST, WANTED, LARGER, BEYOND = 1.0, 2.0, 3.0, 9.0
"""Nothing is more than the larger ask, in words; the limit stands far off."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
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
    parts = {
        **_runs(least, {*large, *small}, LEAST),
        **_runs(small, {*large, *least}, WANTED),
        **_runs(large, {*small, *least}, LARGER),
    }
    parts |= {**_dates(floor, LEAST), **_dates(target, WANTED), **_dates(stretch, LARGER)}
    if not _own(small, set(large)) and not any(word.isdecimal() for word in small):
        parts |= {word: WANTED for word in small if _tells(word)}
    yield _measure({**parts, **whole}, floored=bool(least))
    yield _measure(whole, floored=bool(least))


def _dates(text: str, value: float) -> dict[str, float]:
    """The days and figures that are named, but for those that are left behind."""
    dates = (one for one in find_quantities(text) if (one.kind is Kind.DATE or one.unit) and one.text[-1:].isalnum())
    return {
        one.text.lower(): value for one in dates if not _LEFT_BEHIND.search(text[max(0, one.start - 16) : one.start])
    }


def _as_typed(text: str, value: float) -> dict[str, float]:
    """The words with all that stands between them."""
    found = [*_WORD.finditer(text.lower())]
    return {text.lower()[found[0].start() : found[-1].end()]: value} if found else {}


def _runs(words: list[str], others: set[str], value: float) -> dict[str, float]:
    """Every short run of words with one among them that nothing else has."""
    own = _own(words, others)
    runs: dict[str, float] = {}
    for length in range(1, _LONGEST_PHRASE + 1):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if own & set(run) and _tells(run[0]) and _tells(run[-1]) and len(runs) < _MOST_PHRASES / 3:
                runs[" ".join(run)] = value
    return runs


def _own(words: list[str], others: set[str]) -> set[str]:
    return {word for word in words if word not in others and _tells(word)}


def _tells(word: str) -> bool:
    """Days and months tell, though no number counts them."""
    if word in TIME_WORDS:
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
