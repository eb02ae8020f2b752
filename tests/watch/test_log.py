"""A log line says what happened to which update, and never who somebody is, what they said or what opens a door."""

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import insert
from structlog.contextvars import bound_contextvars

from bot.errors import StepdownError
from bot.settings import Settings
from bot.watch.log import new_handler
from storage.errors import RecordRefused, StorageError
from storage.models import Update
from storage.unit_of_work import Database
from tests.storage.samples import NOON
from tests.watch.logs import written

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ANN = 501_888_777
LOG = logging.getLogger("bot.somewhere")
WORDS = "I would like 62k because of my divorce"


def test_a_line_is_one_json_object_with_its_time_place_and_update() -> None:
    with written() as log, bound_contextvars(update_id=77, user=ANN):
        LOG.warning("It took %s s", 3)
    line = log.line("It took")
    assert set(line) == {"timestamp", "level", "logger", "event", "update_id", "user"}
    assert (line["level"], line["logger"], line["event"]) == ("warning", "bot.somewhere", "It took 3 s")
    assert line["update_id"] == 77
    told = datetime.fromisoformat(line["timestamp"])
    assert told.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)


def pseudonym_of(user: int, **settings: str) -> str:
    with written(**settings) as log, bound_contextvars(user=user, chat=user):
        LOG.warning("Something happened")
    assert str(user) not in log.text
    line = log.line("Something")
    assert line["user"] == line["chat"]
    found: str = line["user"]
    return found


def test_lines_of_one_user_can_be_joined_and_not_turned_back() -> None:
    mine = pseudonym_of(ANN, bot_token=TOKEN)
    assert len(mine) == 12
    assert pseudonym_of(ANN, bot_token=TOKEN) == mine
    assert pseudonym_of(ANN + 1, bot_token=TOKEN) != mine
    assert pseudonym_of(ANN, bot_token=TOKEN, log_key="another") != mine
    assert pseudonym_of(ANN) != pseudonym_of(ANN)


@pytest.mark.parametrize("text", [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", "/bot9:x/getMe"])
@pytest.mark.parametrize("log_format", ["json", "plain"])
def test_a_token_is_masked_wherever_it_stands(text: str, log_format: str) -> None:
    secret = text.rpartition("bot")[2].removesuffix("/getMe")
    error = StepdownError(f"asked {text}")
    with written(log_format=log_format) as log:
        LOG.error(f"asked {text} for %s", text, exc_info=error, extra={"error": text})  # noqa: G004
    assert secret not in log.text
    assert log.text.count("[token]") == 4


@pytest.mark.parametrize("secret", ["wh-secret-of-32-characters-and-more", 'pass"wörd\\/of:the@database'])
@pytest.mark.parametrize("log_format", ["json", "plain"])
def test_secrets_of_the_settings_are_masked_however_they_are_quoted(secret: str, log_format: str) -> None:
    quoted = secret.replace("/", "%2F").replace("@", "%40").replace(":", "%3A")
    settings = {"webhook_secret": secret, "database_url": f"postgresql://me:{quoted}@host/name"}
    with written(log_format=log_format, **settings) as log:
        LOG.warning("It was %s and %s", secret, quoted, extra={"error": StepdownError(secret)})
        LOG.warning("Connecting to %s", settings["database_url"])
    assert secret not in log.text
    assert quoted not in log.text
    assert json.dumps(secret)[1:-1] not in log.text


def test_a_password_in_an_address_is_masked_though_nobody_named_it() -> None:
    with written() as log:
        LOG.warning("postgresql+asyncpg://stepdown:pw@db:5432/stepdown")
    assert log.line("")["event"] == "postgresql+asyncpg://stepdown:[password]@db:5432/stepdown"


@pytest.mark.parametrize("text", ["at 10:30:45", "file.py:123:45", "update 123456789 failed", "http://host:80/a@b"])
def test_what_is_no_secret_stays(text: str) -> None:
    with written() as log:
        LOG.warning(text)
    assert log.line("")["event"] == text


def failing(words: str) -> None:
    local = words
    try:
        int(local)
    except ValueError as error:
        raise RecordRefused("The database refused it.") from error


def test_a_traceback_shows_places_and_kinds_and_no_words_of_a_user() -> None:
    with written() as log:
        try:
            failing(WORDS)
        except StorageError:
            LOG.exception("It failed")
    told = log.line("It failed")["exception"]
    assert "in failing" in told
    assert "ValueError\n" in told
    assert told.endswith("RecordRefused: The database refused it.\n")
    assert WORDS not in log.text


def test_parts_of_a_group_of_errors_are_told_like_others() -> None:
    group = ExceptionGroup(WORDS, [ValueError(WORDS), StepdownError("The first thing to do.")])
    with written() as log:
        LOG.error("It failed", exc_info=group)
    assert WORDS not in log.text
    assert "StepdownError: The first thing to do." in log.line("It failed")["exception"]


async def test_a_row_that_the_database_refuses_is_not_repeated(database: Database) -> None:
    """PostgreSQL answers with the whole row, and the driver makes that its error's words."""
    row = {"bot_id": 7, "update_id": ANN, "lane": ANN, "body": WORDS, "received_at": NOON, "status": "nonsense"}
    with written() as log:
        try:
            async with database.unit_of_work() as uow:
                await uow.inbox._db_session.execute(insert(Update).values(row))
        except StorageError:
            LOG.exception("It failed")
    told = log.line("It failed")["exception"]
    assert "IntegrityError" in told
    assert "RecordRefused" in told
    assert WORDS not in log.text
    assert str(ANN) not in log.text


async def test_a_task_that_nobody_waited_for_tells_no_words() -> None:
    async def fails() -> None:
        raise ValueError(WORDS)

    with written() as log:
        task = asyncio.create_task(fails())
        await asyncio.wait({task})
        context = {"message": "Task exception was never retrieved", "exception": ValueError(WORDS), "task": task}
        asyncio.get_running_loop().call_exception_handler(context)
        assert isinstance(task.exception(), ValueError)
    assert log.line("never retrieved")["event"] == "Task exception was never retrieved"
    assert WORDS not in log.text


def test_libraries_are_quiet_below_warning_and_their_extras_stay_away() -> None:
    with written() as log:
        logging.getLogger("telegram.Bot").debug("Calling sendMessage with %s", WORDS)
        logging.getLogger("httpx").info("POST /bot%s/sendMessage", TOKEN)
        logging.getLogger("uvicorn.sample").info("Listening", extra={"color_message": "in colours"})
    assert [line["event"] for line in log.lines] == ["Listening"]
    assert "color_message" not in log.text


def test_a_terminal_gets_lines_to_read_and_a_file_gets_json() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    def shown(stream: StringIO, **settings: str) -> str:
        handler = new_handler(Settings.model_validate(settings), stream)
        with bound_contextvars(update_id=5):
            record = logging.LogRecord("bot.x", logging.INFO, __file__, 1, "two\nlines", (), None)
            handler.handle(record)
        return stream.getvalue()

    assert shown(Terminal()).endswith(" INFO bot.x: two\\nlines  [update_id=5]\n")
    assert json.loads(shown(StringIO()))["event"] == "two\nlines"
    assert json.loads(shown(Terminal(), log_format="json"))["update_id"] == 5
    assert shown(StringIO(), log_format="plain").count("\n") == 1
