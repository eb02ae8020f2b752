"""Everything that is neither a line, nor a command, nor a button."""

from telegram import Update

from bot.services.deps import Deps
from bot.services.replies import Reply, coach
from bot.telegram.handlers.front import Front, chat_of


async def tell(front: Front, key: str, update: Update) -> None:
    """Answers with one sentence; nothing is stored and no turn is used."""

    async def sentence(_deps: Deps) -> Reply:
        return coach(key)

    await front.reply(chat_of(update), sentence)
