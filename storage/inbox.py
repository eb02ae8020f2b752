from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.leases import STILL_WAITING, WAITING, claim, claiming, settle
from storage.models import Update
from storage.records import ReceivedUpdate
from storage.rows import received_update
from storage.statements import insert_unless_there, lock_number, plain

DONE, DEAD = "done", "dead"
NOBODY = 0
"""The lane of an update that is done, and the chat of a message that was sent: whose it was is nobody's business any more."""

_CLAIMING = claiming(Update, ("bot_id", "lane"))
_REACH = select(plain(Update).c.failures).limit(1)


class Inbox:
    """What Telegram handed over. An update is known by its number alone, in whatever order numbers come; its body goes when its effect is there."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(
        self, *, bot_id: int, update_id: int, lane: int, body: str, received_at: datetime, album: str | None = None
    ) -> bool:
        """False, and nothing changed, when this update is known already, or another one of the same album is.

        Until the transaction ends, nobody else adds to this lane: ids are given before they can be seen, and a later one seen first
        would be claimed first.
        """
        await lock_number(self._db_session, lane)
        row_id = await insert_unless_there(
            self._db_session,
            Update,
            bot_id=bot_id,
            update_id=update_id,
            lane=lane,
            body=body,
            received_at=received_at,
            status=WAITING,
            album=album,
        )
        return row_id is not None

    async def pass_over(self, *, bot_id: int, update_id: int, received_at: datetime, reason: str) -> None:
        """Keeps the number alone, so that the update is known when it comes again: nobody works on it."""
        await insert_unless_there(
            self._db_session,
            Update,
            bot_id=bot_id,
            update_id=update_id,
            lane=NOBODY,
            body="",
            received_at=received_at,
            status=DONE,
            error=reason,
            ended_at=received_at,
        )

    async def claim(self, bot_id: int, *, now: datetime, until: datetime, limit: int) -> tuple[ReceivedUpdate, ...]:
        """The first waiting update of each lane that nobody is at work on."""
        rows = await claim(self._db_session, _CLAIMING, bot_id, now=now, until=until, limit=limit)
        return tuple(map(received_update, rows))

    async def finish(self, claimed: ReceivedUpdate, ended_at: datetime) -> None:
        """In the transaction that holds the effect; LeaseLost where another process has taken the update over."""
        await settle(
            self._db_session, Update, claimed.id, claimed.lease, status=DONE, lane=NOBODY, body="", ended_at=ended_at
        )

    async def put_back(self, claimed: ReceivedUpdate, error: str, again_at: datetime, *, failed: bool) -> None:
        """Its lane waits until `again_at`, then somebody tries again; where it is not the update's own fault, this claim counts for nothing."""
        await settle(
            self._db_session,
            Update,
            claimed.id,
            claimed.lease,
            leased_until=again_at,
            error=error,
            failures=claimed.failures + failed,
            attempts=claimed.attempts if failed else claimed.attempts - 1,
        )

    async def bury(self, claimed: ReceivedUpdate, error: str, ended_at: datetime) -> None:
        """It failed for good: kept for whoever looks after the bot, out of its lane's way."""
        await settle(self._db_session, Update, claimed.id, claimed.lease, status=DEAD, error=error, ended_at=ended_at)

    async def reach(self) -> None:
        """Raises where the database does not answer, or has not the newest column of this program."""
        await self._db_session.execute(_REACH)

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many wait, and since when the oldest has."""
        row = await self._db_session.execute(
            select(func.count(), func.min(Update.received_at)).where(Update.status == STILL_WAITING)
        )
        count, oldest = row.one()
        return count, oldest

    async def forget(self, received_before: datetime) -> int:
        """Removes what came long ago and is over; until then it tells a redelivered update from a new one."""
        over = Update.status.in_((DONE, DEAD))
        gone = await self._db_session.scalars(
            delete(Update).where(over, Update.received_at < received_before).returning(Update.id)
        )
        return len(gone.all())
