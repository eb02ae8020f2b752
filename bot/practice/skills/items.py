"""Which item of a drill comes next: one never seen while there is one, then the one seen longest ago."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.practice.edition import draw
from bot.practice.skills.asking import Drill, Item, Seen
from bot.practice.skills.skill import criterion_of, skill_of

RESTED = timedelta(days=7)
"""An item of the right constraint may go before one seen longer ago, but not within a week."""
_MANY = 2**32


@dataclass(frozen=True)
class Pick:
    item: Item
    skill: str


class Items:
    """What the user has seen of each drill's items, and what that leaves."""

    def __init__(self, seen: Sequence[Seen], now: datetime, seed: int) -> None:
        """`seen`: oldest first."""
        self._last: Mapping[tuple[str, str], datetime] = {(one.drill, one.item): one.at for one in seen if not one.own}
        self._now = now
        self._seed = seed

    def pick(self, drill: Drill, skill: str, *, has_card: bool) -> Pick:
        """For a drill with items. What another item than a fitting one shows is another skill, unless the drill has none that fits this
        one: then any stands in, so that a card can always be moved.
        """
        fitting = self._fitting(drill, skill)
        item = fitting[0] if fitting else self._all(drill)[0]
        stands_in = has_card and not _has(drill, skill)
        return Pick(item, skill if stands_in else _shown(item, skill))

    def fit(self, drill: Drill, skill: str) -> bool:
        """Whether an item is to be had that shows this very skill, or none ever will be."""
        return bool(self._fitting(drill, skill)) or not _has(drill, skill)

    def _fitting(self, drill: Drill, skill: str) -> list[Item]:
        """Best first."""
        rested = [item for item in self._all(drill) if self._has_rested(drill, item)]
        return [item for item in rested if _shown(item, skill) == skill]

    def _has_rested(self, drill: Drill, item: Item) -> bool:
        last = self._last.get((drill.id, item.id))
        return last is None or self._now - last >= RESTED

    def _all(self, drill: Drill) -> list[Item]:
        """Best first: the unseen ones, or else all, the least recently seen first."""
        return self._unseen(drill) or sorted(
            drill.items, key=lambda item: (self._last[drill.id, item.id], self._place(drill, item))
        )

    def _unseen(self, drill: Drill) -> list[Item]:
        unseen = [item for item in drill.items if (drill.id, item.id) not in self._last]
        return sorted(unseen, key=lambda item: self._place(drill, item))

    def _place(self, drill: Drill, item: Item) -> tuple[int, str]:
        """Another order for each seed."""
        return draw(_MANY, self._seed, drill.id, item.id), item.id


def _shown(item: Item, skill: str) -> str:
    return skill_of(criterion_of(skill), item.constraint)


def _has(drill: Drill, skill: str) -> bool:
    return any(_shown(item, skill) == skill for item in drill.items)
