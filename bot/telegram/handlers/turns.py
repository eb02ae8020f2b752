"""Text: the user's next line in the open round."""

from telegram import Update

from bot.services.deps import Deps
from bot.services.replies import Reply
from bot.services.take_turn import Message, take_turn
from bot.telegram.handlers.front import Front, chat_of, sender


async def play_turn(front: Front, update: Update) -> None:
    message = update.message
    if message is None or message.text is None:
        return
    said = Message(message.text, sent_at=message.date)

    async def turn(deps: Deps) -> Reply:
        return await take_turn(deps, sender(update), said)

    async with front.asides.typing(chat_of(update)):
        await front.reply(chat_of(update), turn)
