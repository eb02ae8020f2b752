"""From the inbox to the use cases: lanes side by side, each lane in order, a failing update never in the way for long."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from time import perf_counter

from structlog.contextvars import bound_contextvars
from telegram import Bot, Update
from telegram.constants import ChatType

from bot.services.deps import Deps
from bot.services.raw_updates import OTHER_KIND, kind_of
from bot.services.replies import coach
from bot.telegram.calls import Call, sending
from bot.telegram.claiming import Crew
from bot.telegram.errand import Errand
from bot.telegram.updates import read_update
from bot.telegram.views import show
from bot.watch.metrics import Metrics
from storage.errors import DatabaseUnavailable, DatabaseUnwritable, LeaseLost, StorageError
from storage.records import ReceivedUpdate

AT_ONCE = 16
"""Users answered side by side; more only lengthens the queue for the database."""

LEASE = timedelta(seconds=30)
ATTEMPTS = 3
_SLOW_ATTEMPTS = 10
"""A process that stood still looks like an update that takes too long: only what does so again and again is given up."""

_MOST_CLAIMS = 50
"""An update that kills its process is never counted out by an error; machines whose clocks are far apart take updates from each other many times."""

_LONGEST = LEASE - timedelta(seconds=5)
_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(seconds=15)
_LOOK_AGAIN, _IDLE = 0.05, 0.5  # seconds; another process may have put something in
_LOG = logging.getLogger(__name__)

Handle = Callable[[Errand, Update], Awaitable[None]]


class KilledTooOften(Exception):  # noqa: N818 (named by what happened)
    """Whoever worked on this update ended before it was done, again and again."""


class Processor:
    """`wake` it when something may have come in."""

    def __init__(
        self,
        bot: Bot,
        deps: Deps,
        clock: Callable[[], datetime],
        handle: Handle,
        done: Callable[[], None],
        metrics: Metrics | None = None,
    ) -> None:
        self._bot = bot
        self._deps = deps
        self._clock = clock
        self._handle = handle
        self._metrics = metrics or Metrics()
        self._crew = Crew(self._claim, self._process, at_once=AT_ONCE, ended=done)

    def wake(self) -> None:
        self._crew.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, and then for a moment what waits already."""
        await self._crew.run(stop, busy=_LOOK_AGAIN, idle=_IDLE)

    async def _claim(self, room: int) -> Sequence[ReceivedUpdate]:
        now = self._clock()
        try:
            async with self._deps.database.unit_of_work() as uow:
                claimed = await uow.inbox.claim(self._bot.id, now=now, until=now + LEASE, limit=room)
                if claimed:
                    await uow.commit()
        except StorageError as error:
            _LOG.warning("The inbox cannot be read", extra={"error": error})
            return ()
        return claimed

    async def _process(self, claimed: ReceivedUpdate) -> None:
        whose = {"user": claimed.lane} if claimed.lane else {}
        with bound_contextvars(update_id=claimed.update_id, **whose):
            begun = perf_counter()
            kind, result = await self._work_on(claimed)
            self._metrics.processed.labels(kind, result).inc()
            self._metrics.update_seconds.labels(kind).observe(perf_counter() - begun)

    async def _work_on(self, claimed: ReceivedUpdate) -> tuple[str, str]:
        """The update's kind, and what became of it."""
        errand = Errand(self._deps, claimed, self._clock)
        update: Update | None = None
        kind = OTHER_KIND
        try:
            _count_out(claimed)
            body = json.loads(claimed.body)
            kind = kind_of(body)
            update = read_update(body, self._bot)
            async with asyncio.timeout(_LONGEST.total_seconds()):
                await self._handle(errand, update)
                if not errand.settled:
                    await errand.ignore()
        except LeaseLost:
            _LOG.warning("The update was taken over by another process")
            return kind, "overtaken"
        except Exception as error:  # noqa: BLE001 (whatever one update does, the others go on)
            return kind, await self._failed(errand, update, error)
        return kind, "done"

    async def _failed(self, errand: Errand, update: Update | None, error: Exception) -> str:
        claimed, name = errand.claimed, type(error).__name__
        unavailable = isinstance(error, (DatabaseUnavailable, DatabaseUnwritable))
        if unavailable:
            _LOG.warning("The update cannot be answered now", extra={"error": error})
        else:
            _LOG.error("The update failed", exc_info=error)
        if errand.settled:
            return "done"
        try:
            most = _SLOW_ATTEMPTS if isinstance(error, TimeoutError) else ATTEMPTS
            if (unavailable or claimed.failures + 1 < most) and claimed.attempts <= _MOST_CLAIMS:
                again_at = self._clock() + min(_PAUSE * claimed.attempts, _LONGEST_PAUSE)
                await errand.put_back(name, again_at, failed=not unavailable)
                return "put_back"
            await errand.give_up(name, _apology(update))
        except StorageError as storage_error:
            # The lease runs out by itself.
            _LOG.warning("The update stays claimed", extra={"error": storage_error})
            return "left"
        return "dead"


def _count_out(claimed: ReceivedUpdate) -> None:
    if claimed.attempts > _MOST_CLAIMS:
        raise KilledTooOften(f"claimed {claimed.attempts} times")


def _apology(update: Update | None) -> tuple[Call, ...]:
    chat = update.effective_chat if update else None
    return sending(chat.id, show(coach("went_wrong"))) if chat is not None and chat.type == ChatType.PRIVATE else ()
