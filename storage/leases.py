"""Claiming rows for a while: whoever claims last has the row, and whoever lost it cannot write its result any more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, exists, literal_column, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.errors import LeaseLost
from storage.models import Outgoing, Update
from storage.spans import Span
from storage.statements import matches

WAITING = "waiting"
STILL_WAITING = literal_column("'waiting'", Text)
"""Written out, not bound: a plan that PostgreSQL makes once for all values knows the index of what waits only so."""

LONGEST = timedelta(minutes=30)
"""Longer than any lease, and than any wait that Telegram asks of a chat."""


def leasing(now: datetime) -> Span:
    """Where the end of a lease lies that is in force; one that ends later than any given now would was given before the clock was set back."""
    return Span(now, now + LONGEST)


Leased = type[Update] | type[Outgoing]


async def claim(
    db_session: AsyncSession,
    table: Leased,
    lane: tuple[str, ...],
    *conditions: ColumnElement[bool],
    now: datetime,
    until: datetime,
    limit: int,
    is_due: Callable[[Any], ColumnElement[bool]] = lambda _: true(),
) -> list[Any]:
    """The oldest waiting rows that are due, of each lane (columns that are equal) the first only, and none that somebody holds.

    On PostgreSQL rivals pass over each other's rows; on SQLite there are none, since a transaction begins by locking the file.
    """
    earlier = aliased(table)
    same_lane = [getattr(earlier, name) == getattr(table, name) for name in lane]
    first = ~exists().where(*same_lane, earlier.status == STILL_WAITING, earlier.id < table.id, is_due(earlier))
    held = leasing(now)
    free = or_(table.leased_until.is_(None), table.leased_until <= held.after, table.leased_until > held.until)
    ids = (
        select(table.id)
        .where(table.status == STILL_WAITING, free, first, is_due(table), *conditions)
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
