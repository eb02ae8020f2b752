"""What a limit would erase, told before anything is erased, and what is late: looked up without changing anything."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from storage.engine import create_engine
from storage.errors import DatabaseUnavailable
from storage.health import PATIENCE, kept_for_a_moment
from storage.retention import Expired
from storage.schema import is_current
from storage.sqlite_file import reading_engine
from storage.unit_of_work import Database, UnitOfWork

Answer = TypeVar("Answer")


async def would_erase(url: str, before: datetime, patience: float = PATIENCE) -> Expired | None:
    """Nothing is changed. None where it cannot be told: another process has the SQLite file, or the schema is not this program's."""
    return await _looked_up(url, lambda uow: uow.retention.expired(before), patience)


async def overdue_reminders(url: str, now: datetime, patience: float = PATIENCE) -> tuple[int, datetime | None] | None:
    """How many reminders are due that nobody has decided, and since when the oldest is; None as for `would_erase`."""
    return await _looked_up(url, lambda uow: uow.reminders.overdue(now), patience)


async def _looked_up(url: str, ask: Callable[[UnitOfWork], Awaitable[Answer]], patience: float) -> Answer | None:
    engine = create_engine(url)
    with ExitStack() as stack:
        if engine.dialect.name == "sqlite":
            path = _file(engine.url.database or "")
            if path is None or not stack.enter_context(kept_for_a_moment(path)):
                return None
            engine = reading_engine(path, tidy=True)
        try:
            async with asyncio.timeout(patience):
                if not await is_current(engine):
                    return None
                async with Database(engine).unit_of_work() as uow:
                    return await ask(uow)
        except TimeoutError as error:
            raise DatabaseUnavailable(f"The database does not answer within {patience:g} s.") from error
        finally:
            await engine.dispose()


def _file(name: str) -> Path | None:
    path = Path(name).absolute()
    return path if path.is_file() else None
