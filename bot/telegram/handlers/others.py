"""Everything that is neither a line, nor a command, nor a button."""

from telegram import Update

from bot.services.deps import Deps
from bot.services.replies import Reply, coach
from bot.telegram.handlers.front import Front, chat_of
from bot.telegram.recently import Recently


async def tell(front: Front, key: str, update: Update) -> None:
    """Answers with one sentence; nothing is stored and no turn is used."""

    async def sentence(_deps: Deps) -> Reply:
        return coach(key)

    await front.reply(chat_of(update), sentence)


class NotText:
    """Pictures, voices and the like. An album is many messages and gets one answer."""

    def __init__(self) -> None:
        self._albums = Recently(256)

    async def __call__(self, front: Front, update: Update) -> None:
        album = update.message.media_group_id if update.message else None
        if album is not None and album in self._albums:
            return
        await tell(front, "not_text", update)
        if album is not None:
            self._albums.add(album)
