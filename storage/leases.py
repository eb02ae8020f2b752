"""Claiming rows for a while: whoever claims last has the row, and whoever lost it cannot write its result any more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from storage.columns import Instant
from storage.errors import LeaseLost
from storage.models import Outgoing, Update
from storage.spans import Span
from storage.statements import change, plain

WAITING = "waiting"
STILL_WAITING = literal_column("'waiting'", Text)
"""Written out, not bound: a plan that PostgreSQL makes once for all values knows the index of what waits only so."""

LONGEST = timedelta(minutes=30)
"""Longer than any lease, and than any wait that Telegram asks of a chat."""


def leasing(now: datetime) -> Span:
    """Where the end of a lease lies that is in force; one that ends later than any given now would was given before the clock was set back."""
    return Span(now, now + LONGEST)


Leased = type[Update] | type[Outgoing]
NOW = bindparam("now", type_=Instant)
_HELD_UNTIL = bindparam("longest_lease", type_=Instant)


@dataclass(frozen=True)
class Claiming:
    """Which rows, and taking them: two statements, made once for a table."""

    ids: Select[int]
    take: ReturningUpdate[*tuple[Any, ...]]


def claiming(
    table: Leased,
    lane: tuple[str, ...],
    *conditions: ColumnElement[bool],
    is_due: Callable[[Any], ColumnElement[bool]] = lambda _: true(),
) -> Claiming:
    """Takes the oldest waiting rows of a bot that are due, of each lane (columns that are equal) the first only, and none that somebody holds.

    `conditions` and `is_due` may ask for `now`. On PostgreSQL rivals pass over each other's rows; on SQLite there are none, since a
    transaction begins by locking the file.
    """
    rows = plain(table).c
    others = plain(table).alias()
    same_lane = [others.c[name] == rows[name] for name in lane]
    in_lane = select(others.c.id).where(*same_lane, others.c.status == STILL_WAITING, is_due(others.c))
    # Not "none is earlier": PostgreSQL makes a join of that, and with a long queue compares everything with everything.
    first = rows.id == in_lane.order_by(others.c.id).limit(1).scalar_subquery()
    free = or_(rows.leased_until.is_(None), rows.leased_until <= NOW, rows.leased_until > _HELD_UNTIL)
    ids = (
        select(rows.id)
        .where(rows.bot_id == bindparam("bot_id"), rows.status == STILL_WAITING, free, first, is_due(rows), *conditions)
        .order_by(rows.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
    )
    take = (
        update(plain(table))
        .where(rows.id.in_(bindparam("ids", expanding=True)))
        .values(lease=rows.lease + 1, attempts=rows.attempts + 1, leased_until=bindparam("until", type_=Instant))
        .returning(*rows)
    )
    return Claiming(ids, take)


async def claim(
    db_session: AsyncSession,
    claiming: Claiming,
    bot_id: int,
    *,
    now: datetime,
    until: datetime,
    limit: int,
    **asked: object,
) -> list[Any]:
    """The claimed rows, oldest first; `asked`: what the statement's own conditions want to know."""
    given = {"bot_id": bot_id, "now": now, "longest_lease": leasing(now).until, "most": limit, **asked}
    found = list(await db_session.scalars(claiming.ids, given))
    if not found:
        return []
    rows = await db_session.execute(claiming.take, {"ids": found, "until": until})
    return sorted(rows, key=attrgetter("id"))


async def settle(db_session: AsyncSession, table: Leased, row_id: int, lease: int, **values: object) -> None:
    """Writes what became of a claimed row; LeaseLost where the claim has passed to somebody else or the row is settled."""
    if not await change(db_session, table, {"id": row_id, "lease": lease, "status": WAITING}, values):
        raise LeaseLost("Somebody else has taken this over.")
