"""One update on its way: what a use case changes, what it says, and that the update is done are committed together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.services.deps import Deps
from bot.services.replies import Reply
from bot.telegram.calls import Call
from storage.records import NewMessage, ReceivedUpdate
from storage.unit_of_work import UnitOfWork

UseCase = Callable[[Deps], Awaitable[Reply]]
View = Callable[[Reply], Sequence[Call]]


@dataclass
class Errand:
    """`clock` is the time of day for what waits and what is kept; the use cases have their own in `deps`."""

    deps: Deps
    claimed: ReceivedUpdate
    clock: Callable[[], datetime]
    settled: bool = field(default=False)

    async def run(self, use_case: UseCase, view: View) -> Reply:
        """The reply, kept on its way as `view` has it. A use case that changes nothing may leave the end to this one."""

        async def conclude(uow: UnitOfWork, reply: Reply) -> None:
            await self._settle(uow, view(reply))

        reply = await use_case(replace(self.deps.up_to_date(), conclude=conclude))
        if not self.settled:
            async with self.deps.database.unit_of_work() as uow:
                await conclude(uow, reply)
        return reply

    async def ignore(self) -> None:
        """Nobody is answered: the update is done all the same."""
        async with self.deps.database.unit_of_work() as uow:
            await self._settle(uow, ())

    async def give_up(self, error: str, calls: Sequence[Call]) -> None:
        """The update failed once too often: it is put aside, and its user told."""
        now = self.clock()
        async with self.deps.database.unit_of_work() as uow:
            await uow.outbox.add(self._messages(calls), now, answers=self.claimed.id)
            await uow.inbox.bury(self.claimed, error, now)
            await uow.commit()
        self.settled = True

    async def put_back(self, error: str, again_at: datetime, *, failed: bool) -> None:
        async with self.deps.database.unit_of_work() as uow:
            await uow.inbox.put_back(self.claimed, error, again_at, failed=failed)
            await uow.commit()

    async def _settle(self, uow: UnitOfWork, calls: Sequence[Call]) -> None:
        now = self.clock()
        await uow.outbox.add(self._messages(calls), now, answers=self.claimed.id)
        await uow.inbox.finish(self.claimed, now)
        await uow.commit()
        self.settled = True

    def _messages(self, calls: Sequence[Call]) -> list[NewMessage]:
        return [call.to_message(self.claimed.bot_id) for call in calls]
