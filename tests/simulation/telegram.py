"""Telegram as it hands updates over: again and again until it hears 200, or until a later offset is asked for, each chat's in order."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telegram.error import NetworkError, TimedOut

from bot.services.raw_updates import RawUpdate
from tests.simulation.plan import GROUP, SUPERGROUP, Written

if TYPE_CHECKING:
    from tests.simulation.world import World

_LONGEST_REST = 600  # seconds
_PATIENCE = 30.0  # seconds for an answer of the webhook


@dataclass
class Telegram:
    """`acknowledged`: what it need not hand over again, by number."""

    world: "World"
    acknowledged: set[int] = field(default_factory=set)
    _queues: dict[int, list[RawUpdate]] = field(default_factory=dict)
    _pending: list[RawUpdate] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _under_way: int = 0
    _confirmed: list[RawUpdate] = field(default_factory=list)
    _fetched_empty: bool = True

    @property
    def quiet(self) -> bool:
        return not self._under_way and not self._pending and len(self.acknowledged) == len(self.world.plan.written)

    async def write(self) -> None:
        """Users write what the plan has, at its time."""
        loop, before = self.world.loop, 0.0
        for written in self.world.plan.written:
            await asyncio.sleep(max(0.0, written.at - loop.time()))
            # A week's rest comes after everything before it was handed over and confirmed.
            if written.at - before > 90:
                await self._rest()
            before = written.at
            self._put(written.chat_id, to_json(written, migrated=self.world.migrated))
            self.world.faulted()

    async def _rest(self) -> None:
        for _ in range(_LONGEST_REST):
            if self._rested:
                break
            await asyncio.sleep(1)
        self._confirmed.clear()

    @property
    def _rested(self) -> bool:
        return not self._under_way and not self._pending and self._fetched_empty

    def _put(self, chat_id: int, update: RawUpdate) -> None:
        if not self.world.plan.webhook:
            self._pending.append(update)
            self._fetched_empty = False
            self._arrived.set()
            return
        self._under_way += 1
        queue = self._queues.setdefault(chat_id, [])
        queue.append(update)
        if len(queue) == 1:
            self.world.spawn(self._pump(queue))

    async def _pump(self, queue: list[RawUpdate]) -> None:
        world = self.world
        while queue:
            while not await self._post(queue[0]):
                world.faulted()
                await asyncio.sleep(world.rng.uniform(0.2, 2))
            update = queue[0]
            self._acknowledge(update)
            if world.chance(world.plan.weather.duplicates):
                self._under_way += 1
                world.spawn(self._hand_over_again(update))
            self._under_way -= 1
            queue.pop(0)
            world.look()

    async def _hand_over_again(self, update: RawUpdate) -> None:
        await asyncio.sleep(self.world.rng.choice((0.0, 0.1, 10.0)))
        await self._post(update)
        self._under_way -= 1
        self.world.look()

    async def _post(self, update: RawUpdate) -> bool:
        """Whether the answer was 200, and came."""
        world = self.world
        await asyncio.sleep(world.rng.uniform(0, 0.05))
        there = [process for process in world.processes if process.alive and process.roles.takes_in]
        if not there:
            return False
        try:
            async with asyncio.timeout(_PATIENCE):
                kept = await world.rng.choice(there).ask(update)
        except (ConnectionResetError, TimeoutError):
            return False
        return kept and not world.chance(world.plan.weather.fetches / 5)

    async def fetch(self, offset: int | None, seconds: int) -> list[RawUpdate]:
        world = self.world
        await asyncio.sleep(world.rng.uniform(0, 0.05))
        self._fail(late=False)
        self._confirm(offset)
        if not self._pending:
            self._arrived.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._arrived.wait()
            except TimeoutError:
                self._fetched_empty = True
                return []
        again = world.rng.sample(self._confirmed, 1) if self._confirmed and world.chance(0.1) else []
        found = [*again, *self._pending[:100]]
        self._fail(late=True)
        return found

    def _fail(self, *, late: bool) -> None:
        if self.world.chance(self.world.plan.weather.fetches):
            self.world.faulted(35)
            raise TimedOut if late else NetworkError("Bad Gateway")

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        for update in [update for update in self._pending if update["update_id"] < offset]:
            self._pending.remove(update)
            self._confirmed.append(update)
            self._acknowledge(update)
        self.world.look()

    def _acknowledge(self, update: RawUpdate) -> None:
        self.acknowledged.add(update["update_id"])
        self.world.trace(None, "acknowledged", update["update_id"])


def to_json(written: Written, *, migrated: bool) -> RawUpdate:
    chat_id = SUPERGROUP if migrated and written.chat_id == GROUP else written.chat_id
    kind = "private" if chat_id > 0 else "supergroup" if chat_id == SUPERGROUP else "group"
    return {
        "update_id": written.number,
        "message": {
            "message_id": written.number,
            "date": 1_700_000_000,
            "chat": {"id": chat_id, "type": kind},
            "from": {"id": written.user_id, "is_bot": False, "first_name": "Ann"},
            "text": written.text,
        },
    }
