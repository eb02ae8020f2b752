"""SQLite's connection, without a thread between each statement and its caller: the way there and back costs more than most statements."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from aiosqlite import Connection

_MAY_WAIT = ("BEGIN", "PRAGMA")
_ROWS_AT_ONCE = 64

Result = TypeVar("Result")


class NearConnection(Connection):
    """What may wait, for the disk or for another's lock, runs on the connection's thread; once a transaction has begun, nothing else does."""

    async def commit(self) -> None:
        await self._on_thread(self._conn.commit)

    async def close(self) -> None:
        if self._connection is not None:
            await self._on_thread(self._connection.close)
            self._connection = None
            stopped = self.stop()
            if stopped:
                await stopped

    async def _execute(self, fn: Callable[..., Result], *args: object, **kwargs: object) -> Result:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")
        call = partial(fn, *args, **kwargs)
        if args and isinstance(args[0], str) and args[0].startswith(_MAY_WAIT):
            return await self._on_thread(call)
        return call()

    async def _on_thread(self, call: Callable[[], Result]) -> Result:
        """Whoever is cancelled meanwhile waits for its end: two threads must never use the connection at once."""
        if not self._running:
            raise ValueError("Connection closed")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, call))
        cancelled = None
        while not future.done():
            try:
                await asyncio.wait({future})
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled:
            # What it came to is of no use to anybody; asked, so that a failure is not reported as forgotten.
            future.exception()
            raise cancelled
        return future.result()


def open_near(database: str, **options: bool) -> NearConnection:
    """In place of `aiosqlite.connect`; awaited, it is open."""
    connection = NearConnection(partial(sqlite3.connect, database, **options), _ROWS_AT_ONCE)
    connection._thread.daemon = True  # noqa: SLF001 (as SQLAlchemy does: a forgotten connection must not keep the program alive)
    return connection
