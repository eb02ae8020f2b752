import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.running import ENVIRONMENT, Run, shown, typed
from tests.warm_bot import WarmBot


@pytest.fixture(scope="session")
def warm_bot() -> Iterator[WarmBot]:
    bot = WarmBot(ENVIRONMENT)
    yield bot
    bot.stop()


@pytest.fixture
def run(warm_bot: WarmBot, tmp_path: Path) -> Run:
    """Runs a command in a process, a folder and an environment of its own."""

    def run_bot(
        *args: str, said: tuple[str, ...] | bytes = (), **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        done = warm_bot.run(args, typed(said), tmp_path, {**ENVIRONMENT, **environment})
        return shown(done.returncode, done.stdout, done.stderr)

    return run_bot


@pytest.fixture
def start(tmp_path: Path) -> Run:
    """The same from the very start, which takes longer: `python -m bot`."""

    def start_bot(
        *args: str, said: tuple[str, ...] | bytes = (), **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=typed(said),
            capture_output=True,
            cwd=tmp_path,
            env={**ENVIRONMENT, **environment},
            timeout=60,
            check=False,
        )
        return shown(done.returncode, done.stdout, done.stderr)

    return start_bot
