"""One transaction around what belongs together."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from storage.dead_letters import DeadLetters
from storage.disputes import Disputes
from storage.drills import Drills
from storage.editions import Editions
from storage.engine import connected
from storage.errors import StorageError
from storage.inbox import Inbox
from storage.meetings import Meetings
from storage.outbox import Outbox
from storage.paces import Paces, Rates
from storage.played import Played
from storage.reminders import Reminders
from storage.retention import Retention
from storage.rounds import Rounds
from storage.seal import Seal
from storage.users import Users

# Records leave, rows do not stay: what a query finds counts, never what this session saw earlier.
ALWAYS_FRESH = {"populate_existing": True, "synchronize_session": False}


class UnitOfWork:
    """What is not committed is rolled back. On SQLite one unit of work runs at a time: keep it short, and never open one inside another."""

    def __init__(self, db_session: AsyncSession, rates: Rates, seal: Seal) -> None:
        self._db_session = db_session
        self.users = Users(db_session, seal)
        self.editions = Editions(db_session, seal)
        self.rounds = Rounds(db_session)
        self.played = Played(db_session)
        self.disputes = Disputes(db_session)
        self.drills = Drills(db_session)
        self.reminders = Reminders(db_session)
        self.meetings = Meetings(db_session, seal)
        self.inbox = Inbox(db_session)
        self.dead_letters = DeadLetters(db_session)
        self.retention = Retention(db_session)
        self.outbox = Outbox(db_session, Paces(db_session, rates))

    async def commit(self) -> None:
        await self._db_session.commit()


class Database:
    """`rates`: how fast messages may leave; `seal` closes what only its owner is to read. `on_failure` hears the code of every error that a unit of work ends with."""

    def __init__(self, engine: AsyncEngine, rates: Rates | None = None, seal: Seal | None = None) -> None:
        self.engine = engine
        self.seal = seal or Seal()
        self.rates = rates or Rates()
        self.on_failure: Callable[[str], None] = lambda _: None

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        """Raises StorageError only: DatabaseUnavailable when nobody answers, narrower ones from the repositories."""
        try:
            async with (
                connected(self.engine) as connection,
                AsyncSession(
                    connection, autoflush=False, expire_on_commit=False, execution_options=ALWAYS_FRESH
                ) as db_session,
            ):
                yield UnitOfWork(db_session, self.rates, self.seal)
        except StorageError as error:
            self.on_failure(error.code)
            raise

    async def dispose(self) -> None:
        await self.engine.dispose()
