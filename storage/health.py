"""How a database is doing, looked at without changing it: nothing is made, migrated or kept for longer than the look takes."""

import asyncio
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import connected, create_engine
from storage.errors import DatabaseUnavailable, DatabaseUnwritable, sqlstate
from storage.schema import HEAD

if sys.platform != "win32":
    import fcntl

PATIENCE = 10.0
"""Seconds that a server has to answer in."""

# What the server says in SQLSTATE, in words; its own words may name more than they should.
_REFUSALS = {
    "28000": "The server does not let this user in.",
    "28P01": "The server does not accept this user's password.",
    "3D000": "The server has no database of this name.",
    "42501": "The server does not let this user use the database.",
    "53300": "The server has no connection left.",
    "57P03": "The server is starting or stopping.",
}

# A limit of -1 is none; what is reserved for others (a superuser, since PostgreSQL 16 also a role) is no use to the bot.
_CLOCK = "SELECT extract(epoch FROM clock_timestamp())"
_LIMITS = """
SELECT current_setting('server_encoding'),
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
       least(
           current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
               - coalesce(current_setting('reserved_connections', true)::int, 0),
           (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
           (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())
       )
"""


class SchemaState(StrEnum):
    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


@dataclass(frozen=True, kw_only=True)
class SqliteHealth:
    """`schema` is None while another process keeps the file to itself; `exists` is False before the first use."""

    path: Path
    version: str
    exists: bool
    free_bytes: int
    schema: SchemaState | None


@dataclass(frozen=True, kw_only=True)
class PostgresqlHealth:
    """`clocks_apart`: seconds between its clock and this machine's, at least; `seconds` it took to connect and to be told the version; `makes_tables`: whether this user may, as migrating needs.

    `connections`: how many this user may have at once, as far as server, database and user are limited.
    """

    version: str
    major: int
    encoding: str
    seconds: float
    makes_tables: bool
    connections: int
    clocks_apart: float
    schema: SchemaState


Health = SqliteHealth | PostgresqlHealth


async def look_at(url: str, patience: float = PATIENCE) -> Health:
    """Raises StorageError where the database cannot be used; a file that another process has is no error."""
    engine = create_engine(url)
    try:
        if engine.dialect.name == "sqlite":
            return await asyncio.to_thread(_sqlite_health, Path(engine.url.database or ""))
        async with asyncio.timeout(patience):
            return await _postgresql_health(engine)
    except TimeoutError as error:
        raise DatabaseUnavailable(f"The database does not answer within {patience:g} s.") from error
    except OSError as error:
        raise DatabaseUnwritable(f"The database file cannot be reached: {error.strerror}.") from error
    except DatabaseUnavailable as error:
        raise DatabaseUnavailable(_REFUSALS.get(sqlstate(error), str(error))) from error
    finally:
        await engine.dispose()


def _sqlite_health(path: Path) -> SqliteHealth:
    folder = next(found for found in path.absolute().parents if found.exists())
    exists = path.exists()
    if not os.access(folder, os.W_OK | os.X_OK) or not folder.is_dir():
        raise DatabaseUnwritable(f"The folder of the database file {path} cannot be written to.")
    if exists and not (path.is_file() and os.access(path, os.R_OK | os.W_OK)):
        raise DatabaseUnwritable(f"The database file {path} cannot be written to.")
    with kept_for_a_moment(path) as kept:
        schema = _schema_state(_sqlite_revision(path) if exists else None) if kept else None
    return SqliteHealth(
        path=path,
        version=sqlite3.sqlite_version,
        exists=exists,
        free_bytes=shutil.disk_usage(folder).free,
        schema=schema,
    )


@contextmanager
def kept_for_a_moment(path: Path) -> Iterator[bool]:
    """Like `one_process.hold`, whose lock file this is, but given back afterwards: False while another process has the file.

    The lock file is never made here: made by another account than the bot's, it would lock the bot out.
    """
    path = path.resolve()
    lock = path.with_name(f"{path.name}.lock")
    if sys.platform == "win32" or not lock.exists():
        yield True
        return
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except OSError as error:
        raise DatabaseUnwritable(
            f"The file {lock.name} beside the database cannot be used: {error.strerror}."
        ) from error
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sqlite_revision(path: Path) -> str | None:
    """Past the engine, which would prepare the file for the program before anybody knows whether it is the program's."""
    try:
        # Not read-only: such a connection leaves SQLite's side files behind.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA query_only = ON")
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
            return row and str(row[0])
    except sqlite3.DatabaseError as error:
        if "file is not a database" in str(error):
            raise DatabaseUnwritable("The database file is not a SQLite database; choose another path.") from error
        raise DatabaseUnavailable(f"The database file cannot be read: {error}.") from error


async def _postgresql_health(engine: AsyncEngine) -> PostgresqlHealth:
    begun = time.perf_counter()
    async with connected(engine) as connection:
        number = int((await connection.execute(text("SHOW server_version_num"))).scalar_one())
        seconds = time.perf_counter() - begun
        encoding, makes_tables, connections = (await connection.execute(text(_LIMITS))).one()
        asked = time.time()
        server = float((await connection.execute(text(_CLOCK))).scalar_one())
        # Somewhere between the question and the answer.
        clocks_apart = max(0.0, asked - server, server - time.time())
        schema = _schema_state(await connection.run_sync(_postgresql_revision))
    return PostgresqlHealth(
        version=f"{number // 10_000}.{number % 10_000}",
        major=number // 10_000,
        encoding=encoding,
        seconds=seconds,
        makes_tables=makes_tables,
        connections=connections,
        clocks_apart=clocks_apart,
        schema=schema,
    )


def _postgresql_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _schema_state(revision: str | None) -> SchemaState:
    if revision is None:
        return SchemaState.MISSING
    if revision == HEAD:
        return SchemaState.CURRENT
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return SchemaState.OLDER if revision in known else SchemaState.NEWER
