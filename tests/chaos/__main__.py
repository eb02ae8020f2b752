"""`make chaos`: an installation under fire for some minutes, then the reckoning."""

import asyncio
import pickle
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer

from tests.chaos.checks import MOST_COPIES, Run, never_arrived, steps, violations
from tests.chaos.installation import Installation, OnPostgresql, OnSqlite
from tests.chaos.players import Player
from tests.chaos.replay import Expected, replay
from tests.chaos.sleepers import sleepers
from tests.chaos.tables import WAITING, read_tables
from tests.chaos.telegram import SECRET, TOKEN, Telegram

RECOVERY = 65.0
"""Seconds after the last fault in which everything is done: the longest lease and five more."""

RUN = "run.pickle"
_SHOWN = 30


class Backend(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class Plan:
    backend: Backend
    minutes: float
    seed: int
    kills_per_minute: float
    updates_per_second: float
    players: int


@dataclass(frozen=True)
class Outcome:
    run: Run
    drained: float | None
    wrong: Sequence[str]


app = typer.Typer(add_completion=False)


@app.command()
def run(
    backend: Annotated[Backend, typer.Option()] = Backend.SQLITE,
    minutes: Annotated[float, typer.Option(min=0.1, max=180)] = 2,
    seed: Annotated[
        int | None,
        typer.Option(help="Kills, faults and players again as they were drawn; when they fall is up to the machine."),
    ] = None,
    kills_per_minute: Annotated[float, typer.Option(min=0, max=60)] = 11,
    updates_per_second: Annotated[float, typer.Option(min=0.1, max=200)] = 20,
    players: Annotated[int, typer.Option(min=1, max=2000)] = 150,
) -> None:
    """Real processes, kills, a hostile Telegram; exit status 1 where anything is lost, doubled or out of order."""
    plan = Plan(
        backend,
        minutes,
        random.randrange(2**31) if seed is None else seed,
        kills_per_minute,
        updates_per_second,
        players,
    )
    print(
        f"run --backend {backend} --minutes {minutes:g} --seed {plan.seed} --kills-per-minute {kills_per_minute:g}"
        f" --updates-per-second {updates_per_second:g} --players {players}",
        flush=True,
    )
    home = Path(tempfile.mkdtemp(prefix="stepdown-chaos-"))
    outcome = asyncio.run(_suffer(plan, home))
    # The reckoning takes long as well; what it is about must not be lost with it.
    (home / RUN).write_bytes(pickle.dumps(outcome))
    _reckon(outcome, home)


@app.command()
def again(folder: Annotated[Path, typer.Argument(help="What a run with violations has left.")]) -> None:
    """The reckoning of an earlier run once more."""
    outcome: Outcome = pickle.loads((folder / RUN).read_bytes())  # noqa: S301 (our own)
    for place in folder.glob("replay-*"):
        shutil.rmtree(place)
    _reckon(outcome, folder)


def _reckon(outcome: Outcome, home: Path) -> None:
    found = [*outcome.wrong, *violations(outcome.run, _expected(outcome.run, home)), *_spoken(home)]
    if outcome.drained is None:
        found.append(f"not everything was done {RECOVERY:g} s after the last fault")
    print(_report(outcome))
    kinds = Counter(re.sub(r"\d+|'.*'", "…", violation) for violation in found)
    for kind, count in kinds.most_common():
        print(f"{count} ×  {kind}")
    for violation in found[:_SHOWN]:
        print(f"WRONG  {violation}")
    print(f"{len(found)} violations." + (f" What the processes said is in {home}." if found else ""))
    if found:
        sys.exit(1)
    shutil.rmtree(home)


async def _suffer(plan: Plan, home: Path) -> Outcome:
    telegram = Telegram(plan.seed)
    await telegram.start()
    async with _installed(plan, home, telegram.url) as there:
        telegram.doors = there.doors
        there.sleepers = sleepers(datetime.now(UTC), plan.minutes)
        await there.start()
        stop = asyncio.Event()
        think = plan.players / plan.updates_per_second
        playing = [asyncio.create_task(Player(telegram, number, think).play(stop)) for number in range(plan.players)]
        watching = asyncio.create_task(_watch(telegram, there))
        await _kill(plan, telegram, there)
        stop.set()
        await asyncio.gather(*playing)
        telegram.kind = True
        drained = await _drained(telegram, there)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        run = Run(telegram.ledger, await read_tables(there.fetch), there.sleepers)
        wrong = await there.stop()
    await telegram.stop()
    return Outcome(run, drained, wrong)


@asynccontextmanager
async def _installed(plan: Plan, home: Path, telegram_url: str) -> AsyncIterator[Installation]:
    if plan.backend is Backend.SQLITE:
        yield OnSqlite(home, telegram_url)
        return
    there = OnPostgresql(home, telegram_url)
    try:
        yield there
    finally:
        await asyncio.to_thread(there.server.stop)


async def _kill(plan: Plan, telegram: Telegram, there: Installation) -> None:
    """At moments drawn like those of a radioactive decay, until the time is up."""
    chance = random.Random(f"{plan.seed}/kills")
    ends = time.monotonic() + 60 * plan.minutes
    while plan.kills_per_minute:
        wait = chance.expovariate(plan.kills_per_minute / 60)
        if time.monotonic() + wait >= ends:
            break
        await asyncio.sleep(wait)
        at = time.monotonic()
        telegram.ledger.kills.append((at, await there.kill_one(chance)))
    await asyncio.sleep(max(0.0, ends - time.monotonic()))


async def _watch(telegram: Telegram, there: Installation) -> None:
    """Players rest while too much waits."""
    while True:
        telegram.backlog = await _waiting(there) or telegram.backlog
        await asyncio.sleep(1)


async def _waiting(there: Installation) -> int | None:
    try:
        [row] = await there.fetch(WAITING)
    except Exception:  # noqa: BLE001 (the database is away, in whatever words the driver has for it)
        return None
    return int(row["updates"]) + int(row["outgoing"])


async def _all_decided(there: Installation) -> bool:
    [row] = await there.fetch(WAITING)
    return int(row["reminders"]) >= len(there.sleepers)


async def _drained(telegram: Telegram, there: Installation) -> float | None:
    """Seconds until nothing waits any more, or None where that takes too long."""
    begun = time.monotonic()
    while time.monotonic() < begun + RECOVERY:
        telegram.backlog = 0
        if telegram.in_flight == 0 and await _waiting(there) == 0 and await _all_decided(there):
            return time.monotonic() - begun
        await asyncio.sleep(0.2)
    return None


def _expected(run: Run, home: Path) -> Expected:
    """The replay, by two processes at once: a player's updates stay together."""
    seeds = {person: [row["seed"] for row in rounds] for person, rounds in run.tables.rounds.items()}
    played = steps(run)
    halves = [[step for step in played if step.user % 2 == half] for half in (0, 1)]
    homes = [home / f"replay-{half}" for half in (0, 1)]
    for place in homes:
        place.mkdir()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(replay, halves, [seeds, seeds], homes)
    return Expected(
        {**first.status, **second.status}, {**first.answers, **second.answers}, {**first.rounds, **second.rounds}
    )


def _spoken(home: Path) -> list[str]:
    """No secret in anything that a process wrote."""
    return [
        f"{log.name} holds a secret"
        for log in home.glob("*.log")
        for secret in (TOKEN, SECRET)
        if secret in log.read_text(errors="replace")
    ]


def _report(outcome: Outcome) -> str:
    ledger, tables = outcome.run.ledger, outcome.run.tables
    kills = Counter(name.partition("-")[0] for _, name in ledger.kills)
    status = Counter(row["status"] for row in tables.outgoing)
    copies = [len(sent) for stamp, sent in outcome.run.copies.items() if stamp]
    turns = sum(len(one["turns"]) for rounds in tables.rounds.values() for one in rounds)
    finished = sum(one["status"] == "finished" for rounds in tables.rounds.values() for one in rounds)
    lines = {
        "updates": f"{len(ledger.acknowledged)} acknowledged of {len(ledger.given)}; {turns} turns, {finished} rounds scored",
        "kills": f"{len(ledger.kills)}: {_counts(kills)}",
        "handed over": _counts(ledger.handed),
        "calls answered": _counts(ledger.answers),
        "messages": f"{_counts(status)}; arrived twice: {sum(count == MOST_COPIES for count in copies)}; given up after two unknown results and never seen: {never_arrived(outcome.run)}",
        "reminders": f"{_counts(Counter(row['status'] for row in tables.reminders))}; on their way: {_counts(Counter(row['status'] for row in tables.reminding))}",
        "update → message": _latency(outcome.run),
        "all done after": "never" if outcome.drained is None else f"{outcome.drained:.1f} s",
    }
    return "\n".join(f"{name:17} {value}" for name, value in lines.items())


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.most_common())


def _latency(run: Run) -> str:
    """From the moment an update was there to be handed over, until its first answer arrived."""
    answered, first = run.answered, {}
    for stamp, sent in run.copies.items():
        number, part = answered.get(stamp, (0, 0))
        if part == 1:
            first[number] = sent[0].at
    waits = sorted(first[number] - given.made_at for number, given in run.ledger.given.items() if number in first)
    if not waits:
        return "none"
    return ", ".join(
        f"{name} {waits[int(share * (len(waits) - 1))]:.2f} s"
        for name, share in (("p50", 0.5), ("p99", 0.99), ("longest", 1.0))
    )


if __name__ == "__main__":
    app()
