"""Seeds one after the other, and what went wrong in each."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from tests.simulation.checker import violations
from tests.simulation.quickly import quickly
from tests.simulation.world import World

_SHARES = 20


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


def simulate_side_by_side(seeds: range, processes: int) -> Iterator[Outcome]:
    """In no particular order; here where there is to be one process."""
    if processes == 1:
        yield from simulate_all(seeds)
        return
    shares = [seeds[first::_SHARES] for first in range(_SHARES)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for outcomes in pool.map(_simulate_share, shares):
            yield from outcomes


def _simulate_share(seeds: range) -> list[Outcome]:
    return list(simulate_all(seeds))


def first_failure(seeds: Iterable[int]) -> Outcome | None:
    return next((outcome for outcome in simulate_all(seeds) if outcome.failed), None)
