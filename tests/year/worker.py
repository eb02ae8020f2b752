"""A process that reminds: the bot's own decisions and the bot's own sender, and it may be killed at any of their commits."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.services.send_due_reminders import bring_up_to_date, send_due_reminders
from bot.telegram.calls import Call, Method
from bot.telegram.sender import LEASE, Ended, Fate, Sender
from storage.columns import Instant
from storage.daily_records import DueRecord
from storage.errors import DatabaseUnavailable, LeaseLost
from storage.inbox import NOBODY
from storage.leases import WAITING
from storage.models import Outgoing
from storage.paces import Rates
from storage.records import NewMessage, OutgoingMessage, SendKind
from storage.statements import plain
from storage.unit_of_work import Database, UnitOfWork
from tests.year.telegram import FakeTelegram, Killed

if TYPE_CHECKING:
    from tests.year.world import World

BATCH = 25
_OUTGOING = plain(Outgoing)
_FINISH = (
    update(_OUTGOING)
    .where(_OUTGOING.c.id == bindparam("of"), _OUTGOING.c.lease == bindparam("with_lease"))
    .where(_OUTGOING.c.status == WAITING)
    .values(status=bindparam("outcome"), chat_id=NOBODY, body="", error=bindparam("said"))
    .values(ended_at=bindparam("now", type_=Instant))
)


def _is_plain(fate: Fate) -> bool:
    return isinstance(fate, Ended) and not fate.silent


def _ended(message: OutgoingMessage, fate: Any, error: str, now: datetime) -> dict[str, object]:
    """What `Outbox.finish` writes."""
    return {"of": message.id, "with_lease": message.lease, "outcome": fate.outcome, "said": error or None, "now": now}


class Mortal(Database):
    """`chance` of being killed just before a commit, and of the same just after it."""

    def __init__(self, engine: AsyncEngine, rates: Rates, seed: int) -> None:
        super().__init__(engine, rates)
        self._rng = random.Random(seed)
        self.chance = 0.0

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        async with super().unit_of_work() as uow:
            if self.chance:
                self._doom(uow)
            yield uow

    def _doom(self, uow: UnitOfWork) -> None:
        commit = uow.commit

        async def mortally() -> None:
            self.die()
            await commit()
            self.die()

        uow.commit = mortally  # type: ignore[method-assign]

    def die(self) -> None:
        if self._rng.random() < self.chance:
            raise Killed


class Worker:
    def __init__(self, world: "World", database: Mortal, telegram: FakeTelegram, skew: float) -> None:
        self._world = world
        self.database = database
        self._skew = skew
        self._sender = Sender(cast("Any", telegram), database, self.clock)
        self.verdicts: Counter[str] = Counter()
        self.claimed = 0

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self._world.clock() + self._skew, UTC)

    async def bring_up_to_date(self) -> None:
        while await bring_up_to_date(self.database, FakeTelegram.id, self.clock()):
            pass

    async def decide(self) -> None:
        """Until nothing is due; raises Killed."""
        while found := await send_due_reminders(
            self.database, FakeTelegram.id, self.clock(), self._compose, most=self._world.size.batch
        ):
            self.verdicts += found

    async def send(self) -> None:
        """What may leave at once. Whoever is killed leaves what they had claimed to others."""
        claimed = await self._claim()
        self.claimed += len(claimed)
        settled: list[tuple[OutgoingMessage, Fate, str]] = []
        for number, one in enumerate(claimed):
            try:
                _, fate, error = await self._sender._attempt(one.message, one.over_at)
            except Killed:
                for lost in claimed[number:]:
                    self._lose(lost.message.body)
                await self._settle(settled)
                raise
            settled.append((one.message, fate, error))
        await self._settle(settled)

    async def _claim(self) -> Sequence[Any]:
        try:
            return await self._sender._claim(BATCH)
        except Killed:
            async with Database.unit_of_work(self.database) as uow:
                mine = _OUTGOING.c.leased_until == self.clock() + LEASE
                for body in await uow._db_session.scalars(select(_OUTGOING.c.body).where(mine)):
                    self._lose(body)
            raise

    def _lose(self, body: str) -> None:
        params = json.loads(body)["params"]
        day, slot, again = map(int, params["text"].split())
        self._world.lose(self._world.person_of(params["user"]), (day, slot, bool(again)))

    async def _settle(self, settled: Sequence[tuple[OutgoingMessage, Fate, str]]) -> None:
        """As the sender does, but all in one transaction, and what nothing follows from in one statement; chat by chat, as users' changes are (see Actions)."""
        settled = sorted(settled, key=lambda one: one[0].chat_id)
        while True:
            with suppress(DatabaseUnavailable):
                return await self._settle_all(settled)

    async def _settle_all(self, settled: Sequence[tuple[OutgoingMessage, Fate, str]]) -> None:
        plainly = [(message, fate, error) for message, fate, error in settled if _is_plain(fate)]
        async with Database.unit_of_work(self.database) as uow:
            for message, fate, error in settled:
                if not _is_plain(fate):
                    with suppress(LeaseLost):
                        await self._sender._settle(uow, message, fate, error)
            if plainly:
                ended = [_ended(message, fate, error, self.clock()) for message, fate, error in plainly]
                await uow._db_session.execute(_FINISH, ended)
            await uow.commit()

    async def _compose(self, _: UnitOfWork, due: DueRecord) -> Sequence[NewMessage]:
        await asyncio.sleep(0)
        text = f"{due.on_date.toordinal()} {due.slot} {int(due.again)}"
        user = {"text": text, "user": due.plan.user_id}
        return [Call(due.plan.chat_id, Method.SEND, user, SendKind.REMINDER).to_message(FakeTelegram.id)]
