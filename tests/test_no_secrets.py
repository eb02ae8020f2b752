"""The guard of the suite does find what it looks for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = """
import logging, os, subprocess, sys
import pytest, typer
from typer.testing import CliRunner
from bot.errors import StepdownError
from bot.settings import Settings

TOKEN = "900001:BBF-made-up-for-this-sample-alone"
SECRET = "webhook-secret-of-this-sample-alone"
SETTINGS = Settings.model_validate({"bot_token": TOKEN, "webhook_secret": SECRET})
USED = SETTINGS.token(), SETTINGS.secret()
LOG = logging.getLogger("bot.sample")

def test_leak_printed():
    print("it is", TOKEN)

def test_leak_of_a_part():
    sys.stderr.write(TOKEN.partition(":")[2])

def test_leak_past_python(capfd):
    os.write(2, SECRET.encode())
    assert SECRET in capfd.readouterr().err

def test_leak_of_a_process():
    code = f"print({TOKEN!r})"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

def test_leak_of_a_command():
    app = typer.Typer()
    app.command()(lambda: print(SECRET))
    CliRunner().invoke(app)

def test_leak_logged():
    LOG.warning("the secret %s", SECRET)

def test_leak_logged_in_an_error():
    LOG.error("it failed", exc_info=StepdownError(SECRET))

@pytest.fixture
def leaving():
    yield
    print(SECRET)

def test_leak_at_the_end(leaving):
    pass

def test_fine_masked():
    LOG.warning("asked /bot%s/getMe", TOKEN)

def test_fine_not_written():
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    logging.getLogger("httpx").debug("POST /bot%s/getMe with %s", TOKEN, SECRET)

def test_fine_words():
    print("token, secret, 900001")
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "side by side"])
def test_whatever_holds_a_secret_fails_its_test_and_nothing_else_does(workers: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    sample = tmp_path / "test_sample.py"
    sample.write_text(SAMPLE)
    options = ["-q", "-rA", "--tb=short", "-p", "no:cacheprovider", "-p", "tests.no_secrets", f"--rootdir={tmp_path}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *workers, sample],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.findall(r"^ERROR \S+::(\w+)", done.stdout, re.MULTILINE)
    assert sorted(failed) == sorted(name for name in re.findall(r"def (test_leak\w+)", SAMPLE))
    assert done.returncode == 1
    assert "A secret was written:" in done.stdout
