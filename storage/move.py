"""Moves an installation from its SQLite file into an empty PostgreSQL database: all of it, or nothing."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Column, Connection, Row, Table, func, insert, inspect, literal, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import connected, create_engine
from storage.errors import CopyDiffers, NotPostgresql, SchemaOutdated, TargetNotEmpty, UnstorableValue
from storage.models import Base
from storage.schema import is_current, upgrade
from storage.sqlite_file import check_whole, held_file, reading_engine

BATCH = 200
DIGESTS = 2**256
SCHEMA_VERSION = "alembic_version"
# Referred-to tables come before those that refer to them.
TABLES = tuple(Base.metadata.sorted_tables)
OTHERWISE = "Only a SQLite installation is moved, and DATABASE_URL is not one. Set it to the SQLite file to be moved."


@dataclass(frozen=True, kw_only=True)
class TableMoved:
    name: str
    rows: int


@dataclass
class Contents:
    """How many rows, and a sum of their digests: it leaves order aside, since databases sort texts differently."""

    rows: int = 0
    digest: int = 0

    def add(self, rows: Sequence[Row[tuple[object, ...]]]) -> None:
        for row in rows:
            self.digest += int.from_bytes(sha256(repr(tuple(row)).encode()).digest())
        self.digest %= DIGESTS
        self.rows += len(rows)


async def move(source_url: str, target_url: str) -> tuple[TableMoved, ...]:
    """Every table that was copied and compared. The source is only read; the target is committed once it holds the same, and stays empty otherwise."""
    target = create_engine(target_url)
    if target.dialect.name != "postgresql":
        raise NotPostgresql(
            "An installation moves to PostgreSQL only; the address looks like postgresql://user@host/database."
        )
    path = held_file(source_url, otherwise=OTHERWISE)
    check_whole(path)
    source = reading_engine(path)
    try:
        if not await is_current(source):
            raise SchemaOutdated(
                f"{path} was not written by this version of the program. Run `python -m bot migrate` first, then move."
            )
        async with connected(target) as writer:
            await _refuse_used(writer)
        await upgrade(target)
        return await _moved(source, target)
    finally:
        await source.dispose()
        await target.dispose()


async def _refuse_used(writer: AsyncConnection) -> None:
    """Before anything is changed there, migrating included."""
    names = await writer.run_sync(_table_names)
    for name in sorted(names - {SCHEMA_VERSION}):
        foreign = SCHEMA_VERSION not in names and name in Base.metadata.tables
        if foreign or await _holds_rows(writer, name):
            raise _not_empty(name)


def _table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def _holds_rows(writer: AsyncConnection, name: str) -> bool:
    return await writer.scalar(select(literal(1)).select_from(table(name)).limit(1)) is not None


def _not_empty(name: str) -> TargetNotEmpty:
    return TargetNotEmpty(
        f"The target database is in use already (table {name}); it stays as it is. Move into an empty one."
    )


async def _moved(source: AsyncEngine, target: AsyncEngine) -> tuple[TableMoved, ...]:
    async with connected(target) as writer, connected(source) as reader, writer.begin():
        await writer.execute(text(f"LOCK TABLE {', '.join(each.name for each in TABLES)} IN EXCLUSIVE MODE"))
        for each in TABLES:
            # Somebody may have been quicker, between the first look and the lock.
            if await _holds_rows(writer, each.name):
                raise _not_empty(each.name)
        read = {each: await _copied(reader, writer, each) for each in TABLES}
        for each, contents in read.items():
            if await _contents(writer, each) != contents:
                raise CopyDiffers(f"The table {each.name} did not arrive as it was. Nothing was moved.")
        # Last, since no rollback takes a sequence back.
        for each in TABLES:
            await _continue_counting(reader, writer, each)
    return tuple(TableMoved(name=each.name, rows=contents.rows) for each, contents in read.items())


async def _copied(reader: AsyncConnection, writer: AsyncConnection, each: Table) -> Contents:
    contents, names = Contents(), each.columns.keys()
    async for rows in _batches(reader, each):
        contents.add(rows)
        try:
            await writer.execute(insert(each), [dict(zip(names, row, strict=True)) for row in rows])
        except UnstorableValue as error:
            raise UnstorableValue(f"{error} It is in the table {each.name}. Nothing was moved.") from error
    return contents


async def _contents(connection: AsyncConnection, each: Table) -> Contents:
    contents = Contents()
    async for rows in _batches(connection, each):
        contents.add(rows)
    return contents


async def _batches(connection: AsyncConnection, each: Table) -> AsyncIterator[Sequence[Row[tuple[object, ...]]]]:
    """In the order of the keys: a row that refers to one of its own table (`rounds.parent_id`) is younger than that one."""
    async with connection.stream(select(each).order_by(*each.primary_key)) as result:
        async for rows in result.partitions(BATCH):
            yield rows


async def _continue_counting(reader: AsyncConnection, writer: AsyncConnection, each: Table) -> None:
    """The next id follows the largest there ever was, on either side: an erased person's id must not come back."""
    counter = each.autoincrement_column
    if counter is None:
        return
    used = max(await _largest(reader, counter), await _counted(reader, each))
    if used:
        await writer.execute(
            text(
                "SELECT setval(sequence, GREATEST(CAST(:used AS bigint), COALESCE(pg_sequence_last_value(sequence), 0)))"
                " FROM CAST(pg_get_serial_sequence(:name, :counter) AS regclass) AS sequence"
            ),
            {"used": used, "name": each.name, "counter": counter.name},
        )


async def _largest(reader: AsyncConnection, counter: Column[int]) -> int:
    return await reader.scalar(select(func.max(counter))) or 0


async def _counted(reader: AsyncConnection, each: Table) -> int:
    """What SQLite remembers of ids given away, where the table never uses one twice."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return await reader.scalar(query, {"name": each.name}) or 0
