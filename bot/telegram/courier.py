"""Messages on their way to Telegram: in order, with patience, and never twice more than they must."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.views import Document, Shown, Text

LONGEST_WAIT = 30.0
"""Seconds; a longer wait that Telegram asks for is not worth holding a user's other messages back."""

SLOW = 0.7
"""Seconds after which a user would wonder whether anybody is there."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Courier:
    """`pause` waits out what Telegram asks for; tests pass their own."""

    bot: Bot
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def deliver(self, chat_id: int, shown: tuple[Shown, ...]) -> None:
        """Sends a reply in order. Somebody who blocked the bot gets nothing, and that is no error."""
        try:
            for item in shown:
                await self._patiently(lambda item=item: self._send(chat_id, item))  # type: ignore[misc] # bound at once
        except Forbidden as error:
            _LOG.info("Not delivered to %s: %s", chat_id, error.message)

    async def try_once(self, chat_id: int, shown: tuple[Shown, ...]) -> None:
        """For the word that something went wrong: if that does not arrive either, so be it."""
        for item in shown:
            try:
                await self._send(chat_id, item)
            except TelegramError as error:
                _LOG.info("Not delivered to %s: %s", chat_id, error.message)

    async def replace(self, message: Message, shown: tuple[Shown, ...]) -> None:
        """Puts the reply where `message` stands; below it where that is not possible."""
        if len(shown) != 1 or not isinstance(shown[0], Text):
            await self.deliver(message.chat_id, shown)
            return
        text = shown[0]
        try:
            await self._patiently(
                lambda: message.edit_text(
                    text.html, ParseMode.HTML, reply_markup=text.buttons, link_preview_options=_NO_PREVIEW
                )
            )
        except BadRequest as error:
            if "not modified" not in error.message:
                await self.deliver(message.chat_id, shown)

    async def set_buttons(self, message: Message, buttons: InlineKeyboardMarkup | None) -> None:
        """A keyboard that stays as it was is only untidy: the services refuse what has passed."""
        with suppress(TelegramError):
            await message.edit_reply_markup(buttons)

    async def answer(self, query: CallbackQuery, toast: str | None = None) -> None:
        """Ends the button's waiting circle; a query older than Telegram keeps cannot be answered any more."""
        try:
            await query.answer(toast)
        except TelegramError as error:
            _LOG.info("A button's answer did not arrive: %s", error.message)

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

    async def _patiently(self, send: Callable[[], Awaitable[Result]]) -> Result:
        """Once more after a wait that Telegram asks for, or when the network failed: then at most two copies arrive."""
        try:
            return await send()
        except RetryAfter as error:
            seconds = seconds_asked(error)
            if seconds > LONGEST_WAIT:
                raise
            _LOG.warning("Telegram asks to wait %s s before the next message", seconds)
            await self.pause(seconds)
        except BadRequest:
            raise
        except NetworkError as error:
            _LOG.warning("Sending again after: %s", error.message)
        return await send()

    async def _send(self, chat_id: int, item: Shown) -> Message:
        if isinstance(item, Document):
            return await self.bot.send_document(
                chat_id,
                InputFile(item.content, filename=item.name),
                caption=item.caption,
                reply_markup=item.buttons,
            )
        return await self.bot.send_message(
            chat_id, item.html, ParseMode.HTML, reply_markup=item.buttons, link_preview_options=_NO_PREVIEW
        )


def seconds_asked(error: RetryAfter) -> float:
    """The wait that Telegram asks for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
