"""Two amounts that belong together: "10-12k", "between 5 and 6", "two or three weeks", "from six weeks to four"."""

from bot.hearing.numbers import units
from bot.hearing.numbers.counting import Draft
from bot.hearing.numbers.numbered import read_number
from bot.hearing.numbers.quantity import Kind
from bot.hearing.numbers.tokens import Look

_JOINS = {"-", "to", "or", "and", "&", "/", "~"}
_ANYWHERE = {"anywhere", "somewhere", "anything", "something", "ranging", "ranges", "range", "takes", "take"}
_PRICED = {"for", "at", "costs", "cost", "pays", "pay"}
_CLEARLY_MORE = 5
_SAME_ORDER = 20  # "$500 to 3" names two things, "$500 to 600" one


def second_end(look: Look, first: Draft) -> Draft | None:
    """The other amount, with what only one of the two says (a unit, a scale, a currency) given to both."""
    join = _join(look, first)
    if join is None:
        return None
    at = join + 1 + (look.word(join + 1) == "-")
    second = read_number(look, at)
    if second is None or (look.word(join) == "or" and _is_a_price(look, first, second)):
        return None
    return second if _share_units(look.word(join), first, second) else None


def _is_a_price(look: Look, first: Draft, second: Draft) -> bool:
    """Such as the 1,400 of "twelve leaflets for 1,400 or three leaflets": a bare sum that closes one choice counts nothing of the other."""
    if not first.bare or second.kind is not Kind.COUNT or not second.unit or first.value <= second.value:
        return False
    priced = look.word(first.start - 1) in _PRICED and first.value >= _CLEARLY_MORE * second.value
    return priced or not _same_order(first.value, second.value)


def is_range(look: Look, first: Draft, last: Draft) -> bool:
    """Whether everything between the two will do. "From six to four" is a change, "2 weeks or 3 weeks" a choice."""
    if first is last or first.value >= last.value:
        return False
    if look.word(first.start - 1) == "from" and look.word(first.start - 2) not in _ANYWHERE:
        return False
    join = _join(look, first)
    return not (look.word(first.stop) == "or" and first.stop - first.start > 1 and not _is_repeated(look, join, last))


def _is_repeated(look: Look, join: int | None, last: Draft) -> bool:
    """Whether the second of two is a bare number that takes up the first: "an hour or two"."""
    return join is not None and last.stop - join == 2 and look.value(join + 1) is not None  # noqa: PLR2004


def _join(look: Look, first: Draft) -> int | None:
    """The place of the word between the two; "two-to-three" and "two- or three-day" have a hyphen before it."""
    at = first.stop
    if look.word(at) == "-" and look.word(at + 1) in {"to", "or"}:
        at += 1
    word = look.word(at)
    if word not in _JOINS or (word in {"and", "&"} and look.word(first.start - 1) != "between"):
        return None
    return at


def _share_units(join: str, first: Draft, second: Draft) -> bool:
    if first.bare:
        _give(second, first)
        return True
    if second.bare:
        return _give_on(join, first, second)
    if first.kind is second.kind is Kind.MONEY and "" in {first.unit, second.unit}:
        _give(second, first)
        first.unit = second.unit = first.unit or second.unit
        return True
    return first.kind is second.kind and (first.unit == second.unit or first.kind is Kind.DURATION)


def _give(giver: Draft, taker: Draft) -> None:
    """The first number takes what only the second one says; "500 to 1k" are not 500,000."""
    taker.kind, taker.unit = giver.kind, taker.unit or giver.unit
    factor = units.MINUTES[giver.unit] if giver.kind is Kind.DURATION else giver.scale
    scaled = giver.kind is Kind.DURATION or _same_order(taker.value * factor, giver.value)
    if taker.scale == 1.0 and scaled:
        taker.value *= factor


def _give_on(join: str, first: Draft, second: Draft) -> bool:
    """The second number takes what only the first one says: "$10-12", "an hour or two", "62k to 58"."""
    factor = units.MINUTES[first.unit] if first.kind is Kind.DURATION else first.scale
    value = second.value * factor if second.value < factor else second.value
    again = first.kind is Kind.COUNT and first.value == 1 and join == "or"  # "a pint or two"
    if again:
        second.unit, second.kind = first.unit, first.kind
        return True
    money = first.kind is Kind.MONEY and _same_order(first.value, value)
    if money or (first.kind is Kind.DURATION and join == "or"):
        second.value, second.kind, second.unit = value, first.kind, first.unit
        return True
    return False


def _same_order(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return high < _SAME_ORDER * low
