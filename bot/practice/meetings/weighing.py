"""How a plan's three figures stand to each other: which way it wants, and whether the larger one is too far off or too near."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.practice.meetings.pairing import Pair, alike, amounts, holds_today, pairs, said_of_today
from bot.practice.script import MeasureKind

_MORE = re.compile(
    r"\b(?:salary|raise|earn|pay me|pays me|refund|compensation|bonus|headcount|sponsor\w*|donat\w*|my (?:pay|rate|fee|price)|at least|no less|not less|minimum|extension|more time|more days)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:rent|discount|cheaper|buy|buying|purchase|at most|no more than|not more than|maximum|max|bill|invoice|supplier|vendor|lower|reduce|cheap)\b",
    re.IGNORECASE,
)
# The rubric's own script asks for twice the way; more than half again beside it is far, where it is also a real part of the whole.
_FAR_FROM_TODAY, _REAL_PART = 2.5, 0.15
# From a floor alone the way says little: two weeks, at least one, can well be asked for as six.
_FAR_FROM_FLOOR, _FAR_MONEY, _FAR_OTHERS = 5.0, 1.3, 5.0
_TAME_OF_THE_WAY, _TAME_OF_THE_WHOLE = 0.15, 0.03
_SAME = 1e-9


@dataclass(frozen=True)
class Weighed:
    """One thing that is asked for, in one unit; `floor` and `today` None where unsaid; `more`: whether more of it is wanted."""

    pair: Pair
    stretch: float
    target: float
    floor: float | None
    today: float | None
    more: bool

    @property
    def sign(self) -> int:
        return 1 if self.more else -1

    @property
    def is_same(self) -> bool:
        return abs(self.stretch - self.target) <= _SAME * max(1.0, abs(self.target))

    @property
    def is_turned(self) -> bool:
        """Whether the stretch asks for less than the target."""
        return not self.is_same and self.sign * (self.stretch - self.target) < 0

    @property
    def floor_is_above(self) -> bool:
        return self.floor is not None and self.sign * (self.floor - self.target) > _SAME

    @property
    def is_far(self) -> bool:
        low, high = sorted((abs(self.stretch), abs(self.target)))
        ratio = high / low if low else float("inf")
        if self.today is not None:
            way = abs(self.target - self.today)
            part = abs(self.stretch - self.today) / max(abs(self.today), _SAME)
            return part > _REAL_PART and abs(self.stretch - self.today) > _FAR_FROM_TODAY * way
        if self.pair.kind is not MeasureKind.MONEY or self.pair.percent:
            return ratio > _FAR_OTHERS
        if self.floor is None or self.floor == self.target:
            return ratio > _FAR_FROM_TODAY
        return ratio > _FAR_MONEY and abs(self.stretch - self.floor) > _FAR_FROM_FLOOR * abs(self.target - self.floor)

    @property
    def is_tame(self) -> bool:
        origin = self.today if self.today is not None else self.floor
        step = abs(self.stretch - self.target)
        if origin is None or origin == self.target:
            return step < _TAME_OF_THE_WHOLE * abs(self.target)
        return step < _TAME_OF_THE_WAY * abs(self.target - origin)


def weighed(stretch: str, target: str, floor: str, told: list[str]) -> Iterator[Weighed]:
    """Everything that both asks name a figure for."""
    told_today = said_of_today(told)
    for pair in pairs(stretch, target):
        large, small = pair.worth(pair.stretch), pair.worth(pair.target)
        if large is None or small is None:
            continue
        least = next((pair.worth(one) for one in amounts(floor) if alike(one, pair.target)), None)
        today = holds_today(told_today, pair)
        yield Weighed(pair, large, small, least, today, more=_wants_more(large, small, least, today, told))


def floor_above(target: str, floor: str, told: list[str]) -> bool:
    """Before there is a stretch: by what holds today, or by the words alone."""
    return any(
        one.floor_is_above and (one.today is not None or _clue(told)) for one in _without_stretch(target, floor, told)
    )


def _without_stretch(target: str, floor: str, told: list[str]) -> Iterator[Weighed]:
    for pair in pairs(target, floor):
        small, least = pair.worth(pair.stretch), pair.worth(pair.target)
        if small is not None and least is not None:
            today = holds_today(said_of_today(told), pair)
            clue = _by_today(small, today) or _clue(told)
            yield Weighed(pair, small, small, least, today, more=clue >= 0)


def _wants_more(stretch: float, target: float, floor: float | None, today: float | None, told: list[str]) -> bool:
    """By the figures where they agree; else by what holds today, by the words, and last by the larger ask itself."""
    up = (stretch > target) - (stretch < target)
    by_floor = 0 if floor is None else (target > floor) - (target < floor)
    if by_floor and by_floor in {up, up or by_floor}:
        return by_floor > 0
    return (_by_today(target, today) or _clue(told) or up or 1) > 0


def _by_today(target: float, today: float | None) -> int:
    return 0 if today is None else (target > today) - (target < today)


def _clue(told: list[str]) -> int:
    """What the words say: 1 for more, -1 for less, 0 where they say both or nothing."""
    more = any(_MORE.search(text) for text in told)
    less = any(_LESS.search(text) for text in told)
    return more - less
