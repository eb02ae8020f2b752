"""What choosing a drill needs to know: of drills, of what was asked, of the user's own failed lines; and what comes out of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.hearing.cues import ConstraintKind


class Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def constraint(self) -> ConstraintKind | None: ...


class Drill(Protocol):
    """`kind`: line or choice; `trains`: criteria."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def trains(self) -> Sequence[str]: ...
    @property
    def items(self) -> Sequence[Item]: ...


class Reason(StrEnum):
    """Why this one: its skill is due, never tried, the weakest of all; it is a line of the user's own; it is another kind for a change."""

    DUE = "due"
    NEW = "new"
    WEAK = "weak"
    OWN_LINE = "own_line"
    MIX = "mix"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was asked, whether or not it was answered; of `own` lines, `item` is the line's id."""

    drill: str
    item: str
    at: datetime
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """A line of the user's that went wrong in a round, and the line drill that has it written anew."""

    id: str
    drill: str
    skill: str
    failed_at: datetime
    passed: bool = False


@dataclass(frozen=True, kw_only=True)
class Next:
    """`skill`: what the answer shows. Either `item` or `own_line` is there."""

    drill: str
    skill: str
    reason: Reason
    item: str | None = None
    own_line: OwnLine | None = None


def by_criterion(drills: Iterable[Drill], criteria: Iterable[str]) -> dict[str, tuple[Drill, ...]]:
    """The drills that train each criterion. `criteria` in the order of a round's steps, as the rubric has them: it is the order in
    which new drills come.
    """
    known = tuple(drills)
    found = {criterion: tuple(drill for drill in known if criterion in drill.trains) for criterion in criteria}
    return {criterion: trained for criterion, trained in found.items() if trained}


def each_once(drills: Mapping[str, Sequence[Drill]]) -> tuple[tuple[Drill, str], ...]:
    """All drills that have items, each with its main criterion (the first that it names), in the order of those."""
    order = {criterion: place for place, criterion in enumerate(drills)}
    found = {drill.id: drill for trained in drills.values() for drill in trained if drill.items}
    mains = [(drill, next(each for each in drill.trains if each in order)) for drill in found.values()]
    return tuple(sorted(mains, key=lambda each: order[each[1]]))
