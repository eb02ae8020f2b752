"""Taking in what a messenger hands over: each update once, in its user's lane, before anybody hears that it arrived."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.unit_of_work import Database

KINDS = ("message", "edited_message", "callback_query")
"""Telegram's updates that mean something to this program."""

_LARGEST = 2**63

OTHER_KIND = "other"
RawUpdate = Mapping[str, Any]


class Taken(StrEnum):
    """What becomes of an update that comes in."""

    KEPT = "kept"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    UNREADABLE = "unreadable"


async def keep_updates(
    database: Database,
    bot_id: int,
    updates: Sequence[RawUpdate],
    now: datetime,
    taken: Callable[[str, Taken], None] = lambda *_: None,
) -> int:
    """Commits what is new and of a known kind; how many that are. `taken` then hears of each its kind and what became of it."""
    results = []
    async with database.unit_of_work() as uow:
        for update in updates:
            number, kind, result = number_of(update), kind_of(update), Taken.IGNORED
            if number is None:
                result = Taken.UNREADABLE
            elif kind != OTHER_KIND:
                new = await uow.inbox.add(
                    bot_id=bot_id, update_id=number, lane=lane_of(update), body=json.dumps(update), received_at=now
                )
                result = Taken.KEPT if new else Taken.DUPLICATE
            results.append((kind, result))
        await uow.commit()
    for kind, result in results:
        taken(kind, result)
    return sum(result is Taken.KEPT for _, result in results)


def kind_of(update: object) -> str:
    return next((kind for kind in KINDS if isinstance(update, dict) and kind in update), OTHER_KIND)


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


def _id(owner: object) -> int:
    number = owner.get("id") if isinstance(owner, dict) else None
    return number if isinstance(number, int) and abs(number) < _LARGEST else 0
