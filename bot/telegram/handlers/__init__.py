"""Updates to handlers: a handler is parse, one service, one view."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, PollAnswerHandler, filters

from bot.services.keep_updates import TOO_FAST
from bot.telegram.handlers.buttons import press
from bot.telegram.handlers.commands import COMMANDS, run_command
from bot.telegram.handlers.front import Front
from bot.telegram.handlers.others import tell
from bot.telegram.handlers.turns import play_turn
from bot.telegram.handlers.votes import vote

Handle = Callable[[Front, Update], Awaitable[None]]
Fits = BaseHandler[Update, Any, None]

_WRITTEN = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT
_IN_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


@dataclass(frozen=True)
class Route:
    """The library says which updates fit; what then happens is ours."""

    fits: Fits
    handle: Handle


class Router:
    """In this order: the first that fits takes the update; what fits none (service messages, channels) is ignored."""

    def __init__(self) -> None:
        self._routes = (
            Route(_message(_WRITTEN & filters.FORWARDED & filters.TEXT), _telling("forwarded")),
            *(Route(_command(name, _WRITTEN), _running(name)) for name in COMMANDS),
            Route(_message(_WRITTEN & filters.COMMAND), _telling("not_understood")),
            Route(_message(_WRITTEN & filters.TEXT), play_turn),
            Route(_message(_WRITTEN & filters.ATTACHMENT), _telling("not_text")),
            Route(_message(_EDITED), _telling("edited")),
            Route(_command(list(COMMANDS), _IN_GROUP), _telling("private_only")),
            Route(CallbackQueryHandler(_unused), press),
            Route(PollAnswerHandler(_unused), vote),
        )

    async def __call__(self, front: Front, update: Update) -> None:
        if TOO_FAST in update.api_kwargs:
            await tell(front, TOO_FAST, update)
            return
        for route in self._routes:
            fits = route.fits.check_update(update)
            if fits is not None and fits is not False:
                await route.handle(front, update)
                return


async def _unused(_update: Update, _context: object) -> None:
    """The library wants a callback beside each filter; only the filter is asked here."""


def _message(fitting: filters.BaseFilter) -> Fits:
    return MessageHandler(fitting, _unused)


def _command(names: str | list[str], fitting: filters.BaseFilter) -> Fits:
    return CommandHandler(names, _unused, fitting)


def _running(name: str) -> Handle:
    async def handle(front: Front, update: Update) -> None:
        await run_command(front, COMMANDS[name], update)

    return handle


def _telling(key: str) -> Handle:
    async def handle(front: Front, update: Update) -> None:
        await tell(front, key, update)

    return handle
