"""Whether an amount is a smaller ask than the first one, measured by what it costs the other side."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from bot.hearing.cues import Context
from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities
from bot.hearing.numbers.units import MINUTES

_MAGNITUDE = 5.0  # "another 8k" and "70k" are both money, but not two sizes of one ask
_SHORTENED = 4  # letters that a shortened noun keeps at least
_CALENDAR = {Kind.DATE, Kind.CLOCK}


class Size(StrEnum):
    SMALLER = "smaller"
    SAME = "same"
    BIGGER = "bigger"
    UNKNOWN = "unknown"


def against_first_ask(amount: Quantity, context: Context) -> Size:
    """Compares with the amount of the same kind in the first ask; UNKNOWN where there is none."""
    earlier = read_amounts(context.first_ask or "")
    return _size(amount, earlier, direction(amount, context))


def against_target(amount: Quantity, context: Context) -> Size:
    return _size(amount, read_amounts(context.target), direction(amount, context))


def direction(amount: Quantity, context: Context) -> int:
    """-1 where a lower number is the smaller ask, +1 where a higher one is (a longer lead time), 0 where nobody can tell.

    The step from stretch to target says which; without one, lower is smaller, and dates have no size.
    """
    for stretch in read_amounts(context.stretch):
        for target in read_amounts(context.target):
            if comparable(stretch, target) and comparable(amount, target) and stretch.value != target.value:
                return 1 if target.value > stretch.value else -1
    return 0 if amount.kind in _CALENDAR else -1


def comparable(one: Quantity, other: Quantity) -> bool:
    if {one.kind, other.kind} == {Kind.MONEY, Kind.COUNT}:
        bare = one if one.kind is Kind.COUNT else other
        return not bare.unit and _close(one, other)
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.COUNT:
        return (
            _same_thing(one.unit, other.unit)
            if one.unit and other.unit
            else one.unit == other.unit and _close(one, other)
        )
    if one.kind is Kind.DURATION:
        return one.per == other.per or one.unit == other.unit or max(one.value, other.value) < MINUTES["day"]
    if one.kind in _CALENDAR:
        return one.unit == other.unit
    return one.kind is Kind.PERCENT or _alike(one, other)


def _same_thing(noun: str, other: str) -> bool:
    """People shorten what they count: "execs", "apps", "regs"."""
    short, long = sorted((noun, other), key=len)
    return long == short or (len(short) >= _SHORTENED and long.startswith(short))


def are_two_sizes(amounts: Sequence[Quantity]) -> bool:
    """Whether at least two of them are different sizes of the same thing."""
    return any(
        (comparable(one, other) or (one.kind is other.kind is Kind.COUNT and "" in {one.unit, other.unit}))
        and one.value != other.value
        for index, one in enumerate(amounts)
        for other in amounts[index + 1 :]
    )


def _bare(quantity: Quantity) -> Quantity:
    """As one says it without the unit: in "two instead of six weeks" the two is to be held against a six."""
    if quantity.kind is Kind.DURATION:
        return replace(quantity, kind=Kind.COUNT, value=quantity.value / MINUTES[quantity.unit], unit="")
    return quantity


@lru_cache(maxsize=512)
def read_amounts(text: str) -> tuple[Quantity, ...]:
    """The amounts of a field of the context, which comes back with every message of a round."""
    return find_quantities(text)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.per == other.per or _close(one, other)


def _close(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    return low > 0 and high / low < _MAGNITUDE


def _size(amount: Quantity, earlier: Iterable[Quantity], towards: int) -> Size:
    same_kind = [other for other in earlier if comparable(amount, other)]
    if not same_kind and amount.kind is Kind.COUNT and not amount.unit:
        same_kind = [other for other in map(_bare, earlier) if other.kind is Kind.COUNT]
    if not same_kind:
        return Size.UNKNOWN
    if any(other.value == amount.value for other in same_kind):
        return Size.SAME
    if towards == 0:
        return Size.UNKNOWN
    nearest = min(same_kind, key=lambda other: abs(other.value - amount.value))
    return Size.SMALLER if (amount.value - nearest.value) * towards > 0 else Size.BIGGER
