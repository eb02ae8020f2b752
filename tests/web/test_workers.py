"""Web processes take in, workers answer; several of each share one PostgreSQL."""

import asyncio
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
from storage.unit_of_work import Database
from tests.ears import LISTENER
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBotApi

SECRET = "of-telegram-and-us-alone-and-long"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
QUICK = Rate(timedelta(milliseconds=1), burst=100)
USERS = range(501, 513)


@pytest.fixture
def backend() -> str:
    return "postgresql"


def library() -> Library:
    draft = read_draft(DIALOGUES)
    assert draft.rubric is not None
    return assemble(draft, draft.rubric.model)


async def test_two_workers_answer_every_update_once_and_each_user_in_order(database_url: str) -> None:
    api = FakeBotApi()
    api.start()
    fake = api.new_bot()
    settings = Settings.model_validate({"bot_token": fake.token, "telegram_api_base_url": api.url})
    databases = [Database(create_engine(database_url), Rates(bot=QUICK, chat=QUICK, group=QUICK)) for _ in range(4)]
    clock = Clock()
    webs = [Web(database, fake.state.id, SECRET, lambda: datetime.now(UTC)).app() for database in databases[:2]]
    deps = [Deps(database, library(), LISTENER, clock, lambda: 7) for database in databases[2:]]
    stop = asyncio.Event()
    workers = [asyncio.create_task(serve(one, settings, stop, receives=False)) for one in deps]
    clients = [
        httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://localhost", headers=HEADER)
        for web in webs
    ]
    players = [Player(fake, clock, id=user) for user in USERS]
    number = 0
    for text in ("/help", "/privacy", "/settings"):
        for player in players:
            number += 1
            entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
            update = {"update_id": number, "message": player.message(text=text, entities=entities)}
            # Telegram may say it twice, to whichever process.
            answers = await asyncio.gather(*(client.post("/telegram", json=update) for client in clients))
            assert [answer.status_code for answer in answers] == [200, 200]
    for player in players:
        await player.sees("/practice")
        await player.sees("What is stored")
        await player.sees("Objections")
    stop.set()
    await asyncio.gather(*workers)
    assert len(fake.calls("sendMessage")) == 3 * len(players)
    for client in clients:
        await client.aclose()
    for database in databases:
        await database.dispose()
    api.stop()


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


async def test_the_release_tells_telegram_where_to_hand_updates_over() -> None:
    api = FakeBotApi()
    api.start()
    fake = api.new_bot()
    settings = Settings.model_validate(
        {
            "bot_token": fake.token,
            "telegram_api_base_url": api.url,
            "webhook_url": "https://bot.example/",
            "webhook_secret": SECRET,
        }
    )
    assert await set_webhook(settings) == "https://bot.example/telegram"
    assert fake.state.webhook["url"] == "https://bot.example/telegram"
    [call] = fake.calls("setWebhook")
    assert call.params["secret_token"] == SECRET
    assert await set_webhook(settings.model_copy(update={"webhook_url": None})) is None
    api.stop()
