"""What goes wrong for everybody at once, and when: planned from a seed, by the time on the clock."""

import random
from dataclasses import dataclass, field

HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True)
class Window:
    start: float
    end: float


@dataclass
class Faults:
    """`down`: no worker runs; `away`: Telegram does not answer; `set_back`: the clock shows an hour twice; `bumps`: another edition of the zones."""

    down: list[Window] = field(default_factory=list)
    away: list[Window] = field(default_factory=list)
    set_back: list[float] = field(default_factory=list)
    bumps: list[float] = field(default_factory=list)

    def is_down(self, at: float) -> bool:
        return any(window.start <= at < window.end for window in self.down)

    def is_away(self, at: float) -> bool:
        return any(window.start <= at < window.end for window in self.away)

    def next_after(self, at: float) -> float:
        """When the next of them begins or ends."""
        edges = [edge for window in (*self.down, *self.away) for edge in (window.start, window.end)]
        return min((edge for edge in (*edges, *self.set_back, *self.bumps) if edge > at), default=float("inf"))


def plan(seed: int, start: float, end: float, times: float) -> Faults:
    """`times` as often as in ordinary bad times."""
    rng = random.Random(seed)
    days = (end - start) / DAY

    def moments(each_days: float, least: int = 0) -> list[float]:
        edge = min(DAY, (end - start) / 10)
        number = max(least, round(times * days / each_days))
        return sorted(rng.uniform(start + edge, end - edge) for _ in range(number))

    return Faults(
        down=[Window(at, at + rng.uniform(0.2, 6) * HOUR) for at in moments(10, 1)],
        away=[Window(at, at + rng.uniform(0.2, 4) * HOUR) for at in moments(10, 1)],
        set_back=moments(60),
        bumps=moments(60),
    )
