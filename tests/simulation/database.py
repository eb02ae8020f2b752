"""A stand-in for `storage.unit_of_work.Database`: the same contract, tables in memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from storage.errors import RecordRefused
from storage.paces import Rates
from storage.unit_of_work import Database, UnitOfWork
from tests.simulation.stores import Pause, SimulatedInbox, SimulatedOutbox
from tests.simulation.tables import Tables, Transaction, TurnRow


async def _let_others() -> None:
    await asyncio.sleep(0)


class SimulatedUnitOfWork(UnitOfWork):
    """Beside inbox and outbox one thing to change: a user's turns, numbered without a gap."""

    def __init__(
        self, transaction: Transaction, rates: Rates, pause: Pause, commit: Callable[[], Awaitable[None]]
    ) -> None:
        self._transaction = transaction
        self._pause = pause
        self._commit = commit
        self.inbox = SimulatedInbox(transaction, pause)
        self.outbox = SimulatedOutbox(transaction, rates, pause)

    async def count_turns(self, user_id: int) -> int:
        await self._pause()
        return sum(turn.user_id == user_id for _, turn in self._transaction.all(self._transaction.tables.turns))

    async def add_turn(self, turn: TurnRow) -> None:
        """Two with one number cannot be: RecordRefused."""
        await self._pause()
        key = (turn.user_id, turn.number)
        await self._transaction.lock(("turn", *key))
        turns = self._transaction.tables.turns
        if self._transaction.get(turns, key) is not None:
            raise RecordRefused("The database refused a record that does not fit the others.")
        self._transaction.put(turns, key, turn)

    async def commit(self) -> None:
        await self._commit()


class SimulatedDatabase(Database):
    """This one never fails; that of a `tests.simulation.process` does."""

    def __init__(self, tables: Tables | None = None, rates: Rates | None = None) -> None:
        self.tables = tables or Tables()
        self.rates = rates or Rates()

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[SimulatedUnitOfWork]:
        transaction = self.begin()
        try:
            yield SimulatedUnitOfWork(
                transaction, self.rates, lambda: self.pause(transaction), lambda: self.commit(transaction)
            )
        finally:
            self.end(transaction)

    def begin(self) -> Transaction:
        return Transaction(self.tables)

    def end(self, transaction: Transaction) -> None:
        transaction.roll_back()

    async def pause(self, transaction: Transaction) -> None:
        await _let_others()
        transaction.must_be_open()

    async def commit(self, transaction: Transaction) -> None:
        await self.pause(transaction)
        transaction.commit()

    async def dispose(self) -> None:
        """Nothing is held."""
