"""Seeds one after the other, and what went wrong in each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.simulation.checker import violations
from tests.simulation.quickly import quickly
from tests.simulation.world import World


@dataclass(frozen=True)
class Outcome:
    seed: int
    violations: list[str]
    lines: list[str]

    @property
    def failed(self) -> bool:
        return bool(self.violations)


def simulate(seed: int, *, traced: bool = False) -> Outcome:
    world = World(seed, traced=traced)
    world.run()
    return Outcome(seed, violations(world), world.lines or [])


def simulate_all(seeds: Iterable[int]) -> Iterator[Outcome]:
    with quickly():
        yield from map(simulate, seeds)


def first_failure(seeds: Iterable[int]) -> Outcome | None:
    return next((outcome for outcome in simulate_all(seeds) if outcome.failed), None)
