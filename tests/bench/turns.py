"""What an update costs and how long its answer takes: the echo bot's, and a full practice turn on either database."""

import asyncio
import resource
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.bench.api import BenchApi, Update
from tests.bench.load import Crowd
from tests.bench.places import Places, users
from tests.bench.processes import Group, group
from tests.bench.stepdown_bot import REMEMBERING
from tests.databases import free_port

AT_ONCE = 16
LINES = (
    "I'd like to move to 62,000 a year, because I took over the night rota and the backlog fell from 900 to 210.",
    "Fair enough, I hear that it's a no. What would make it workable for you?",
    "I understand, the band ends below that. Then let me come down: 57,000 instead of 62,000. Would that work?",
    "Great. I'll send you a short note today with 57,000 from May, and you put it to HR by Friday. Agreed?",
)
_SECRET = "made-up-for-the-benchmark-and-long-enough"
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
_READY = 30.0
_REST = 0.3  # seconds in which what was answered is written down
WARM, FAST, STEADY = 80, 400, 200
"""Updates: to warm up, as fast as possible, at half of that pace."""

TALKING = (WARM + FAST + STEADY) // len(LINES) + AT_ONCE


@dataclass(frozen=True)
class Bot:
    """`workers` 0: one process that polls and does everything; `hears` with the model at every turn, not only the first time."""

    name: str
    backend: str = ""
    workers: int = 0
    hears: bool = False


ECHO = Bot("echo bot")
ON_SQLITE = Bot("turn, SQLite, one process", "sqlite")
ON_POSTGRESQL = Bot("turn, PostgreSQL, web + 1 worker", "postgresql", workers=1)
BOTS = (
    ECHO,
    ON_SQLITE,
    Bot("the same with hearing's model", "sqlite", hears=True),
    ON_POSTGRESQL,
    Bot("turn, PostgreSQL, web + 2 workers", "postgresql", workers=2),
)


@dataclass(frozen=True)
class Figures:
    """`cpu` and `server` in milliseconds an update, the latter the database server's; p50 and p99 in milliseconds."""

    cpu: float
    server: float
    a_second: float
    p50: float
    p99: float
    api: float
    """Share of the time in which the fake Bot API was at work: near 1 it would be what is measured."""


async def measure(bot: Bot, api: BenchApi, api_url: str, places: Places, prepared: dict[str, str]) -> Figures:
    api.reset()
    async with running(bot, api, api_url, places, prepared) as (processes, hand_over):
        lines = LINES if bot.backend else LINES * 1000
        crowd = Crowd(api, users(TALKING), lines, hand_over)
        await crowd.as_fast_as_answered(AT_ONCE, WARM)
        await asyncio.sleep(_REST)
        used, server, own = processes.cpu(), places.server_cpu(), _own_cpu()
        fast = await crowd.as_fast_as_answered(AT_ONCE, FAST)
        own = _own_cpu() - own
        await asyncio.sleep(_REST)
        used, server = processes.cpu() - used, places.server_cpu() - server
        steady = await crowd.steadily(fast.updates / fast.seconds / 2, STEADY)
        return Figures(
            cpu=used * 1000 / fast.updates,
            server=server * 1000 / fast.updates if bot.backend == "postgresql" else 0.0,
            a_second=fast.updates / fast.seconds,
            p50=steady.share(0.5),
            p99=steady.share(0.99),
            api=own / fast.seconds,
        )


Running = tuple[Group, Callable[[Update], None] | None]


@asynccontextmanager
async def running(
    bot: Bot, api: BenchApi, api_url: str, places: Places, prepared: dict[str, str]
) -> AsyncIterator[Running]:
    environment = {"TELEGRAM_API_BASE_URL": api_url}
    if not bot.backend:
        async with group() as processes:
            await processes.start(("-m", "tests.bench.echo_bot"), environment)
            await asyncio.wait_for(api.asked.wait(), _READY)
            yield processes, None
        return
    listening = () if bot.hears else (REMEMBERING,)
    async with places.copy_of(prepared[bot.backend]) as url, group() as processes:
        environment["DATABASE_URL"] = url
        kind = "worker" if bot.workers else "telegram"
        for _ in range(bot.workers or 1):
            api.greeted.clear()
            await processes.start(("-m", "tests.bench.stepdown_bot", kind, *listening), environment)
            await asyncio.wait_for(api.greeted.wait(), _READY)
        if not bot.workers:
            yield processes, None
            return
        async with webhook(processes, environment) as hand_over:
            yield processes, hand_over


@asynccontextmanager
async def webhook(processes: Group, environment: dict[str, str]) -> AsyncIterator[Callable[[Update], None]]:
    """A web process; what is handed over is posted at once."""
    port = free_port()
    web = {"HOST": "127.0.0.1", "PORT": str(port), "WEBHOOK_SECRET": _SECRET}
    await processes.start(("-m", "bot", "web"), environment | web)
    address = f"http://127.0.0.1:{port}"
    posting: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession(headers=_HEADERS) as session:
        await _until_ready(session, f"{address}/readyz")

        async def post(update: Update) -> None:
            async with session.post(f"{address}/telegram", json=update) as answer:
                answer.raise_for_status()

        def hand_over(update: Update) -> None:
            task = asyncio.create_task(post(update))
            posting.add(task)
            task.add_done_callback(posting.discard)

        yield hand_over
        await asyncio.gather(*posting)


async def _until_ready(session: aiohttp.ClientSession, page: str) -> None:
    async with asyncio.timeout(_READY):
        while True:
            try:
                async with session.get(page) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
