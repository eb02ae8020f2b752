"""/delete in the middle of everything: what waits has nothing left to do, and nothing brings anybody back."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.deps import Deps
from bot.telegram.housekeeping import PACES_KEPT, keep_house
from storage.models import Base
from storage.records import Identity, NewMessage, SendKind, UserId
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.storage.everything import Somebody, rows_of
from tests.telegram.running import running
from tests.telegram.talks import ASK, opens, talks

pytestmark = pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)

NUMBER = 7_010_000_501
IDENTITY = Identity(front="telegram", external_id=str(NUMBER))
NOBODY = UserId(0)


async def id_of(database: Database) -> UserId:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(IDENTITY)
    return user.id if user else NOBODY


async def tables_that_know(database: Database, player: Player, user_id: UserId) -> set[str]:
    """Where the player's numbers, name or words stand."""
    async with database.engine.begin() as connection:
        by_name = await rows_of(connection, Base.metadata, Somebody(player.first_name, player.id), user_id)
        by_words = await rows_of(connection, Base.metadata, Somebody(ASK, player.id), user_id)
    return set(by_name) | set(by_words)


async def wait_in_the_outbox(deps: Deps, player: Player, texts: Sequence[str]) -> None:
    """Messages for tomorrow, as reminders will be."""
    body = [json.dumps({"method": "sendMessage", "params": {"text": text}}) for text in texts]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    async with deps.database.unit_of_work() as uow:
        messages = [
            NewMessage(
                bot_id=player.bot.state.id, chat_id=player.id, kind=SendKind.REMINDER, body=one, not_before=tomorrow
            )
            for one in body
        ]
        await uow.outbox.add(messages, datetime.now(UTC))
        await uow.commit()


async def test_erasing_during_a_round_takes_all_that_waits_along(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    ann = Player(fake, clock, id=NUMBER, first_name="Annabel")
    async with running(deps, fake):
        await opens(ann)
        await talks(ann, (ASK,))
        await wait_in_the_outbox(deps, ann, ["Annabel, time to practise.", "Annabel, again."])
        await ann.says("/delete")
        question = await ann.sees("cannot be undone")
        user_id = await id_of(deps.database)
        assert {"users", "rounds", "turns", "outgoing"} <= await tables_that_know(deps.database, ann, user_id)
    # While nobody works, so that the second waits behind the first.
    taps = [await ann.presses("Yes, erase everything", question) for _ in range(2)]
    async with running(deps, fake):
        await ann.sees("is erased")
        assert await ann.toast(taps[1]) != ""
    assert await tables_that_know(deps.database, ann, user_id) <= {"paces"}
    assert await id_of(deps.database) == NOBODY


async def test_an_hour_later_not_even_their_number_is_left(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    ann = Player(fake, clock, id=NUMBER, first_name="Annabel")
    async with running(deps, fake):
        await opens(ann)
        user_id = await id_of(deps.database)
        await ann.says("/delete")
        await ann.sees("cannot be undone")
        await ann.presses("Yes, erase everything")
        await ann.sees("is erased")
    stop = asyncio.Event()
    stop.set()
    await keep_house(deps.database, lambda: datetime.now(UTC) + PACES_KEPT + timedelta(minutes=1), stop)
    assert await tables_that_know(deps.database, ann, user_id) == set()
