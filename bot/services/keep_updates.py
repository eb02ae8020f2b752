"""Taking in what a messenger hands over: each update once, in its user's lane, before anybody hears that it arrived."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from storage.unit_of_work import Database

KINDS = ("message", "edited_message", "callback_query")
"""Telegram's updates that mean something to this program."""

_LARGEST = 2**63

RawUpdate = Mapping[str, Any]


async def keep_updates(database: Database, bot_id: int, updates: Sequence[RawUpdate], now: datetime) -> int:
    """Commits what is new and of a known kind; how many that are."""
    new = 0
    async with database.unit_of_work() as uow:
        for update in updates:
            number = number_of(update)
            if number is not None and any(kind in update for kind in KINDS):
                new += await uow.inbox.add(
                    bot_id=bot_id,
                    update_id=number,
                    lane=lane_of(update),
                    body=json.dumps(update),
                    received_at=now,
                    album=album_of(update),
                )
        await uow.commit()
    return new


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
    """One mark for all pictures that somebody sent in one go: Stepdown reads none of them, so one of them stands for all. It names nobody."""
    message = update.get("message")
    album = message.get("media_group_id") if isinstance(message, dict) else None
    if not isinstance(album, str) or not album:
        return None
    return sha256(f"{lane_of(update)} {album!a}".encode()).hexdigest()


def _id(owner: object) -> int:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0
