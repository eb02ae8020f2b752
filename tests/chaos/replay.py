"""What should have happened: every player's updates once more, one by one, in one process, with nothing going wrong."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import CallbackQuery, Update, User

from bot.hearing.listener import EncoderListener
from bot.practice.draft import DIALOGUES
from bot.practice.library import load_library
from bot.services.deps import Deps
from bot.services.keep_updates import keep_updates
from bot.telegram.asides import Asides
from bot.telegram.errand import Errand
from bot.telegram.handlers import Router
from bot.telegram.handlers.front import Front
from bot.telegram.processor import Processor
from bot.telegram.reminding import private_chats
from bot.telegram.updates import UpdateBot
from storage.engine import create_engine
from storage.unit_of_work import Database
from tests.chaos.installation import OnSqlite
from tests.chaos.stamps import read_stamp, stamp_sqlite
from tests.chaos.tables import Row, Tables, read_tables
from tests.chaos.telegram import BOT_ID, TOKEN
from tests.databases import migrate

_TRIES = 5


@dataclass(frozen=True)
class Part:
    """One message, as far as it can be the same on two databases: the words, and the buttons' labels."""

    method: str
    text: str
    labels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Step:
    """An update to play: a button is named by the update whose answer it stands below, and by its place there."""

    number: int
    user: int
    update: dict[str, Any]
    pressed: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class Expected:
    """`status` and `answers`: of each update by its number."""

    status: Mapping[int, str]
    answers: Mapping[int, Sequence[Part]]
    rounds: Mapping[int, Sequence[Row]]


class _Quiet(Asides):
    async def answer(self, query: CallbackQuery, toast: str | None = None) -> None:
        """Nobody waits."""

    @asynccontextmanager
    async def typing(self, chat_id: int) -> AsyncIterator[None]:
        del chat_id
        yield


class _Replay:
    def __init__(self, database: Database, seeds: Mapping[int, Sequence[int]]) -> None:
        self.database = database
        self.now = datetime(2020, 1, 1, tzinfo=UTC)
        self.seed = 0
        self.seeds = seeds
        self.status: dict[int, str] = {}
        self.bodies: dict[int, list[dict[str, Any]]] = {}
        bot = UpdateBot(TOKEN)
        bot._bot_user = User(BOT_ID, "Stepdown", is_bot=True, username="stepdown_bot")
        router, asides = Router(), _Quiet(bot)

        async def handle(errand: Errand, update: Update) -> None:
            await router(Front(errand, asides), update)

        deps = Deps(
            database,
            load_library(DIALOGUES),
            EncoderListener(),
            lambda: self.now,
            lambda: self.seed,
            reach=private_chats(BOT_ID),
        )
        self.processor = Processor(bot, deps, lambda: self.now, handle, done=lambda: None)

    async def play(self, step: Step, rounds: int) -> None:
        """`rounds`: how many the player has begun so far."""
        seeds = self.seeds.get(step.user, ())
        self.seed = seeds[rounds] if rounds < len(seeds) else 0
        # The day of each update is on the pages that show dates.
        self.now = _date(step.update)
        await keep_updates(self.database, BOT_ID, [self._with_its_button(step)], self.now)
        row_id = 0
        for _ in range(_TRIES):
            claimed = await self.processor._claim(1)
            if not claimed:
                break
            row_id = claimed[0].id
            await self.processor._process(claimed[0])
            # For what is put back; nothing else waits.
            self.now += timedelta(seconds=20)
        self.status[step.number], self.bodies[step.number] = await self._outcome(step.number, row_id)

    def _with_its_button(self, step: Step) -> dict[str, Any]:
        if step.pressed is None:
            return step.update
        number, part, row, place = step.pressed
        markup = self.bodies[number][part - 1]["params"]["reply_markup"]
        query = step.update["callback_query"]
        data = markup["inline_keyboard"][row][place]["callback_data"]
        return {
            **step.update,
            "callback_query": {**query, "data": data, "message": {**query["message"], "reply_markup": markup}},
        }

    async def _outcome(self, number: int, row_id: int) -> tuple[str, list[dict[str, Any]]]:
        async with self.database.engine.connect() as connection:
            status = (
                await connection.exec_driver_sql("SELECT status FROM updates WHERE update_id = ?", (number,))
            ).scalar_one_or_none()
            found = await connection.exec_driver_sql(
                "SELECT body FROM outgoing WHERE answers = ? ORDER BY part", (row_id,)
            )
            return str(status), [json.loads(body) for (body,) in found]

    async def rounds_of(self, user: int) -> int:
        async with self.database.engine.connect() as connection:
            count = await connection.exec_driver_sql(
                "SELECT count(*) FROM rounds r JOIN identities i ON i.user_id = r.user_id WHERE i.external_id = ?",
                (str(user),),
            )
            return int(count.scalar_one())


def replay(steps: Sequence[Step], seeds: Mapping[int, Sequence[int]], home: Path) -> Expected:
    """For a process of its own; `home` is an empty folder."""
    logging.disable()
    return asyncio.run(_replay(steps, seeds, home))


async def _replay(steps: Sequence[Step], seeds: Mapping[int, Sequence[int]], home: Path) -> Expected:
    there = OnSqlite(home, "")
    await migrate(there.database_url)
    stamp_sqlite(home / "stepdown.db")
    engine = create_engine(there.database_url)
    playing = _Replay(Database(engine), seeds)
    for step in steps:
        await playing.play(step, await playing.rounds_of(step.user))
    await engine.dispose()
    tables: Tables = await read_tables(there.fetch)
    answers = {number: [part_of(body) for body in bodies] for number, bodies in playing.bodies.items()}
    return Expected(playing.status, answers, tables.rounds)


def part_of(body: Mapping[str, Any]) -> Part:
    params = body["params"]
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    _, text = read_stamp(params.get("text", ""))
    return Part(body["method"], text, tuple(tuple(button["text"] for button in row) for row in rows))


def _date(update: Mapping[str, Any]) -> datetime:
    [content] = [value for name, value in update.items() if name != "update_id"]
    date = content.get("message", content).get("date", 0)
    return datetime.fromtimestamp(date, UTC)
