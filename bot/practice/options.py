"""The options that a written message puts side by side: how many, and which is the larger."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.amounts import Amount, Amounts, Mention, mentions
from bot.practice.measures import position
from bot.practice.script import Ask, Measure, MeasureKind

_ALIKE, _ALIKE_BESIDE_THE_STEP = 0.05, 0.2
_LEAST_POINTS, _CLEAR_POINTS = 1.0, 3.0
_NEXT_TO = 40
_MARKS = {1.0, 2.0}
_TARGET, _LIMIT = 1, 3
# "The short one takes two weeks": elsewhere a span that something takes is no offer, but one of the script's own sizes is.
_TAKES = re.compile(r"\b(?:takes?|taking)(?: about| only| just)? $", re.IGNORECASE)
_JOINED = re.compile(r"\bor\b|[/|]", re.IGNORECASE)
_OR_BEFORE = re.compile(r"\bor (?:just |only |else |maybe |the |with |take ){0,2}$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\b(?:option|plan|choice|package|tier) \w{1,6}|(?<!\w)\(?[1-9abc][.):])[:,]?\s*(?:is\s+)?(?:(?:the|a|an|full|small|short) ){0,2}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;\n]")
_MANY_IN_WORDS = re.compile(
    r"(?<!not )(?<!no )\b(?:three|four|five|six|several|3|4|5|6) (?:different |possible )?(?:options|plans|choices|ways|packages|tiers|variants)\b"
    r"|\b(?:option|plan|package|tier|choice) (?:c|3|three)\b|(?<!no )(?<!not a )\bthird (?:option|plan|choice|way|package|tier)\b",
    re.IGNORECASE,
)
MANY = 3


@dataclass(frozen=True)
class Options:
    """`full` and `smaller` are amounts by measure, empty where fewer than two sizes of anything are named."""

    count: int
    full: Amounts = field(default_factory=dict)
    smaller: Amounts = field(default_factory=dict)

    @property
    def are_two(self) -> bool:
        return self.count == MANY - 1


def read_options(ask: Ask, text: str) -> Options:
    """What is offered, sized by the script's measures: as many options as there are sizes of the measure that tells most of them apart."""
    sizes = {measure.id: _sizes(measure, _offered(measure, ask, text)) for measure in ask.measures}
    count = max((len(found) for found in sizes.values()), default=0)
    if _MANY_IN_WORDS.search(text):
        count = max(count, MANY)
    full = {name: _amount(found[-1], text) for name, found in sizes.items() if found}
    smaller = {name: _amount(found[0], text) for name, found in sizes.items() if found}
    return Options(count, full, smaller if count > 1 else {})


def places(ask: Ask, amounts: Amounts) -> list[float]:
    """Where each amount stands on the scale of sizes."""
    return [position(measure, amounts[measure.id].value) for measure in ask.measures if measure.id in amounts]


def is_stretch(ask: Ask, options: Options, tame_share: float) -> bool:
    """Whether the larger option is clearly more than the target and not beyond the limit."""
    found = places(ask, options.full)
    return bool(found) and max(found) >= _TARGET + tame_share and not is_absurd(ask, options)


def is_absurd(ask: Ask, options: Options) -> bool:
    return any(place > _LIMIT for place in places(ask, options.full))


def _offered(measure: Measure, ask: Ask, text: str) -> list[Mention]:
    """The sizes on offer: the script's own, and what stands in a list; where those are fewer than two, what else is plausible.

    Any other span or number ("one week to set up") belongs to the arrangements more often than it is a further option.
    """
    found = mentions(measure, ask, text)
    listed = _listed(found, text)
    sure = [
        one for index, one in enumerate(found) if index in listed or (_is_mark(measure, one) and _is_meant(one, text))
    ]
    if len(_sizes(measure, sure)) > 1:
        return sure
    likely = [*sure, *(one for one in found if _is_likely(measure, one))]
    return [*likely, *_without_noun(measure, likely, text)] if len(_sizes(measure, likely)) == 1 else likely


def _without_noun(measure: Measure, known: Sequence[Mention], text: str) -> list[Mention]:
    """A second size that leaves its noun to the first: "nine paintings with a guard, or two in the hall"."""
    if measure.kind is not MeasureKind.COUNT:
        return []
    bare = [one for one in find_quantities(text) if one.kind is Kind.COUNT and not one.unit and not one.per]
    return [
        Mention(one.value, one.start, one.end, _LEAST_POINTS)
        for one in bare
        if one.start > known[0].end
        and _OR_BEFORE.search(text[max(0, one.start - 24) : one.start])
        and 0 <= position(measure, one.value) <= _LIMIT
    ]


def _listed(found: Sequence[Mention], text: str) -> set[int]:
    """Which mentions stand in a list of sizes: joined by an "or", before one that is by a comma, or numbered."""
    between = [text[one.end : other.start] for one, other in pairwise(found)]
    between = [gap if len(gap) <= _NEXT_TO and not _SENTENCE_END.search(gap) else "" for gap in between]
    listed = {index for left, gap in enumerate(between) if _JOINED.search(gap) for index in (left, left + 1)}
    for left in reversed(range(len(between))):
        if "," in between[left] and left + 1 in listed:
            listed.add(left)
    numbered = {index for index, one in enumerate(found) if _NUMBERED.search(text[max(0, one.start - 40) : one.start])}
    return {index for index in listed | numbered if found[index].points > 0}


def _is_meant(one: Mention, text: str) -> bool:
    return one.points >= _LEAST_POINTS or bool(_TAKES.search(text[max(0, one.start - 24) : one.start]))


def _is_likely(measure: Measure, one: Mention) -> bool:
    place = position(measure, one.value)
    return one.points >= (_LEAST_POINTS if 0 <= place <= _LIMIT else _CLEAR_POINTS)


def _is_mark(measure: Measure, one: Mention) -> bool:
    return position(measure, one.value) in _MARKS


def _sizes(measure: Measure, found: Iterable[Mention]) -> list[Mention]:
    """One for each size, the smallest ask first; sizes that differ by next to nothing ("a month", "30 days") are one."""
    kept: list[Mention] = []
    # Where stretch and target themselves are close, a rent of 1,180 and one of 1,240, so are the options.
    near = _ALIKE_BESIDE_THE_STEP * abs(measure.stretch - measure.target)
    for one in sorted(found, key=lambda one: (position(measure, one.value), one.start)):
        if not kept or abs(one.value - kept[-1].value) > min(near, _ALIKE * abs(kept[-1].value)):
            kept.append(one)
    return kept


def _amount(one: Mention, text: str) -> Amount:
    return Amount(one.value, text[one.start : one.end])
