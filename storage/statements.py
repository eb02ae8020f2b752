"""The statements that repositories share. Each is built once and runs on plain tables: building, and mapping rows to objects, costs more than most statements do."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, Update, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.models import Base

_GIVEN, _NEW = "given_", "new_"
_LOCK = select(func.pg_advisory_xact_lock(bindparam("number")))


def plain(table: type[Base]) -> Table:
    """The table itself: what is asked of it comes as rows, past the object mapper."""
    found = table.__table__
    assert isinstance(found, Table)  # noqa: S101 (what declarative classes have)
    return found


async def insert_unless_there(db_session: AsyncSession, table: type[Base], **values: object) -> int | None:
    """The new row's id, or None when a unique constraint already holds such a row.

    Unlike a caught IntegrityError this leaves the transaction usable on PostgreSQL, and it waits for a rival that has not committed yet.
    """
    new_id: int | None = await db_session.scalar(_insert(db_session.get_bind().dialect.name, table), values)
    return new_id


@cache
def _insert(dialect: str, table: type[Base]) -> Executable:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: Executable = insert(plain(table)).on_conflict_do_nothing().returning(plain(table).c.id)
    return statement


async def upsert(
    db_session: AsyncSession, table: type[Base], unique: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Inserts the rows; where one with the same unique columns is there, its other columns change. No two rows may have them in common."""
    dialect = db_session.get_bind().dialect.name
    await db_session.execute(_upsert(dialect, table, tuple(unique), tuple(rows[0])), list(rows))


@cache
def _upsert(dialect: str, table: type[Base], unique: tuple[str, ...], names: tuple[str, ...]) -> Executable:
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(plain(table))
    changed = {name: statement.excluded[name] for name in names if name not in unique}
    found: Executable = statement.on_conflict_do_update(index_elements=list(unique), set_=changed)
    return found


async def change(
    db_session: AsyncSession, table: type[Base], where: Mapping[str, object], values: Mapping[str, object]
) -> bool:
    """Whether a row with these columns was there; it has the new values now."""
    given = {f"{_GIVEN}{name}": value for name, value in where.items()}
    new = {f"{_NEW}{name}": value for name, value in values.items()}
    result: Any = await db_session.execute(_change(table, tuple(where), tuple(values)), given | new)
    return bool(result.rowcount)


@cache
def _change(table: type[Base], where: tuple[str, ...], names: tuple[str, ...]) -> Update:
    columns = plain(table).c
    conditions = [columns[name] == bindparam(f"{_GIVEN}{name}", type_=columns[name].type) for name in where]
    values = {name: bindparam(f"{_NEW}{name}", type_=columns[name].type) for name in names}
    return update(plain(table)).where(*conditions).values(values)


async def change_one(
    db_session: AsyncSession, table: type[Base], where: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """RecordMissing where there is none."""
    if not await change(db_session, table, where, values):
        raise RecordMissing("There is no such record to change.")


async def lock_number(db_session: AsyncSession, number: int) -> None:
    """Until the transaction ends; whoever wants the same number waits. SQLite's transactions exclude each other anyway."""
    if db_session.get_bind().dialect.name == "postgresql":
        await db_session.execute(_LOCK, {"number": number})
