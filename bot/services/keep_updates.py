"""Taking in what a messenger hands over: each update once, in its user's lane, before anybody hears that it arrived."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.services.throttle import Throttle
from storage.unit_of_work import Database, UnitOfWork

KINDS = ("message", "edited_message", "callback_query")
"""Telegram's updates that mean something to this program."""

TOO_FAST = "too_fast"
"""Marks the update whose answer asks its user to slow down."""

_LARGEST = 2**63
_LONGEST_ALBUM = 64
_YEAR_9999 = 253_370_764_800

RawUpdate = Mapping[str, Any]


async def keep_updates(
    database: Database, bot_id: int, updates: Sequence[RawUpdate], now: datetime, throttle: Throttle | None = None
) -> int:
    """Commits what is new and of a known kind; how many that are. Of what comes too fast only the number is kept, so that nobody works on it."""
    throttle = throttle or Throttle()
    taken = []
    async with database.unit_of_work() as uow:
        for update in updates:
            number = number_of(update)
            kind = next((kind for kind in KINDS if kind in update), None)
            if number is not None and kind is not None and await _keep(uow, bot_id, number, update, now, throttle):
                taken.append(update)
        await uow.commit()
    # Only now, and only what is new: Telegram hands the same update over again while the database is away.
    for update in taken:
        throttle.take(_counted(update), _written_at(update, now))
    return len(taken)


async def _keep(
    uow: UnitOfWork, bot_id: int, number: int, update: RawUpdate, now: datetime, throttle: Throttle
) -> bool:
    """Whether it is new, and to be worked on."""
    lane, counted = lane_of(update), _counted(update)
    if throttle.too_fast(counted, _written_at(update, now)):
        if not (_is_private(update) and throttle.tell(counted, now)):
            await uow.inbox.pass_over(bot_id=bot_id, update_id=number, received_at=now, reason=TOO_FAST)
            return False
        update = {**update, TOO_FAST: True}
    return await uow.inbox.add(
        bot_id=bot_id,
        update_id=number,
        lane=lane,
        body=json.dumps(update),
        received_at=now,
        album=album_of(update),
    )


def _counted(update: RawUpdate) -> tuple[int, bool]:
    """Taps are counted apart: they do not say when they were made."""
    return lane_of(update), "callback_query" in update


def _written_at(update: RawUpdate, now: datetime) -> datetime:
    """When a message was sent or edited, by Telegram's clock; `now` where that is not said."""
    for kind in KINDS:
        content = update.get(kind)
        seconds = content.get("edit_date") or content.get("date") if isinstance(content, dict) else None
        if isinstance(seconds, int) and 0 < seconds < _YEAR_9999:
            return datetime.fromtimestamp(seconds, UTC)
    return now


def _is_private(update: RawUpdate) -> bool:
    content = update.get("message")
    chat = content.get("chat") if isinstance(content, dict) else None
    return isinstance(chat, dict) and chat.get("type") == "private"


async def keep_unreadable(database: Database, bot_id: int, letter: bytes, now: datetime) -> None:
    """What is no update is kept all the same, for whoever looks after the bot."""
    async with database.unit_of_work() as uow:
        await uow.dead_letters.add(bot_id, letter, now)
        await uow.commit()


def number_of(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and abs(number) < _LARGEST else None


def lane_of(update: RawUpdate) -> int:
    """Whose an update is. User and private chat have one number in Telegram, so that a tap and a text are one lane; 0 for nobody's."""
    for kind in KINDS:
        content = update.get(kind)
        if isinstance(content, dict):
            return _id(content.get("from")) or _id(content.get("chat"))
    return 0


def album_of(update: RawUpdate) -> str | None:
    """The mark that all pictures sent in one go share. Stepdown reads none of them, so one of them stands for all."""
    message = update.get("message")
    album = message.get("media_group_id") if isinstance(message, dict) else None
    fits = isinstance(album, str) and album.isascii() and album.isprintable() and 0 < len(album) <= _LONGEST_ALBUM
    return album if fits else None


def _id(owner: object) -> int:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0
