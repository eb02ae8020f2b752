"""The processes that are measured: started, asked by /proc what they have used, and ended."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = "1:AAF-made-up-for-the-benchmark-and-long"
_TICKS = os.sysconf("SC_CLK_TCK")
_GRACE = 20.0


@dataclass
class Group:
    """What runs for one measurement."""

    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds that these processes have computed, threads included."""
        return sum(_used(process.pid) for process in self.processes)

    async def start(self, arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self.processes.append(
            await asyncio.create_subprocess_exec(
                sys.executable,
                *arguments,
                cwd=ROOT,
                env={**os.environ, "BOT_TOKEN": TOKEN, "LOG_LEVEL": "WARNING", **environment},
            )
        )

    async def stop(self) -> None:
        for process in self.processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                await asyncio.wait_for(process.wait(), _GRACE)
            except TimeoutError:
                process.kill()
                await process.wait()


@asynccontextmanager
async def group() -> AsyncIterator[Group]:
    running = Group()
    try:
        yield running
    finally:
        await running.stop()


def _used(pid: int) -> float:
    return sum(_stat(pid)[11:13]) / _TICKS


def used_by_server(pid: int) -> float:
    """Seconds of a database server with its children, those that ended included."""
    own = sum(_stat(pid)[11:15])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return (own + sum(sum(_stat(int(child))[11:13]) for child in children)) / _TICKS


def _stat(pid: int) -> list[int]:
    """The fields behind the program's name, which may hold anything; letters count as 0."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return [0] * 20
    return [int(part) if part.lstrip("-").isdecimal() else 0 for part in told.rpartition(")")[2].split()]
