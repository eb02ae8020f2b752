"""One simulated year, and what the oracle says of it."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.year.installation import on_one_thread
from tests.year.oracle import Oracle
from tests.year.world import Size, World


@dataclass(frozen=True)
class Outcome:
    """`counts`: what the oracle found, how often; `told`: what Telegram answered; `verdicts`: what the workers decided."""

    wrong: list[str]
    counts: Counter[str]
    told: Counter[str]
    verdicts: Counter[str]
    busiest: int
    ticks: int

    @property
    def lines(self) -> list[str]:
        """The figures, to be read."""
        parts = {"reminders": self.counts, "Telegram": self.told, "decided": self.verdicts}
        told = [
            f"{name}: " + ", ".join(f"{what} {number:,}" for what, number in sorted(found.items()))
            for name, found in parts.items()
        ]
        return [*told, f"at most {self.busiest} calls within a second; {self.ticks:,} looks"]


async def simulate(size: Size, url: str, on_day: Callable[[int], None] = lambda _: None) -> Outcome:
    world = World(size, url)
    world.on_day = on_day
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)  # every fault is warned of
    try:
        with on_one_thread():
            year = await world.run()
    finally:
        logging.disable(before)
    oracle = Oracle(year)
    for person in world.people:
        oracle.check(person)
    verdicts: Counter[str] = sum((worker.verdicts for worker in world.workers), Counter())
    return Outcome(
        [*year.wrong, *oracle.wrong], oracle.counts, world.telegram.told, verdicts, world.busiest, world.ticks
    )
