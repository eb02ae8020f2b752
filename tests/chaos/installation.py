"""An installation as an operator would run it: real processes on a real database, killed and started again."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import aiohttp
import aiosqlite
import asyncpg  # type: ignore[import-untyped]

from tests.chaos.sleepers import Sleeper, put_into_postgresql, put_into_sqlite
from tests.chaos.stamps import stamp_postgresql, stamp_sqlite
from tests.chaos.telegram import SECRET, TOKEN
from tests.databases import PostgresqlServer, free_port

SENDS_PER_SECOND = 100
"""Telegram's own 25 would only make the run longer."""

DURABLE = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "32MB",
    "max_connections": "80",
}
GRACE = 20.0
"""Seconds that a process has to end in."""

_DARK = 0.8  # seconds; what is killed stays away for as long at most
_STARTED = 60.0

Row = Mapping[str, Any]


@dataclass
class Process:
    """One process of the bot's; what it writes goes to a file."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    _running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = _bot(self.command, self.environment, log)

    @property
    def ended(self) -> bool:
        return self._running is None or self._running.poll() is not None

    def kill(self) -> None:
        assert self._running is not None
        self._running.send_signal(signal.SIGKILL)
        self._running.wait()

    def end(self) -> None:
        assert self._running is not None
        self._running.terminate()

    async def status(self) -> int | None:
        """Its exit status, or None where it did not end in time."""
        ends = time.monotonic() + GRACE
        while not self.ended and time.monotonic() < ends:  # noqa: ASYNC110 (a process tells nobody)
            await asyncio.sleep(0.05)
        return self._running.poll() if self._running else None


def _bot(command: Sequence[str], environment: Mapping[str, str], log: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *command], env=dict(environment), stdout=log, stderr=log, stdin=subprocess.DEVNULL
    )


def _done(command: Sequence[str], environment: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "bot", *command], env=dict(environment), stdout=subprocess.DEVNULL, check=True
    )


@dataclass
class Installation(ABC):
    home: Path
    telegram_url: str
    processes: list[Process] = field(default_factory=list)
    sleepers: Sequence[Sleeper] = ()

    @property
    def doors(self) -> list[str]:
        return []

    @property
    @abstractmethod
    def database_url(self) -> str: ...

    @abstractmethod
    async def start(self) -> None: ...

    @abstractmethod
    async def fetch(self, query: str) -> list[Row]:
        """Reads the tables, past the bot; raises OSError or the driver's errors while the database is away."""

    async def kill_one(self, chance: random.Random) -> str:
        """Kills something with no warning, and starts it again a moment later. Returns what it was."""
        process = chance.choice(self.processes)
        process.kill()
        await asyncio.sleep(_DARK * chance.random())
        process.start()
        return process.name

    async def stop(self) -> list[str]:
        """Asks every process to end; what did not do so properly."""
        for process in self.processes:
            process.end()
        wrong = []
        for process in self.processes:
            status = await process.status()
            if status != 0:
                wrong.append(f"{process.name} ended with {status} after SIGTERM")
                with suppress(ProcessLookupError):
                    process.kill()
        return wrong

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "DATABASE_URL": self.database_url,
            "BOT_TOKEN": TOKEN,
            "WEBHOOK_SECRET": SECRET,
            "TELEGRAM_API_BASE_URL": self.telegram_url,
            "SENDS_PER_SECOND": str(SENDS_PER_SECOND),
            "LOG_LEVEL": "WARNING",
            "HOST": "127.0.0.1",
            **more,
        }


@dataclass
class OnSqlite(Installation):
    """One process that asks for updates."""

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.home / 'stepdown.db'}"

    async def start(self) -> None:
        # By a process that ends: this one would keep the file to itself.
        await asyncio.to_thread(_done, ["migrate"], self.environment())
        stamp_sqlite(self.home / "stepdown.db")
        put_into_sqlite(str(self.home / "stepdown.db"), self.sleepers)
        self.processes = [Process("telegram", ["telegram"], self.environment(), self.home / "telegram.log")]
        for process in self.processes:
            process.start()

    async def fetch(self, query: str) -> list[Row]:
        async with aiosqlite.connect(f"file:{self.home / 'stepdown.db'}?mode=ro", uri=True) as connection:
            connection.row_factory = aiosqlite.Row
            return [dict(row) for row in await connection.execute_fetchall(query)]


@dataclass
class OnPostgresql(Installation):
    """Two that take updates in, two that answer, and a server that is killed as well."""

    server: PostgresqlServer = field(default_factory=lambda: PostgresqlServer(DURABLE))
    ports: tuple[int, ...] = field(default_factory=lambda: (free_port(), free_port()))

    @property
    def doors(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def database_url(self) -> str:
        return self.server.url("postgres")

    async def start(self) -> None:
        await asyncio.to_thread(self.server.start)
        await asyncio.to_thread(_done, ["release"], self.environment())
        await stamp_postgresql(self.database_url)
        await put_into_postgresql(self.database_url, self.sleepers)
        self.processes = [
            *(
                Process(f"web-{port}", ["web"], self.environment(PORT=str(port)), self.home / f"web-{port}.log")
                for port in self.ports
            ),
            *(
                Process(f"worker-{number}", ["worker"], self.environment(), self.home / f"worker-{number}.log")
                for number in (1, 2)
            ),
        ]
        for process in self.processes:
            process.start()
        await self._answering()

    async def _answering(self) -> None:
        async with aiohttp.ClientSession() as client, asyncio.timeout(_STARTED):
            for door in self.doors:
                while True:
                    with suppress(aiohttp.ClientError):
                        async with client.get(f"{door}/readyz") as answer:
                            if answer.status == 200:
                                break
                    await asyncio.sleep(0.1)

    async def kill_one(self, chance: random.Random) -> str:
        if chance.random() < 1 / (len(self.processes) + 1):
            await asyncio.to_thread(self.server.kill)
            await asyncio.sleep(_DARK * chance.random())
            await asyncio.to_thread(self._run_again)
            return "postgresql"
        return await super().kill_one(chance)

    def _run_again(self) -> None:
        ends = time.monotonic() + _STARTED
        while True:
            try:
                self.server.run()
            except RuntimeError:
                # What worked for the killed server may need a moment to notice.
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)
            else:
                return

    async def fetch(self, query: str) -> list[Row]:
        connection = await asyncpg.connect(self.database_url, timeout=5)
        try:
            return [dict(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()
