"""Reminders whose time has come, on their way. Any number of processes may do this: a date of a slot is decided once."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.services.deps import Deps, Person, Reach, person_on
from bot.services.meetings.noticing import send_due_notices
from bot.services.reminder_message import reminder_message
from bot.services.reminder_plans import zones_edition
from bot.services.replies import Reply
from bot.services.send_due_reminders import bring_up_to_date, send_due_reminders
from bot.telegram.calls import sending
from bot.telegram.handlers.front import FRONT
from bot.telegram.patience import stopped_within
from bot.telegram.views import show
from bot.watch.metrics import Metrics
from storage.daily_records import DueRecord
from storage.errors import StorageError
from storage.meeting_records import NoticeRecord
from storage.records import NewMessage, SendKind
from storage.unit_of_work import UnitOfWork

_EVERY = 1.0
"""Seconds between two looks; a reminder is spread over ninety of them anyway."""

_ZONES_EVERY = 3600.0
"""Another process may still compute with an older edition of the zones until it is replaced."""

_LOG = logging.getLogger(__name__)


def private_chats(bot_id: int) -> Callable[[Person], Reach | None]:
    """A private chat in Telegram has the number of its user."""

    def reach(person: Person) -> Reach | None:
        number = person.identity.external_id
        return Reach(bot_id, int(number)) if person.identity.front == FRONT and number.isdecimal() else None

    return reach


def _owner(notice: NoticeRecord) -> Person:
    """Whose private chat it is."""
    return person_on(FRONT, str(notice.chat_id), "")


class Reminding:
    """`wake` is called when something was put into the outbox."""

    def __init__(
        self,
        bot_id: int,
        deps: Deps,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        metrics: Metrics | None = None,
    ) -> None:
        self._bot_id = bot_id
        self._deps = deps
        self._clock = clock
        self._wake = wake
        self._metrics = metrics or Metrics()
        self._looked_at_zones: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; a database that is away is asked again."""
        _LOG.info("Time zones: edition %s", zones_edition())
        while True:
            for work in (self._bring_up_to_date, self._send, self._send_notices):
                try:
                    await work(stop)
                except StorageError as error:
                    _LOG.warning("Reminders wait for the database", extra={"error": error})
                except Exception:  # noqa: BLE001 (whatever fails, nobody would be reminded of anything any more)
                    _LOG.exception("Reminders wait")
            if await stopped_within(stop, _EVERY):
                return

    async def _bring_up_to_date(self, stop: asyncio.Event) -> None:
        now = asyncio.get_running_loop().time()
        if self._looked_at_zones is not None and now < self._looked_at_zones + _ZONES_EVERY:
            return
        moved = 0
        while not stop.is_set() and (count := await bring_up_to_date(self._deps.database, self._bot_id, self._clock())):
            moved += count
        self._looked_at_zones = now
        if moved:
            _LOG.info("Plans of reminders computed anew: %s", moved)

    async def _send(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            found = await send_due_reminders(self._deps.database, self._bot_id, self._clock(), self._compose)
            for verdict, count in found.items():
                self._metrics.reminders.labels(verdict).inc(count)
            if not found:
                return
            self._wake()

    async def _send_notices(self, stop: asyncio.Event) -> None:
        """What is to be said around the date of a meeting."""
        while not stop.is_set():
            now = self._clock()
            found = await send_due_notices(self._deps.up_to_date(), self._bot_id, now, _owner, self._notice)
            if not found:
                return
            self._wake()

    def _notice(self, notice: NoticeRecord, reply: Reply) -> list[NewMessage]:
        calls = sending(notice.chat_id, show(reply))
        return [replace(call, kind=SendKind.REMINDER).to_message(self._bot_id) for call in calls]

    async def _compose(self, uow: UnitOfWork, due: DueRecord) -> Sequence[NewMessage]:
        reply = await reminder_message(self._deps.up_to_date(), uow, due)
        calls = sending(due.plan.chat_id, show(reply))
        return [replace(call, kind=SendKind.REMINDER).to_message(self._bot_id) for call in calls]
