"""What helps while somebody waits and is worth nothing afterwards: a button's circle ends, “typing…” shows. Nothing of it is kept."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from telegram import Bot, CallbackQuery
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.refused import said

SLOW = 0.7
"""Seconds after which a user would wonder whether anybody is there."""

_LONGEST = 5.0  # seconds; whoever is next must not wait for a button's circle
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asides:
    bot: Bot

    async def answer(self, query: CallbackQuery, toast: str | None = None) -> None:
        """Ends the button's waiting circle; a query older than Telegram keeps cannot be answered any more."""
        try:
            async with asyncio.timeout(_LONGEST):
                await query.answer(toast)
        except TimeoutError:
            _LOG.info("A button's answer did not arrive in time")
        except TelegramError as error:
            _LOG.info("A button's answer did not arrive", extra={"error": said(error)})

    @asynccontextmanager
    async def typing(self, chat_id: int) -> AsyncIterator[None]:
        """Shows “typing…” where what happens inside takes noticeably long."""
        task = asyncio.create_task(self._type(chat_id))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _type(self, chat_id: int) -> None:
        await asyncio.sleep(SLOW)
        with suppress(TelegramError):
            await self.bot.send_chat_action(chat_id, ChatAction.TYPING)
