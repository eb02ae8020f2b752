"""What is older than a limit is erased in small steps, and nothing that somebody still uses."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.services.erase_expired import erase_expired
from storage.records import Identity, NewMessage, RoundId, RoundKind, SendKind, UserId
from storage.retention import Expired
from storage.unit_of_work import Database
from tests.storage.samples import ANN, BEN, NOON, TURN, add_user, finished_round, new_round, open_round

BEFORE = NOON + timedelta(days=30)
LATER = BEFORE + timedelta(hours=1)
NOTHING = Expired(rounds=0, users=0)


async def rounds_of(database: Database, user_id: UserId) -> list[int]:
    async with database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(f"SELECT id FROM rounds WHERE user_id = {user_id} ORDER BY id")  # noqa: S608 (a number)
        return [row[0] for row in rows.all()]


async def is_there(database: Database, identity: Identity = ANN) -> bool:
    async with database.unit_of_work() as uow:
        return await uow.users.by_identity(identity) is not None


async def expired(database: Database, before: datetime = BEFORE) -> Expired:
    async with database.unit_of_work() as uow:
        return await uow.retention.expired(before)


async def test_old_rounds_go_with_all_that_belongs_to_them_and_then_their_user(database: Database) -> None:
    ann = await add_user(database)
    await finished_round(database, ann.id)
    await open_round(database, ann.id)
    assert await expired(database) == Expired(rounds=2, users=1)
    assert await erase_expired(database, BEFORE) == Expired(rounds=2, users=1)
    async with database.engine.connect() as connection:
        for table in ("users", "identities", "rounds", "turns", "verdicts", "scores", "disputes"):
            assert (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608 (fixed names)
    assert await erase_expired(database, BEFORE) == NOTHING


async def test_younger_rounds_and_their_user_stay(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    await finished_round(database, ann.id)
    young = await finished_round(database, ann.id, started_at=LATER)
    await finished_round(database, ben.id)
    assert await expired(database) == Expired(rounds=2, users=1)
    assert await erase_expired(database, BEFORE) == Expired(rounds=2, users=1)
    assert await rounds_of(database, ann.id) == [young]
    assert (await is_there(database), await is_there(database, BEN)) == (True, False)


async def test_a_line_an_end_and_an_objection_are_signs_of_life(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    cleo = await add_user(database, Identity(front="telegram", external_id="503"), "Cleo")
    said, cancelled = await open_round(database, ann.id), await open_round(database, ben.id)
    objected = await finished_round(database, cleo.id)
    async with database.unit_of_work() as uow:
        await uow.rounds.add_turn(said.id, TURN, replied_at=LATER, state="refused")
        await uow.rounds.cancel(ben.id, cancelled.id, LATER)
        await uow.rounds.add_dispute(objected, 1, "pressure", LATER)
        await uow.commit()
    assert await expired(database) == NOTHING
    assert await erase_expired(database, BEFORE) == NOTHING


async def test_a_round_stays_as_long_as_a_what_if_of_it_and_goes_with_the_last(database: Database) -> None:
    ann = await add_user(database)
    chain = [await finished_round(database, ann.id)]
    for started_at in (NOON, LATER):
        chain.append(
            await finished_round(
                database, ann.id, kind=RoundKind.WHAT_IF, started_at=started_at, parent=RoundId(chain[-1])
            )
        )
    old = await finished_round(database, ann.id)
    await finished_round(database, ann.id, kind=RoundKind.WHAT_IF, parent=old)
    assert await expired(database) == Expired(rounds=2, users=0)
    assert await erase_expired(database, BEFORE) == Expired(rounds=2, users=0)
    assert await rounds_of(database, ann.id) == chain
    assert await erase_expired(database, LATER + timedelta(days=1)) == Expired(rounds=3, users=1)


async def test_whoever_came_lately_stays_without_a_round(database: Database) -> None:
    await add_user(database)
    assert await erase_expired(database, NOON) == NOTHING
    assert await is_there(database)


async def test_whoever_is_talking_with_the_bot_just_now_stays(database: Database) -> None:
    await add_user(database)
    number = int(ANN.external_id)
    async with database.unit_of_work() as uow:
        await uow.outbox.add([NewMessage(bot_id=7, chat_id=number, kind=SendKind.REPLY, body="{}")], LATER)
        await uow.commit()
    assert await erase_expired(database, BEFORE) == NOTHING
    async with database.unit_of_work() as uow:
        await uow.outbox.drop_waiting(7, number, "Forbidden", LATER)
        await uow.inbox.add(bot_id=7, update_id=1, lane=number, body="{}", received_at=LATER)
        await uow.commit()
    assert await erase_expired(database, BEFORE) == NOTHING
    async with database.unit_of_work() as uow:
        [claimed] = await uow.inbox.claim(7, now=LATER, until=LATER + timedelta(seconds=1), limit=1)
        await uow.inbox.finish(claimed, LATER)
        await uow.commit()
    assert await erase_expired(database, BEFORE) == Expired(rounds=0, users=1)


async def test_windows_end_where_nothing_older_can_follow(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    for started_at in (NOON, NOON, NOON, LATER, LATER, LATER):
        await finished_round(database, ann.id, started_at=started_at)
    first = await finished_round(database, ben.id)
    async with database.unit_of_work() as uow:
        lasts, after = [], 0
        while (sweep := await uow.retention.erase_rounds(BEFORE, after=after, window=3)).last is not None:
            lasts.append((sweep.erased, sweep.last))
            after = sweep.last
    assert len(lasts) == 1
    assert lasts[0][0] == 3
    assert first in await rounds_of(database, ben.id)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_round_that_somebody_goes_on_with_just_now_is_passed_over(database: Database) -> None:
    ann = await add_user(database)
    opened = await open_round(database, ann.id)
    async with database.unit_of_work() as playing:
        await playing.users.by_identity(ANN, locked=True)
        await playing.rounds.add_turn(opened.id, TURN, replied_at=LATER, state="refused")
        async with asyncio.timeout(5):
            assert await erase_expired(database, BEFORE) == NOTHING
        await playing.commit()
    assert await erase_expired(database, BEFORE) == NOTHING
    assert await rounds_of(database, ann.id) == [opened.id]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_user_who_begins_a_round_just_now_is_passed_over(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as playing:
        await playing.users.by_identity(ANN, locked=True)
        await playing.rounds.add(await new_round(playing, ann.id, started_at=LATER))
        async with asyncio.timeout(5):
            assert await erase_expired(database, BEFORE) == NOTHING
        await playing.commit()
    assert await is_there(database)
