"""Databases with people in them: some with an open round, ready to talk, and as many others as wanted."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import text

from bot.hearing.cues import Assessment, Context
from bot.practice.library import load_library
from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.deps import Deps, person_on
from bot.services.start_round import begin_round
from bot.settings import Settings
from storage import schema
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord
from storage.engine import create_engine
from storage.records import Identity
from storage.unit_of_work import Database
from tests.bench.processes import used_by_server
from tests.databases import PostgresqlServer, execute

SCRIPT, TEMPERAMENT, SEED = "salary-raise", "cooperative", 7
FIRST_USER = 1000
# Everybody has played a round of two turns. The same statement for both databases, but for where the numbers come from.
_FILL = (
    "INSERT INTO users (id, name, timing, created_at, lends_objections) SELECT n, 'Ann', {yes}, {now}, {no} FROM {numbers}",
    "INSERT INTO identities (user_id, front, external_id) SELECT n, 'telegram', CAST(n AS {text}) FROM {numbers}",
    (
        "INSERT INTO rounds (id, user_id, edition_id, script_id, temperament, seed, kind, status, state, total, started_at, last_line_at, ended_at)"
        " SELECT n, n, (SELECT min(id) FROM editions), 'salary-raise', 'cooperative', 7, 'practice', 'finished', 'secured', 80, {now}, {now}, {now} FROM {numbers}"
    ),
    (
        "INSERT INTO turns (id, round_id, number, text, sent_at, elapsed, move, state, reply)"
        " SELECT n * 2, n, 1, 'I would like to have 62k.', {now}, 20, 'asked', 'refused', 'No.' FROM {numbers}"
    ),
    (
        "INSERT INTO turns (id, round_id, number, text, sent_at, elapsed, move, state, reply)"
        " SELECT n * 2 + 1, n, 2, 'Then 57k.', {now}, 20, 'retreated', 'agreed', 'Yes.' FROM {numbers}"
    ),
    "INSERT INTO verdicts (turn_id, cue, status, probability, quote) SELECT n * 2, 'specific_ask', 'heard', 0.9, '62k' FROM {numbers}",
    "INSERT INTO verdicts (turn_id, cue, status, probability, quote) SELECT n * 2 + 1, 'smaller_ask', 'heard', 0.9, '57k' FROM {numbers}",
)
_TABLES = ("users", "rounds", "turns")
_FROM = 10_000_000
"""Numbers of those who are only stored: nobody who talks has one of them."""

_NAMES = count(1)


class Deaf:
    """Nothing is said while rounds are only begun."""

    def listen(self, _context: Context, _text: str) -> Assessment:
        return Assessment()


@dataclass
class Places:
    """`backend`: sqlite or postgresql. One of each is filled once and then copied."""

    folder: Path
    server: PostgresqlServer

    def server_cpu(self) -> float:
        pid = int((self.server._data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        return used_by_server(pid)

    async def prepare(self, backend: str, *, talking: int, stored: int = 0) -> str:
        """A migrated database with `talking` users who have an open round, `stored` others; its address."""
        url = await self._empty(backend)
        engine = create_engine(url, patient=True)
        await schema.upgrade(engine)
        deps = Deps(
            database=Database(engine),
            library=load_library(Settings().dialogues),
            listener=Deaf(),
            now=lambda: datetime.now(UTC),
            new_seed=lambda: SEED,
        )
        for user in users(talking):
            await begin_round(deps, person_on("telegram", str(user), "Ann"), SCRIPT, TEMPERAMENT)
        if stored:
            await _fill(deps.database, backend, stored)
        await engine.dispose()
        return url

    async def _empty(self, backend: str) -> str:
        name = f"bench_{next(_NAMES)}"
        if backend == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        await execute(self.server, f"CREATE DATABASE {name}")
        return self.server.url(name)

    @asynccontextmanager
    async def copy_of(self, url: str) -> AsyncIterator[str]:
        """The same once more, to be used up."""
        name = f"copy_{next(_NAMES)}"
        if url.startswith("sqlite"):
            await asyncio.to_thread(shutil.copy, url.removeprefix("sqlite:///"), self.folder / f"{name}.db")
            yield f"sqlite:///{self.folder / name}.db"
            return
        await execute(self.server, f"CREATE DATABASE {name} TEMPLATE {url.rpartition('/')[2]} STRATEGY FILE_COPY")
        yield self.server.url(name)
        await execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def places() -> Iterator[Places]:
    server = PostgresqlServer()
    with tempfile.TemporaryDirectory(prefix="stepdown-bench-") as folder:
        try:
            server.start()
            yield Places(Path(folder), server)
        finally:
            server.stop()


def users(number: int) -> range:
    return range(FIRST_USER, FIRST_USER + number)


async def remind_all(url: str, wanted: int) -> None:
    """So many users more, each of whom has wished to be reminded at the minute that has just passed."""
    at = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=2)
    slot = SlotRecord(slot=1, kind="drill", minute=60 * at.hour + at.minute, days=127, on_date=at.date(), due_at=at)
    engine = create_engine(url, patient=True)
    async with Database(engine).unit_of_work() as uow:
        for chat in users(wanted):
            user = await uow.users.add(Identity(front="telegram", external_id=str(chat)), "Ann", at)
            plan = PlanRecord(
                user_id=user.id,
                bot_id=1,
                chat_id=chat,
                zone="UTC",
                tzdata=TZDATA_VERSION,
                status=PlanStatus.ON,
                slots=(slot,),
            )
            await uow.reminders.keep_plan(plan)
        await uow.commit()
    await engine.dispose()


async def _fill(database: Database, backend: str, stored: int) -> None:
    last = _FROM + stored
    if backend == "sqlite":
        numbers = f"(WITH RECURSIVE r(n) AS (SELECT {_FROM} UNION ALL SELECT n + 1 FROM r WHERE n + 1 < {last}) SELECT n FROM r)"  # noqa: S608 (our own numbers)
        words = {"numbers": numbers, "now": "'2026-03-02 09:00:00.000000'", "yes": "1", "no": "0", "text": "TEXT"}
    else:
        words = {
            "numbers": f"generate_series({_FROM}, {last - 1}) n",
            "now": "timestamptz '2026-03-02 09:00+00'",
            "yes": "true",
            "no": "false",
            "text": "TEXT",
        }
    async with database.engine.begin() as connection:
        for statement in _FILL:
            await connection.execute(text(statement.format(**words)))
        for table in _TABLES if backend == "postgresql" else ():
            await connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 (our own names)
            )
    if backend == "postgresql":
        async with database.engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("VACUUM ANALYZE"))
