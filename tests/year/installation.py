"""The database of a run, with everybody in it, and engines that wait for no disk."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import event, insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.reminder_plans import scheduled
from storage import schema, sqlite_connection
from storage.daily_records import PlanRecord, PlanStatus
from storage.engine import create_engine, sqlite_url
from storage.models import Edition, IdentityRow, ReminderPlan, ReminderSlot, Round, User
from storage.sqlite_connection import NearConnection
from storage.statements import plain
from tests.databases import SERVER_OPTIONS, PostgresqlServer
from tests.year.actions import slot_records
from tests.year.facts import Person
from tests.year.telegram import FakeTelegram

LOCAL = {"shared_buffers": "128MB", "max_wal_size": "2GB", "checkpoint_timeout": "60min"}


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Where nothing waits for a disk, SQLite needs no second thread: half of the time would go into changing between the two."""

    async def commit(connection: NearConnection) -> None:
        connection._conn.commit()

    with patch.object(sqlite_connection, "_MAY_WAIT", ("PRAGMA",)), patch.object(NearConnection, "commit", commit):
        yield


@asynccontextmanager
async def database_url(backend: str) -> AsyncIterator[str]:
    """An empty database of the run's own, gone afterwards."""
    if backend == "postgresql":
        server = PostgresqlServer({**SERVER_OPTIONS, **LOCAL})
        try:
            server.start()
            yield server.url("postgres")
        finally:
            server.stop()
        return
    folder = Path(tempfile.mkdtemp(prefix="stepdown-year-"))
    try:
        yield sqlite_url(folder / "year.db")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def engine_for(url: str, *, yields: bool = True) -> AsyncEngine:
    """`yields`: of two that wait for each other on PostgreSQL this one gives up, and has to try again."""
    engine = create_engine(url, pool=2, statement_seconds=120)
    if url.startswith("sqlite"):
        event.listen(engine.sync_engine, "connect", _wait_for_no_disk)
    elif not yields:
        event.listen(engine.sync_engine, "connect", _outwait)
    return engine


def _outwait(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("SET deadlock_timeout = '60s'")
    cursor.close()


def _wait_for_no_disk(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


async def fill(engine: AsyncEngine, people: Sequence[Person]) -> None:
    """Everybody, each with a plan and a round that may go on."""
    await schema.upgrade(engine)
    since = datetime.fromtimestamp(people[0].since, UTC)
    async with engine.begin() as connection:
        users = [{"id": person.id, "name": "Ann", "timing": True, "created_at": since} for person in people]
        await connection.execute(insert(plain(User)), users)
        names = [{"user_id": person.id, "front": "telegram", "external_id": str(person.id)} for person in people]
        await connection.execute(insert(plain(IdentityRow)), names)
        plans = [_plan(person, since) for person in people]
        shown = [{**_columns(plan)} for plan in plans]
        await connection.execute(insert(plain(ReminderPlan)), shown)
        slots = [{"user_id": plan.user_id, **vars(slot)} for plan in plans for slot in plan.slots]
        await connection.execute(insert(plain(ReminderSlot)), slots)
        edition = {"id": 1, "digest": "d", "script_id": "s", "revision": 1, "temperament": "t", "body": "{}"}
        await connection.execute(insert(plain(Edition)), [edition])
        await connection.execute(insert(plain(Round)), [_round(person, since) for person in people])


def _plan(person: Person, since: datetime) -> PlanRecord:
    wishes = {slot: history.now for slot, history in person.slots.items() if history.now}
    quiet_from, quiet_until = person.quiet.now or (None, None)
    plan = PlanRecord(
        user_id=person.id,  # type: ignore[arg-type] # given, not made
        bot_id=FakeTelegram.id,
        chat_id=person.chat,
        zone=person.zone.now,
        tzdata=TZDATA_VERSION,
        status=PlanStatus.ON,
        slots=slot_records(wishes),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
    )
    return scheduled(plan, since, ())


def _columns(plan: PlanRecord) -> dict[str, object]:
    return {name: value for name, value in vars(plan).items() if name != "slots"}


def _round(person: Person, since: datetime) -> dict[str, object]:
    return {
        "user_id": person.id,
        "edition_id": 1,
        "script_id": "s",
        "temperament": "t",
        "seed": 1,
        "kind": "practice",
        "status": "open",
        "state": "opening",
        "started_at": since,
        "last_line_at": datetime(2000, 1, 1, tzinfo=UTC),
    }


OLDER = "2001a"
_OLD_EDITION = text(f"UPDATE reminder_plans SET tzdata = '{OLDER}' WHERE user_id % 3 = 0")  # noqa: S608 (a constant)
_HOUR_OFF = {
    "sqlite": "UPDATE reminder_slots SET due_at = strftime('%Y-%m-%d %H:%M:%f000', due_at, :by) WHERE user_id % 3 = 0",
    "postgresql": "UPDATE reminder_slots SET due_at = due_at + CAST(:by AS text)::interval WHERE user_id % 3 = 0",
}


async def outdate(engine: AsyncEngine, *, later: bool) -> None:
    """As if a third of the instants came from an edition in which their zone had another hour."""
    by = "+1 hours" if later else "-1 hours"
    async with engine.begin() as connection:
        await connection.execute(_OLD_EDITION)
        await connection.execute(text(_HOUR_OFF[engine.dialect.name]), {"by": by})


async def next_due(engine: AsyncEngine) -> float:
    """When something is due next."""
    query = "SELECT min(at) FROM (SELECT min(due_at) AS at FROM reminder_slots UNION ALL SELECT min(again_at) FROM reminders WHERE again_at IS NOT NULL) AS soon"
    async with engine.begin() as connection:
        found = await connection.scalar(text(query))
    if found is None:
        return float("inf")
    moment = datetime.fromisoformat(found) if isinstance(found, str) else found
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


async def something_may_leave(engine: AsyncEngine) -> bool:
    """Whether a message waits that no worker holds and no answer of Telegram's keeps back."""
    query = "SELECT 1 FROM outgoing WHERE status = 'waiting' AND leased_until IS NULL AND not_before IS NULL LIMIT 1"
    async with engine.begin() as connection:
        return await connection.scalar(text(query)) is not None
