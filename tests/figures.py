"""The project's figures, measured now: `make figures`. Not a test; absolute numbers belong to the machine they were taken on."""

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.fake_bot_api.server import FakeBotApi

ROOT = Path(__file__).parents[1]
FOLDERS = (
    "bot",
    "bot/hearing",
    "bot/practice",
    "bot/services",
    "bot/texts",
    "bot/telegram",
    "bot/console",
    "storage",
    "dialogues",
    "tests",
)
REPEATS = 5


def main() -> None:
    # Stopping the fake server under a waiting request is no news here.
    logging.disable(logging.CRITICAL)
    print("Lines (code, YAML, JSON lines)")
    for folder in FOLDERS:
        print(f"  {folder:14} {lines_in(ROOT / folder):6}")
    print(f"Importing the bot: {median(importing()):.2f} s")
    with tempfile.TemporaryDirectory() as data:
        first_line(data)
        print(
            f"Second start of the terminal to its first line: {median(first_line(data) for _ in range(REPEATS)):.2f} s"
        )
        print(f"Bot at rest: {resting_memory(data):.0f} MB resident")


def lines_in(folder: Path) -> int:
    kinds = {".py", ".yaml", ".jsonl"}
    return sum(path.read_bytes().count(b"\n") for path in folder.rglob("*") if path.suffix in kinds)


def importing() -> Iterator[float]:
    for _ in range(REPEATS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import bot.wiring, bot.telegram.app"], check=True, cwd=ROOT)
        yield time.perf_counter() - started


def first_line(data: str) -> float:
    """Seconds from the command to the first thing a user reads."""
    command = [sys.executable, "-m", "bot", "chat", "--data", data]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as talk:
        assert talk.stdout is not None
        talk.stdout.readline()
        taken = time.perf_counter() - started
        talk.communicate("")
    return taken


def resting_memory(data: str) -> float:
    """Resident megabytes of the Telegram bot once it is listening and idle."""
    api = FakeBotApi()
    api.start()
    fake = api.new_bot()
    environment = {
        **os.environ,
        "BOT_TOKEN": fake.token,
        "TELEGRAM_API_BASE_URL": api.url,
        "DATABASE_URL": f"sqlite:///{data}/bot.db",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "telegram"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stderr is not None
        while "Listening" not in bot.stderr.readline():
            pass
        time.sleep(1)
        status = Path(f"/proc/{bot.pid}/status").read_text(encoding="ascii")
        bot.terminate()
    api.stop()
    (resident,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident) / 1024


def median(values: Iterator[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


if __name__ == "__main__":
    main()
