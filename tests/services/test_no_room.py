"""A database that takes no changes: said clearly, nothing half-done, and all goes on once it takes them again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.services.keep_updates import keep_updates
from bot.services.parts.rounds import DebriefShown
from bot.services.start_round import begin_round
from storage.engine import connected
from storage.errors import DatabaseFull, DatabaseUnwritable
from storage.records import RoundRecord
from storage.unit_of_work import Database
from tests.services.samples import ANN, ASK, ASK_WHY, NOON, RETREAT, SECURE, make_deps, part, say

BOT = 7
LONG = f"{'and so on ' * 380}{ASK_WHY}"
"""Longer than what is left of the pages that the database has."""

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
END $$
"""


@dataclass(frozen=True)
class Trouble:
    begin: Callable[[], Awaitable[None]]
    end: Callable[[], Awaitable[None]]


async def run(database: Database, *statements: str) -> None:
    async with connected(database.engine) as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
        await connection.commit()


async def pragma(database: Database, statement: str) -> None:
    """On SQLite's one connection, outside any transaction."""
    async with connected(database.engine) as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute(f"PRAGMA {statement}")


def full_disk(database: Database) -> Trouble:
    """SQLite may have no page more than it has. PostgreSQL says what it says when a file cannot grow, in the middle of a turn."""

    async def begin() -> None:
        if database.engine.dialect.name == "postgresql":
            triggers = [f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()" for table in full]
            await run(database, NO_ROOM, *triggers)
            return
        # Never less than it has.
        await pragma(database, "max_page_count = 1")

    async def end() -> None:
        if database.engine.dialect.name == "postgresql":
            await run(database, "DROP FUNCTION no_room CASCADE")
        else:
            await pragma(database, "max_page_count = 1000000")

    full = ("verdicts", "updates")
    return Trouble(begin, end)


def read_only(database: Database) -> Trouble:
    """On PostgreSQL as a server does that has no room, or has become another one's replica: connections made meanwhile stay read-only."""
    url = database.engine.url.set(drivername="postgresql", database="postgres")

    async def from_outside(change: str) -> None:
        connection = await asyncpg.connect(url.render_as_string())
        await connection.execute(f"ALTER DATABASE {database.engine.url.database} {change}")
        await connection.close()

    async def begin() -> None:
        if database.engine.dialect.name == "postgresql":
            await from_outside("SET default_transaction_read_only = on")
            await database.engine.dispose()
        else:
            await pragma(database, "query_only = ON")

    async def end() -> None:
        if database.engine.dialect.name == "postgresql":
            await from_outside("RESET default_transaction_read_only")
        else:
            await pragma(database, "query_only = OFF")

    return Trouble(begin, end)


TROUBLES = [(full_disk, DatabaseFull, "disk is full"), (read_only, DatabaseUnwritable, "read-only")]


async def open_round(database: Database) -> RoundRecord | None:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        return await uow.rounds.open_of(user.id)


@pytest.mark.parametrize(("trouble", "error", "told"), TROUBLES)
async def test_a_turn_waits_whole_until_the_database_takes_it(
    database: Database, trouble: Callable[[Database], Trouble], error: type[Exception], told: str
) -> None:
    deps = make_deps(database)
    await begin_round(deps, ANN, "salary-raise", "cooperative")
    await say(deps, ASK)
    before = await open_round(database)
    trouble_now = trouble(database)
    await trouble_now.begin()
    for _ in range(2):
        with pytest.raises(error, match=told):
            await say(deps, LONG)
    await trouble_now.end()
    assert await open_round(database) == before
    await say(deps, LONG)
    after = await open_round(database)
    assert after is not None
    assert [turn.text for turn in after.turns] == [ASK, LONG]
    debrief = part(await say(deps, RETREAT, SECURE), DebriefShown).debrief
    assert debrief.score.total == 100


@pytest.mark.parametrize(("trouble", "error", "told"), TROUBLES)
async def test_an_update_is_not_acknowledged_before_the_database_takes_it(
    database: Database, trouble: Callable[[Database], Trouble], error: type[Exception], told: str
) -> None:
    message = {"message_id": 1, "from": {"id": 501}, "chat": {"id": 501}, "text": LONG * 3}
    update = {"update_id": 5, "message": message}
    trouble_now = trouble(database)
    await keep_updates(database, BOT, [], NOON)
    await trouble_now.begin()
    with pytest.raises(error, match=told):
        await keep_updates(database, BOT, [update], NOON)
    await trouble_now.end()
    assert await keep_updates(database, BOT, [update], NOON) == 1
