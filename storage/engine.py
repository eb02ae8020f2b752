"""From a database URL to an engine: SQLite for one process, PostgreSQL for as many as wanted."""

import math
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, AsyncAdaptedQueuePool, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect, ExceptionContext
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from storage.errors import (
    READ_ONLY,
    DatabaseUnavailable,
    DatabaseUnwritable,
    MalformedDatabaseUrl,
    UnknownDatabase,
    driver_errors_translated,
    sqlstate,
)
from storage.one_process import hold
from storage.sqlite_connection import open_near

SQLITE_SCHEMES = ("sqlite", "sqlite+aiosqlite")
POSTGRESQL_SCHEMES = ("postgres", "postgresql", "postgresql+asyncpg")

# What hosts append to their URLs, in asyncpg's terms. It negotiates TLS by itself and knows no channel binding.
POSTGRESQL_OPTIONS = {"sslmode": "ssl", "ssl": "ssl", "host": "host", "port": "port", "channel_binding": None}

DEFAULT_POOL = 5
"""Connections that a process keeps to PostgreSQL: more waits in the process than in the server."""

DEFAULT_STATEMENT_SECONDS = 15
_LONGEST_LOCK_WAIT = 10
_LONGEST_IDLE = 30
_WAY_BACK = 5
"""Seconds: the server gives up first, and says so."""

# The busy timeout comes first: switching to WAL needs the lock as well. Erased texts are overwritten with zeros.
SQLITE_PRAGMAS = (
    "busy_timeout = 30000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


_LAST_USED, _REST = "last_used", 2.0  # seconds


def create_engine(
    url: str,
    *,
    patient: bool = False,
    pool: int = DEFAULT_POOL,
    statement_seconds: int = DEFAULT_STATEMENT_SECONDS,
) -> AsyncEngine:
    """An engine for `sqlite:///path` or `postgresql://…` (`postgres://…` too). Nothing is opened before the first use.

    `patient`: for work that may take minutes, such as a migration. `pool` and `statement_seconds` are PostgreSQL's alone.
    """
    try:
        return _engine(make_url(url), pool, None if patient else statement_seconds)
    except (ArgumentError, ValueError):
        # The cause might print the URL, password included.
        raise MalformedDatabaseUrl(
            "The database URL cannot be read; it looks like sqlite:///path/to/file.db."
        ) from None


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file, whatever characters its path has."""
    return f"sqlite:///{quote(str(path))}"


def _engine(url: URL, pool: int, statement_seconds: int | None) -> AsyncEngine:
    if url.drivername in SQLITE_SCHEMES:
        return _sqlite_engine(url)
    if url.drivername in POSTGRESQL_SCHEMES:
        return _postgresql_engine(url, pool, statement_seconds)
    raise UnknownDatabase(f"Databases are sqlite:///… and postgresql://…; this URL begins with {url.drivername}.")


def _sqlite_engine(url: URL) -> AsyncEngine:
    path = url.database or ""
    if path in ("", ":memory:") or path.startswith("file:") or url.query or url.host:
        raise MalformedDatabaseUrl("A SQLite URL is sqlite:/// and the path of a file, without options.")
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite", database=path),
        # One connection: with several, writers queue inside SQLite, which is slower and unfair.
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=120,
        # Statements run in the event loop's thread, waiting ones in the connection's own; never both at once.
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "do_connect", lambda *_: _create_file(Path(path)))
    event.listen(engine.sync_engine, "do_connect", lambda *_: hold(Path(path)))
    event.listen(engine.sync_engine, "do_connect", _connect_sqlite)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _create_file(path: Path) -> None:
    """An existing file is never opened here: closing it again would drop the locks that SQLite holds on it in this process."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # People's texts are for the owner's eyes; SQLite gives its side files the same mode.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseUnwritable(f"The database file {path} cannot be created: {error.strerror}.") from error
    if not path.is_file() or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise DatabaseUnwritable(f"The database file {path} cannot be written to.")


def _connect_sqlite(dialect: Dialect, _: object, args: Sequence[str], options: Mapping[str, bool]) -> DBAPIConnection:
    connection: DBAPIConnection = dialect.loaded_dbapi.connect(*args, async_creator_fn=open_near, **options)
    return connection


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    # With the driver's own BEGIN off, the listener above begins every transaction, reading ones too (SQLAlchemy: SQLite, transactions).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _postgresql_engine(url: URL, pool: int, statement_seconds: int | None) -> AsyncEngine:
    unknown = sorted(set(url.query) - set(POSTGRESQL_OPTIONS))
    if unknown:
        raise MalformedDatabaseUrl(f"The database URL has options that are not known here: {', '.join(unknown)}.")
    if not url.database:
        raise MalformedDatabaseUrl("The database URL names no database; it looks like postgresql://user@host/name.")
    options = {known: value for name, value in url.query.items() if (known := POSTGRESQL_OPTIONS[name])}
    engine = create_async_engine(
        url.set(drivername="postgresql+asyncpg", query=options),
        pool_size=pool,
        # None beyond the pool, so that an operator can count what a process takes of the server's connections.
        max_overflow=0,
        connect_args={"timeout": 10, **_timeouts(statement_seconds)},
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "handle_error", _leave_read_only_connections)
    event.listen(engine.sync_engine, "checkin", _remember_when)
    event.listen(engine.sync_engine, "checkout", partial(_ask_after_a_rest, engine.dialect))
    return engine


def _leave_read_only_connections(context: ExceptionContext) -> None:
    """A connection that may not write stays so, after a server was made writable again or its role went to another one: new ones are made."""
    if sqlstate(context.original_exception) == READ_ONLY:
        context.is_disconnect = True


def _timeouts(statement_seconds: int | None) -> dict[str, object]:
    """A connection that nobody answers on, or a process that stopped in the middle of a transaction, must not hold up the others for long."""
    if statement_seconds is None:
        return {}
    return {
        "command_timeout": statement_seconds + _WAY_BACK,
        "server_settings": {
            "statement_timeout": f"{statement_seconds}s",
            "lock_timeout": f"{min(statement_seconds, _LONGEST_LOCK_WAIT)}s",
            "idle_in_transaction_session_timeout": f"{_LONGEST_IDLE}s",
        },
    }


def _remember_when(_: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info[_LAST_USED] = time.monotonic()


def _ask_after_a_rest(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    """A connection that rested may be dead. Asking at every use, as the pool's own `pool_pre_ping` does, is one more round trip for each transaction."""
    if time.monotonic() - record.info.get(_LAST_USED, math.inf) > _REST:
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            # The pool opens a new one.
            raise DisconnectionError from error


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that raises storage's errors. An OSError counts while connecting only, where it can mean nothing but the database."""
    with driver_errors_translated():
        async with AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(engine.connect())
            except OSError as error:
                raise DatabaseUnavailable("The database does not answer.") from error
            yield connection
