"""The database as one process has it: it may be away, end a transaction, or leave it open whether a commit took effect."""

import asyncio
from typing import TYPE_CHECKING

from storage.errors import DatabaseUnavailable
from tests.simulation.database import SimulatedDatabase
from tests.simulation.tables import Transaction

if TYPE_CHECKING:
    from tests.simulation.process import Process
    from tests.simulation.world import World

IDLE_TIMEOUT = 30.0  # seconds that the server leaves a transaction open in which nothing happens


class FaultyDatabase(SimulatedDatabase):
    bot_id = 7

    def __init__(self, world: "World", process: "Process") -> None:
        super().__init__(world.tables)
        self._world = world
        self._process = process
        self._open: list[Transaction] = []

    def begin(self) -> Transaction:
        self._must_answer()
        transaction = Transaction(self.tables, self._process)
        self._open.append(transaction)
        return transaction

    def end(self, transaction: Transaction) -> None:
        super().end(transaction)
        if transaction in self._open:
            self._open.remove(transaction)

    async def pause(self, transaction: Transaction) -> None:
        """A statement takes its time, in which others come first, and the process may end."""
        chance = self._world.rng.random()
        if chance < 0.3:
            await asyncio.sleep(0 if chance > 0.05 else chance)
        self._must_answer()
        transaction.must_be_open()

    async def commit(self, transaction: Transaction) -> None:
        await self.pause(transaction)
        lost = self._world.commit_fails()
        if lost is None or lost:
            self._world.trace(self._process, "commit", transaction.changes)
            transaction.commit()
        if lost is not None:
            self._process.troubled()
            raise DatabaseUnavailable("The connection ended before the database had answered.")
        await self.pause(transaction)

    def disconnect(self) -> None:
        for transaction in self._open:
            transaction.roll_back()
        self._open = []

    def idle(self) -> None:
        self._world.later(IDLE_TIMEOUT, self._end_idle, tuple(self._open))

    def _end_idle(self, transactions: tuple[Transaction, ...]) -> None:
        if self._process.standing:
            for transaction in transactions:
                self.end(transaction)

    def _must_answer(self) -> None:
        if self._world.database_away:
            self._process.troubled()
            raise DatabaseUnavailable("Nobody answers.")
