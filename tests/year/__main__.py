"""Simulates a year of reminders: `python -m tests.year --users 10000 --days 365 --step 600 --backend postgresql --workers 3`."""

import argparse
import asyncio
import sys
import time

from tests.year.installation import database_url
from tests.year.run import Outcome, simulate
from tests.year.world import Size

_SHOWN = 30


def main() -> int:
    """0 where each reminder that was owed came once and no other, 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--backend", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--users", type=int, default=Size.users)
    parser.add_argument("--days", type=int, default=Size.days)
    parser.add_argument("--workers", type=int, help="1 on SQLite, 3 on PostgreSQL where nothing is said")
    parser.add_argument("--seed", type=int, default=Size.seed)
    parser.add_argument("--step", type=float, default=Size.step, help="seconds between two looks at least")
    parser.add_argument("--faults", type=float, default=Size.faults, help="how often things go wrong; 1 is a bad year")
    parser.add_argument("--deeds", type=float, default=Size.deeds, help="how often users do things; 1 is as usual")
    parser.add_argument("--start", default=Size.start, help="the first day")
    given = parser.parse_args()
    workers = given.workers or (3 if given.backend == "postgresql" else 1)
    if given.backend == "sqlite" and workers > 1:
        parser.error("SQLite is for one process.")
    size = Size(given.users, given.days, workers, given.seed, given.step, given.faults, given.deeds, start=given.start)
    began = time.perf_counter(), time.process_time()
    outcome = asyncio.run(_run(given.backend, size))
    _say(
        f"{given.backend}, {size}",
        *outcome.lines,
        f"{time.perf_counter() - began[0]:.0f} s, of which {time.process_time() - began[1]:.0f} s of CPU in this process",
        *outcome.wrong[:_SHOWN],
        f"{len(outcome.wrong)} wrong",
    )
    return 1 if outcome.wrong else 0


async def _run(backend: str, size: Size) -> Outcome:
    async with database_url(backend) as url:
        return await simulate(size, url, _tell)


def _tell(day: int) -> None:
    if day and day % 30 == 0:
        sys.stderr.write(f"day {day}\n")
        sys.stderr.flush()


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
