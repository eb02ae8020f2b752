import asyncio
import json
from datetime import datetime, timedelta

import pytest

from bot.telegram.housekeeping import KEPT, keep_house
from storage.unit_of_work import Database
from tests.storage.samples import NOON

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
    assert times == 2
    assert "stay for now" in caplog.text
