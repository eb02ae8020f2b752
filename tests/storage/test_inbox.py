"""Updates are kept once, handed out in order, and settled only by whoever holds them."""

import asyncio
import json
from datetime import timedelta

import pytest

from storage.errors import LeaseLost
from storage.records import ReceivedUpdate, UserExport
from storage.unit_of_work import Database
from tests.databases import REAL, SIMULATED, only_real
from tests.storage.samples import ANN, add_user, minutes

BOT = 7
LEASE = timedelta(seconds=30)


@pytest.fixture(params=[*REAL, SIMULATED])
def backend(request: pytest.FixtureRequest) -> str:
    """The simulation's stand-in keeps the same promises."""
    name: str = request.param
    return name


async def receive(database: Database, *updates: tuple[int, int], bot_id: int = BOT) -> list[bool]:
    """(update_id, lane) each."""
    async with database.unit_of_work() as uow:
        added = [
            await uow.inbox.add(
                bot_id=bot_id, update_id=number, lane=lane, body=f'{{"n": {number}}}', received_at=minutes(0)
            )
            for number, lane in updates
        ]
        await uow.commit()
    return added


async def claim(database: Database, minute: float = 0, limit: int = 10, bot_id: int = BOT) -> list[ReceivedUpdate]:
    async with database.unit_of_work() as uow:
        claimed = await uow.inbox.claim(bot_id, now=minutes(minute), until=minutes(minute) + LEASE, limit=limit)
        await uow.commit()
    return list(claimed)


async def finish(database: Database, claimed: ReceivedUpdate) -> None:
    async with database.unit_of_work() as uow:
        await uow.inbox.finish(claimed, minutes(1))
        await uow.commit()


async def add_ann_and_finish(database: Database, claimed: ReceivedUpdate) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.add(ANN, "Ann", minutes(0))
        await uow.inbox.finish(claimed, minutes(1))
        await uow.commit()


def numbers(claimed: list[ReceivedUpdate]) -> list[int]:
    return [update.update_id for update in claimed]


async def test_the_same_update_is_kept_once(database: Database) -> None:
    assert await receive(database, (10, 1), (10, 1)) == [True, False]
    [claimed] = await claim(database)
    await finish(database, claimed)
    assert await receive(database, (10, 1)) == [False]
    assert await claim(database) == []


async def test_an_update_sent_ten_times_at_once_is_kept_once(database: Database) -> None:
    added = await asyncio.gather(*(receive(database, (10, 1)) for _ in range(10)))
    assert sorted(added) == [[False]] * 9 + [[True]]


async def test_numbers_may_fall_and_belong_to_a_bot(database: Database) -> None:
    assert await receive(database, (900, 1), (3, 1)) == [True, True]
    assert await receive(database, (900, 1), bot_id=8) == [True]
    assert numbers(await claim(database)) == [900]
    assert numbers(await claim(database, bot_id=8)) == [900]


async def test_lanes_go_side_by_side_and_each_in_the_order_of_arrival(database: Database) -> None:
    await receive(database, (12, 1), (11, 1), (10, 2))
    first = await claim(database)
    assert numbers(first) == [12, 10]
    assert await claim(database) == []
    await finish(database, first[0])
    assert numbers(await claim(database)) == [11]


async def test_several_workers_claim_different_lanes(database: Database) -> None:
    await receive(database, *((number, number) for number in range(1, 21)))
    found = await asyncio.gather(*(claim(database, limit=5) for _ in range(6)))
    assert sorted(number for part in found for number in numbers(part)) == list(range(1, 21))


async def test_what_a_dead_worker_held_is_taken_over_and_its_late_word_refused(database: Database) -> None:
    await receive(database, (10, 1))
    [late] = await claim(database)
    assert await claim(database, minute=0.4) == []
    [taken] = await claim(database, minute=0.6)
    assert (taken.id, taken.attempts) == (late.id, 2)
    with pytest.raises(LeaseLost):
        await finish(database, late)
    await finish(database, taken)
    with pytest.raises(LeaseLost):
        await finish(database, taken)


@only_real
async def test_what_a_lost_lease_did_is_not_kept(database: Database) -> None:
    await receive(database, (10, 1))
    [late] = await claim(database)
    await claim(database, minute=1)
    with pytest.raises(LeaseLost):
        await add_ann_and_finish(database, late)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is None


async def test_a_failed_update_holds_its_lane_until_it_is_tried_again_and_no_other(database: Database) -> None:
    await receive(database, (10, 1), (11, 1), (12, 2))
    failed = (await claim(database))[0]
    async with database.unit_of_work() as uow:
        await uow.inbox.put_back(failed, "ValueError", minutes(5), failed=True)
        await uow.commit()
    assert await claim(database, minute=0.4) == []
    assert numbers(await claim(database, minute=6)) == [10, 12]


async def test_what_was_cut_off_or_had_no_database_is_no_failure_of_the_update(database: Database) -> None:
    await receive(database, (10, 1))
    await claim(database)
    [again] = await claim(database, minute=1)
    assert (again.attempts, again.failures) == (2, 0)
    for failed, failures in ((False, 0), (True, 1), (True, 2)):
        async with database.unit_of_work() as uow:
            await uow.inbox.put_back(again, "an error", minutes(1), failed=failed)
            await uow.commit()
        [again] = await claim(database, minute=1)
        assert again.failures == failures


async def test_a_buried_update_lets_its_lane_go_on(database: Database) -> None:
    await receive(database, (10, 1), (11, 1))
    [poison] = await claim(database)
    async with database.unit_of_work() as uow:
        await uow.inbox.bury(poison, "ValueError", minutes(0))
        await uow.commit()
    assert numbers(await claim(database)) == [11]
    assert await receive(database, (10, 1)) == [False]


def received(export: UserExport) -> list[str]:
    return [found["body"] for found in json.loads(json.dumps(export))["messages"]["received"]]


@only_real
async def test_the_words_go_with_the_effect_and_the_number_later(database: Database) -> None:
    ann = await add_user(database)
    lane = int(ANN.external_id)
    await receive(database, (10, lane), (11, lane))
    [claimed] = await claim(database)
    async with database.unit_of_work() as uow:
        assert received(await uow.users.export(ann.id)) == ['{"n": 10}', '{"n": 11}']
    await finish(database, claimed)
    async with database.unit_of_work() as uow:
        assert received(await uow.users.export(ann.id)) == ['{"n": 11}']
        assert await uow.inbox.waiting() == (1, minutes(0))
        assert await uow.inbox.forget(minutes(0)) == 0
        assert await uow.inbox.forget(minutes(2)) == 1
        await uow.commit()
    assert await receive(database, (10, lane), (11, lane)) == [True, False]


@only_real
async def test_erasing_leaves_only_what_waits(database: Database) -> None:
    ann = await add_user(database)
    lane = int(ANN.external_id)
    await receive(database, (10, lane), (11, lane), (12, 2))
    claimed = await claim(database)
    async with database.unit_of_work() as uow:
        await uow.inbox.bury(claimed[0], "ValueError", minutes(0))
        await uow.users.erase(ann.id)
        await uow.commit()
    assert numbers(await claim(database)) == [11]
    assert await receive(database, (10, lane)) == [False]


@only_real
async def test_a_clock_set_back_an_hour_gives_no_update_a_second_effect(database: Database) -> None:
    await receive(database, (10, 1), (11, 1))
    [late] = await claim(database)
    [again] = await claim(database, minute=-60)
    assert (again.update_id, again.attempts) == (10, 2)
    await finish(database, again)
    with pytest.raises(LeaseLost):
        await add_ann_and_finish(database, late)
    assert numbers(await claim(database, minute=-60)) == [11]
    assert await receive(database, (10, 1)) == [False]
