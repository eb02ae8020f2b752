"""Answers to a no in a bare number ("make it two", "half of that", "just the first week"): on which measure, and how much.

Whoever haggles leaves out the unit that both have in mind. A number counts only where hardly a word stands beside it, and only on the one
measure that it can be meant for; where two are left, the counterpart's constraint says which of them is spoken about.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.hearing.numbers.quantities import Change, Kind, Quantity, find_quantities
from bot.practice.amounts import Amount, Amounts
from bot.practice.measures import MINUTES, Scale, position
from bot.practice.script import Ask, Measure, MeasureKind

_CLAUSE_END = re.compile(r"(?<![.!?;:,])[.!?;:,]++(?=\s|$)|[\n\u2013\u2014]")
_FILLERS = frozenset(
    [
        "a",
        "and",
        "as",
        "be",
        "but",
        "can",
        "come",
        "could",
        "cut",
        "do",
        "down",
        "fine",
        "for",
        "go",
        "good",
        "happy",
        "how",
        "i",
        "i'd",
        "id",
        "i'll",
        "ill",
        "i'm",
        "if",
        "instead",
        "is",
        "it",
        "it's",
        "just",
        "keep",
        "let",
        "let's",
        "lower",
        "make",
        "may",
        "maybe",
        "me",
        "meet",
        "might",
        "more",
        "off",
        "ok",
        "okay",
        "only",
        "or",
        "perhaps",
        "please",
        "say",
        "settle",
        "so",
        "step",
        "stop",
        "sure",
        "take",
        "that",
        "that's",
        "thats",
        "the",
        "then",
        "there",
        "to",
        "us",
        "we",
        "we'd",
        "we'll",
        "well",
        "what",
        "will",
        "with",
        "works",
        "would",
        "you",
        "yes",
        "drop",
        "enough",
        "back",
        "about",
        "call",
        "content",
        "asking",
        "asked",
        "my",
        "ask",
        "sum",
        "amount",
        "time",
        "what",
        "of",
        "reduce",
        "scale",
        "guess",
        "think",
        "hm",
        "hmm",
        "right",
        "now",
        "start",
    ]
)
_SHARE_OF = frozenset({"of", "that", "it", "the", "amount", "sum", "time", "what", "i", "asked", "for", "my", "ask"})
_FIRST = re.compile(r"\b(?:just|only|for|simply|say|about) the first ([a-z]+)", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:one|1|first|firstly)[,:)]", re.IGNORECASE)
_FIRST_ONE = re.compile(r"\bthe first one\b", re.IGNORECASE)
_RECALLED = re.compile(r"\b(?:instead of|rather than|not)(?: the| my)? $", re.IGNORECASE)
_MOST_WORDS = 9
_LIMIT = 3.0
_NEAR = 1e-6


def short_answer(ask: Ask, text: str, before: Amounts, about: Collection[str]) -> Amounts:
    """The amount of the one measure that a bare number is meant for; {} where there is no such number or more than one measure is left.

    `before`: what stands so far; `about`: the measures that the counterpart's constraint speaks of, as far as it is known.
    """
    if first := _first_of(ask, text):
        return first
    plain = _FIRST_ONE.sub("one", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    bare = [found for clause in _CLAUSE_END.split(plain) if (found := _bare(clause))]
    if len(bare) != 1 or _LISTED.search(plain):
        return {}
    number, words = bare[0]
    values = {one.id: value for one in ask.measures if (value := _value(one, number, before)) is not None}
    meant = _meant(ask, values, before, about)
    return {name: Amount(values[name], words) for name in meant}


def _bare(clause: str) -> tuple[Quantity, str] | None:
    """The number of a clause that holds hardly a word besides."""
    quantities = find_quantities(clause)
    if len(quantities) != 1:
        return None
    number = quantities[0]
    fits = number.kind is Kind.SHARE or (number.kind is Kind.COUNT and not number.unit and not number.per)
    if _RECALLED.search(clause[: number.start]):
        return None
    rest = f"{clause[: number.start]} {clause[number.end :]}".lower().split()
    allowed = _FILLERS | _SHARE_OF if number.kind is Kind.SHARE else _FILLERS
    if not fits or len(rest) > _MOST_WORDS or not set(rest) <= allowed:
        return None
    return number, clause[number.start : number.end]


def _value(measure: Measure, number: Quantity, before: Amounts) -> float | None:
    """What the number is worth on this measure, in its unit or in the one that was used for it before."""
    earlier = before.get(measure.id)
    if number.change is Change.LESS and number.value == 1 and measure.base is None:
        return None  # "a one off" takes nothing off
    scale = Scale(measure, earlier.value if earlier else None)
    if number.kind is Kind.SHARE:
        value = None if earlier is None else _share(measure, earlier.value, number.value)
        return None if measure.kind is MeasureKind.COUNT and value != round(value or 0) else value
    if measure.kind is MeasureKind.MONEY:
        return scale.value(number)
    if measure.kind is MeasureKind.COUNT:
        named = (f"{number.text.lower()} {noun}" for noun in measure.nouns)
        said = next((measure.phrases[phrase] for phrase in named if phrase in measure.phrases), None)
        return said if said is not None else scale.value(replace(number, unit=measure.nouns[0]))
    values = [scale.value(_span(number, unit)) for unit in (*_units(earlier), measure.unit or "minute")]
    known = [value for value in values if value is not None]
    return next((value for value in known if _is_fair(measure, value, before)), known[-1] if known else None)


def _units(earlier: Amount | None) -> list[str]:
    """The unit that was used so far: of "three months" the second one is "two", too."""
    spans = find_quantities(earlier.words if earlier else "")
    return [one.unit for one in spans if one.kind is Kind.DURATION and one.unit in MINUTES]


def _span(number: Quantity, unit: str) -> Quantity:
    return replace(number, kind=Kind.DURATION, unit=unit, value=number.value * MINUTES[unit])


def _share(measure: Measure, earlier: float, share: float) -> float:
    """Half of what was asked for beyond what holds today: of a rise from 52 to 62, half is 57."""
    base = measure.base or 0.0
    return base + (earlier - base) * share


def _meant(ask: Ask, values: Mapping[str, float], before: Amounts, about: Collection[str]) -> list[str]:
    """The measure that it is: the only one there is, else the only one on which it is a fair step down, else the one spoken about."""
    places = {one.id: position(one, values[one.id]) for one in ask.measures if one.id in values}
    if len(ask.measures) == 1:
        return [name for name, place in places.items() if place <= _LIMIT]
    fair = [one.id for one in ask.measures if one.id in values and _is_fair(one, values[one.id], before)]
    if len(fair) > 1:
        fair = [name for name in fair if name in about]
    return fair if len(fair) == 1 else []


def _is_fair(measure: Measure, value: float, before: Amounts) -> bool:
    earlier = before[measure.id].value if measure.id in before else measure.stretch
    return 0 <= position(measure, value) < position(measure, earlier) - _NEAR


def _first_of(ask: Ask, text: str) -> dict[str, Amount]:
    """One of them, where they are asked for: "just the first week"."""
    found: dict[str, Amount] = {}
    for match in _FIRST.finditer(text):
        for measure in ask.measures:
            values = (Scale(measure).value(one) for one in find_quantities(f"one {match[1]}"))
            value = next((one for one in values if one is not None), None)
            if value is not None and measure.kind is not MeasureKind.MONEY:
                found.setdefault(measure.id, Amount(value, match[0].split(" ", 1)[1]))
    return found
