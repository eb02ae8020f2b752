"""How big an ask is, measured against a script's target, stretch, floor and limit.

Every measure becomes a position on one scale (floor 0, target 1, stretch 2, limit 3, straight lines between), so that money, weeks and
regions can be judged together and a buyer's lower price counts as the bigger ask.
"""

from enum import StrEnum

from bot.practice.amounts import Amounts
from bot.practice.measures import position
from bot.practice.script import Ask


class Size(StrEnum):
    UNKNOWN = "unknown"
    BELOW_FLOOR = "below_floor"
    AT_TARGET = "at_target"
    TAME = "tame"
    STRETCH = "stretch"
    ABSURD = "absurd"


class Step(StrEnum):
    """How one ask compares with another, by what it costs the counterpart."""

    UNKNOWN = "unknown"
    SMALLER = "smaller"
    SAME = "same"
    BIGGER = "bigger"


def size(ask: Ask, amounts: Amounts, tame_share: float) -> Size:
    """How big an opening is for this script."""
    places = [position(measure, amounts[measure.id].value) for measure in ask.measures if measure.id in amounts]
    if not places:
        return Size.UNKNOWN
    if max(places) > 3:  # noqa: PLR2004 (the limit's place on the scale)
        return Size.ABSURD
    if min(places) < 0:
        return Size.BELOW_FLOOR
    above_target = sum(places) / len(places) - 1
    if above_target <= 0:
        return Size.AT_TARGET
    return Size.TAME if above_target < tame_share else Size.STRETCH


def trimmed(ask: Ask, before: Amounts, now: Amounts) -> tuple[str, ...]:
    """The measures that `now` asks less of than `before`; what was never mentioned stood at the stretch."""
    return tuple(name for name, difference in _differences(ask, before, now).items() if difference < 0)


def compare(ask: Ask, before: Amounts, now: Amounts) -> Step:
    """Whether `now` is a smaller ask than `before`. A figure beside a first ask without any can only be seen to be smaller than the stretch."""
    differences = _differences(ask, before, now).values()
    total = sum(differences)
    if not differences or (not before and total >= 0):
        return Step.UNKNOWN
    if abs(total) < 1e-6:  # noqa: PLR2004 (rounding)
        return Step.SAME
    return Step.SMALLER if total < 0 else Step.BIGGER


def below_floor(ask: Ask, amounts: Amounts) -> bool:
    return any(measure.id in amounts and position(measure, amounts[measure.id].value) < 0 for measure in ask.measures)


def _differences(ask: Ask, before: Amounts, now: Amounts) -> dict[str, float]:
    differences: dict[str, float] = {}
    for measure in ask.measures:
        if measure.id in now:
            earlier = before[measure.id].value if measure.id in before else measure.stretch
            span = abs(measure.stretch - measure.target)
            sign = 1.0 if measure.stretch > measure.target else -1.0
            differences[measure.id] = sign * (now[measure.id].value - earlier) / span
    return differences
