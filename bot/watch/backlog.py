"""What waits in the tables, looked up when somebody asks and seldom enough to cost nothing."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from bot.watch.metrics import UNKNOWN, Metrics
from storage.errors import StorageError
from storage.unit_of_work import Database

EVERY = 10.0
"""Seconds; whoever asks sooner gets the same figures."""

PATIENCE = 2.0
"""Seconds: whoever asks is answered without these figures rather than not at all."""

_LOG = logging.getLogger(__name__)


class Backlog:
    """Sets the gauges of what waits; not known where the database does not answer."""

    def __init__(
        self, database: Database, metrics: Metrics, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._metrics = metrics
        self._clock = clock
        self._look: asyncio.Task[None] | None = None
        self._begun = 0.0

    async def refresh(self) -> None:
        """Raises nothing; a look that takes long goes on for whoever asks next."""
        now = asyncio.get_running_loop().time()
        if self._look is None or (self._look.done() and now >= self._begun + EVERY):
            self._begun = now
            self._look = asyncio.create_task(self._look_up())
        _, late = await asyncio.wait({self._look}, timeout=PATIENCE)
        if late:
            self._unknown()

    async def close(self) -> None:
        if self._look is not None:
            self._look.cancel()
            await asyncio.gather(self._look, return_exceptions=True)

    async def _look_up(self) -> None:
        now, metrics = self._clock(), self._metrics
        try:
            async with self._database.unit_of_work() as uow:
                updates, oldest_update = await uow.inbox.waiting()
                outgoing, oldest_outgoing = await uow.outbox.due(now)
                reminders, oldest_reminder = await uow.reminders.overdue(now)
        except StorageError as error:
            _LOG.warning("What waits is not known", extra={"error": error})
            self._unknown()
            return
        metrics.updates_waiting.set(updates)
        metrics.oldest_update.set(_age(oldest_update, now))
        metrics.outgoing_waiting.set(outgoing)
        metrics.oldest_outgoing.set(_age(oldest_outgoing, now))
        metrics.reminders_due.set(reminders)
        metrics.oldest_reminder.set(_age(oldest_reminder, now))

    def _unknown(self) -> None:
        metrics = self._metrics
        for gauge in (
            metrics.updates_waiting,
            metrics.oldest_update,
            metrics.outgoing_waiting,
            metrics.oldest_outgoing,
            metrics.reminders_due,
            metrics.oldest_reminder,
        ):
            gauge.set(UNKNOWN)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
