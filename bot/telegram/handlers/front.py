"""What every handler is given, and who an update is from."""

from dataclasses import dataclass

from telegram import Update, User

from bot.services.deps import Deps, Person, person_on
from bot.services.replies import Reply
from bot.telegram.courier import Courier
from bot.telegram.views import show

FRONT = "telegram"


@dataclass(frozen=True)
class Front:
    deps: Deps
    courier: Courier

    async def reply(self, chat_id: int, reply: Reply) -> None:
        await self.courier.deliver(chat_id, show(reply))


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
