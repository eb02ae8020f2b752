"""The bot on Telegram by long polling, from its first word to the last."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

from telegram import BotCommand, Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.services.deps import Deps
from bot.settings import Settings, SettingsError
from bot.telegram.courier import Courier, seconds_asked
from bot.telegram.failures import failure_handler
from bot.telegram.handlers import handlers
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.handlers.front import Front
from bot.telegram.log import configure_logging
from bot.telegram.ordering import AT_ONCE, InOrderPerUser
from bot.texts import say

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
_LONGEST_RETRY = 30.0
_REJECTED = (
    "Telegram does not accept BOT_TOKEN. Copy it again from @BotFather, and check TELEGRAM_API_BASE_URL if you set it."
)
_LOG = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Wired = Callable[[Settings], AbstractAsyncContextManager[Deps]]


async def run(settings: Settings, wired: Wired) -> None:
    """Runs until SIGTERM or SIGINT; raises SettingsError where the token is missing, malformed or refused."""
    token = settings.token()
    configure_logging(settings.log_level, [token])
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # Where a system has no such signals, an interrupt cancels the whole.
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with wired(settings) as deps:
        await serve(build_application(deps, settings), stop)


def build_application(deps: Deps, settings: Settings, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> App:
    """`pause` waits out what Telegram asks for."""
    application: App = (
        ApplicationBuilder()
        .token(settings.token())
        .base_url(f"{settings.telegram_api_base_url}/bot")
        .concurrent_updates(InOrderPerUser())
        .connection_pool_size(2 * AT_ONCE)
        .pool_timeout(30.0)
        .read_timeout(20.0)
        .job_queue(None)
        .build()
    )
    front = Front(deps, Courier(application.bot, pause))
    application.add_handlers(handlers(front))
    application.add_error_handler(failure_handler(front.courier))
    return application


async def serve(application: App, stop: asyncio.Event) -> None:
    """Polls until `stop`; then every update that was fetched is still answered."""
    try:
        if await _reached(application.initialize, stop):
            await _offer_commands(application)
            await _poll(application, stop)
    finally:
        await application.shutdown()
        # Where the first call failed, the application counts as never begun and leaves the connections open.
        await application.bot.shutdown()


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
            _LOG.warning("Telegram cannot be reached, next try in %.0f s: %s", wait, error.message)
            await _stopped_within(stop, wait)
            wait = min(2 * wait, _LONGEST_RETRY)
        else:
            return True
    return False


async def _stopped_within(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _offer_commands(application: App) -> None:
    """The menu beside the input field. It is kept by Telegram, so a failure now and then does no harm."""
    menu = [BotCommand(name, say(f"command_{name}")) for name in COMMANDS]
    try:
        await application.bot.set_my_commands(menu)
    except TelegramError as error:
        _LOG.warning("The command menu could not be set: %s", error.message)


async def _poll(application: App, stop: asyncio.Event) -> None:
    updater = application.updater
    if updater is None:
        raise ValueError("an application without an updater cannot poll")
    refused = asyncio.Event()
    begin = partial(
        updater.start_polling,
        allowed_updates=UPDATES,
        timeout=timedelta(seconds=30),
        error_callback=partial(_polling_failed, refused, stop),
    )
    await application.start()
    try:
        if await _reached(begin, stop):
            _LOG.info("Listening as @%s", application.bot.username)
            await stop.wait()
    finally:
        if updater.running:
            await updater.stop()
        await application.stop()
    if refused.is_set():
        raise SettingsError(_REJECTED)


def _polling_failed(refused: asyncio.Event, stop: asyncio.Event, error: TelegramError) -> None:
    """The library tries again by itself; only a token that was taken back ends the bot."""
    if isinstance(error, EndPointNotFound):
        refused.set()
        stop.set()
    elif isinstance(error, Conflict):
        _LOG.error("Another process fetches this bot's updates; only one can. Stop the other one.")
    else:
        _LOG.warning("Updates cannot be fetched, trying again: %s", error.message)
