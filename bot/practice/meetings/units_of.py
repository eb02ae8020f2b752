"""A floor that is a bare number counts what the target counts: "1" beside "2 days a week" is one day."""

from bot.hearing.numbers.numerals import NUMBER_WORDS
from bot.hearing.numbers.plurals import singular
from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities

_COUNTED = {Kind.COUNT, Kind.DURATION}
_SINGLE = {"1", "one"}


def with_unit(floor: str, target: str) -> str:
    """Sums of money need none: "64" beside "68k" is what people say."""
    number = floor.casefold()
    if not (floor.isdecimal() or number in NUMBER_WORDS):
        return floor
    first = next((one for one in find_quantities(target) if one.kind not in {Kind.DATE, Kind.CLOCK}), None)
    if first is None or first.kind not in _COUNTED or not first.unit:
        return floor
    return f"{floor} {first.unit if number in _SINGLE else _many(first)}"


def _many(counted: Quantity) -> str:
    typed = (
        word for word in counted.text.casefold().split() if word != counted.unit and singular(word) == counted.unit
    )
    return next(typed, f"{counted.unit}s")
