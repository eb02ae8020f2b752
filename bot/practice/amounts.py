"""Which amounts a message asks for, in its own words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.hearing.numbers.quantities import Change, Kind, Quantity, find_quantities
from bot.practice.attributed import of_others
from bot.practice.candidates import Candidate, best_of, is_fallback, likelihood
from bot.practice.measures import Scale
from bot.practice.script import Ask, Measure, MeasureKind

_KINDS = {MeasureKind.MONEY: Kind.MONEY, MeasureKind.DURATION: Kind.DURATION, MeasureKind.COUNT: Kind.COUNT}
_MOST_CANDIDATES = 60
# Words around a number that make it a change of what was asked, where the number itself does not say so.
_LESS_BEFORE = re.compile(
    r"\b(?:down|lower\w*|reduc\w*|cut\w*|drop\w*|shorten\w*|step\w* back)(?: it| that| this| my ask| my \w+)? by (?:about |another )?$",
    re.IGNORECASE,
)
_LESS_AFTER = re.compile(
    r"^\s*(?:less|fewer|lower|off (?:that|it|my|the)|(?:under|below) (?:that|what))\b", re.IGNORECASE
)
_MORE_BEFORE = re.compile(
    r"\b(?:(?:up|rais\w*|increas\w*|extend\w*)(?: it| that| this)? by|add(?:ing)?)(?: about| another)? $", re.IGNORECASE
)
_MORE_AFTER = re.compile(r"^\s*(?:higher|on top)\b", re.IGNORECASE)
# "120 more a month": the month says how often, not how long.
_RATE_BEFORE = re.compile(r"(?:[\dk]|more|less|extra|off) $", re.IGNORECASE)
_OF_THEM = re.compile(r"^\s+(?:of (?:them|you|those|these|the\b)|at most)", re.IGNORECASE)
_TIME_OFF = re.compile(r"\s{1,4}off\b(?!\s{1,4}(?:that|it|my|the|of|what)\b)", re.IGNORECASE)
# "A one off gift" takes nothing off.
_ONE_OFF = re.compile(r"one[ -]off\b", re.IGNORECASE)
# Looks behind, so that it stays quick in a long run of blanks however it is used.
_FROM_TO = re.compile(r"(?<!\s)\s*(?:down )?to\s*(?:just |only )?", re.IGNORECASE)
_MONTHLY = re.compile(
    r"\b(?:monthly|(?:each|every|a|per) month)\b(?:(?!\b(?:or|once|one|single)\b)[^.,;!?\d]){0,24}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Amount:
    """A measure's value in the measure's own unit, and the user's words for it, to the letter."""

    value: float
    words: str


Amounts = Mapping[str, Amount]


def hear_amounts(ask: Ask, text: str, before: Amounts | None = None, *, standing: bool = False) -> Amounts:
    """The amount a message asks for, for each measure it mentions. `before`: what was asked earlier, which a message may
    recall ("instead of 62k"), count from ("5k less"), or, once it is `standing` as an offer, simply repeat.
    """
    grows = all(measure.base is None for measure in ask.measures)
    found_in_text = (one for one in find_quantities(text) if not _ONE_OFF.match(text, one.start))
    quantities = [
        replace(one, change=None if grows and _is_time_off(one, text) else _change(one, text)) for one in found_in_text
    ]
    counts = [measure for measure in ask.measures if measure.kind is MeasureKind.COUNT]
    found: dict[str, Amount] = {}
    taken: set[tuple[int, int]] = set()
    for measure in ask.measures:
        earlier = (before or {}).get(measure.id)
        past = earlier.value if earlier else None
        scale = Scale(measure, past)
        phrases = [one for one in _phrases(measure, text) if not _inside_a_change(one, quantities, grows=grows)]
        spans = taken | {(phrase.start, phrase.end) for phrase in phrases}
        numbers = _numbers(scale, quantities, text, only_count=counts == [measure])
        free = (one for one in numbers if not any(start < one.end and one.start < end for start, end in spans))
        # What holds today is no ask: "we've been waiting two months"; nor is what somebody else offers or pays.
        candidates = [one for one in (*phrases, *free) if one.value != measure.base][:_MOST_CANDIDATES]
        candidates = [one for one in candidates if not of_others(text, one.start, one.end)]
        if before is None and len(candidates) > 1:
            candidates = [one for one in candidates if not is_fallback(one, text)] or candidates
        best = best_of(measure, candidates, text, None if standing else past)
        if best:
            found[measure.id] = Amount(best.value, text[best.start : best.end])
            taken.add((best.start, best.end))
    return found


@dataclass(frozen=True)
class Mention:
    """One amount of a measure where it stands in the text; `points` say how likely it is asked for, and not recalled or argued with."""

    value: float
    start: int
    end: int
    points: float


def mentions(measure: Measure, ask: Ask, text: str) -> tuple[Mention, ...]:
    """Every amount of this measure that the text speaks of, in its order."""
    quantities = [_by_the_month(replace(quantity, change=None), text) for quantity in find_quantities(text)]
    only_count = [one for one in ask.measures if one.kind is MeasureKind.COUNT] == [measure]
    phrases = list(_phrases(measure, text))
    numbers = _numbers(Scale(measure), quantities, text, only_count=only_count)
    free = [one for one in numbers if not any(one.start < taken.end and taken.start < one.end for taken in phrases)]
    found = sorted([*phrases, *free], key=lambda one: one.start)[:_MOST_CANDIDATES]
    return tuple(Mention(one.value, one.start, one.end, likelihood(measure, one, text, None)) for one in found)


def last_named(ask: Ask, text: str, past: Amounts, heard: Amounts) -> Amounts:
    """What a message that tells the first ask again goes on to: the last of its figures, where the one `heard` is that of the `past`."""
    found: dict[str, Amount] = {}
    for measure in ask.measures:
        before, now = past.get(measure.id), heard.get(measure.id)
        if before is None or now is None or now.value != before.value:
            continue
        others = [one for one in mentions(measure, ask, text) if one.value != before.value and one.points > 0]
        if others:
            found[measure.id] = Amount(others[-1].value, text[others[-1].start : others[-1].end])
    return found


def _by_the_month(quantity: Quantity, text: str) -> Quantity:
    """On a form the month often stands before the amount: "Monthly pledge: £10"."""
    before = text[max(0, quantity.start - 40) : quantity.start]
    return quantity if quantity.per or not _MONTHLY.search(before) else replace(quantity, per="month")


def _change(quantity: Quantity, text: str) -> Change | None:
    if quantity.change is not None:
        return quantity.change
    after = text[quantity.end : quantity.end + 24]
    if _LESS_AFTER.match(after) or _LESS_BEFORE.search(text[max(0, quantity.start - 40) : quantity.start]):
        return Change.LESS
    more = _MORE_AFTER.match(after) or _MORE_BEFORE.search(text[max(0, quantity.start - 40) : quantity.start])
    return Change.MORE if more else None


def _is_time_off(quantity: Quantity, text: str) -> bool:
    """Three months off are three months, where nobody counts from what holds today."""
    return quantity.kind is Kind.DURATION and bool(_TIME_OFF.match(text, quantity.end))


def _phrases(measure: Measure, text: str) -> Iterator[Candidate]:
    lowered = text.lower()
    there = (phrase for phrase in measure.phrases if phrase.lower() in lowered)
    for phrase in sorted(there, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(phrase.lower())}\b", lowered):
            yield Candidate(measure.phrases[phrase], match.start(), match.end(), certain=True)


def _inside_a_change(phrase: Candidate, quantities: Iterable[Quantity], *, grows: bool) -> bool:
    """Whether it is part of a change: "one hour less" is no "one hour"; "3 more weeks" are what is asked, where nobody counts from what holds today."""
    changes = (one for one in quantities if one.change and one.start < phrase.end and phrase.start < one.end)
    return any(one.change is Change.LESS or not grows or one.end > phrase.end for one in changes)


def _numbers(scale: Scale, quantities: Iterable[Quantity], text: str, *, only_count: bool) -> Iterator[Candidate]:
    """The quantities that can be this measure's."""
    neighbour: Quantity | None = None
    for quantity in quantities:
        if quantity.text.startswith(("a ", "an ")) and _RATE_BEFORE.search(text[: quantity.start][-16:]):
            continue
        value = scale.value(quantity)
        bare = quantity.kind is Kind.COUNT and not quantity.unit
        if value is None and bare:
            value = _borrowed(scale, quantity, neighbour, text, only_count=only_count)
        neighbour = quantity if quantity.unit else neighbour
        if value is not None:
            certain = quantity.kind is _KINDS[scale.measure.kind]
            yield Candidate(value, quantity.start, quantity.end, certain)


def _borrowed(scale: Scale, bare: Quantity, neighbour: Quantity | None, text: str, *, only_count: bool) -> float | None:
    """A bare number's value where something else says what it counts: "from four weeks to two", "three of them"."""
    if only_count and _OF_THEM.match(text[bare.end : bare.end + 16]):
        return bare.value
    if neighbour is None or not _FROM_TO.fullmatch(text[neighbour.end : bare.start]):
        return None
    return scale.same_unit(bare, neighbour)
