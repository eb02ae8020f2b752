"""Updates to handlers: a handler is parse, one service, one view."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.telegram.handlers.buttons import press
from bot.telegram.handlers.commands import COMMANDS, run_command
from bot.telegram.handlers.front import Front
from bot.telegram.handlers.others import NotText, tell
from bot.telegram.handlers.turns import play_turn

Handler = BaseHandler[Update, Any, None]
_Callback = Callable[[Update, Any], Awaitable[None]]

_WRITTEN = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT
_IN_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


def handlers(front: Front) -> list[Handler]:
    """In this order: the first that fits takes the update; what fits none (service messages, channels) is ignored."""
    return [
        MessageHandler(_WRITTEN & filters.FORWARDED & filters.TEXT, _telling(front, "forwarded")),
        *(CommandHandler(name, _running(front, name), _WRITTEN) for name in COMMANDS),
        MessageHandler(_WRITTEN & filters.COMMAND, _telling(front, "not_understood")),
        MessageHandler(_WRITTEN & filters.TEXT, _with(front, play_turn)),
        MessageHandler(_WRITTEN & filters.ATTACHMENT, _with(front, NotText())),
        MessageHandler(_EDITED, _telling(front, "edited")),
        CommandHandler(list(COMMANDS), _telling(front, "private_only"), _IN_GROUP),
        CallbackQueryHandler(_with(front, press)),
    ]


def _with(front: Front, handle: Callable[[Front, Update], Awaitable[None]]) -> Any:  # noqa: ANN401 (the library wants coroutines of its own generic types)
    async def callback(update: Update, _context: object) -> None:
        await handle(front, update)

    return callback


def _running(front: Front, name: str) -> Any:  # noqa: ANN401
    return _with(front, lambda front, update: run_command(front, COMMANDS[name], update))


def _telling(front: Front, key: str) -> Any:  # noqa: ANN401
    return _with(front, lambda front, update: tell(front, key, update))
