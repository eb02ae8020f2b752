"""How fast messages may go out: for a bot and for each chat one instant, shared by all processes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, delete, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import Instant
from storage.errors import RecordMissing
from storage.models import Outgoing, Pace
from storage.spans import Span
from storage.statements import change, insert_unless_there, plain, upsert

WHOLE_BOT = 0
_LONGEST_HOLD = timedelta(days=1)
_CLOCKS_APART = timedelta(seconds=10)  # of the machines that share a database


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
    """Telegram: about 30 a second overall, one a second in a chat with short bursts, 20 a minute in a group (Bots FAQ). Kept a little lower, bursts included."""

    bot: Rate = Rate(timedelta(seconds=1 / 25), burst=4)
    chat: Rate = Rate(timedelta(seconds=1), burst=3)
    group: Rate = Rate(timedelta(seconds=3.4), burst=3)

    def of(self, chat_id: int) -> Rate:
        """Groups and channels have negative ids."""
        if chat_id == WHOLE_BOT:
            return self.bot
        return self.chat if chat_id > 0 else self.group


def rates_at(sends_per_second: int) -> Rates:
    """For a bot that Telegram lets send more, or less; a chat's own pace stays. A sixth of a second may leave at once."""
    return Rates(bot=Rate(timedelta(seconds=1 / sends_per_second), burst=max(1, sends_per_second // 6)))


class _Pace(NamedTuple):
    full_until: datetime
    held_until: datetime | None


def _within(column: ColumnElement[Any], span: str) -> ColumnElement[bool]:
    return and_(column > bindparam(f"{span}_after", type_=Instant), column <= bindparam(f"{span}_until", type_=Instant))


_PACES, _OUTGOING = plain(Pace).c, plain(Outgoing).c
_BOT, _CHAT = _PACES.bot_id == bindparam("bot_id"), _PACES.chat_id == bindparam("chat_id")
_LOCKED = select(_PACES.full_until, _PACES.held_until).where(_BOT, _CHAT).with_for_update()
_FULL_UNTIL = select(_PACES.chat_id, _PACES.full_until).where(
    _BOT, _PACES.chat_id.in_(bindparam("chat_ids", expanding=True))
)
_IS_FULL = or_(
    _within(_PACES.held_until, "held"),
    and_(_PACES.chat_id > 0, _within(_PACES.full_until, "chat")),
    and_(_PACES.chat_id < 0, _within(_PACES.full_until, "group")),
)
CHAT_IS_FULL = func.coalesce(
    select(_IS_FULL).where(_PACES.bot_id == _OUTGOING.bot_id, _PACES.chat_id == _OUTGOING.chat_id).scalar_subquery(),
    false(),
)
"""Whether the chat of an outgoing row may not take a message now; what it wants to know is in `Paces.full`."""


class Paces:
    """Generic cell rate algorithm: `full_until` lies ahead of the clock by as much as the bucket is full."""

    def __init__(self, db_session: AsyncSession, rates: Rates) -> None:
        self._db_session = db_session
        self._rates = rates

    def full(self, now: datetime) -> dict[str, datetime]:
        """What `CHAT_IS_FULL` wants to know."""
        spans = {"held": holding(now), "chat": filling(self._rates.chat, now), "group": filling(self._rates.group, now)}
        return {
            f"{name}_{end}": moment
            for name, span in spans.items()
            for end, moment in (("after", span.after), ("until", span.until))
        }

    async def room(self, bot_id: int, now: datetime) -> int:
        """How many messages the bot as a whole may send now. Locks its pace: whoever else asks waits for this transaction."""
        pace = await self._locked(bot_id, WHOLE_BOT, now)
        return room(self._rates.bot, pace.full_until, pace.held_until, now)

    async def take(self, bot_id: int, chat_ids: Sequence[int], now: datetime) -> None:
        """One message for each of these chats, and as many for the bot. Under the lock of `room`: nobody else takes meanwhile."""
        taken = Counter({WHOLE_BOT: len(chat_ids), **Counter(chat_ids)})
        found = await self._db_session.execute(_FULL_UNTIL, {"bot_id": bot_id, "chat_ids": list(taken)})
        known = {row.chat_id: row.full_until for row in found}
        rows = []
        for chat_id, count in taken.items():
            full_until = fuller(self._rates.of(chat_id), known.get(chat_id, now), now, count)
            rows.append({"bot_id": bot_id, "chat_id": chat_id, "full_until": full_until})
        await upsert(self._db_session, Pace, ("bot_id", "chat_id"), rows)

    async def hold(self, bot_id: int, chat_id: int, until: datetime) -> None:
        """Nothing goes out of this bucket before `until`; an earlier word to wait longer stays."""
        pace = await self._locked(bot_id, chat_id, until)
        held = until if pace.held_until is None else max(pace.held_until, until)
        await self._set(bot_id, chat_id, held_until=held)

    async def forget(self, before: datetime) -> None:
        """Buckets that nobody has used since."""
        await self._db_session.execute(
            delete(Pace).where(Pace.full_until < before, or_(Pace.held_until.is_(None), Pace.held_until < before))
        )

    async def _locked(self, bot_id: int, chat_id: int, now: datetime) -> "_Pace":
        whose = {"bot_id": bot_id, "chat_id": chat_id}
        found = (await self._db_session.execute(_LOCKED, whose)).one_or_none()
        if found is None:
            await insert_unless_there(self._db_session, Pace, **whose, full_until=now)
            found = (await self._db_session.execute(_LOCKED, whose)).one_or_none()
        if found is None:
            raise RecordMissing("A pace vanished while it was made.")
        return _Pace(*found)

    async def _set(self, bot_id: int, chat_id: int, **values: datetime) -> None:
        await change(self._db_session, Pace, {"bot_id": bot_id, "chat_id": chat_id}, values)


def holding(now: datetime) -> Span:
    """Where the end of a hold lies that is in force."""
    return Span(now, now + _LONGEST_HOLD)


def filling(rate: Rate, now: datetime) -> Span:
    """Where `full_until` lies in a bucket that may take nothing now."""
    return Span(now + rate.slack, now + _furthest(rate))


def room(rate: Rate, full_until: datetime, held_until: datetime | None, now: datetime) -> int:
    """How many messages a bucket may take now."""
    if held_until is not None and held_until in holding(now):
        return 0
    return max(0, floor((rate.slack - _ahead(full_until, rate, now)) / rate.interval) + 1)


def fuller(rate: Rate, full_until: datetime, now: datetime, count: int) -> datetime:
    """`full_until` once `count` messages were taken."""
    return now + max(_ahead(full_until, rate, now), timedelta(0)) + count * rate.interval


def _ahead(full_until: datetime, rate: Rate, now: datetime) -> timedelta:
    """How far a bucket runs ahead of the clock; one that does so by more than it can was filled before the clock was set back."""
    ahead = full_until - now
    return ahead if ahead <= _furthest(rate) else timedelta(0)


def _furthest(rate: Rate) -> timedelta:
    return rate.slack + rate.interval + _CLOCKS_APART
