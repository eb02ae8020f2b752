"""A stand-in for `storage.unit_of_work.Database`: the same contract, tables in memory."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import partial

from storage.dead_letters import DeadLetters
from storage.errors import RecordRefused
from storage.paces import Rates
from storage.reminders import Reminders
from storage.unit_of_work import Database, UnitOfWork
from tests.simulation.stores import SimulatedInbox, SimulatedOutbox
from tests.simulation.tables import Tables, Transaction, TurnRow


class NoDeadLetters(DeadLetters):
    """All that is simulated can be read."""

    def __init__(self) -> None:
        """There is no table."""

    async def forget(self, received_before: datetime) -> int:
        del received_before
        return 0


class NoReminders(Reminders):
    """Nobody in these worlds asked for any: they have a simulation of their own."""

    def __init__(self) -> None:
        """There is no table."""

    async def silence(self, bot_id: int, chat_id: int) -> None:
        del bot_id, chat_id

    async def follow(self, bot_id: int, chat_id: int, moved_to: int) -> None:
        del bot_id, chat_id, moved_to

    async def forget(self, due_before: datetime) -> int:
        del due_before
        return 0


async def _let_others() -> None:
    await asyncio.sleep(0)


class SimulatedUnitOfWork(UnitOfWork):
    """Beside inbox and outbox one thing to change: a user's turns, numbered without a gap."""

    def __init__(self, database: "SimulatedDatabase", transaction: Transaction) -> None:
        self._database = database
        self._transaction = transaction
        self._pause = partial(database.pause, transaction)
        self.dead_letters = NoDeadLetters()
        self.inbox = SimulatedInbox(transaction, self._pause)
        self.outbox = SimulatedOutbox(transaction, database.rates, self._pause)
        self.reminders = NoReminders()

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
        await self._database.commit(self._transaction)


class _Entered(AbstractAsyncContextManager[UnitOfWork]):
    """What `contextlib` would make of a generator, in half the time."""

    def __init__(self, database: "SimulatedDatabase") -> None:
        self._database = database

    async def __aenter__(self) -> UnitOfWork:
        self._transaction = self._database.begin()
        return SimulatedUnitOfWork(self._database, self._transaction)

    async def __aexit__(self, *_: object) -> None:
        self._database.end(self._transaction)


class SimulatedDatabase(Database):
    """This one never fails; that of a `tests.simulation.process` does."""

    def __init__(self, tables: Tables | None = None, rates: Rates | None = None) -> None:
        self.tables = tables or Tables()
        self.rates = rates or Rates()

    def unit_of_work(self) -> "_Entered":  # type: ignore[override] # all that anybody does with it is to enter it
        return _Entered(self)

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
