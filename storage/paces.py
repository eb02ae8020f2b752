"""How fast messages may go out: for a bot and for each chat one instant, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

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


@dataclass(frozen=True)
class Rates:
    """Telegram: about 30 a second overall, one a second in a chat with short bursts, 20 a minute in a group (Bots FAQ). The first is kept a little lower."""

    bot: Rate = Rate(timedelta(seconds=1 / 28), burst=4)
    chat: Rate = Rate(timedelta(seconds=1), burst=3)
    group: Rate = Rate(timedelta(seconds=3), burst=3)

    def of(self, chat_id: int) -> Rate:
        """Groups and channels have negative ids."""
        if chat_id == WHOLE_BOT:
            return self.bot
        return self.chat if chat_id > 0 else self.group


class Paces:
    """Generic cell rate algorithm: `full_until` lies ahead of the clock by as much as the bucket is full."""

    def __init__(self, db_session: AsyncSession, rates: Rates) -> None:
        self._db_session = db_session
        self._rates = rates

    def chat_is_full(self, now: datetime) -> ColumnElement[bool]:
        """Whether the chat of an outgoing row may not take a message now."""
        return exists().where(
            Pace.bot_id == Outgoing.bot_id,
            Pace.chat_id == Outgoing.chat_id,
            or_(
                and_(Pace.chat_id > 0, Pace.full_until > now + self._rates.chat.slack),
                and_(Pace.chat_id < 0, Pace.full_until > now + self._rates.group.slack),
            ),
        )

    async def room(self, bot_id: int, now: datetime) -> int:
        """How many messages the bot as a whole may send now. Locks its pace: whoever else asks waits for this transaction."""
        rate = self._rates.bot
        full_until = await self._locked(bot_id, WHOLE_BOT, now)
        return max(0, int((now + rate.slack - full_until) / rate.interval) + 1)

    async def take(self, bot_id: int, chat_id: int, now: datetime, count: int = 1) -> None:
        full_until = max(await self._locked(bot_id, chat_id, now), now)
        await self._set(bot_id, chat_id, full_until + count * self._rates.of(chat_id).interval)

    async def hold(self, bot_id: int, chat_id: int, until: datetime) -> None:
        """Nothing goes out of this bucket before `until`; an earlier word to wait longer stays."""
        full_until = await self._locked(bot_id, chat_id, until)
        await self._set(bot_id, chat_id, max(full_until, until + self._rates.of(chat_id).slack))

    async def _locked(self, bot_id: int, chat_id: int, now: datetime) -> datetime:
        query = select(Pace.full_until).where(Pace.bot_id == bot_id, Pace.chat_id == chat_id).with_for_update()
        found = await self._db_session.scalar(query)
        if found is None:
            await insert_unless_there(self._db_session, Pace, bot_id=bot_id, chat_id=chat_id, full_until=now)
            found = await self._db_session.scalar(query)
        return now if found is None else found

    async def _set(self, bot_id: int, chat_id: int, full_until: datetime) -> None:
        await self._db_session.execute(
            update(Pace).where(Pace.bot_id == bot_id, Pace.chat_id == chat_id).values(full_until=full_until)
        )
