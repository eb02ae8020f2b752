from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.inbox import NOBODY
from storage.leases import NOW, STILL_WAITING, WAITING, claim, claiming, settle
from storage.models import Outgoing
from storage.paces import CHAT_IS_FULL, WHOLE_BOT, Paces
from storage.records import NewMessage, Outcome, OutgoingMessage, SendKind, UpdateRowId
from storage.rows import outgoing_message
from storage.statements import plain

FIRST_PART = 1

_CLAIMING = claiming(
    Outgoing,
    ("bot_id", "chat_id"),
    ~CHAT_IS_FULL,
    # What is meant for later must not hold back what is said meanwhile.
    is_due=lambda rows: or_(rows.not_before.is_(None), rows.not_before <= NOW),
)
_ADD = insert(plain(Outgoing))


class Outbox:
    """Messages on their way to chats: each chat's in order, and none sent that nobody may send."""

    def __init__(self, db_session: AsyncSession, paces: Paces) -> None:
        self._db_session = db_session
        self._paces = paces

    async def add(self, messages: Sequence[NewMessage], now: datetime, *, answers: UpdateRowId | None = None) -> None:
        """In the transaction that holds what they tell about. An update is answered once: RecordRefused the second time."""
        rows = [
            {
                "bot_id": message.bot_id,
                "chat_id": message.chat_id,
                "kind": message.kind,
                "body": message.body,
                "answers": answers,
                "part": part,
                "created_at": now,
                "not_before": message.not_before,
                "not_after": message.not_after,
                "status": WAITING,
            }
            for part, message in enumerate(messages, start=FIRST_PART)
        ]
        if rows:
            await self._db_session.execute(_ADD, rows)

    async def claim(self, bot_id: int, *, now: datetime, until: datetime, limit: int) -> tuple[OutgoingMessage, ...]:
        """The first waiting message of each chat that may get one now, as many as the bot may send; their share of the pace is taken.

        `attempts` counts those that may have reached Telegram, this one included.
        """
        most = min(limit, await self._paces.room(bot_id, now))
        if not most:
            return ()
        rows = await claim(
            self._db_session, _CLAIMING, bot_id, now=now, until=until, limit=most, **self._paces.full(now)
        )
        if rows:
            await self._paces.take(bot_id, [row.chat_id for row in rows], now)
        return tuple(map(outgoing_message, rows))

    async def finish(self, claimed: OutgoingMessage, outcome: Outcome, ended_at: datetime, error: str = "") -> None:
        """What became of it; neither the words are kept nor whose they were. LeaseLost where another process sends it by now."""
        await settle(
            self._db_session,
            Outgoing,
            claimed.id,
            claimed.lease,
            status=outcome,
            chat_id=NOBODY,
            body="",
            ended_at=ended_at,
            error=error or None,
        )

    async def send_again(self, claimed: OutgoingMessage, at: datetime, error: str, *, reached: bool) -> None:
        """It goes out once more from `at` on; `reached` where nobody knows whether Telegram has it already."""
        await settle(
            self._db_session,
            Outgoing,
            claimed.id,
            claimed.lease,
            leased_until=at,
            attempts=claimed.attempts if reached else claimed.attempts - 1,
            error=error,
        )

    async def hold(self, bot_id: int, chat_id: int | None, until: datetime) -> None:
        """Telegram asks to wait: this chat's messages, or all of the bot's."""
        await self._paces.hold(bot_id, WHOLE_BOT if chat_id is None else chat_id, until)

    async def follow(self, bot_id: int, chat_id: int, moved_to: int) -> None:
        """A group became a supergroup: what waits for it goes there."""
        await self._db_session.execute(
            update(Outgoing)
            .where(Outgoing.bot_id == bot_id, Outgoing.chat_id == chat_id, Outgoing.status == STILL_WAITING)
            .values(chat_id=moved_to)
        )

    async def drop_waiting(self, bot_id: int, chat_id: int, error: str, ended_at: datetime) -> int:
        """Nobody reads this chat any more: what waits for it is given up. Returns how many there were."""
        gone = await self._db_session.scalars(
            update(Outgoing)
            .where(Outgoing.bot_id == bot_id, Outgoing.chat_id == chat_id, Outgoing.status == STILL_WAITING)
            .values(status=Outcome.REFUSED, chat_id=NOBODY, body="", error=error, ended_at=ended_at)
            .returning(Outgoing.id)
        )
        return len(gone.all())

    async def drop_reminders(self, bot_id: int, chat_id: int, ended_at: datetime) -> None:
        """What a reminder on its way wanted has been done. One that somebody holds may be going out just now, but not once more: Telegram may be away."""
        theirs = (
            Outgoing.bot_id == bot_id,
            Outgoing.chat_id == chat_id,
            Outgoing.status == STILL_WAITING,
            Outgoing.kind == SendKind.REMINDER,
        )
        held = and_(Outgoing.leased_until > ended_at, or_(Outgoing.not_after.is_(None), Outgoing.not_after > ended_at))
        await self._db_session.execute(update(Outgoing).where(*theirs, held).values(not_after=ended_at))
        await self._db_session.execute(
            update(Outgoing)
            .where(*theirs, or_(Outgoing.leased_until.is_(None), Outgoing.leased_until <= ended_at))
            .values(status=Outcome.REFUSED, chat_id=NOBODY, body="", error="Done", ended_at=ended_at)
        )

    async def forget(self, created_before: datetime) -> int:
        """Removes what was said long ago and is over; returns how many there were."""
        old = Outgoing.created_at < created_before
        gone = await self._db_session.scalars(
            delete(Outgoing).where(old, Outgoing.status != WAITING).returning(Outgoing.id)
        )
        return len(gone.all())

    async def forget_paces(self, unused_since: datetime) -> None:
        """A bucket that has run empty says nothing any more but that somebody was here."""
        await self._paces.forget(unused_since)

    async def waiting(self) -> tuple[int, datetime | None]:
        """How many wait, and since when the oldest has."""
        row = await self._db_session.execute(
            select(func.count(), func.min(Outgoing.created_at)).where(Outgoing.status == STILL_WAITING)
        )
        count, oldest = row.one()
        return count, oldest

    async def due(self, now: datetime) -> tuple[int, datetime | None]:
        """How many wait that may go out by now, and since when the oldest might have."""
        since = func.coalesce(Outgoing.not_before, Outgoing.created_at)
        row = await self._db_session.execute(
            select(func.count(), func.min(since)).where(Outgoing.status == STILL_WAITING, since <= now)
        )
        count, oldest = row.one()
        return count, oldest
