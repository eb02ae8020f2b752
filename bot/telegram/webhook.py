"""Telling Telegram where to hand updates over."""

from telegram import Bot
from telegram.error import TelegramError

from bot.services.raw_updates import KINDS
from bot.settings import Settings, SettingsError
from bot.telegram.http import AiohttpRequest

PATH = "/telegram"


async def set_webhook(settings: Settings) -> str | None:
    """The address that Telegram knows from now on; None where WEBHOOK_URL is not set. Raises SettingsError where Telegram refuses it."""
    if settings.webhook_url is None:
        return None
    address = f"{settings.webhook_url}{PATH}"
    try:
        async with Bot(
            settings.token(),
            base_url=f"{settings.telegram_api_base_url}/bot",
            request=AiohttpRequest(connections=1, read_timeout=10.0),
            get_updates_request=AiohttpRequest(connections=1, read_timeout=10.0),
        ) as bot:
            await bot.set_webhook(address, secret_token=settings.secret(), allowed_updates=list(KINDS))
    except TelegramError as error:
        # Only the kind: the library's words may hold the token.
        raise SettingsError(
            f"Telegram does not take WEBHOOK_URL and BOT_TOKEN ({type(error).__name__}). The address must be https and reachable from outside."
        ) from None
    return address
