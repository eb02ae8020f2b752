"""What everything is measured against: python-telegram-bot alone, with its own HTTP client, saying back what it hears."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    base_url = f"{os.environ['TELEGRAM_API_BASE_URL']}/bot"
    application = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
