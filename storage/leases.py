"""Claiming rows for a while: whoever claims last has the row, and whoever lost it cannot write its result any more."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.errors import LeaseLost
from storage.models import Outgoing, Update
from storage.statements import matches

WAITING = "waiting"
LONGEST = timedelta(minutes=30)
"""Longer than any lease, and than any wait that Telegram asks of a chat."""
Leased = type[Update] | type[Outgoing]


async def claim(
    db_session: AsyncSession,
    table: Leased,
    lane: tuple[str, ...],
    *conditions: ColumnElement[bool],
    now: datetime,
    until: datetime,
    limit: int,
) -> list[Any]:
    """The oldest waiting rows, of each lane (columns that are equal) the first only, and none that somebody holds.

    On PostgreSQL rivals pass over each other's rows; on SQLite there are none, since a transaction begins by locking the file.
    """
    earlier = aliased(table)
    same_lane = [getattr(earlier, name) == getattr(table, name) for name in lane]
    first = ~exists().where(*same_lane, earlier.status == WAITING, earlier.id < table.id)
    # A lease that ends later than any given now would was given before the clock was set back.
    free = or_(table.leased_until.is_(None), table.leased_until <= now, table.leased_until > now + LONGEST)
    ids = (
        select(table.id)
        .where(table.status == WAITING, free, first, *conditions)
        .order_by(table.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = list(await db_session.scalars(ids))
    if not found:
        return []
    rows = await db_session.scalars(
        update(table)
        .where(table.id.in_(found))
        .values(lease=table.lease + 1, attempts=table.attempts + 1, leased_until=until)
        .returning(table)
    )
    return sorted(rows, key=lambda row: row.id)


async def settle(db_session: AsyncSession, table: Leased, row_id: int, lease: int, **values: object) -> None:
    """Writes what became of a claimed row; LeaseLost where the claim has passed to somebody else or the row is settled."""
    held = update(table).where(table.id == row_id, table.lease == lease, table.status == WAITING)
    if not await matches(db_session, held.values(**values)):
        raise LeaseLost("Somebody else has taken this over.")
