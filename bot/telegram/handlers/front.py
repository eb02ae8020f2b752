"""What every handler is given, and who an update is from."""

from dataclasses import dataclass

from telegram import Update, User

from bot.services.deps import Person, person_on
from bot.services.replies import Reply
from bot.telegram.asides import Asides
from bot.telegram.calls import Call, sending
from bot.telegram.errand import Errand, UseCase
from bot.telegram.views import show

FRONT = "telegram"


@dataclass(frozen=True)
class Front:
    """One update at a time: the errand keeps what is changed and said, asides go straight to Telegram."""

    errand: Errand
    asides: Asides

    async def reply(self, chat_id: int, use_case: UseCase) -> None:
        def view(reply: Reply) -> tuple[Call, ...]:
            return sending(chat_id, show(reply))

        await self.errand.run(use_case, view)


def person(user: User) -> Person:
    return person_on(FRONT, str(user.id), user.first_name or "")


def sender(update: Update) -> Person:
    """Whoever wrote a message in a private chat, which always has a sender."""
    user = update.effective_user
    if user is None:
        raise ValueError("an update without a user passed the filters")
    return person(user)


def chat_of(update: Update) -> int:
    """The chat to answer in."""
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat passed the filters")
    return chat.id
