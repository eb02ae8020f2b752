"""What a limit would erase, told before anything is erased."""

import asyncio
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from storage.engine import create_engine
from storage.errors import DatabaseUnavailable
from storage.health import PATIENCE, kept_for_a_moment
from storage.retention import Expired
from storage.schema import is_current
from storage.sqlite_file import reading_engine
from storage.unit_of_work import Database


async def would_erase(url: str, before: datetime, patience: float = PATIENCE) -> Expired | None:
    """Nothing is changed. None where it cannot be told: another process has the SQLite file, or the schema is not this program's."""
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
                    return await uow.retention.expired(before)
        except TimeoutError as error:
            raise DatabaseUnavailable(f"The database does not answer within {patience:g} s.") from error
        finally:
            await engine.dispose()


def _file(name: str) -> Path | None:
    path = Path(name).absolute()
    return path if path.is_file() else None
