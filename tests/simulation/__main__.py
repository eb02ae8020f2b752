"""Simulates delivery: `python -m tests.simulation --seeds 0:10000`, and again what failed: `--seed 17 --trace`."""

import argparse
import os
import sys
import time
from collections.abc import Iterable

from tests.simulation.run import Outcome, simulate, simulate_side_by_side


def main() -> int:
    """0 where all is well, 1 where a seed failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, help="one seed")
    parser.add_argument("--trace", action="store_true", help="with --seed: everything that happened, in order")
    parser.add_argument("--seeds", default="0:10000", metavar="FROM:TO", help="from the one to before the other")
    options = parser.parse_args()
    if options.seed is not None:
        outcome = simulate(options.seed, traced=options.trace)
        _say(*outcome.lines)
        return _report([outcome])
    first, _, last = options.seeds.partition(":")
    return _report(simulate_side_by_side(range(int(first), int(last)), os.cpu_count() or 1))


def _report(outcomes: Iterable[Outcome]) -> int:
    began, count, failed = time.perf_counter(), 0, 0
    for outcome in outcomes:
        count += 1
        if outcome.failed:
            failed += 1
            _say(f"seed {outcome.seed}:", *(f"  {sentence}" for sentence in outcome.violations))
            _say(f"  again: python -m tests.simulation --seed {outcome.seed} --trace")
    seconds = time.perf_counter() - began
    _say(f"{count} seeds, {failed} failed, {seconds:.1f} s ({1000 * seconds / max(count, 1):.1f} ms each)")
    return 1 if failed else 0


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
