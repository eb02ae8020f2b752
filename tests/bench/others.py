"""What is measured besides turns: starting, many messages at the permitted pace, and a turn among many stored users."""

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import UTC, datetime

from storage.engine import create_engine
from storage.records import NewMessage, SendKind
from storage.unit_of_work import Database
from tests.bench import turns
from tests.bench.api import BenchApi, TooMany, Update
from tests.bench.load import Crowd, text_from
from tests.bench.places import Places, remind_all, users
from tests.bench.processes import group
from tests.bench.turns import AT_ONCE, LINES, WARM

A_SECOND = 25
"""What the bot grants itself of Telegram's thirty."""

_PATIENCE = 30.0
_LONG_PATIENCE = 600.0
_TURNS = 240
_FLOOD, _FLOOD_SECONDS, _OTHERS = 500, 10, 25
FLOODED = (WARM + 2 * _OTHERS * _FLOOD_SECONDS) // len(LINES) + AT_ONCE


async def first_answer(api: BenchApi, api_url: str, url: str) -> float:
    """Seconds from the command to the answer to an update that waits already."""
    api.reset()
    answered = asyncio.Event()
    api.heard = lambda *_: answered.set()
    async with group() as processes:
        started = time.perf_counter()
        await processes.start(("-m", "bot", "telegram"), {"TELEGRAM_API_BASE_URL": api_url, "DATABASE_URL": url})
        api.offer(text_from(users(1)[0], "/help"))
        await asyncio.wait_for(answered.wait(), _PATIENCE)
        return time.perf_counter() - started


class Telegrams:
    """Limits as Telegram enforces them: 30 messages in any second, and in a chat one a second after a few at once."""

    OVERALL, BURST = 30, 3

    def __init__(self, wanted: int) -> None:
        self.whole = asyncio.Event()
        self._wanted = wanted
        self.sent: list[float] = []
        self._last: deque[float] = deque()
        self._full: defaultdict[int, float] = defaultdict(float)

    def take(self, chat_id: int, _method: str, at: float) -> None:
        while self._last and self._last[0] <= at - 1:
            self._last.popleft()
        ahead = max(self._full[chat_id] - at, 0.0)
        if len(self._last) >= self.OVERALL or ahead > self.BURST - 1:
            raise TooMany
        self._last.append(at)
        self._full[chat_id] = at + ahead + 1
        self.sent.append(at)
        if len(self.sent) == self._wanted:
            self.whole.set()


async def bulk(api: BenchApi, api_url: str, url: str, messages: int) -> tuple[float, int]:
    """The share of the permitted pace that many waiting messages reach, three to a chat, and how often Telegram would have refused."""
    api.reset()
    limits = Telegrams(messages // 3 * 3)
    api.heard = limits.take
    database = Database(create_engine(url))
    body = json.dumps({"method": "sendMessage", "params": {"text": "It is time to practise."}})
    rows = [
        NewMessage(bot_id=1, chat_id=chat, kind=SendKind.REPLY, body=body)
        for _ in range(3)
        for chat in users(messages // 3)
    ]
    async with database.unit_of_work() as uow:
        await uow.outbox.add(rows, datetime.now(UTC))
        await uow.commit()
    await database.dispose()
    async with group() as processes, asyncio.timeout(_LONG_PATIENCE):
        await processes.start(("-m", "bot", "telegram"), {"TELEGRAM_API_BASE_URL": api_url, "DATABASE_URL": url})
        await limits.whole.wait()
    return (len(rows) - 1) / (limits.sent[-1] - limits.sent[0]) / A_SECOND, api.refused


async def reminders(api: BenchApi, api_url: str, url: str, wanted: int) -> tuple[float, int]:
    """The same of reminders that many users want at one and the same minute, drills and all; it has just passed."""
    api.reset()
    limits = Telegrams(wanted)
    api.heard = limits.take
    await remind_all(url, wanted)
    async with group() as processes, asyncio.timeout(_LONG_PATIENCE):
        await processes.start(("-m", "bot", "telegram"), {"TELEGRAM_API_BASE_URL": api_url, "DATABASE_URL": url})
        await limits.whole.wait()
    return (wanted - 1) / (limits.sent[-1] - limits.sent[0]) / A_SECOND, api.refused


async def flooded(bot: turns.Bot, api: BenchApi, api_url: str, places: Places, url: str) -> tuple[float, float]:
    """Milliseconds in which 95 of 100 are answered while nobody writes too much, and while one user sends 500 messages in ten seconds."""
    api.reset()
    async with turns.running(bot, api, api_url, places, {bot.backend: url}) as (processes, hand_over):
        del processes
        crowd = Crowd(api, users(FLOODED), LINES, hand_over)
        await crowd.as_fast_as_answered(AT_ONCE, WARM)
        calm = await crowd.steadily(_OTHERS, _OTHERS * _FLOOD_SECONDS)
        flood = asyncio.create_task(_flood(hand_over or api.offer))
        beside = await crowd.steadily(_OTHERS, _OTHERS * _FLOOD_SECONDS)
        await flood
    return calm.share(0.95), beside.share(0.95)


async def _flood(hand_over: Callable[[Update], None]) -> None:
    [*_, one] = users(FLOODED + 1)
    started = time.perf_counter()
    for number in range(_FLOOD):
        await asyncio.sleep(max(0.0, started + number * _FLOOD_SECONDS / _FLOOD - time.perf_counter()))
        hand_over(text_from(one, LINES[number % len(LINES)]))


async def crowded(
    backend: str, api: BenchApi, api_url: str, places: Places, prepared: dict[int, str]
) -> dict[int, float]:
    """Milliseconds of CPU a turn, the database server's included, by the number of users stored; the bots take turns at working."""
    used: dict[int, float] = {}
    for stored, url in prepared.items():
        api.reset()
        bot = turns.Bot(f"{stored} users", backend)
        async with turns.running(bot, api, api_url, places, {backend: url}) as (processes, hand_over):
            crowd = Crowd(api, users(turns.TALKING), LINES, hand_over)
            await crowd.as_fast_as_answered(AT_ONCE, WARM)
            before = processes.cpu() + places.server_cpu()
            measured = await crowd.as_fast_as_answered(AT_ONCE, _TURNS)
            used[stored] = (processes.cpu() + places.server_cpu() - before) * 1000 / measured.updates
    return used
