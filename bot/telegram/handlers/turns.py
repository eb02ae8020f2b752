"""Text: the user's next line in the open round."""

from telegram import Update

from bot.services.take_turn import Message, take_turn
from bot.telegram.handlers.front import Front, chat_of, sender


async def play_turn(front: Front, update: Update) -> None:
    message = update.message
    if message is None or message.text is None:
        return
    async with front.courier.typing(chat_of(update)):
        reply = await take_turn(front.deps, sender(update), Message(message.text, sent_at=message.date))
    await front.reply(chat_of(update), reply)
