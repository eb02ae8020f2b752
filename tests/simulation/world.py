"""One seed from its first update until everything is quiet."""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import Context
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.simulation.chats import Chats
from tests.simulation.loop import NothingLeft, VirtualLoop
from tests.simulation.plan import GROUP, Plan, plan_of
from tests.simulation.process import Machine, Process, Roles
from tests.simulation.tables import LeasedRow, OutgoingRow, Tables, Transaction, TurnRow, UpdateRow
from tests.simulation.telegram import Telegram

RECOVERY = 65.0
"""Seconds after the last fault by which all is done: the longer lease, and five."""

_AFTERWARDS = 100.0  # seconds that are still watched: what stood still goes on
_MOST_STEPS = 8_000
HOUR = 3600.0
SOON_NOTICED = 5.0  # seconds


@dataclass(frozen=True)
class Claim:
    row_id: int
    lease: int
    chat_id: int
    at: float
    process: Process


def told(detail: object) -> str:
    """Rows by what tells them apart."""
    if not isinstance(detail, dict):
        return str(detail)
    return "; ".join(f"{table} {_row(key, row)}" for table, rows in detail.items() for key, row in rows.items())


def _row(key: object, row: object) -> str:
    if isinstance(row, LeasedRow):
        number = row.update_id if isinstance(row, UpdateRow) else row.body[:60]
        until = row.leased_until and f"{row.leased_until:%H:%M:%S.%f}"
        return f"{key} {number} {row.status} lease {row.lease} until {until} attempts {row.attempts} {row.error or ''}"
    return f"{key} {row}"


class World:
    def __init__(self, seed: int, plan: Plan | None = None, *, traced: bool = False) -> None:
        self.seed = seed
        self.plan = plan or plan_of(seed)
        self.rng = Random(seed)
        self.loop = VirtualLoop()
        self.tables = Tables(committing=self._committing, committed=self._committed)
        self.telegram = Telegram(self)
        self.chats = Chats(self)
        self.processes: list[Process] = []
        self.ended: list[Process] = []
        self.database_away = False
        self.away_until = 0.0
        self.migrated = False
        self.stormy = not self.plan.calm
        self.last_fault = max(written.at for written in self.plan.written)
        self.finished_at: float | None = None
        self.accepted: list[UpdateRow] = []
        self.turns: list[TurnRow] = []
        self.claims: list[Claim] = []
        self.lines: list[str] | None = [] if traced else None
        self._steps = 0
        self._machines = [Machine(skew) for skew in self.plan.skews]
        self._eventful = self.plan.kills | self.plan.freezes
        self._quiet = asyncio.Event()
        self._context = Context()

    def run(self) -> None:
        try:
            self.loop.run_until_complete(self._live())
        except NothingLeft:
            self.trace(None, "nothing left", None)
        finally:
            self._clean_up()

    async def _live(self) -> None:
        plan = self.plan
        for number, machine in enumerate(self._machines):
            receives, works = number < plan.receivers, number >= plan.receivers or not plan.webhook
            self._start(f"p{number}", Roles(receives and not plan.webhook, receives and plan.webhook, works), machine)
        for at, seconds in plan.outages:
            self.later(at, self._take_database_away, seconds)
        for at in plan.stops:
            self.later(at, self._stop_one)
        if plan.migrates_at is not None:
            self.later(plan.migrates_at, self._migrate)
        if plan.set_back_at is not None:
            self.later(plan.set_back_at, self._set_back)
        self.spawn(self.telegram.write())
        while not self.quiet and self.loop.time() < self.deadline and self._steps < _MOST_STEPS:
            self._quiet.clear()
            try:
                async with asyncio.timeout_at(self.deadline):
                    await self._quiet.wait()
            except TimeoutError:
                continue
        if self.quiet:
            self.finished_at = self.loop.time()
        self.stormy = False
        await asyncio.sleep(_AFTERWARDS)

    @property
    def quiet(self) -> bool:
        tables = self.tables
        return self.telegram.quiet and not tables.updates.waiting and not tables.outgoing.waiting

    @property
    def deadline(self) -> float:
        """At a group's pace the last of its messages takes this long; a hold may outlast a clock that was set back."""
        pacing = 3.4 * 2 * len(self.plan.written)
        return self.last_fault + RECOVERY + pacing + (HOUR if self.plan.set_back_at is not None else 0)

    def faulted(self, seconds: float = 0.0) -> None:
        """A fault, or a reason to wait, until so many seconds from now."""
        self.last_fault = max(self.last_fault, self.loop.time() + seconds)

    def look(self) -> None:
        if self.quiet:
            self._quiet.set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self.loop.create_task(work, context=self._context)

    def later(
        self, seconds: float, call: Callable[..., object], *arguments: Any, context: Context | None = None
    ) -> None:
        self.loop.call_later(seconds, call, *arguments, context=context or self._context)

    def chance(self, probability: float) -> bool:
        return self.stormy and self.rng.random() < probability

    def commit_fails(self) -> bool | None:
        """None where the caller hears the truth; else whether the commit took effect although it hears that it failed."""
        if not self.chance(self.plan.weather.commits):
            return None
        self.faulted()
        return self.rng.random() < 0.5

    def is_blocked(self, chat_id: int) -> bool:
        begin, end = self.plan.blocked.get(chat_id, (0.0, 0.0))
        return begin <= self.loop.time() < end

    async def think(self, *, long: bool) -> None:
        await asyncio.sleep(self.rng.uniform(2, 20) if long and self.stormy else self.rng.uniform(0, 0.2))

    def step(self, process: Process) -> None:
        """Announced by each process before it does anything."""
        self._steps += 1
        if self._steps not in self._eventful or not self.stormy:
            return
        if self._steps in self.plan.kills:
            self._kill(process)
        else:
            seconds, suspended = self.rng.choice((5.0, 35.0, 40.0, 70.0)), self.rng.random() < 0.5
            self.trace(process, "suspend" if suspended else "freeze", seconds)
            self.faulted(seconds)
            process.freeze(seconds, suspended=suspended)

    def exited(self, process: Process) -> None:
        """It has stopped as it was asked to."""
        process.kill()
        self._replace(process)

    def trace(self, process: Process | None, what: str, detail: object) -> None:
        if self.lines is not None:
            name = process.name if process is not None else "-"
            self.lines.append(f"{self.loop.time():10.4f} {name:6} {what} {told(detail)}")

    def _start(self, name: str, roles: Roles, machine: Machine) -> None:
        process = Process(self, name, roles, machine)
        self.processes.append(process)
        self.trace(process, "start", roles)
        process.start()

    def _kill(self, process: Process) -> None:
        self.trace(process, "kill", None)
        process.kill()
        self._replace(process)

    def _replace(self, process: Process) -> None:
        pause = self.rng.choice((0.0, 1.0, 10.0))
        self.faulted(pause)
        self.processes.remove(process)
        self.ended.append(process)
        self.later(pause, self._start, f"{process.name}'", process.roles, process.machine)

    def _stop_one(self) -> None:
        running = [process for process in self.processes if not process.standing]
        if running:
            process = self.rng.choice(running)
            self.trace(process, "stop", None)
            self.faulted(20)
            process.troubled()
            self.later(0, process.stop.set, context=process.context)

    def _take_database_away(self, seconds: float) -> None:
        self.trace(None, "database away", seconds)
        self.database_away = True
        self.away_until = max(self.away_until, self.loop.time() + seconds)
        # Whoever waits for it may wait for some time between two tries.
        self.faulted(seconds + 30)
        for process in self.processes:
            process.troubled(seconds)
            process.database.disconnect()
        self.later(seconds, self._bring_database_back)

    def _bring_database_back(self) -> None:
        self.database_away = self.loop.time() < self.away_until

    def _migrate(self) -> None:
        self.trace(None, "group migrated", GROUP)
        self.migrated = True
        self.faulted()

    def _set_back(self) -> None:
        """An hour: on a machine that all share for good, on one of several until that is noticed."""
        machines = self._machines if self.plan.set_back_all else self.rng.sample(self._machines, 1)
        self._turn_clocks(machines, -HOUR)
        if not self.plan.set_back_all:
            self.later(SOON_NOTICED, self._turn_clocks, machines, HOUR)

    def _turn_clocks(self, machines: list[Machine], seconds: float) -> None:
        self.trace(None, "clocks turned", seconds)
        self.faulted()
        for machine in machines:
            machine.skew += seconds
        for process in self.processes:
            process.naps.wake()

    def _committing(self, transaction: Transaction) -> None:
        changes, now = transaction.changes, self.loop.time()
        for key, row in changes.get("updates", {}).items():
            if row is not None and key not in self.tables.updates.rows:
                self.accepted.append(row)
        self.turns.extend(changes.get("turns", {}).values())
        for key, row in changes.get("outgoing", {}).items():
            before = self.tables.outgoing.rows.get(key)
            if isinstance(row, OutgoingRow) and before is not None and row.lease > before.lease:
                assert isinstance(transaction.owner, Process)
                self.claims.append(Claim(key, row.lease, row.chat_id, now, transaction.owner))

    def _committed(self, names: frozenset[str]) -> None:
        for process in self.processes:
            process.naps.disturb(names)
        self.look()

    def _clean_up(self) -> None:
        """Whatever still runs is cancelled, so that nothing is left for the next seed."""
        self.stormy = False
        self.database_away = True
        for process in (*self.processes, *self.ended):
            process.standing = False
            self.loop.run_again(process.parked)
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self.loop.run_until_complete(asyncio.wait(tasks))
        self.loop.close()
