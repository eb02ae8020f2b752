"""A toy in place of practice: one turn an update, and a reply of one or two messages, both in one transaction."""

from typing import TYPE_CHECKING, cast

from telegram import Update

from bot.services.deps import Deps
from bot.services.replies import Reply
from bot.telegram.calls import Call, Method
from bot.telegram.errand import Errand
from bot.telegram.processor import Handle
from storage.records import SendKind
from tests.simulation.database import SimulatedUnitOfWork
from tests.simulation.tables import TurnRow

if TYPE_CHECKING:
    from tests.simulation.world import World

MESSAGES = {"say 1": 1, "say 2": 2, "slow": 1}


class Poisoned(Exception):  # noqa: N818 (named by what happened)
    """This update fails, whoever works on it."""


def handler(world: "World") -> Handle:
    async def handle(errand: Errand, update: Update) -> None:
        message = update.message
        if message is None or message.from_user is None or message.text == "nothing":
            return
        chat_id, user_id, text = message.chat_id, message.from_user.id, message.text or ""
        if text == "poison early":
            raise Poisoned

        async def take_turn(deps: Deps) -> Reply:
            async with deps.database.unit_of_work() as found:
                uow = cast("SimulatedUnitOfWork", found)
                await uow.count_turns(user_id)
            await world.think(long=text == "slow")
            async with deps.database.unit_of_work() as found:
                uow = cast("SimulatedUnitOfWork", found)
                number = await uow.count_turns(user_id) + 1
                await uow.add_turn(TurnRow(user_id=user_id, number=number, update_id=update.update_id))
                if text == "poison late":
                    raise Poisoned
                await deps.conclude(uow, Reply(()))
            return Reply(())

        async def look(_: Deps) -> Reply:
            return Reply(())

        if text == "tap":
            await errand.run(look, lambda _: edits(chat_id, update.update_id))
        else:
            await errand.run(take_turn, lambda _: replies(chat_id, update.update_id, MESSAGES.get(text, 1)))

    return handle


def replies(chat_id: int, number: int, count: int) -> tuple[Call, ...]:
    return tuple(Call(chat_id, Method.SEND, {"text": f"{number}.{part}"}) for part in range(1, count + 1))


def edits(chat_id: int, number: int) -> tuple[Call, ...]:
    """As a pressed button has it: the text where it stands, or below; and the buttons of that message go."""
    below = Call(chat_id, Method.SEND, {"text": f"{number}.1"})
    text = Call(chat_id, Method.EDIT, {"text": f"{number}.1", "message_id": number}, otherwise=below)
    return (text, Call(chat_id, Method.EDIT_BUTTONS, {"message_id": number}, SendKind.EDIT))
