"""How fast messages may go out: for a bot and for each chat one instant, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from storage.models import Outgoing, Pace
from storage.statements import insert_unless_there

WHOLE_BOT = 0


@dataclass(frozen=True)
class Rate:
    """One message every `interval`, after a pause up to `burst` at once."""

    interval: timedelta
    burst: int

    @property
    def slack(self) -> timedelta:
        """How far ahead of the clock a bucket may run and still take a message."""
        return (self.burst - 1) * self.interval


# Telegram: about 30 a second overall, one a second in a chat with short bursts, 20 a minute in a group (Bots FAQ). A little under each.
BOT = Rate(timedelta(seconds=1 / 28), burst=4)
CHAT = Rate(timedelta(seconds=1), burst=3)
GROUP = Rate(timedelta(seconds=3), burst=3)


def rate_of(chat_id: int) -> Rate:
    """Groups and channels have negative ids."""
    if chat_id == WHOLE_BOT:
        return BOT
    return CHAT if chat_id > 0 else GROUP


def has_room(now: datetime) -> ColumnElement[bool]:
    """Whether the chat of an outgoing row may take a message now; to be joined with `Pace` from outside."""
    return or_(
        Pace.id.is_(None),
        and_(Outgoing.chat_id > 0, Pace.full_until <= now + CHAT.slack),
        and_(Outgoing.chat_id < 0, Pace.full_until <= now + GROUP.slack),
    )


async def room(db_session: AsyncSession, bot_id: int, now: datetime) -> int:
    """How many messages the bot as a whole may send now. Locks its pace: whoever else asks waits for this transaction."""
    full_until = await _locked(db_session, bot_id, WHOLE_BOT, now)
    return max(0, int((now + BOT.slack - full_until) / BOT.interval) + 1)


async def take(db_session: AsyncSession, bot_id: int, chat_id: int, now: datetime, count: int = 1) -> None:
    full_until = max(await _locked(db_session, bot_id, chat_id, now), now)
    await _set(db_session, bot_id, chat_id, full_until + count * rate_of(chat_id).interval)


async def hold(db_session: AsyncSession, bot_id: int, chat_id: int, until: datetime) -> None:
    """Nothing goes out of this bucket before `until`; an earlier word to wait longer stays."""
    full_until = await _locked(db_session, bot_id, chat_id, until)
    await _set(db_session, bot_id, chat_id, max(full_until, until + rate_of(chat_id).slack))


async def _locked(db_session: AsyncSession, bot_id: int, chat_id: int, now: datetime) -> datetime:
    query = select(Pace.full_until).where(Pace.bot_id == bot_id, Pace.chat_id == chat_id).with_for_update()
    found = await db_session.scalar(query)
    if found is None:
        await insert_unless_there(db_session, Pace, bot_id=bot_id, chat_id=chat_id, full_until=now)
        found = await db_session.scalar(query)
    return now if found is None else found


async def _set(db_session: AsyncSession, bot_id: int, chat_id: int, full_until: datetime) -> None:
    await db_session.execute(
        update(Pace).where(Pace.bot_id == bot_id, Pace.chat_id == chat_id).values(full_until=full_until)
    )
