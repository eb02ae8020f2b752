"""Taking in what a messenger hands over: each update once, in its user's lane, before anybody hears that it arrived."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from bot.services.raw_updates import (
    OTHER_KIND,
    RawUpdate,
    album_of,
    is_private_message,
    kind_of,
    lane_of,
    number_of,
    written_at,
)
from bot.services.throttle import Throttle
from storage.unit_of_work import Database, UnitOfWork

TOO_FAST = "too_fast"
"""Marks the update whose answer asks its user to slow down."""


class Taken(StrEnum):
    """What becomes of an update that comes in."""

    KEPT = "kept"
    DUPLICATE = "duplicate"
    TOO_FAST = "too_fast"
    IGNORED = "ignored"
    UNREADABLE = "unreadable"


async def keep_updates(
    database: Database,
    bot_id: int,
    updates: Sequence[RawUpdate],
    now: datetime,
    throttle: Throttle | None = None,
    taken: Callable[[str, Taken], None] = lambda *_: None,
) -> int:
    """Commits what is new and of a known kind; how many that are. `taken` then hears of each its kind and what became of it.

    Of what comes too fast only the number is kept, so that nobody works on it.
    """
    throttle = throttle or Throttle()
    trial = throttle.trial()
    async with database.unit_of_work() as uow:
        results = [await _keep(uow, bot_id, update, now, trial) for update in updates]
        await uow.commit()
    # Only now: Telegram hands the same updates over again while the database is away.
    throttle.adopt(trial)
    for update, result in zip(updates, results, strict=True):
        taken(kind_of(update), result)
    return sum(result is Taken.KEPT for result in results)


async def keep_unreadable(database: Database, bot_id: int, letter: bytes, now: datetime) -> None:
    """What is no update is kept all the same, for whoever looks after the bot."""
    async with database.unit_of_work() as uow:
        await uow.dead_letters.add(bot_id, letter, now)
        await uow.commit()


async def _keep(uow: UnitOfWork, bot_id: int, update: RawUpdate, now: datetime, throttle: Throttle) -> Taken:
    number = number_of(update)
    if number is None:
        return Taken.UNREADABLE
    if kind_of(update) == OTHER_KIND:
        return Taken.IGNORED
    if throttle.too_fast(_counted(update), written_at(update) or now):
        if not (is_private_message(update) and throttle.tell(_counted(update), now)):
            await uow.inbox.pass_over(bot_id=bot_id, update_id=number, received_at=now, reason=TOO_FAST)
            return Taken.TOO_FAST
        update = {**update, TOO_FAST: True}
    new = await uow.inbox.add(
        bot_id=bot_id,
        update_id=number,
        lane=lane_of(update),
        body=json.dumps(update),
        received_at=now,
        album=album_of(update),
    )
    if not new:
        return Taken.DUPLICATE
    throttle.take(_counted(update), written_at(update) or now)
    return Taken.KEPT


def _counted(update: RawUpdate) -> tuple[int, bool]:
    """Taps are counted apart: they do not say when they were made."""
    return lane_of(update), "callback_query" in update
