"""A SQLite installation's file, kept to this process and opened for reading alone: to copy it, never to change it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine import create_engine
from storage.errors import DatabaseDamaged, DatabaseMissing, DatabaseUnavailable, NotSqlite
from storage.one_process import hold


def held_file(url: str, *, otherwise: str) -> Path:
    """The file of a SQLite URL, which nobody else uses from now on; NotSqlite with the sentence `otherwise` for any other URL."""
    engine = create_engine(url)
    if engine.dialect.name != "sqlite":
        raise NotSqlite(otherwise)
    path = Path(engine.url.database or "").absolute()
    if not path.is_file():
        raise DatabaseMissing(f"There is no database file {path}. Is DATABASE_URL the one that the bot runs with?")
    hold(path)
    return path


def reading(path: Path) -> str:
    """SQLite's address of a file that must stay as it is."""
    return f"{path.as_uri()}?mode=ro"


def reading_engine(path: Path, *, tidy: bool = False) -> AsyncEngine:
    """An engine that cannot write; one transaction sees one state of the file.

    `tidy`: takes SQLite's side files away again when it closes, which the file has to be writable for.
    """
    url = URL.create("sqlite+aiosqlite", database=path.as_uri(), query={"mode": "rw" if tidy else "ro", "uri": "true"})
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _only_read)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _only_read(connection: DBAPIConnection, _: object) -> None:
    """And leave transactions to us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def check_whole(path: Path) -> None:
    """Raises DatabaseDamaged where pages or indexes are damaged, or records refer to nothing."""
    with closing(sqlite3.connect(reading(path), uri=True)) as connection:
        check_pages(connection, path)
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise DatabaseDamaged(f"Records in the table {orphan[0]} of {path} refer to others that are gone.")


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Raises DatabaseDamaged for `path` where SQLite's own check of this open connection finds anything."""
    try:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        raise DatabaseUnavailable(f"The database file {path} cannot be read: {error}.") from error
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise DatabaseDamaged(
            f"The database file {path} is damaged or is no SQLite database. Put the last good backup in its place."
        )
