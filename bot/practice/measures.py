"""What a quantity is worth in a script's measure: units, relative amounts, and the place on the common scale."""

from dataclasses import dataclass, replace

from bot.hearing.numbers.quantities import Change, Kind, Quantity
from bot.practice.script import Measure, MeasureKind

MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43833.6, "year": 526003.2}
# Working hours and days of a year, for "45 an hour" beside a yearly salary.
YEARLY = {"hour": 1720.0, "day": 215.0, "week": 52.0, "month": 12.0, "year": 1.0}
_ANOTHER_ORDER = 6
_HUNDREDTHS = frozenset({"cent", "cents", "penny", "pence"})


def position(measure: Measure, value: float) -> float:
    """Where a value stands: below 0 under the floor, 1 at the target, 2 at the stretch, above 3 beyond the limit."""
    sign = 1.0 if measure.stretch > measure.target else -1.0
    marks = [sign * mark for mark in (measure.floor, measure.target, measure.stretch, measure.limit)]
    at = sign * value
    if at < marks[0]:
        return -1.0
    if at > marks[3]:
        return 4.0
    for low in (2, 1, 0):
        if at >= marks[low] and marks[low + 1] > marks[low]:
            return low + (at - marks[low]) / (marks[low + 1] - marks[low])
    return 1.0


def in_order(measure: Measure) -> bool:
    """Whether floor, target, stretch and limit go the same way, as they have to for anything to be placed between them."""
    sign = 1.0 if measure.stretch > measure.target else -1.0
    floor, target, stretch, limit = (
        sign * mark for mark in (measure.floor, measure.target, measure.stretch, measure.limit)
    )
    return floor <= target < stretch < limit


@dataclass(frozen=True)
class Scale:
    """A measure and what a relative amount counts from: what holds today (`base`) or what was asked `before`."""

    measure: Measure
    before: float | None = None

    @property
    def wants_more(self) -> bool:
        return self.measure.stretch > self.measure.target

    def value(self, quantity: Quantity) -> float | None:
        """The quantity in the measure's unit, or None where it measures something else."""
        if self.measure.kind is MeasureKind.MONEY:
            return self._money(quantity)
        absolute = self._duration(quantity) if self.measure.kind is MeasureKind.DURATION else self._count(quantity)
        return None if absolute is None else self._resolved(absolute, quantity.change)

    def same_unit(self, number: Quantity, unit_of: Quantity) -> float | None:
        """A bare number that takes its unit from a neighbour: the second one of "from four weeks to two"."""
        unit = MINUTES.get(unit_of.unit, 1.0) if unit_of.kind is Kind.DURATION else 1.0
        return self.value(replace(unit_of, value=number.value * unit, change=None))

    def _resolved(self, value: float, change: Change | None) -> float | None:
        if change is None:
            return value
        more = change is Change.MORE
        origin = self.measure.base if more is self.wants_more else self.before or self.measure.base
        if origin is None:
            # "Four more weeks" of a measure that counts from nothing are four weeks.
            return value if more is self.wants_more else None
        return origin + value if more else origin - value

    def _money(self, quantity: Quantity) -> float | None:
        if quantity.kind is Kind.PERCENT:
            return self._percent(quantity)
        if quantity.unit in _HUNDREDTHS and self._believable(quantity.value / 100):
            # "16 cents" where a word costs 0.14.
            return self._resolved(quantity.value / 100, quantity.change)
        bare = quantity.kind is Kind.COUNT and not quantity.unit
        if bare and not quantity.per and not quantity.change and self._believable(1000 * quantity.value):
            # "57" beside 62,000 means 57,000.
            return 1000 * quantity.value
        believable = quantity.per or quantity.change or self._believable(quantity.value)
        if quantity.kind is not Kind.MONEY and not (bare and believable):
            return None
        value = quantity.value
        if quantity.kind is Kind.MONEY and self.wants_more and self.measure.base and value < min(self._marks) / 2:
            # "5k instead of 10k" beside a salary of 52,000 speaks of the raise.
            return self._resolved(value, quantity.change or Change.MORE)
        if self.measure.per and quantity.per and quantity.per in YEARLY:
            value *= YEARLY[quantity.per] / YEARLY[self.measure.per]
        return self._resolved(value, quantity.change)

    def _percent(self, quantity: Quantity) -> float | None:
        change = quantity.change or (Change.MORE if self.wants_more else Change.LESS)
        asks = (change is Change.MORE) is self.wants_more
        origin = self.measure.base if asks else self.before or self.measure.base
        return None if origin is None else self._resolved(origin * quantity.value / 100, change)

    def _duration(self, quantity: Quantity) -> float | None:
        """A span of quite another order ("for three months" beside 90 minutes) measures something else."""
        value = quantity.value / MINUTES[self.measure.unit or "minute"]
        near = min(self._marks) / _ANOTHER_ORDER <= value <= max(self._marks) * _ANOTHER_ORDER
        return round(value, 3) if quantity.kind is Kind.DURATION and near else None

    def _count(self, quantity: Quantity) -> float | None:
        nouns = {_singular(noun) for noun in self.measure.nouns}
        if quantity.kind is Kind.DURATION and quantity.unit in nouns:
            return quantity.value / MINUTES[quantity.unit]
        return quantity.value if quantity.kind is Kind.COUNT and _singular(quantity.unit) in nouns else None

    def _believable(self, value: float) -> bool:
        """A number without a currency is money only where it is about as large as the money talked about."""
        return min(self._marks) * 0.6 <= value <= max(self._marks) * 1.5

    @property
    def _marks(self) -> tuple[float, ...]:
        return (self.measure.floor, self.measure.target, self.measure.stretch, self.measure.limit)


def _singular(noun: str) -> str:
    noun = noun.lower()
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
