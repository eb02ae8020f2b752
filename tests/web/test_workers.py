"""Web processes take in, workers answer; several of each share one PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.practice.draft import DIALOGUES, read_draft
from bot.practice.library import Library, assemble
from bot.services.deps import Deps
from bot.settings import Settings, SettingsError
from bot.telegram.app import serve
from bot.telegram.webhook import set_webhook
from bot.web.app import Web
from storage.engine import create_engine
from storage.paces import Rate, Rates
from storage.records import Identity
from storage.unit_of_work import Database
from tests.ears import LISTENER
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot, FakeBotApi
from tests.fake_bot_api.webhook import HEADER, WebhookBot
from tests.telegram.talks import ACCEPT, ASK, opens

SECRET = "of-telegram-and-us-alone-and-long"
QUICK = Rate(timedelta(milliseconds=1), burst=100)
USERS = range(501, 513)


@pytest.fixture
def backend() -> str:
    return "postgresql"


def library() -> Library:
    draft = read_draft(DIALOGUES)
    assert draft.rubric is not None
    return assemble(draft, draft.rubric.model)


@asynccontextmanager
async def site(database_url: str, fake: FakeBot) -> AsyncIterator[WebhookBot]:
    """Two web processes and two workers."""
    settings = Settings.model_validate({"bot_token": fake.token, "telegram_api_base_url": fake.api.url})
    databases = [Database(create_engine(database_url), Rates(bot=QUICK, chat=QUICK, group=QUICK)) for _ in range(4)]
    clock = Clock()
    webs = [Web(database, fake.state.id, SECRET, lambda: datetime.now(UTC)).app() for database in databases[:2]]
    deps = [Deps(database, library(), LISTENER, clock, lambda: 7) for database in databases[2:]]
    clients = [
        httpx.AsyncClient(
            transport=httpx.ASGITransport(web), base_url="http://localhost", headers={HEADER: SECRET}, timeout=30
        )
        for web in webs
    ]
    stop = asyncio.Event()
    workers = [asyncio.create_task(serve(one, settings, stop, receives=False)) for one in deps]
    try:
        async with WebhookBot(fake, clients) as telegram:
            yield telegram
    finally:
        stop.set()
        await asyncio.gather(*workers)
        for database in databases:
            await database.dispose()


@pytest.fixture
def fake() -> Iterator[FakeBot]:
    api = FakeBotApi()
    api.start()
    yield api.new_bot()
    api.stop()


async def test_two_workers_answer_every_update_once_and_each_user_in_order(database_url: str, fake: FakeBot) -> None:
    async with site(database_url, fake) as telegram:
        players = [Player(telegram, Clock(), id=user) for user in USERS]
        for text in ("/help", "/privacy", "/settings"):
            await asyncio.gather(*(player.says(text) for player in players))
        for player in players:
            await player.sees("/practice")
            await player.sees("What is stored")
            await player.sees("Objections")
    assert len(fake.calls("sendMessage")) == 3 * len(players)


async def test_an_update_handed_over_ten_times_at_once_has_one_effect(database_url: str, fake: FakeBot) -> None:
    async with site(database_url, fake) as telegram:
        ann = Player(telegram, Clock())
        await opens(ann)
        await telegram.hand_over({"update_id": 900, "message": ann.message(text=ASK)}, times=5)
        await ann.sees("Step 2 of 4")
        await ann.says(ACCEPT)
        await ann.sees("Step 3 of 4")
    assert await said(database_url) == [ASK, ACCEPT]
    assert ann.unread == []


async def test_a_text_and_a_tap_at_once_follow_each_other_and_one_wins(database_url: str, fake: FakeBot) -> None:
    """Telegram keeps a queue for texts and another one for taps."""
    async with site(database_url, fake) as telegram:
        ann = Player(telegram, Clock())
        await opens(ann)
        menu = fake.state.shown[0]
        await ann.presses(menu.labels[1][0], on=menu)
        question = await ann.sees("You are in the middle of")
        tap, _ = await asyncio.gather(ann.presses("Drop it", on=question), ann.says(ASK))
        toast = await ann.toast(tap)
        await ann.says("/help")
        await ann.sees("/practice")
    texts = [message.text for message in fake.state.shown]
    dropped = any("No round is open" in text for text in texts)
    assert any("Step 2 of 4" in text for text in texts) != dropped
    assert toast.startswith("That moment has passed") != dropped
    assert await said(database_url) == ([] if dropped else [ASK])


async def test_an_album_taken_in_by_two_processes_gets_one_answer(database_url: str, fake: FakeBot) -> None:
    picture = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
    async with site(database_url, fake) as telegram:
        ann = Player(telegram, Clock())
        await asyncio.gather(*(ann.sends(photo=[picture], media_group_id="77") for _ in range(4)))
        await ann.says("/help")
        await ann.sees("/practice")
    assert ["only read text" in message.text for message in fake.state.shown] == [True, False]


async def said(database_url: str) -> list[str]:
    """What the only user said in the latest round."""
    database = Database(create_engine(database_url))
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(Identity(front="telegram", external_id="501"))
        assert user
        record = await uow.rounds.latest(user.id)
        assert record
    await database.dispose()
    return [turn.text for turn in record.turns]


@pytest.mark.parametrize("command", ["web", "worker"])
def test_a_sqlite_file_is_for_one_process(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:AAmade-up")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///data/stepdown.db")
    result = CliRunner().invoke(app, [command])
    assert isinstance(result.exception, SettingsError)
    assert "python -m bot telegram" in str(result.exception)


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, "with a space in it that is long enough", "x" * 257])
def test_a_secret_that_could_be_guessed_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET") as error:
        Settings.model_validate({"webhook_secret": secret}).secret()
    assert not secret or secret not in str(error.value)


async def test_the_release_tells_telegram_where_to_hand_updates_over(fake: FakeBot) -> None:
    settings = Settings.model_validate(
        {
            "bot_token": fake.token,
            "telegram_api_base_url": fake.api.url,
            "webhook_url": "https://bot.example/",
            "webhook_secret": SECRET,
        }
    )
    assert await set_webhook(settings) == "https://bot.example/telegram"
    assert fake.state.webhook["url"] == "https://bot.example/telegram"
    [call] = fake.calls("setWebhook")
    assert call.params["secret_token"] == SECRET
    assert await set_webhook(settings.model_copy(update={"webhook_url": None})) is None
