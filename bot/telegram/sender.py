"""From the outbox to Telegram. There is no way to ask whether a message arrived: what is not known is sent again as its kind allows."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from structlog.contextvars import bound_contextvars
from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.calls import Call, Method, read_call
from bot.telegram.claiming import Crew
from bot.telegram.http import NotSent
from bot.telegram.patience import seconds_asked
from bot.telegram.refused import TokenRefused, said
from bot.telegram.updates import UpdateBot
from bot.watch.metrics import Metrics, timed
from storage.daily_records import QuestionId
from storage.errors import LeaseLost, StorageError
from storage.records import Outcome, OutgoingMessage, SendKind
from storage.unit_of_work import Database, UnitOfWork

AT_ONCE = 16
LEASE = timedelta(seconds=60)
_LONGEST = 50.0
"""Seconds after the claim by which a call is over: while it may still succeed, nobody else may make it."""

_ROOM = 25.0
"""Seconds that a call is worth beginning with."""

MOST_ATTEMPTS = {SendKind.REPLY: 2, SendKind.EDIT: 5, SendKind.REMINDER: 1}
"""Attempts that may have arrived: a reply goes out once more, a reminder never."""

_LATE = "Late"
"""What is worth nothing any more is not sent: after hours without Telegram nobody gets a heap of reminders."""

_AGAIN = timedelta(seconds=1)
_LOOK_AGAIN = 0.05  # seconds; while something waits for its turn
_IDLE = 0.5
_KEEP_TRIES = 40  # seconds; the lease is longer
_WITH_TEXT = {Method.SEND, Method.EDIT}
_PLAIN = {"parse_mode": ParseMode.HTML, "link_preview_options": {"is_disabled": True}}
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Later:
    """Once more after a while; `reached` where Telegram may have it already, `hold` where the whole chat has to wait, `refused` where nothing can be sent at all."""

    wait: timedelta
    reached: bool
    hold: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Moved:
    chat_id: int


@dataclass(frozen=True)
class Ended:
    """`silent` where nobody reads the chat: nothing else needs to be tried there."""

    outcome: Outcome
    silent: bool = False
    poll: "PollShown | None" = None


@dataclass(frozen=True)
class PollShown:
    """A question of a drill, and the number of the poll that shows it: answers come with nothing else."""

    question: QuestionId
    poll_id: str


Fate = Ended | Later | Moved


@dataclass(frozen=True)
class _Claimed:
    """`over_at`: when a call has to be over, by the event loop's clock."""

    message: OutgoingMessage
    over_at: float


class Sender:
    """`wake` it when something was put into the outbox."""

    def __init__(
        self, bot: UpdateBot, database: Database, clock: Callable[[], datetime], metrics: Metrics | None = None
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._metrics = metrics or Metrics()
        self._refused = False
        self._crew = Crew(self._claim, self._send, at_once=AT_ONCE)

    def wake(self) -> None:
        self._crew.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, and then for a moment what may be sent at once. Raises TokenRefused."""
        await self._crew.run(stop, busy=_LOOK_AGAIN, idle=_IDLE)

    async def _claim(self, room: int) -> Sequence["_Claimed"]:
        if self._refused:
            raise TokenRefused
        now, over_at = self._clock(), asyncio.get_running_loop().time() + _LONGEST
        try:
            async with self._database.unit_of_work() as uow:
                claimed = await uow.outbox.claim(self._bot.id, now=now, until=now + LEASE, limit=room)
                if claimed:
                    await uow.commit()
        except StorageError as error:
            _LOG.warning("The outbox cannot be read", extra={"error": error})
            return ()
        return [_Claimed(message, over_at) for message in claimed]

    async def _send(self, claimed: "_Claimed") -> None:
        message = claimed.message
        with bound_contextvars(outgoing=message.id, chat=message.chat_id):
            method, fate, name = await self._attempt(message, claimed.over_at)
            self._metrics.sends.labels(method, message.kind, _outcome(fate)).inc()
            self._refused |= isinstance(fate, Later) and fate.refused
            await self._keep(message, fate, name)

    async def _attempt(self, message: OutgoingMessage, over_at: float) -> tuple[str, Fate, str]:
        """The method, what follows, and the kind of error where there was one."""
        method = ""
        try:
            call = read_call(message.body, message.chat_id, message.kind)
            method = call.method
            if message.attempts > MOST_ATTEMPTS[message.kind]:
                return method, Ended(Outcome.UNCERTAIN), ""
            if message.not_after is not None and self._clock() > message.not_after:
                return method, Ended(Outcome.REFUSED), _LATE
            if over_at - asyncio.get_running_loop().time() < _ROOM:
                # The claim itself took long: the database was slow.
                return method, Later(timedelta(0), reached=False), ""
            with timed(self._metrics.send_seconds.labels(method)):
                async with asyncio.timeout_at(over_at):
                    answer = await perform(self._bot, call)
        except TimeoutError:
            _LOG.warning("A message did not go out in time")
            return method, _after_silence(message), "TimeoutError"
        except TelegramError as error:
            fate = fate_of(error, message)
            _LOG.warning("A message did not go out: %s", _outcome(fate), extra={"error": said(error)})
            return method, fate, type(error).__name__
        except Exception as error:  # noqa: BLE001 (whatever one message does, the others go out)
            _LOG.exception("A message cannot be sent")
            return method, Ended(Outcome.REFUSED), type(error).__name__
        return method, Ended(Outcome.SENT, poll=_poll(call, answer)), ""

    async def _keep(self, message: OutgoingMessage, fate: Fate, error: str) -> None:
        """What became of it; a database that is away for a moment must not make a second copy of what was sent."""
        for _ in range(_KEEP_TRIES):
            try:
                async with self._database.unit_of_work() as uow:
                    await self._settle(uow, message, fate, error)
                    await uow.commit()
            except LeaseLost:
                _LOG.warning("The message was taken over by another process")
                return
            except StorageError as storage_error:
                _LOG.warning("What became of the message cannot be kept yet", extra={"error": storage_error})
                await asyncio.sleep(_AGAIN.total_seconds())
            else:
                return

    async def _settle(self, uow: UnitOfWork, message: OutgoingMessage, fate: Fate, error: str) -> None:
        now = self._clock()
        match fate:
            case Later(wait, reached, hold, _):
                await uow.outbox.send_again(message, now + wait, error, reached=reached)
                if hold:
                    await uow.outbox.hold(message.bot_id, message.chat_id, now + wait)
            case Moved(chat_id):
                await uow.outbox.send_again(message, now, error, reached=False)
                await uow.outbox.follow(message.bot_id, message.chat_id, chat_id)
                await uow.reminders.follow(message.bot_id, message.chat_id, chat_id)
            case Ended(outcome, silent, poll):
                await uow.outbox.finish(message, outcome, now, error)
                if poll:
                    await uow.drills.shown_as_poll(poll.question, poll.poll_id)
                if silent:
                    await uow.outbox.drop_waiting(message.bot_id, message.chat_id, error, now)
                    await uow.reminders.silence(message.bot_id, message.chat_id)


def _outcome(fate: Fate) -> str:
    """What became of an attempt, in a word."""
    match fate:
        case Later(_, reached, hold, _):
            return "held" if hold else "unknown" if reached else "unsent"
        case Moved():
            return "moved"
        case Ended(outcome):
            return outcome


async def perform(bot: UpdateBot, call: Call) -> object:
    """Makes the call, or the other one where Telegram refuses this; an edit that changes nothing is done. What Telegram answers."""
    try:
        return await _call(bot, call)
    except BadRequest as error:
        if "not modified" in error.message:
            return None
        if call.otherwise is None:
            raise
        return await perform(bot, call.otherwise)


def _poll(call: Call, answer: object) -> PollShown | None:
    poll = answer.get("poll") if isinstance(answer, dict) else None
    poll_id = poll.get("id") if isinstance(poll, dict) else None
    if call.question is None or not isinstance(poll_id, str):
        return None
    return PollShown(QuestionId(call.question), poll_id)


async def _call(bot: UpdateBot, call: Call) -> object:
    params = {"chat_id": call.chat_id, **call.params}
    if call.method in _WITH_TEXT:
        params |= _PLAIN
    if call.file:
        params["photo" if call.method is Method.SEND_PHOTO else "document"] = InputFile(
            call.file[1], filename=call.file[0]
        )
    return await bot.make(call.method, params)


def _after_silence(message: OutgoingMessage) -> Fate:
    """Nobody knows whether it arrived."""
    once_more = message.attempts < MOST_ATTEMPTS[message.kind]
    return Later(_AGAIN, reached=True) if once_more else Ended(Outcome.UNCERTAIN)


def fate_of(error: TelegramError, message: OutgoingMessage) -> Fate:
    """What follows from a refusal or a silence."""
    match error:
        case RetryAfter():
            return Later(timedelta(seconds=seconds_asked(error)), reached=False, hold=True)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Ended(Outcome.REFUSED, silent=True)
        case BadRequest():
            return Ended(Outcome.REFUSED, silent="chat not found" in error.message.lower())
        case NetworkError() if isinstance(error.__cause__, NotSent):
            return Later(_AGAIN, reached=False)
        case NetworkError():
            return _after_silence(message)
        case InvalidToken() | EndPointNotFound():
            return Later(_AGAIN, reached=False, refused=True)
        case _:
            return Ended(Outcome.REFUSED)
