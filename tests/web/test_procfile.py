"""The Procfile as a host runs it: real processes, two of each, on PostgreSQL, behind a Telegram that hands updates over."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.databases import free_port
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot, FakeBotApi
from tests.fake_bot_api.state import Fault
from tests.fake_bot_api.webhook import HEADER, WebhookBot
from tests.patience import PATIENCE, eventually
from tests.telegram.talks import GOOD_ROUND, KOFI, finishes

ROOT = Path(__file__).parents[2]
SECRET = "of-telegram-and-us-alone-and-long"
USERS = range(501, 504)
GRACE = 20.0
STOPPED = re.compile(r"(\w+\.\d) stopped \(rc=(-?\d+)\)")


@pytest.fixture
def backend() -> str:
    return "postgresql"


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    api = FakeBotApi()
    api.start()
    yield api
    api.stop()


def two_free_ports() -> int:
    """The first of two neighbours, as the processes of one kind get them."""
    while True:
        first = free_port()
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", first + 1))
            except OSError:
                continue
            return first


class Host:
    """Runs processes of the Procfile with `environment`; what they print is in `said`."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {"PATH": programs, "PYTHONUNBUFFERED": "1", **environment}
        self._port = port
        self.said = ""

    @asynccontextmanager
    async def starting(self, *names: str, of_each: int = 1) -> AsyncIterator[asyncio.subprocess.Process]:
        concurrency = ",".join(f"{name}={of_each}" for name in names)
        command = ["-m", "honcho", "start", "--port", str(self._port), "--concurrency", concurrency, *names]
        honcho = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        listening = asyncio.create_task(self._listen(honcho))
        try:
            yield honcho
        finally:
            if honcho.returncode is None:
                honcho.send_signal(signal.SIGTERM)
            await asyncio.wait_for(honcho.wait(), PATIENCE)
            await listening

    async def _listen(self, honcho: asyncio.subprocess.Process) -> None:
        assert honcho.stdout
        async for line in honcho.stdout:
            self.said += line.decode()

    def statuses(self) -> dict[str, int]:
        return {name: int(status) for name, status in STOPPED.findall(self.said)}


async def stopped_in_order(host: Host, honcho: asyncio.subprocess.Process, names: set[str]) -> None:
    begun = asyncio.get_running_loop().time()
    honcho.send_signal(signal.SIGTERM)
    await asyncio.wait_for(honcho.wait(), PATIENCE)
    assert asyncio.get_running_loop().time() - begun < GRACE
    await eventually(lambda: names <= set(host.statuses()), "the statuses")
    assert host.statuses() == dict.fromkeys(names, 0), host.said


async def test_two_of_each_answer_everybody_once_stop_in_order_and_lose_nothing(
    api: FakeBotApi, empty_database_url: str
) -> None:
    fake, port = api.new_bot(), two_free_ports()
    environment = {
        "DATABASE_URL": empty_database_url,
        "BOT_TOKEN": fake.token,
        "TELEGRAM_API_BASE_URL": api.url,
        "WEBHOOK_URL": "https://bot.example",
        "WEBHOOK_SECRET": SECRET,
        "HOST": "127.0.0.1",
    }
    host = Host(environment, port)
    async with host.starting("release") as release:
        assert await asyncio.wait_for(release.wait(), PATIENCE) == 0, host.said
    assert fake.state.webhook["url"] == "https://bot.example/telegram"

    webs = [httpx.AsyncClient(base_url=f"http://127.0.0.1:{port + n}", headers={HEADER: SECRET}) for n in range(2)]
    host.said = ""
    async with WebhookBot(fake, webs) as telegram, host.starting("web", "worker", of_each=2) as honcho:
        players = [Player(telegram, Clock(), id=user) for user in USERS]
        await eventually(lambda: len(fake.calls("setMyCommands")) == 2, "the workers")
        await asyncio.gather(*(finishes(player) for player in players))
        await held_by_telegram(players[0], fake)
        await stopped_in_order(host, honcho, {"web.1", "web.2", "worker.1", "worker.2"})
    assert not any("What is stored" in message.text for message in fake.state.shown)

    host.said = ""
    async with host.starting("worker") as honcho:
        await eventually(lambda: any("What is stored" in message.text for message in fake.state.shown), "the answer")
        await stopped_in_order(host, honcho, {"worker.1"})
    lines = Counter((message.chat_id, message.text) for message in fake.state.shown if KOFI in message.text)
    assert len(lines) == len(players) * (len(GOOD_ROUND) + 1)
    assert set(lines.values()) == {1}
    assert fake.token not in host.said


async def held_by_telegram(player: Player, fake: FakeBot) -> None:
    """Something acknowledged that cannot be answered before the processes end."""
    fake.state.faults.append(Fault("sendMessage", status=429, retry_after=4))
    await player.says("/privacy")
    await eventually(lambda: any(call.status == 429 for call in fake.state.calls), "a 429")
