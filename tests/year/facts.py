"""What happened, as those who know everything would write it down: the oracle reads nothing else.

Instants are seconds since 1970 by the clock of the machine, dates are days of `date.toordinal`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class History(Generic[Value]):
    """A value and when it changed."""

    def __init__(self, first: Value, since: float = float("-inf")) -> None:
        self.times = [since]
        self.values = [first]

    def set(self, at: float, value: Value) -> None:
        self.times.append(max(at, self.times[-1]))
        self.values.append(value)

    def at(self, moment: float) -> Value:
        return self.values[max(0, bisect_right(self.times, moment) - 1)]

    @property
    def now(self) -> Value:
        return self.values[-1]

    def changes(self, after: float, until: float) -> list[float]:
        return self.times[bisect_right(self.times, after) : bisect_right(self.times, until)]


class Schedule(NamedTuple):
    """When a slot rings: a minute of the local day on some weekdays (0 is Monday)."""

    zone: str
    minute: int
    days: frozenset[int]


class Snoozed(NamedTuple):
    """`again`: when the bot said it would come back; None where it said that it cannot."""

    at: float
    date: int
    slot: int
    how: str
    again: float | None


class Got(NamedTuple):
    """A message that reached its chat: which reminder it was, by what it says."""

    at: float
    date: int
    slot: int
    again: bool


class Look(NamedTuple):
    """The workers looked for what is due. `healthy`: nobody was killed, Telegram answered, and all that was due left."""

    start: float
    end: float
    healthy: bool


@dataclass(eq=False)
class Person:
    """A user, what they wished and did, and what reached them."""

    id: int
    chat: int
    zone: History[str]
    slots: dict[int, History[Schedule | None]]
    quiet: History[tuple[int, int] | None]
    since: float
    on: History[bool] = field(default_factory=lambda: History(first=True))
    paused: History[int | None] = field(default_factory=lambda: History(None))
    skipped: History[int | None] = field(default_factory=lambda: History(None))
    done: dict[int, float] = field(default_factory=dict)
    away: History[bool] = field(default_factory=lambda: History(first=False))
    played: list[tuple[float, float]] = field(default_factory=list)
    snoozed: list[Snoozed] = field(default_factory=list)
    got: list[Got] = field(default_factory=list)
    unknown: set[tuple[int, int, bool]] = field(default_factory=set)
    troubles: list[tuple[float, float]] = field(default_factory=list)


class Looks:
    """All looks by the time on the clock, and the healthy ones."""

    def __init__(self, looks: list[Look]) -> None:
        by_time = sorted(looks)
        self._all = [look.start for look in by_time]
        self._healthy = [look for look in by_time if look.healthy]
        self._starts = [look.start for look in self._healthy]

    def any(self, after: float, until: float) -> bool:
        return bisect_left(self._all, after) < bisect_right(self._all, until)

    def first_healthy(self, since: float) -> Look | None:
        number = bisect_left(self._starts, since)
        return self._healthy[number] if number < len(self._healthy) else None


@dataclass
class Year:
    """`replays`: what the clock showed twice, and until when it went wrong; `bumps`: when the zones' edition changed."""

    start: float
    end: float
    people: list[Person]
    looks: list[Look] = field(default_factory=list)
    replays: list[tuple[float, float]] = field(default_factory=list)
    bumps: list[float] = field(default_factory=list)
    sends: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
