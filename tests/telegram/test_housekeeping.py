import asyncio
import json
from datetime import datetime, timedelta

import pytest

from bot.telegram.housekeeping import KEPT, keep_house
from storage.unit_of_work import Database
from tests.storage.samples import NOON, add_user, finished_round

BOT = 7


async def test_an_update_is_known_for_days_and_then_forgotten(database: Database) -> None:
    async def take_in() -> bool:
        async with database.unit_of_work() as uow:
            new = await uow.inbox.add(bot_id=BOT, update_id=1, lane=1, body=json.dumps({}), received_at=NOON)
            await uow.commit()
        return new

    assert await take_in()
    async with database.unit_of_work() as uow:
        [claimed] = await uow.inbox.claim(BOT, now=NOON, until=NOON + timedelta(seconds=1), limit=1)
        await uow.inbox.finish(claimed, NOON)
        await uow.commit()
    stop = asyncio.Event()
    stop.set()
    await keep_house(database, lambda: NOON + KEPT, stop)
    assert not await take_in()
    await keep_house(database, lambda: NOON + KEPT + timedelta(seconds=1), stop)
    assert await take_in()


async def test_rounds_are_erased_after_the_days_that_are_set_and_kept_where_none_are(database: Database) -> None:
    ann = await add_user(database)
    old = await finished_round(database, ann.id)
    stop = asyncio.Event()
    stop.set()

    async def there_after(days: int, retention_days: int | None) -> bool:
        await keep_house(database, lambda: NOON + timedelta(days=days, hours=1), stop, retention_days)
        async with database.unit_of_work() as uow:
            return await uow.rounds.get(ann.id, old) is not None

    assert await there_after(10_000, None)
    assert await there_after(29, 30)
    assert not await there_after(30, 30)


async def test_an_error_that_nobody_foresaw_is_logged_and_the_next_time_comes(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram.housekeeping._EVERY", 0.001)
    stop, times = asyncio.Event(), 0

    def clock() -> datetime:
        nonlocal times
        times += 1
        if times == 1:
            raise ZeroDivisionError
        stop.set()
        return NOON

    await keep_house(database, clock, stop)
    assert times >= 2
    assert "stay for now" in caplog.text
