"""The amounts of a message as other programs read them: ranges in one piece, in units that people say."""

from typing import Any

from bot.hearing.numbers.quantities import find_quantities
from bot.hearing.numbers.quantity import Kind, Quantity
from bot.hearing.numbers.units import MINUTES

_WEEKS = {"fortnight": 2.0}
_DIGITS = 6


def shown_amounts(text: str) -> list[dict[str, Any]]:
    """One entry an amount, in order: `text`, `value`, `high` (of a range), `unit` and `per` (of a rate), None where unsaid."""
    shown: list[dict[str, Any]] = []
    low: Quantity | None = None
    for quantity in find_quantities(text):
        first = low or quantity
        low = quantity if quantity.opens_range else None
        if low is None:
            shown.append(
                {
                    "text": text[first.start : quantity.end],
                    "value": _value(first),
                    "high": None if first is quantity else _value(quantity),
                    "unit": _unit(quantity),
                    "per": quantity.per,
                }
            )
    return shown


def _value(quantity: Quantity) -> float | int | None:
    value = quantity.value
    if quantity.kind is Kind.DURATION:
        value = value / MINUTES[quantity.unit] * _WEEKS.get(quantity.unit, 1.0)
    if quantity.kind is Kind.DATE and not (quantity.unit in {"date", "weekday"} or quantity.text[0].isdigit()):
        return None  # "tomorrow", "end of the month": no calendar is known here
    return int(value) if value == int(value) else round(value, _DIGITS)


def _unit(quantity: Quantity) -> str | None:
    if quantity.kind is Kind.CLOCK:
        return "clock"  # "time" is what "three times a week" counts
    if quantity.kind is Kind.DATE:
        return "weekday" if quantity.unit == "weekday" else "date"
    if quantity.kind is Kind.PERCENT:
        return "percent"
    return "week" if quantity.unit in _WEEKS else quantity.unit or None
