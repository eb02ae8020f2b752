"""What only numbers and context can say about a message, for the encoder to weigh beside the words: sizes, echoes, where the talk stands."""

from collections.abc import Iterable, Sequence

from bot.hearing.cues import Channel, Context, Phase
from bot.hearing.numbers.amounts import (
    Size,
    against_first_ask,
    against_target,
    are_two_sizes,
    comparable,
    direction,
    read_amounts,
)
from bot.hearing.numbers.quantities import Kind, Quantity, find_quantities

_CALENDAR = {Kind.DATE, Kind.CLOCK}
_MANY = 4
MOST_READ = 12  # more amounts in one message are no offer

# One name for each number that `hints` returns, in order; all lie in 0..1.
NAMES = (
    "an amount",
    "amounts, up to four",
    "a date or a time",
    "smaller than the first ask",
    "same as the first ask",
    "bigger than the first ask",
    "the target's amount",
    "the stretch's amount",
    "less than the floor",
    "two sizes of one thing",
    "three sizes of one thing",
    "an amount that the counterpart named",
    "after a retreat",
    "after a constraint",
    "opening message",
    "opening conversation",
)


def hints(context: Context, text: str) -> list[float]:
    amounts = find_quantities(text)[:MOST_READ]
    sized = [amount for amount in amounts if amount.kind not in _CALENDAR]
    sizes = {against_first_ask(amount, context) for amount in amounts}
    opening = context.phase is Phase.OPENING
    is_message = context.channel is Channel.MESSAGE
    facts: Iterable[float | bool] = (
        bool(sized),
        min(len(sized), _MANY) / _MANY,
        len(sized) < len(amounts),
        Size.SMALLER in sizes,
        Size.SAME in sizes,
        Size.BIGGER in sizes,
        any(against_target(amount, context) is Size.SAME for amount in amounts),
        _shares(amounts, read_amounts(context.stretch)),
        any(_below(amount, context) for amount in sized),
        are_two_sizes(sized),
        _most_sizes(sized) > 2,  # noqa: PLR2004
        _shares(amounts, read_amounts(context.counterpart_line or "")),
        context.retreat_made,
        context.constraint_kind is not None,
        opening and is_message,
        opening and not is_message,
    )
    return [float(fact) for fact in facts]


def _shares(amounts: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return any(comparable(one, other) and one.value == other.value for one in amounts for other in others)


def _below(amount: Quantity, context: Context) -> bool:
    towards = direction(amount, context)
    floors = [floor for floor in read_amounts(context.floor) if comparable(amount, floor)]
    return bool(floors) and all((amount.value - floor.value) * towards > 0 for floor in floors)


def _most_sizes(amounts: Sequence[Quantity]) -> int:
    return max((len({b.value for b in amounts if comparable(a, b)}) for a in amounts), default=0)
