"""Brings a database to the schema that this version of the program expects."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import connected
from storage.errors import NOT_ALLOWED, DatabaseUnavailable, RecordRefused, SchemaOutdated, SchemaUnknown, sqlstate

if TYPE_CHECKING:
    from alembic.config import Config

# The newest file in migrations/versions; written down here so that starting need not load Alembic to learn it.
HEAD = "0007"

# Any number, as long as every process that migrates takes the same one.
MIGRATION_LOCK = 730_442_119


async def upgrade(engine: AsyncEngine) -> None:
    """To the newest schema; quick when the database is there already, which a user who may not make tables can tell as well.

    SchemaUnknown when a newer program wrote it, SchemaOutdated where this user may not bring it up to date.
    """
    if await is_current(engine):
        return
    try:
        await _migrate(engine, _upgraded)
    except DatabaseUnavailable as error:
        if sqlstate(error) != NOT_ALLOWED:
            raise
        raise SchemaOutdated(
            "The database waits for a migration, which its user here may not make. Run `python -m bot release` as the user who owns the tables, then start again."
        ) from error


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the database has the newest schema; nothing is changed."""
    async with connected(engine) as connection, connection.begin():
        return await connection.run_sync(_revision) == HEAD


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Back to `revision`, or to an empty database with "base"."""
    await _migrate(engine, partial(_downgraded, revision=revision))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


async def _migrate(engine: AsyncEngine, change: Callable[[Connection], None]) -> None:
    migrate = _migrate_sqlite if engine.dialect.name == "sqlite" else _migrate_postgresql
    async with connected(engine) as connection:
        await migrate(connection, change)


async def _migrate_postgresql(connection: AsyncConnection, change: Callable[[Connection], None]) -> None:
    """Several processes may start at once: the first one migrates, the others wait and find nothing left to do."""
    async with connection.begin():
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATION_LOCK})
        await connection.run_sync(change)


async def _migrate_sqlite(connection: AsyncConnection, change: Callable[[Connection], None]) -> None:
    """Changing a table means copying and dropping it, and the drop would cascade into its children; so foreign keys are checked at the end instead.

    The switch has no effect inside a transaction, hence the way around SQLAlchemy, which begins one at once.
    """
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None  # noqa: S101 (an open connection has one; the type does not know)
    await driver.execute("PRAGMA foreign_keys = OFF")
    try:
        async with connection.begin():
            await connection.run_sync(change)
            if (await connection.execute(text("PRAGMA foreign_key_check"))).first() is not None:
                raise RecordRefused("The migration would leave records that refer to nothing.")
    finally:
        await driver.execute("PRAGMA foreign_keys = ON")


def _upgraded(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (slow to import and rarely needed)
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        command.upgrade(_configuration(connection), "head")
    except CommandError as error:
        raise SchemaUnknown("The database was written by a newer version of the program.") from error


def _downgraded(connection: Connection, *, revision: str) -> None:
    from alembic import command  # noqa: PLC0415

    command.downgrade(_configuration(connection), revision)


def _configuration(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "storage:migrations")
    return config
