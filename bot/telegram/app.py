"""The bot on Telegram by long polling, from its first word to the last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime

from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.services.deps import Deps
from bot.settings import Settings, SettingsError
from bot.signals import on_end
from bot.telegram.asides import Asides
from bot.telegram.errand import Errand
from bot.telegram.handlers import Router
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.front import Front
from bot.telegram.housekeeping import keep_house
from bot.telegram.http import AiohttpRequest
from bot.telegram.patience import seconds_asked, stopped_within
from bot.telegram.processor import AT_ONCE, Processor
from bot.telegram.receiver import POLL_SECONDS, Receiver
from bot.telegram.refused import TokenRefused, said
from bot.telegram.reminding import Reminding, private_chats
from bot.telegram.sender import Sender
from bot.telegram.updates import UpdateBot
from bot.texts import say
from bot.watch.listening import TimedListener
from bot.watch.metrics import Metrics
from bot.watch.start import watched, watching

_LONGEST_RETRY = 30.0
_DRAIN = 6.0
"""Seconds that receiving, processing and sending each have to end: a host kills after some 20 to 30."""

_REJECTED = (
    "Telegram does not accept BOT_TOKEN. Copy it again from @BotFather, and check TELEGRAM_API_BASE_URL if you set it."
)
_LOG = logging.getLogger(__name__)

Wired = Callable[[Settings], AbstractAsyncContextManager[Deps]]


async def run(settings: Settings, wired: Wired, *, receives: bool = True) -> None:
    """Runs until SIGTERM or SIGINT, polling unless web processes receive; raises SettingsError where the token is missing, malformed or refused."""
    settings.token()
    stop, metrics = asyncio.Event(), Metrics()
    on_end(lambda _: stop.set())
    with watching(settings):
        async with wired(settings) as deps, watched(settings, deps.database, metrics):
            await serve(deps, settings, stop, receives=receives, metrics=metrics)


async def serve(
    deps: Deps, settings: Settings, stop: asyncio.Event, *, receives: bool = True, metrics: Metrics | None = None
) -> None:
    """Works until `stop`; then every update that was fetched is still answered."""
    metrics = metrics or Metrics()
    deps = replace(deps, listener=TimedListener(deps.listener, metrics))
    bot = _bot(settings)
    try:
        if await _reached(bot.initialize, stop):
            await _offer_commands(bot)
            if receives:
                await _reached(bot.delete_webhook, stop)
            _LOG.info("Listening as @%s", bot.username)
            await _work(bot, replace(deps, reach=private_chats(bot.id)), stop, metrics, receives=receives)
    finally:
        await bot.shutdown()


def _bot(settings: Settings) -> UpdateBot:
    return UpdateBot(
        settings.token(),
        base_url=f"{settings.telegram_api_base_url}/bot",
        request=AiohttpRequest(connections=3 * AT_ONCE, read_timeout=20.0),
        get_updates_request=AiohttpRequest(connections=1, read_timeout=POLL_SECONDS + 10.0),
    )


async def _work(bot: UpdateBot, deps: Deps, stop: asyncio.Event, metrics: Metrics, *, receives: bool) -> None:
    """Receiving, processing, reminding and sending side by side; each goes on until the one before it has nothing left."""
    asides, router = Asides(bot), Router()

    async def handle(errand: Errand, update: Update) -> None:
        await router(Front(errand, asides), update)

    sender = Sender(bot, deps.database, _now, metrics)
    processor = Processor(bot, deps, _now, handle, sender.wake, metrics)
    receiver = Receiver(bot, deps.database, _now, processor.wake, metrics)
    reminding = Reminding(bot.id, deps, _now, sender.wake, metrics)
    received, processed = asyncio.Event(), asyncio.Event()
    housekeeping = asyncio.create_task(keep_house(deps.database, _now, stop, deps.retention_days))
    receiving = asyncio.create_task(receiver.run(stop) if receives else _until(stop))
    reminders = asyncio.create_task(reminding.run(stop))
    processing = asyncio.create_task(processor.run(received))
    sending = asyncio.create_task(sender.run(processed))
    # Each runs until it is told to stop; one that ends before that has failed and takes the others along.
    await asyncio.wait({receiving, processing, sending, reminders}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    results = list(await asyncio.gather(_ended(receiving), _ended(housekeeping), _ended(reminders)))
    received.set()
    processor.wake()
    results.append(await _ended(processing))
    processed.set()
    sender.wake()
    results.append(await _ended(sending))
    for failure in filter(None, results):
        if isinstance(failure, TokenRefused):
            raise SettingsError(_REJECTED) from None
        raise failure


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


async def _ended(task: "asyncio.Task[None]") -> BaseException | None:
    """Waits for what is under way, but not for ever: what is cut off is done by the next process, once its lease is over."""
    done, _ = await asyncio.wait({task}, timeout=_DRAIN)
    if not done:
        task.cancel()
    [result] = await asyncio.gather(task, return_exceptions=True)
    return result if isinstance(result, Exception) else None


def _now() -> datetime:
    return datetime.now(UTC)


async def _reached(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Calls until Telegram is there to answer; False where `stop` comes first."""
    wait = 1.0
    while not stop.is_set():
        try:
            await call()
        except InvalidToken:
            # The library's own error names the token.
            raise SettingsError(_REJECTED) from None
        except TelegramError as error:
            wait = seconds_asked(error) if isinstance(error, RetryAfter) else wait
            _LOG.warning("Telegram cannot be reached, next try in %.0f s", wait, extra={"error": said(error)})
            await stopped_within(stop, wait)
            wait = min(2 * wait, _LONGEST_RETRY)
        else:
            return True
    return False


async def _offer_commands(bot: Bot) -> None:
    """The menu beside the input field. It is kept by Telegram, so a failure now and then does no harm."""
    menu = [BotCommand(name, say(f"command_{name}")) for name in COMMANDS]
    try:
        await bot.set_my_commands(menu)
    except TelegramError as error:
        _LOG.warning("The command menu could not be set", extra={"error": said(error)})
