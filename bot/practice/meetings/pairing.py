"""Which amounts of two answers speak of the same thing, and what each is worth beside the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.hearing.numbers.quantities import Change, Kind, Quantity, find_quantities
from bot.practice.measures import MINUTES, YEARLY
from bot.practice.script import MeasureKind

_SIZELESS = {Kind.DATE, Kind.CLOCK, Kind.SHARE}
_TIMES = {"fortnight": "week", "quarter": "month"}
_FAR = 5.0
"""Two figures further apart than so many times are hardly two sizes of one thing."""
_THOUSAND = 1000.0
_SHORTENED = 4
"""Letters that a shortened noun keeps at least: "execs", "reps"."""
_RATE = re.compile(r"(?:a|an|per|each|every|the) ", re.IGNORECASE)
_BY_TIME = re.compile(
    r"(?:\b(?:a|an|per|each|every) |/ ?)(?:day|week|wk|month|mo|year|yr)\b|\b(?:weekly|monthly|yearly|daily)\b",
    re.IGNORECASE,
)
_LONGEST_TOLD = 400
_TODAY_BEFORE = re.compile(
    r"\b(?:now|currently|today|at the moment|up to|rais(?:e|es|ed|ing) (?:it|the rent|my rent|the price) to|(?:i|we)(?:'m| am|'re| are)? (?:pay|paying|earn|earning|make|get|on|at)|from|instead of|charges?|(?:price|rent|salary|pay|rate|fee) (?:is|was)|quoted|(?:she|he|they) (?:want|wants|ask|asks|asked|offer|offers|offered|offering)(?: for)?)(?: (?:about|around|me|us|at))? $",
    re.IGNORECASE,
)
_TODAY_AFTER = re.compile(
    r" (?:now|today|currently|at the moment|at present|right now|so far|this year)\b", re.IGNORECASE
)
# Three months off are three months.
_TIME_OFF = re.compile(r" off\b(?! (?:that|it|my|the|of|what)\b)", re.IGNORECASE)
_CUT = re.compile(r"\b(?:discount|off|less|cheaper|reduction|lower|rebate|reduce|cut|down)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """The same thing in the larger and in the smaller ask."""

    kind: MeasureKind
    stretch: Quantity
    target: Quantity
    by_time: bool = False
    """Whether it comes again each week or month, so that the days are counted and no span."""

    @property
    def percent(self) -> bool:
        return Kind.PERCENT in {self.stretch.kind, self.target.kind}

    @property
    def per(self) -> str | None:
        return next((one.per for one in (self.stretch, self.target) if one.per in YEARLY), None)

    @property
    def unit(self) -> str:
        """The smaller of both units of time: nothing is lost in it."""
        units = [_TIMES.get(one.unit, one.unit) for one in (self.stretch, self.target) if one.kind is Kind.DURATION]
        return min(units, key=MINUTES.__getitem__, default="")

    def worth(self, quantity: Quantity) -> float | None:
        """The bare figure in this pair's unit; None where it is another thing."""
        if not alike(quantity, self.target) and not alike(quantity, self.stretch):
            return None
        if self.kind is MeasureKind.DURATION:
            minutes = quantity.value if quantity.kind is Kind.DURATION else quantity.value * MINUTES[self.unit]
            return round(minutes / MINUTES[self.unit], 3)
        if self.kind is MeasureKind.COUNT:
            return (
                quantity.value / MINUTES.get(quantity.unit, 1.0) if quantity.kind is Kind.DURATION else quantity.value
            )
        return self._money(quantity)

    def _money(self, quantity: Quantity) -> float:
        value = quantity.value
        per = quantity.per
        if per is None and self.target.per in YEARLY and _near(value, self.target.value):
            per = self.target.per
        if self.per and per in YEARLY:
            value *= YEARLY[per] / YEARLY[self.per]
        large = max(self.stretch.value, self.target.value)
        if is_bare(quantity) and not quantity.per and value * _FAR * 2 < large and _near(value * _THOUSAND, large):
            return value * _THOUSAND
        return value


def is_bare(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and not quantity.unit


def amounts(text: str) -> list[Quantity]:
    """What can be sized, without the "a week" of a rate and the lower end of a range."""
    found: list[Quantity] = []
    for one in find_quantities(text):
        rate = found and _RATE.match(one.text) and one.kind is Kind.DURATION
        if one.kind not in _SIZELESS and not one.opens_range and not rate and one.value > 0:
            off = one.kind is Kind.DURATION and _TIME_OFF.match(text, one.end)
            found.append(replace(one, change=None) if off else one)
    if not found and text.casefold() == "one":
        return [Quantity(kind=Kind.COUNT, value=1, unit="", start=0, end=len(text), text=text)]
    return found


def pairs(stretch: str, target: str) -> Iterator[Pair]:
    """The amounts of the target with those of the stretch that they go with."""
    free = amounts(stretch)
    by_time = bool(_BY_TIME.search(stretch) or _BY_TIME.search(target))
    for mine in amounts(target):
        other = next((one for one in free if alike(one, mine)), None)
        if other:
            free.remove(other)
            kind = _kind(other, mine)
            counted = kind is MeasureKind.DURATION and by_time and other.unit == mine.unit
            yield Pair(MeasureKind.COUNT if counted else kind, other, mine, by_time=counted)


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts can be two sizes of one thing."""
    if is_bare(one) or is_bare(other):
        return Kind.PERCENT not in {one.kind, other.kind} or _near(one.value, other.value)
    if one.kind is Kind.COUNT and other.kind is Kind.COUNT:
        short, long = sorted((one.unit, other.unit), key=len)
        return short == long or (len(short) >= _SHORTENED and long.startswith(short))
    return one.kind is other.kind


def is_cut(*texts: str) -> bool:
    """Whether a share is taken off."""
    return any(_CUT.search(text) for text in texts)


def said_of_today(told: Sequence[str]) -> tuple[Quantity, ...]:
    """The figures that are told of what is paid or given today."""
    return tuple(
        one
        for text in told
        for one in amounts(text[:_LONGEST_TOLD])
        if one.change is None
        and one.kind is not Kind.PERCENT
        and (_TODAY_BEFORE.search(text[max(0, one.start - 40) : one.start]) or _TODAY_AFTER.match(text, one.end))
    )


def holds_today(today: Sequence[Quantity], pair: Pair) -> float | None:
    """What of that is this pair's, in its unit."""
    asked = {pair.worth(pair.stretch), pair.worth(pair.target)}
    values = (pair.worth(one) for one in today)
    near = (
        one
        for one in values
        if one is not None and one not in asked and any(_near(one, mark) for mark in asked if mark)
    )
    return next(near, None)


def signed(quantity: Quantity, value: float, base: float | None) -> float:
    """The value as an ask: "5k more" counts from what holds today where that is known, "200 off" always does."""
    if quantity.change is Change.MORE:
        return (base or 0.0) + value
    return (base or 0.0) - value if quantity.change is Change.LESS else value


def _kind(one: Quantity, other: Quantity) -> MeasureKind:
    kinds = {one.kind, other.kind}
    if Kind.DURATION in kinds:
        return MeasureKind.DURATION
    counted = Kind.COUNT in kinds and any(quantity.unit for quantity in (one, other) if quantity.kind is Kind.COUNT)
    return MeasureKind.COUNT if counted else MeasureKind.MONEY


def _near(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return low > 0 and high / low <= _FAR
