"""Long polling: updates go into the inbox, and Telegram hears that they arrived only after the commit."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.services.keep_updates import Taken, keep_updates
from bot.services.raw_updates import RawUpdate, number_of
from bot.services.throttle import Throttle
from bot.telegram.patience import seconds_asked, stopped_within
from bot.telegram.refused import TokenRefused, said
from bot.telegram.updates import UpdateBot
from bot.watch.metrics import Metrics
from storage.errors import StorageError
from storage.unit_of_work import Database

POLL_SECONDS = 30
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_LOG = logging.getLogger(__name__)


class Receiver:
    """`arrived` is called after each commit that brought something."""

    def __init__(
        self,
        bot: UpdateBot,
        database: Database,
        clock: Callable[[], datetime],
        arrived: Callable[[], None],
        metrics: Metrics | None = None,
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._arrived = arrived
        self._throttle = Throttle()
        self._metrics = metrics or Metrics()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; raises TokenRefused. Failures of Telegram or of the database are waited out, and lose nothing."""
        offset: int | None = None
        wait = _FIRST_WAIT
        while not stop.is_set():
            try:
                updates = await self._fetch(offset, stop)
                await self._keep(updates)
            except (InvalidToken, EndPointNotFound):
                # The library's own error names the token.
                raise TokenRefused from None
            except (TelegramError, StorageError) as error:
                wait = seconds_asked(error) if isinstance(error, RetryAfter) else wait
                _tell(error, wait)
                await stopped_within(stop, wait)
                wait = min(2 * wait, _LONGEST_WAIT)
                continue
            wait = _FIRST_WAIT
            # After an idle week numbers begin anew, perhaps lower: what is confirmed stays so without naming it again.
            numbers = [number for update in updates if (number := number_of(update)) is not None]
            offset = max(numbers) + 1 if numbers else None

    async def _fetch(self, offset: int | None, stop: asyncio.Event) -> Sequence[RawUpdate]:
        """What has come, or nothing once `stop` is set."""
        fetching = asyncio.create_task(self._bot.fetch(offset, POLL_SECONDS))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await fetching if fetching.done() else ()
        finally:
            fetching.cancel()
            stopping.cancel()
            await asyncio.gather(fetching, stopping, return_exceptions=True)

    async def _keep(self, updates: Sequence[RawUpdate]) -> None:
        if not updates:
            return
        now = self._clock()
        if await keep_updates(self._database, self._bot.id, updates, now, self._throttle, self._taken):
            self._arrived()

    def _taken(self, kind: str, result: Taken) -> None:
        self._metrics.received.labels(kind, result).inc()


def _tell(error: Exception, wait: float) -> None:
    if isinstance(error, Conflict):
        _LOG.error("Another process fetches this bot's updates; only one can. Stop the other one.")
    else:
        told = said(error) if isinstance(error, TelegramError) else error
        _LOG.warning("Updates cannot be fetched or kept, next try in %.0f s", wait, extra={"error": told})
