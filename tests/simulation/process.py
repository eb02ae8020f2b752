"""A process of the bot in the simulation: the real loops on a clock of its own, which may stand still or end at any step."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from bot.services.deps import Deps
from bot.services.keep_updates import keep_updates
from bot.services.raw_updates import RawUpdate
from bot.telegram.housekeeping import keep_house
from bot.telegram.processor import Processor
from bot.telegram.receiver import Receiver
from bot.telegram.sender import Sender
from bot.watch.metrics import Metrics
from storage.errors import StorageError
from tests.simulation.chats import SimulatedBot
from tests.simulation.faulty import FaultyDatabase
from tests.simulation.loop import OWNER
from tests.simulation.naps import EPOCH, Naps
from tests.simulation.use_case import handler

if TYPE_CHECKING:
    from tests.simulation.world import World

DRAIN = 6.0  # seconds, as `bot.telegram.app` gives each part

FIGURES = Metrics()
"""Of all processes that there ever were: nobody reads them."""


@dataclass(frozen=True)
class Roles:
    polls: bool = False
    takes_in: bool = False
    works: bool = False


@dataclass(eq=False)
class Machine:
    """`skew`: how far its clock is ahead of the true one."""

    skew: float


@dataclass(eq=False)
class Process:
    """On its machine until it is killed; the next one there has the same clock."""

    world: "World"
    name: str
    roles: Roles
    machine: Machine
    alive: bool = True
    standing: bool = False
    parked: list[asyncio.Handle] = field(default_factory=list)
    requests: set["asyncio.Future[bool]"] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context = Context()
        self.context.run(OWNER.set, self)
        self.database = FaultyDatabase(self.world, self)
        self.naps = Naps(self)
        self.stop = asyncio.Event()
        self.begun_at = self.world.loop.time()
        self.troubles: list[float] = []

    def may_run(self, handle: asyncio.Handle) -> bool:
        if not self.standing:
            self.world.step(self)
        if self.standing:
            self.parked.append(handle)
        return not self.standing

    def troubled(self, seconds: float = 0.0) -> None:
        """Noted for the checker: from now on, and in so many seconds, what it does may be lost."""
        now = self.world.loop.time()
        self.troubles += (now, now + seconds)

    def clock(self) -> datetime:
        return EPOCH + timedelta(seconds=self.world.loop.time() + self.machine.skew)

    def start(self) -> None:
        self.world.loop.create_task(self._run(), context=self.context)

    async def _run(self) -> None:
        """As `bot.telegram.app` has it: each part goes on until the one before it has nothing left."""
        bot: Any = SimulatedBot(self)
        deps = Deps(self.database, cast("Any", None), cast("Any", None), self.clock, lambda: 0)
        sender = Sender(bot, self.database, self.clock, FIGURES)
        processor = Processor(bot, deps, self.clock, handler(self.world), done=sender.wake, metrics=FIGURES)
        receiver = Receiver(bot, self.database, self.clock, arrived=processor.wake, metrics=FIGURES)
        received, processed = asyncio.Event(), asyncio.Event()
        self.naps.take_over(processor._crew, self.world.tables.updates)
        self.naps.take_over(sender._crew, self.world.tables.outgoing)
        running = [asyncio.create_task(keep_house(self.database, self.clock, self.stop))]
        if self.roles.polls:
            running.append(asyncio.create_task(receiver.run(self.stop)))
        working = self.roles.works
        processing = asyncio.create_task(processor.run(received)) if working else None
        sending = asyncio.create_task(sender.run(processed)) if working else None
        await self.stop.wait()
        for task in running:
            await _ended(task)
        await _told(received, processor.wake, processing)
        await _told(processed, sender.wake, sending)
        self.world.exited(self)

    async def take_in(self, update: RawUpdate) -> bool:
        """As `bot.web.app` answers: 200, or 503 where it could not be kept."""
        try:
            await keep_updates(self.database, self.database.bot_id, [update], self.clock())
        except StorageError:
            return False
        return True

    def ask(self, update: RawUpdate) -> "asyncio.Future[bool]":
        """Somebody outside hands an update over; the answer is an error once the process has ended."""
        answer: asyncio.Future[bool] = self.world.loop.create_future()
        self.requests.add(answer)

        async def respond() -> None:
            kept = await self.take_in(update)
            if not answer.done():
                answer.set_result(kept)

        self.world.loop.create_task(respond(), context=self.context)
        return answer

    def kill(self) -> None:
        """Nothing of it happens any more; the server notices that its connections are gone."""
        self.alive, self.standing = False, True
        self.troubled()
        self.database.disconnect()
        for answer in self.requests:
            if not answer.done():
                answer.set_exception(ConnectionResetError())

    def freeze(self, seconds: float, *, suspended: bool) -> None:
        """It stands still, and does not know; the server ends what it left open. What is suspended has no timeout by that."""
        self.standing = True
        if suspended:
            self.world.loop.postpone(self, seconds)
        self.world.later(seconds, self.thaw)
        self.troubled()
        self.database.idle()

    def thaw(self) -> None:
        if self.alive:
            self.standing = False
            self.troubled()
            self.world.loop.run_again(self.parked)
            self.parked = []


async def _told(event: asyncio.Event, wake: Callable[[], None], task: "asyncio.Task[None] | None") -> None:
    event.set()
    wake()
    if task is not None:
        await _ended(task)


async def _ended(task: "asyncio.Task[None]") -> None:
    done, _ = await asyncio.wait({task}, timeout=DRAIN)
    if not done:
        task.cancel()
    await asyncio.gather(task, return_exceptions=True)
