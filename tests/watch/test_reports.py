"""What would be sent to Sentry tells where an error happened, and nothing of anybody."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from structlog.contextvars import bound_contextvars

from bot.errors import StepdownError
from bot.settings import Settings, SettingsError, read_settings
from bot.watch.redaction import Redactor
from bot.watch.reports import reporting
from bot.watch.start import watching
from storage.errors import RecordRefused

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
DSN = "https://0123456789abcdef0123456789abcdef@sentry.example/42"
SECRET = "webhook-secret-of-telegram-and-us"
CHAT = 501_888_777
WORDS = "I would like 62k because of my divorce"
LOG = logging.getLogger("bot.somewhere")


class Kept(Transport):
    """Keeps what would leave."""

    envelopes: ClassVar[list[Envelope]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)


@pytest.fixture
def sent() -> Iterator[list[Envelope]]:
    Kept.envelopes.clear()
    with reporting(DSN, Redactor([SECRET]), Kept):
        yield Kept.envelopes


def event(sent: list[Envelope]) -> dict[str, Any]:
    [envelope] = sent
    found = envelope.get_event()
    assert found is not None
    return dict(found)


def text(sent: list[Envelope]) -> str:
    return "\n".join(envelope.serialize().decode() for envelope in sent)


def fails(words: str, chat_id: int) -> None:
    said: dict[str, str] = {}
    try:
        said[f"{words} {chat_id}"]
    except KeyError as error:
        raise RecordRefused(f"Refused at /bot{TOKEN}/getMe with {SECRET}.") from error


def test_an_error_is_told_by_kind_and_place_and_nobody_by_anything(sent: list[Envelope]) -> None:
    with bound_contextvars(update_id=7, user=CHAT, chat=CHAT):
        LOG.info("Heard: %s", WORDS)
        try:
            fails(WORDS, CHAT)
        except RecordRefused:
            LOG.exception("It failed for %s: %s", CHAT, WORDS, extra={"error": WORDS})
    errors = event(sent)["exception"]["values"]
    assert [error["type"] for error in errors] == ["KeyError", "RecordRefused"]
    assert [error["value"] for error in errors] == ["(left out)", "Refused at /bot[token]/getMe with [token]."]
    assert "fails" in [frame["function"] for frame in errors[-1]["stacktrace"]["frames"]]
    assert event(sent)["logentry"] == {"message": "It failed for %s: %s"}
    assert not {"breadcrumbs", "server_name", "extra", "user", "request", "modules"} & set(event(sent))
    assert not any("vars" in frame for error in errors for frame in error["stacktrace"]["frames"])
    for private in (WORDS, str(CHAT), TOKEN, TOKEN.partition(":")[2], SECRET):
        assert private not in text(sent)


def test_only_errors_are_reported(sent: list[Envelope]) -> None:
    LOG.warning("Soon: %s", WORDS)
    assert sent == []


async def test_a_forgotten_task_is_reported_without_what_it_says(sent: list[Envelope]) -> None:
    async def work() -> None:
        raise ValueError(WORDS)

    task = asyncio.create_task(work())
    await asyncio.wait({task})
    failure = task.exception()
    context = {"message": "Task exception was never retrieved", "exception": failure, "future": task}
    asyncio.get_running_loop().call_exception_handler(context)
    assert event(sent)["exception"]["values"][0]["type"] == "ValueError"
    assert WORDS not in text(sent)


def test_afterwards_nothing_is_reported(sent: list[Envelope]) -> None:
    with reporting(DSN, Redactor(), Kept):
        pass
    LOG.error("Nobody hears this")
    assert sent == []


def test_what_ends_the_process_is_told_without_its_words_and_what_was_foreseen_goes_on(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended, watching(Settings()):
        raise ValueError(WORDS)
    assert ended.value.code == 1
    with pytest.raises(StepdownError, match="do this"), watching(Settings()):
        raise StepdownError("do this")
    written = capfd.readouterr().err
    assert json.loads(written)["level"] == "critical"
    assert "ValueError" in written
    assert WORDS not in written


@pytest.mark.parametrize("dsn", ["x", "https://sentry.example/42", f"{DSN}/x y", "ftp://key@host/1"])
def test_a_malformed_address_is_refused_at_the_start_and_not_repeated(
    dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENTRY_DSN", dsn)
    with pytest.raises(SettingsError, match="SENTRY_DSN") as error:
        read_settings()
    assert dsn not in str(error.value)


def test_what_nobody_asked_for_is_not_loaded() -> None:
    code = "import sys, bot.telegram.app; print(sorted({'sentry_sdk', 'uvicorn', 'starlette'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
