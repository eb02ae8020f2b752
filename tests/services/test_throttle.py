"""One user cannot keep the others waiting, and nobody is throttled for what piled up while the bot was away."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.services.keep_updates import TOO_FAST, keep_updates
from bot.services.throttle import AT_ONCE, Throttle
from storage.errors import DatabaseUnavailable
from storage.unit_of_work import Database, UnitOfWork
from tests.services.test_keep_updates import ANN, BOT, CHAT
from tests.storage.samples import NOON


def said(number: int, seconds: float = 0.0, **content: Any) -> dict[str, Any]:
    date = int((NOON + timedelta(seconds=seconds)).timestamp())
    return {"update_id": number, "message": {"message_id": number, "date": date, "from": ANN, "chat": CHAT, **content}}


async def waiting(database: Database) -> list[dict[str, Any]]:
    """All that is to be worked on, in order."""
    found = []
    async with database.unit_of_work() as uow:
        while claimed := await uow.inbox.claim(BOT, now=NOON, until=NOON + timedelta(minutes=1), limit=9):
            found += [json.loads(one.body) for one in claimed]
            for one in claimed:
                await uow.inbox.finish(one, NOON)
        await uow.commit()
    return found


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 25, 100])
async def test_of_five_hundred_messages_in_ten_seconds_some_thirty_are_read_and_the_user_is_told_once(
    database: Database, batch: int
) -> None:
    throttle, flood = Throttle(), [said(number, number // 50) for number in range(500)]
    for first in range(0, 500, batch):
        now = NOON + timedelta(seconds=(first + batch) / 50)
        await keep_updates(database, BOT, flood[first : first + batch], now, throttle)
    found = await waiting(database)
    assert sum(TOO_FAST in update for update in found) == 1
    # The burst, the one that is told, and one for each further second.
    assert len(found) == AT_ONCE + 1 + 9


async def test_what_could_not_be_kept_counts_for_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(_: UnitOfWork) -> None:
        raise DatabaseUnavailable("The database does not answer.")

    throttle = Throttle()
    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", away)
        for _ in range(3 * AT_ONCE):
            with pytest.raises(DatabaseUnavailable):
                await keep_updates(database, BOT, [said(1), said(2)], NOON, throttle)
    assert await keep_updates(database, BOT, [said(1), said(2)], NOON, throttle) == 2


async def test_what_was_passed_over_is_known_when_it_comes_again(database: Database) -> None:
    throttle = Throttle()
    flood = [said(number) for number in range(AT_ONCE + 5)]
    for update in flood:
        await keep_updates(database, BOT, [update], NOON, throttle)
    before = await waiting(database)
    for update in flood:
        await keep_updates(database, BOT, [update], NOON + timedelta(minutes=5), Throttle())
    assert len(before) == AT_ONCE + 1
    assert await waiting(database) == []


async def test_what_piled_up_over_an_hour_is_read_in_full(database: Database) -> None:
    throttle, now = Throttle(), NOON + timedelta(hours=1)
    for number in range(100):
        await keep_updates(database, BOT, [said(number, 36 * number)], now, throttle)
    assert len(await waiting(database)) == 100


async def test_what_was_written_long_ago_is_not_held_against_what_came_just_now(database: Database) -> None:
    throttle = Throttle()
    await keep_updates(database, BOT, [said(1, 7200)], NOON, throttle)
    for number in range(2, 30):
        await keep_updates(database, BOT, [said(number, 60 * number)], NOON, throttle)
    assert not any(TOO_FAST in update for update in await waiting(database))


async def test_the_same_update_again_and_again_counts_once(database: Database) -> None:
    throttle = Throttle()
    for _ in range(3 * AT_ONCE):
        await keep_updates(database, BOT, [said(1)], NOON, throttle)
    assert not throttle.too_fast((501, False), NOON)


async def test_one_users_flood_leaves_another_alone(database: Database) -> None:
    throttle = Throttle()
    for number in range(3 * AT_ONCE):
        await keep_updates(database, BOT, [said(number)], NOON, throttle)
    other = {"update_id": 900, "message": {"from": {"id": 502}, "chat": {"id": 502, "type": "private"}}}
    assert await keep_updates(database, BOT, [other], NOON, throttle) == 1


async def test_in_a_group_nothing_is_said_about_it(database: Database) -> None:
    throttle = Throttle()
    group = {"id": -9, "type": "group"}
    for number in range(3 * AT_ONCE):
        await keep_updates(database, BOT, [said(number, chat=group)], NOON, throttle)
    assert not any(TOO_FAST in update for update in await waiting(database))


@pytest.mark.parametrize("date", [None, "soon", -1, 2**40, True, []])
async def test_a_date_that_is_none_is_no_way_around(date: object, database: Database) -> None:
    throttle = Throttle()
    for number in range(3 * AT_ONCE):
        await keep_updates(database, BOT, [said(number, date=date)], NOON, throttle)
    assert len(await waiting(database)) == AT_ONCE + 1


async def test_taps_are_counted_apart(database: Database) -> None:
    throttle = Throttle()
    taps = [{"update_id": n, "callback_query": {"id": str(n), "from": ANN}} for n in range(1000, 1000 + 3 * AT_ONCE)]
    for tap in taps:
        await keep_updates(database, BOT, [tap], NOON, throttle)
    assert await keep_updates(database, BOT, [said(1)], NOON, throttle) == 1
    assert len(await waiting(database)) == AT_ONCE + 1


def test_lanes_are_forgotten_before_they_fill_the_memory() -> None:
    throttle = Throttle()
    for lane in range(30_000):
        throttle.take(lane, NOON)
        throttle.tell(lane, NOON)
    assert len(throttle._full_until) == 20_000
    assert len(throttle._told_at) <= 20_000
