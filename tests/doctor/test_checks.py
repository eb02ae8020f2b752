import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.doctor.checks import examination, guarded
from bot.doctor.findings import Finding, Status
from bot.settings import Settings
from tests.fake_bot_api.server import FakeBot

ROOT = Path(__file__).parents[2]
SETTINGS = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def doctor(folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """As on the command line, in a folder of its own."""
    paths = {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
    return subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **paths, **environment},
        timeout=60,
        check=False,
    )


def test_an_installation_that_works_is_told_in_a_line_a_check(fake: FakeBot, tmp_path: Path) -> None:
    done = doctor(tmp_path, {"BOT_TOKEN": fake.token, "TELEGRAM_API_BASE_URL": fake.api.url})
    lines = [(line[:6].strip(), line[7:18].strip()) for line in done.stdout.splitlines()]
    assert lines == [
        ("ok", "settings"),
        ("ok", "Python"),
        ("ok", "database"),
        ("look", "schema"),
        ("ok", "dialogues"),
        ("ok", "hearing"),
        ("ok", "time zones"),
        ("ok", "token"),
        ("ok", "Telegram"),
        ("ok", "webhook"),
    ]
    assert (done.returncode, done.stderr) == (0, "")
    assert fake.token not in done.stdout
    assert not (tmp_path / "data").exists()


def test_something_wrong_ends_with_status_1_and_no_traceback(tmp_path: Path) -> None:
    done = doctor(tmp_path, {"DATABASE_URL": "mysql://ann:hunter2@host/x", "BOT_TOKEN": "hello", "DIALOGUES": "no"})
    wrong = re.findall(r"^wrong  (\w+) ", done.stdout, re.MULTILINE)
    assert wrong == ["database", "dialogues", "token"]
    assert (done.returncode, done.stderr) == (1, "")
    assert "hunter2" not in done.stdout


async def test_every_unusable_variable_is_named_and_the_program_is_looked_at_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "hunter2")
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "ftp://hunter2")
    findings = [finding async for finding in examination()]
    assert [(finding.subject, finding.status) for finding in findings] == [
        ("settings", Status.WRONG),
        ("Python", Status.OK),
        ("hearing", Status.OK),
        ("time zones", Status.OK),
        ("the rest", Status.LOOK),
    ]
    assert "LOG_LEVEL" in findings[0].told
    assert "TELEGRAM_API_BASE_URL" in findings[0].told
    assert "hunter2" not in "".join(finding.line() for finding in findings)


async def test_an_error_that_nobody_foresaw_is_told_by_its_class_only() -> None:
    async def check() -> Sequence[Finding]:
        raise ZeroDivisionError("a secret of the inside")

    (finding,) = await guarded("hearing", check)
    assert finding.status is Status.WRONG
    assert finding.told == "The check itself failed (ZeroDivisionError)."
    assert finding.advice


async def test_a_package_that_cannot_be_loaded_is_named() -> None:
    async def check() -> Sequence[Finding]:
        raise ModuleNotFoundError("no such module", name="onnxruntime")

    (finding,) = await guarded("hearing", check)
    assert finding.status is Status.WRONG
    assert "onnxruntime" in finding.told
    assert "Install the requirements again" in finding.advice
