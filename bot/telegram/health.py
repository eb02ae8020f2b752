"""Whether Telegram answers this token, asked without touching what it keeps: no update is fetched, no webhook removed."""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.errors import StepdownError
from bot.telegram.http import AiohttpRequest, Unanswered
from bot.telegram.patience import seconds_asked

PATIENCE = 10.0
"""Seconds that Telegram has to answer in."""


class TokenRefusedError(StepdownError):
    """Telegram knows no bot with this token."""

    code = "telegram_token_refused"


class TelegramUnreachableError(StepdownError):
    """Telegram did not answer, or not as Telegram does."""

    code = "telegram_unreachable"


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Where updates go when nobody polls. Its address is left out on purpose: many put the token into it."""

    is_set: bool
    waiting: int
    last_error: str
    last_error_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class TelegramHealth:
    """`webhook` is None where the server did not tell."""

    name: str
    seconds: float
    webhook: Webhook | None


async def look_at(token: str, base_url: str, patience: float = PATIENCE) -> TelegramHealth:
    """Raises TokenRefusedError or TelegramUnreachableError; neither repeats the library's words, which may hold the token."""
    request = AiohttpRequest(connections=1, connect_timeout=patience, read_timeout=patience)
    bot = Bot(token, base_url=f"{base_url}/bot", request=request)
    try:
        async with asyncio.timeout(patience):
            begun = time.perf_counter()
            await bot.initialize()
            seconds = time.perf_counter() - begun
        return TelegramHealth(name=f"@{bot.username}", seconds=seconds, webhook=await _webhook(bot, token, patience))
    except InvalidToken:
        raise TokenRefusedError("Telegram does not accept BOT_TOKEN.") from None
    except (TimedOut, TimeoutError):
        raise TelegramUnreachableError(f"There was no answer within {patience:g} s.") from None
    except RetryAfter as error:
        raise TelegramUnreachableError(f"Telegram asks to wait {seconds_asked(error):g} s.") from None
    except TelegramError as error:
        raise TelegramUnreachableError(f"There was no answer ({_kind(error)}).") from None
    finally:
        await bot.shutdown()


async def _webhook(bot: Bot, token: str, patience: float) -> Webhook | None:
    try:
        async with asyncio.timeout(patience):
            told = await bot.get_webhook_info()
    except (TelegramError, TimeoutError):
        return None
    return Webhook(
        is_set=bool(told.url),
        waiting=told.pending_update_count,
        last_error=(told.last_error_message or "").replace(token, "[token]"),
        last_error_at=told.last_error_date,
    )


def _kind(error: TelegramError) -> str:
    """What happened below, such as ClientConnectorError, or the library's kind of it: its words may hold the address, and so the token."""
    cause = error.__cause__
    return str(cause) if isinstance(cause, Unanswered) else type(error).__name__
