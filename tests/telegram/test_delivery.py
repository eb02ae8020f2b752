"""What arrived is answered once, whatever stops in between."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.services.deps import Deps
from bot.telegram.processor import Processor
from storage.errors import DatabaseUnavailable
from storage.outbox import Outbox
from storage.records import NewMessage, Outcome, SendKind
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault
from tests.telegram.running import running
from tests.telegram.talks import ASK, KOFI, opens


@pytest.fixture
async def nobody(fake: FakeBot, clock: Clock) -> Player:
    """A user whose bot is not running."""
    return Player(fake, clock)


async def kept(deps: Deps, player: Player, number: int, update: dict[str, Any]) -> None:
    """An update that a bot took in before it was killed."""
    async with deps.database.unit_of_work() as uow:
        await uow.inbox.add(
            bot_id=player.bot.state.id,
            update_id=number,
            lane=player.id,
            body=json.dumps(update),
            received_at=datetime.now(UTC),
        )
        await uow.commit()


async def test_what_was_taken_in_before_a_crash_is_answered_after_it(deps: Deps, nobody: Player) -> None:
    await kept(deps, nobody, 1, {"update_id": 1, "message": nobody.message(text="hello")})
    async with running(deps, nobody.bot):
        await nobody.sees("practise with?")


async def test_what_was_to_be_sent_before_a_crash_is_sent_after_it(deps: Deps, nobody: Player) -> None:
    body = json.dumps({"method": "sendMessage", "params": {"text": "Still here."}})
    async with deps.database.unit_of_work() as uow:
        message = NewMessage(bot_id=nobody.bot.state.id, chat_id=nobody.id, kind=SendKind.REPLY, body=body)
        await uow.outbox.add([message], datetime.now(UTC))
        await uow.commit()
    async with running(deps, nobody.bot):
        await nobody.sees("Still here.")


@asynccontextmanager
async def failing_once(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> AsyncIterator[list[int]]:
    """The first call of a coroutine method fails as a database does that goes away."""
    whole, calls = getattr(owner, name), []

    async def fails(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseUnavailable("The database failed.")
        return await whole(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fails)
        yield calls


async def test_a_turn_and_its_answer_are_kept_together_or_not_at_all(
    deps: Deps, ann: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opens(ann)
    async with failing_once(monkeypatch, Outbox, "add") as calls:
        await ann.says(ASK)
        await ann.sees(KOFI)
    assert len(calls) == 2
    async with deps.database.unit_of_work() as uow:
        [open_round] = [await uow.rounds.open_of(user_id) for user_id in (1,)]  # type: ignore[arg-type]
    assert open_round is not None
    assert [turn.text for turn in open_round.turns] == [ASK]


async def test_an_update_that_always_fails_is_put_aside_and_the_chat_goes_on(
    deps: Deps, nobody: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.processor._PAUSE", timedelta(0))
    tried: list[int] = []
    whole = Processor._process

    async def counting(self: Processor, claimed: Any) -> None:
        tried.append(claimed.update_id)
        await whole(self, claimed)

    monkeypatch.setattr(Processor, "_process", counting)
    await kept(deps, nobody, 1, {"update_id": 1, "message": {"message_id": 1}})
    await kept(deps, nobody, 2, {"update_id": 2, "message": nobody.message(text="hello")})
    async with running(deps, nobody.bot):
        await nobody.sees("practise with?")
    assert tried == [1, 1, 1, 2]


@pytest.mark.parametrize("text", ["[]", "{}", '{"update_id": 3, "poll": {"id": "x"}}', "no json"])
async def test_an_update_that_nobody_can_read_holds_up_nobody(
    deps: Deps, nobody: Player, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("bot.telegram.processor._PAUSE", timedelta(0))
    async with deps.database.unit_of_work() as uow:
        await uow.inbox.add(bot_id=nobody.bot.state.id, update_id=3, lane=0, body=text, received_at=datetime.now(UTC))
        await uow.commit()
    async with running(deps, nobody.bot):
        await nobody.says("hello")
        await nobody.sees("practise with?")


async def outcomes(database: Database) -> Sequence[str]:
    async with database.engine.connect() as connection:
        return [row[0] for row in (await connection.exec_driver_sql("SELECT status FROM outgoing ORDER BY id")).all()]


async def test_what_became_of_each_message_is_kept(deps: Deps, nobody: Player) -> None:
    nobody.bot.state.faults.append(Fault("sendMessage", status=502, times=2))
    async with running(deps, nobody.bot):
        await nobody.says("/help")
        await nobody.says("/privacy")
        await nobody.sees("What is stored")
    assert await outcomes(deps.database) == [Outcome.UNCERTAIN, Outcome.SENT]


async def test_a_group_that_moved_is_followed(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    group = {"id": -5, "type": "group", "title": "Sales"}
    moved = {"id": -1005, "type": "supergroup", "title": "Sales"}
    bo = Player(fake, clock, chat=group)
    fake.state.faults.append(Fault("sendMessage", status=400, moved_to=-1005))
    async with running(deps, fake):
        await bo.says("/start")
        await Player(fake, clock, chat=moved).sees("private")
