"""What becomes of a message that did not simply arrive."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.services.deps import Deps
from bot.settings import SettingsError
from bot.telegram.app import serve
from bot.telegram.http import NotSent, Unanswered
from bot.telegram.sender import Ended, Fate, Later, Moved, fate_of
from storage.models import Outgoing
from storage.records import NewMessage, Outcome, OutgoingId, OutgoingMessage, SendKind
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault
from tests.telegram.running import running, settings_for

CHAT = 501
SECOND = timedelta(seconds=1)
AGAIN, LAST_WORD = Later(SECOND, reached=True), Ended(Outcome.UNCERTAIN)


def message(kind: SendKind, attempts: int = 1) -> OutgoingMessage:
    return OutgoingMessage(id=OutgoingId(1), bot_id=7, chat_id=CHAT, kind=kind, body="", lease=1, attempts=attempts)


def caused(by: Exception) -> TelegramError:
    error = NetworkError("x")
    error.__cause__ = by
    return error


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("Bad Gateway"), caused(Unanswered("reset"))])
@pytest.mark.parametrize(
    ("kind", "attempts", "fate"),
    [
        (SendKind.REPLY, 1, AGAIN),
        (SendKind.REPLY, 2, LAST_WORD),
        (SendKind.EDIT, 4, AGAIN),
        (SendKind.EDIT, 5, LAST_WORD),
        (SendKind.REMINDER, 1, LAST_WORD),
    ],
)
def test_when_nobody_knows_a_reply_goes_out_once_more_and_a_reminder_never(
    error: TelegramError, kind: SendKind, attempts: int, fate: Fate
) -> None:
    assert fate_of(error, message(kind, attempts)) == fate


@pytest.mark.parametrize("kind", SendKind)
@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (caused(NotSent("refused")), Later(SECOND, reached=False)),
        (RetryAfter(30), Later(30 * SECOND, reached=False, hold=True)),
        (ChatMigrated(-1005), Moved(-1005)),
        (Forbidden("bot was blocked by the user"), Ended(Outcome.REFUSED, silent=True)),
        (BadRequest("Chat not found"), Ended(Outcome.REFUSED, silent=True)),
        (BadRequest("message is too long"), Ended(Outcome.REFUSED)),
        (InvalidToken(), Later(SECOND, reached=False, refused=True)),
        (EndPointNotFound("Not Found"), Later(SECOND, reached=False, refused=True)),
        (TelegramError("of tomorrow"), Ended(Outcome.REFUSED)),
    ],
)
def test_what_certainly_did_not_arrive_is_no_attempt_whatever_its_kind(
    kind: SendKind, error: TelegramError, fate: Fate
) -> None:
    assert fate_of(error, message(kind, attempts=1)) == fate


async def put(database: Database, bot_id: int, *texts: str, kind: SendKind = SendKind.REPLY) -> None:
    bodies = [json.dumps({"method": "sendMessage", "params": {"text": text}}) for text in texts]
    async with database.unit_of_work() as uow:
        messages = [NewMessage(bot_id=bot_id, chat_id=CHAT, kind=kind, body=body) for body in bodies]
        await uow.outbox.add(messages, datetime.now(UTC))
        await uow.commit()


async def outcomes(database: Database) -> list[tuple[str, int]]:
    async with database.engine.connect() as connection:
        rows = await connection.execute(select(Outgoing.status, Outgoing.attempts).order_by(Outgoing.id))
        return [(row.status, row.attempts) for row in rows]


@pytest.mark.parametrize("how", [Fault("sendMessage", broken_off=True), Fault("sendMessage", status=502)])
async def test_a_reminder_whose_fate_is_unknown_is_never_repeated(deps: Deps, fake: FakeBot, how: Fault) -> None:
    fake.state.faults.append(Fault(how.method, status=how.status, broken_off=how.broken_off))
    await put(deps.database, fake.state.id, "Ten minutes today?", kind=SendKind.REMINDER)
    await put(deps.database, fake.state.id, "A reply.")
    async with running(deps, fake):
        await Player(fake, Clock(), id=CHAT).sees("A reply.")
    assert len([call for call in fake.calls("sendMessage") if call.params["text"] == "Ten minutes today?"]) == 1
    assert await outcomes(deps.database) == [(Outcome.UNCERTAIN, 1), (Outcome.SENT, 1)]


async def test_a_token_refused_while_sending_ends_with_a_sentence_and_loses_nothing(deps: Deps, fake: FakeBot) -> None:
    fake.state.faults.append(Fault("sendMessage", status=401, times=99))
    await put(deps.database, fake.state.id, "Still here.")
    with pytest.raises(SettingsError, match="does not accept BOT_TOKEN") as error:
        await asyncio.wait_for(serve(deps, settings_for(fake), asyncio.Event(), receives=False), 8)
    assert fake.token not in str(error.value)
    assert error.value.__suppress_context__
    assert await outcomes(deps.database) == [("waiting", 0)]
    fake.state.faults.clear()
    async with running(deps, fake):
        await Player(fake, Clock(), id=CHAT).sees("Still here.")


async def test_a_token_refused_while_fetching_ends_with_the_same_sentence(deps: Deps, fake: FakeBot) -> None:
    fake.state.faults.append(Fault("getUpdates", status=401))
    with pytest.raises(SettingsError, match="does not accept BOT_TOKEN"):
        await asyncio.wait_for(serve(deps, settings_for(fake), asyncio.Event()), 8)


async def test_a_send_that_takes_forever_does_not_hold_up_the_end_and_is_made_by_the_next_process(
    deps: Deps, fake: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.app._DRAIN", 0.3)
    fake.state.faults.append(Fault("sendMessage", delay=40))
    await put(deps.database, fake.state.id, "Still here.")
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(deps, settings_for(fake), stop))
    async with asyncio.timeout(8):
        while (await outcomes(deps.database)) != [("waiting", 1)]:  # noqa: ASYNC110 (a database has no event)
            await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(serving, 4)
    async with deps.database.engine.begin() as connection:
        now = datetime.now(UTC)
        held = update(Outgoing).where(Outgoing.leased_until > now)
        assert (await connection.execute(held.values(leased_until=now))).rowcount == 1
    async with running(deps, fake):
        await Player(fake, Clock(), id=CHAT).sees("Still here.")
    assert await outcomes(deps.database) == [(Outcome.SENT, 2)]
