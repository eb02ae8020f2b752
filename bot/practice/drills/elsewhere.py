"""Whether a line is about something else than the item it answers: it brings things of its own and shares none with it.

Doubt speaks for the line: one thing, figure or word of the item's is enough, and so is a line that names no things at all.
"""

import re
from collections.abc import Iterable, Iterator

from bot.hearing.cues import Phase
from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities
from bot.hearing.numbers.units import MONTHS, WEEKDAYS
from bot.practice.amounts import hear_amounts
from bot.practice.drills.drill import LineItem
from bot.practice.drills.everyday import EVERYDAY
from bot.practice.measures import position

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHORTEST, _STEM, _LEAST_STEM = 3, 5, 4
_FOREIGN = 2
"""So many; one more where an agreement is pinned down, which brings things of its own: who comes with what, and where to."""
_STRAY = 2
_SMALL, _TELLING, _LIMIT = 10, 3, 3
_CALENDAR = {*MONTHS, *WEEKDAYS} - {"may"}
_COUNTED = {Kind.COUNT, Kind.MONEY, Kind.DURATION}


def is_elsewhere(item: LineItem, phase: Phase, text: str) -> bool:
    """Whether the line has things or figures of its own, several of them, and none of the item's."""
    known = " ".join(_told(item))
    things, own = set(_things(text)), set(_words(known))
    dates = {word for word in _words(text) if word in _CALENDAR}
    if dates & own or any(_alike(thing, word) for thing in things for word in own):
        return False
    if item.ask and hear_amounts(item.ask, text):
        return False
    figures = [one for one in find_quantities(text) if one.kind in _COUNTED]
    counted = {one.unit for one in figures if not _says_little(one)}
    telling = [one for one in figures if not _says_little(one) or one.value > _SMALL or not counted]
    if any(_same(one, other) for one in telling for other in find_quantities(known)):
        return False
    foreign = {thing for thing in things if not any(_alike(thing, unit) for unit in counted)}
    bare = sum(_STRAY if item.measures else 1 for one in figures if not one.unit and _is_out_of_range(item, one.value))
    return len(foreign) + len(counted) + bare >= _FOREIGN + (phase is Phase.CLOSING)


def _says_little(one: Quantity) -> bool:
    return not one.unit or (one.kind is Kind.COUNT and one.unit in EVERYDAY)


def _is_out_of_range(item: LineItem, value: float) -> bool:
    """Whether a bare number is none that the item could be about; a small one may count anything."""
    return value > _SMALL and not any(0 <= position(measure, value) <= _LIMIT for measure in item.measures)


def _told(item: LineItem) -> Iterator[str]:
    """All that the user was shown of it, and what its figures count."""
    shown = (item.situation, item.counterpart, item.first_ask, item.they_say, item.stretch, item.target, item.floor)
    yield from (words for words in (*shown, item.offer, item.constraint_words, item.draft, item.better) if words)
    for measure in item.measures:
        yield from (*measure.nouns, *measure.phrases)
    for difference in item.differences:
        yield from (difference.what, *difference.words)


def _words(text: str) -> Iterable[str]:
    return (
        found[0].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").removesuffix("'s")
        for found in _WORD.finditer(text)
    )


def _things(text: str) -> Iterator[str]:
    """The words that belong to one situation more than to any: not those that people use in all of them."""
    for word in _words(text):
        plain = word.replace("'", "")
        if len(plain) >= _SHORTEST and not any(form in EVERYDAY for form in _forms(plain)):
            yield plain


def _forms(word: str) -> Iterator[str]:
    """The word and what it may come from: "worries" from "worry", "stopped" from "stop"."""
    yield word
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "n", "r"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word.removesuffix(ending)
            yield from (stem, f"{stem}e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"


def _alike(one: str, other: str) -> bool:
    """The same word, or one of the same stem, typed in haste or not."""
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    stem = min(len(one), len(other), _STEM)
    return stem >= _LEAST_STEM and one[:stem] == other[:stem]


def _same(one: Quantity, other: Quantity) -> bool:
    """The same figure, of the same thing where both say of what; a one or a two stands in every other line."""
    if one.value != other.value or (one.value < _TELLING and _says_little(one)):
        return False
    return one.unit == other.unit or _says_little(one) or _says_little(other)
