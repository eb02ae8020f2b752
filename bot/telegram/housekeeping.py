"""Throwing away what nobody needs any more."""

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.services.erase_expired import erase_expired
from bot.telegram.patience import stopped_within
from storage.errors import StorageError
from storage.unit_of_work import Database

KEPT = timedelta(days=8)
"""Numbers of updates are known for longer than Telegram would hand them over again (24 hours)."""

PACES_KEPT = timedelta(hours=1)
"""Longer than any bucket is full; it holds the number of a chat, maybe of somebody who has erased themselves since."""

REMINDERS_KEPT = timedelta(days=60)
"""What became of a reminder: long enough that no date can come twice, however somebody travels."""

_EVERY = 3600.0
_LOG = logging.getLogger(__name__)


async def keep_house(
    database: Database, clock: Callable[[], datetime], stop: asyncio.Event, retention_days: int | None = None
) -> None:
    """At the start and every hour, until `stop`; what is kept for `retention_days` once a day."""
    swept: date | None = None
    while True:
        try:
            async with database.unit_of_work() as uow:
                now = clock()
                before = now - KEPT
                updates, messages = await uow.inbox.forget(before), await uow.outbox.forget(before)
                await uow.dead_letters.forget(before)
                await uow.outbox.forget_paces(now - PACES_KEPT)
                await uow.reminders.forget(now - REMINDERS_KEPT)
                await uow.commit()
            if updates or messages:
                _LOG.info("Forgotten: %s updates, %s messages", updates, messages)
            if retention_days is not None and swept != clock().date():
                gone = await erase_expired(database, clock() - timedelta(days=retention_days))
                swept = clock().date()
                _LOG.info("Erased after %s days: %s rounds, %s users", retention_days, gone.rounds, gone.users)
        except StorageError as error:
            _LOG.warning("Old updates and messages stay for now", extra={"error": error})
        except Exception:  # noqa: BLE001 (whatever fails, nobody would miss the next times until the disk is full)
            _LOG.exception("Old updates and messages stay for now")
        if await stopped_within(stop, _EVERY):
            return
