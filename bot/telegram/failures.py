"""What went wrong, once: the traceback into the log, one kind sentence to the user."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Forbidden, RetryAfter
from telegram.ext import CallbackContext

from bot.services.replies import coach
from bot.telegram.courier import Courier
from bot.telegram.views import show

_LOG = logging.getLogger(__name__)

Context = CallbackContext[Any, Any, Any, Any]


def failure_handler(courier: Courier) -> Callable[[object, Context], Coroutine[Any, Any, None]]:
    async def handle(update: object, context: Context) -> None:
        number = update.update_id if isinstance(update, Update) else None
        if isinstance(context.error, (Forbidden, RetryAfter)):
            # Neither somebody who blocked the bot nor a chat that Telegram holds back is to get yet another message.
            _LOG.warning("Update %s: %s", number, context.error.message)
            return
        _LOG.error("Update %s failed", number, exc_info=context.error)
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is not None and chat.type == ChatType.PRIVATE:
            await courier.try_once(chat.id, show(coach("went_wrong")))

    return handle
