import asyncio
import gc
import math
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.engine import create_engine
from storage.errors import DatabaseUnavailable, UnstorableValue
from storage.records import Identity, RoundId, UserId, VerdictRecord
from storage.unit_of_work import Database, UnitOfWork
from tests.storage.samples import ANN, BEN, NOON, TURN, add_user, new_round, open_round


async def test_what_is_not_committed_is_rolled_back(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.add(ANN, "Ann", NOON)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is None


async def test_an_error_rolls_back_and_comes_out_as_it_is(database: Database) -> None:
    error = OSError("not the database's")

    async def work() -> None:
        async with database.unit_of_work() as uow:
            await uow.users.add(ANN, "Ann", NOON)
            raise error

    with pytest.raises(OSError, match="not the database's") as caught:
        await work()
    assert caught.value is error
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is None


async def test_what_comes_after_a_commit_needs_another(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.add(ANN, "Ann", NOON)
        await uow.commit()
        await uow.users.add(BEN, "Ben", NOON)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is not None
        assert await uow.users.by_identity(BEN) is None


async def test_many_units_of_work_at_once_all_get_their_turn(database: Database) -> None:
    names = [f"user {number}" for number in range(25)]
    users = await asyncio.gather(
        *(add_user(database, Identity(front="test", external_id=name), name) for name in names)
    )
    assert sorted(user.name for user in users) == sorted(names)
    assert len({user.id for user in users}) == len(names)


async def test_a_cancelled_unit_of_work_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with database.unit_of_work() as uow:
            await uow.users.add(ANN, "Ann", NOON)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is None


# A SQLite connection cancelled while it is opened closes when it is collected, which Python 3.13 remarks on.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
async def test_units_of_work_cancelled_at_any_moment_block_nobody(database: Database) -> None:
    for turns_of_the_loop in range(0, 40, 3):
        task = asyncio.create_task(add_user(database, Identity(front="test", external_id=str(turns_of_the_loop))))
        for _ in range(turns_of_the_loop):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert (await add_user(database)).name == "Ann"
    gc.collect()


@pytest.mark.parametrize("text", ["nul \0", "half a pair \ud83d"])
async def test_an_unstorable_text_is_refused_wherever_it_comes(database: Database, text: str) -> None:
    ann = await add_user(database)
    added = await open_round(database, ann.id)
    verdict = VerdictRecord(cue="ask", status="heard", probability=1.0, quote=text)

    attempts: list[Callable[[UnitOfWork], Awaitable[object]]] = [
        lambda uow: uow.users.rename(ann.id, text),
        lambda uow: uow.users.by_identity(Identity(front="telegram", external_id=text)),
        lambda uow: uow.users.add(BEN, text, NOON),
        lambda uow: uow.rounds.add_turn(added.id, replace(TURN, text=text), replied_at=NOON, state="refused"),
        lambda uow: uow.rounds.add_turn(added.id, replace(TURN, verdicts=(verdict,)), replied_at=NOON, state="refused"),
    ]
    for attempt in attempts:
        with pytest.raises(UnstorableValue):
            async with database.unit_of_work() as uow:
                await attempt(uow)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) == ann
        assert await uow.users.by_identity(BEN) is None
        assert await uow.rounds.open_of(ann.id) == added


async def test_a_time_without_zone_is_refused(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(UnstorableValue):
            await uow.users.add(ANN, "Ann", NOON.replace(tzinfo=None))


FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "instant",
    [
        FIRST,
        LAST,
        FIRST.replace(tzinfo=timezone(timedelta(hours=14))),
        LAST.replace(tzinfo=timezone(timedelta(hours=-12))),
    ],
)
async def test_a_time_at_an_end_of_the_calendar_is_refused(database: Database, instant: datetime) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(UnstorableValue, match="end of the calendar"):
            await uow.users.add(ANN, "Ann", instant)


@pytest.mark.parametrize("instant", [FIRST + datetime.resolution, LAST - datetime.resolution])
async def test_a_time_beside_an_end_of_the_calendar_comes_back_as_it_was(database: Database, instant: datetime) -> None:
    async with database.unit_of_work() as uow:
        assert (await uow.users.add(ANN, "Ann", instant)).created_at == instant


async def test_a_number_beyond_64_bits_is_refused(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        with pytest.raises(UnstorableValue):
            await uow.rounds.get(ann.id, RoundId(10**20))
        with pytest.raises(UnstorableValue):
            await uow.users.rename(UserId(2**63), "Ann")
        with pytest.raises(UnstorableValue):
            await uow.rounds.add(replace(await new_round(uow, ann.id), seed=2**64))


async def test_a_number_that_is_not_finite_is_refused(database: Database) -> None:
    ann = await add_user(database)
    added = await open_round(database, ann.id)
    for elapsed in (math.nan, math.inf):
        with pytest.raises(UnstorableValue):
            async with database.unit_of_work() as uow:
                await uow.rounds.add_turn(added.id, replace(TURN, elapsed=elapsed), replied_at=NOON, state="refused")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    moment=st.datetimes(
        min_value=datetime(1970, 1, 2),  # noqa: DTZ001 (the strategy adds the zone)
        max_value=datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.builds(timezone, st.integers(-14 * 60, 14 * 60).map(lambda count: timedelta(minutes=count))),
    ),
)
async def test_any_other_text_and_any_time_come_back_as_they_went_in(
    database: Database, text: str, moment: datetime
) -> None:
    async with database.unit_of_work() as uow:
        user = await uow.users.add(ANN, text, moment)
    assert (user.name, user.created_at, user.created_at.utcoffset()) == (text, moment, timedelta(0))


async def end_connections(url: str) -> None:
    engine = create_engine(url)
    async with engine.connect() as connection:
        await connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await engine.dispose()


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_connection_that_the_server_ended_is_replaced(database: Database) -> None:
    await add_user(database)

    async def work() -> None:
        async with database.unit_of_work() as uow:
            await uow.users.by_identity(ANN)
            await end_connections(database.engine.url.render_as_string(hide_password=False))
            await uow.users.by_identity(ANN)

    with pytest.raises(DatabaseUnavailable):
        await work()
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is not None


async def test_a_database_without_tables_is_told(empty_database_url: str) -> None:
    database = Database(create_engine(empty_database_url))
    with pytest.raises(DatabaseUnavailable):
        async with database.unit_of_work() as uow:
            await uow.users.by_identity(ANN)
    await database.dispose()
