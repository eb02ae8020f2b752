"""The one process on a SQLite file, told to stop as hosts and systemd do it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.engine import sqlite_url
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault
from tests.patience import eventually
from tests.telegram.talks import ACCEPT, ASK, opens

ROOT = Path(__file__).parents[2]
GRACE = 20.0


@asynccontextmanager
async def started(fake: FakeBot, url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {"DATABASE_URL": url, "BOT_TOKEN": fake.token, "TELEGRAM_API_BASE_URL": fake.api.url}
    menus = len(fake.calls("setMyCommands"))
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "telegram"),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await eventually(lambda: len(fake.calls("setMyCommands")) > menus, "the bot")
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.wait()


async def stopped(bot: asyncio.subprocess.Process) -> str:
    """What it said; it ends in time and with status 0."""
    bot.send_signal(signal.SIGTERM)
    async with asyncio.timeout(GRACE):
        _, said = await bot.communicate()
    assert bot.returncode == 0, said.decode()
    return said.decode()


async def test_a_signal_in_the_middle_of_a_turn_ends_the_process_and_the_turn_counts_once(
    fake: FakeBot, tmp_path: Path
) -> None:
    ann, url = Player(fake, Clock()), sqlite_url(tmp_path / "stepdown.db")
    async with started(fake, url) as bot:
        await opens(ann)
        fake.state.faults.append(Fault("sendMessage", delay=1.0))
        await ann.says(ASK)
        await eventually(lambda: not fake.state.faults[-1].times, "the slow send")
        said = await stopped(bot)
    assert "Step 2 of 4" in fake.state.shown[-1].text
    await ann.says(ACCEPT)
    async with started(fake, url) as bot:
        await ann.sees("Step 2 of 4")
        await ann.sees("Step 3 of 4")
        said += await stopped(bot)
    assert len([message for message in fake.state.shown if "Step 2 of 4" in message.text]) == 1
    assert "Traceback" not in said
    assert fake.token not in said
