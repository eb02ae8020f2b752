"""The statements that repositories share."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Update, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.models import Base


async def insert_unless_there(db_session: AsyncSession, table: type[Base], **values: object) -> int | None:
    """The new row's id, or None when a unique constraint already holds such a row.

    Unlike a caught IntegrityError this leaves the transaction usable on PostgreSQL, and it waits for a rival that has not committed yet.
    """
    dialect = db_session.get_bind().dialect.name
    insert: Any = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    statement = insert.values(**values).on_conflict_do_nothing().returning(table.__table__.c.id)
    new_id: int | None = await db_session.scalar(statement)
    return new_id


async def upsert(
    db_session: AsyncSession, table: type[Base], unique: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Inserts the rows; where one with the same unique columns is there, its other columns change. No two rows may have them in common."""
    dialect = db_session.get_bind().dialect.name
    # The plain table: the object mapper would sort and wrap every row.
    plain = table.__table__
    statement: Any = postgresql.insert(plain) if dialect == "postgresql" else sqlite.insert(plain)  # type: ignore[arg-type]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in unique}
    await db_session.execute(statement.on_conflict_do_update(index_elements=list(unique), set_=changed), list(rows))


async def lock_number(db_session: AsyncSession, number: int) -> None:
    """Until the transaction ends; whoever wants the same number waits. SQLite's transactions exclude each other anyway."""
    if db_session.get_bind().dialect.name == "postgresql":
        await db_session.execute(select(func.pg_advisory_xact_lock(number)))


async def update_one(db_session: AsyncSession, statement: Update) -> None:
    if not await matches(db_session, statement):
        raise RecordMissing("There is no such record to change.")


async def matches(db_session: AsyncSession, statement: Update) -> bool:
    """Whether the update found its row."""
    result: Any = await db_session.execute(statement)
    return bool(result.rowcount)
