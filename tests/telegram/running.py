"""Starting and stopping the bot as its command does, against the fake server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.services.deps import Deps
from bot.settings import Settings
from bot.telegram.app import serve
from storage.unit_of_work import Database
from tests.fake_bot_api.server import PATIENCE, FakeBot


def settings_for(fake: FakeBot) -> Settings:
    return Settings.model_validate({"bot_token": fake.token, "telegram_api_base_url": fake.api.url})


@asynccontextmanager
async def running(deps: Deps, fake: FakeBot) -> AsyncIterator[None]:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(deps, settings_for(fake), stop))
    try:
        yield
    finally:
        stop.set()
        await serving


async def all_kept(database: Database) -> None:
    """Until nothing waits to be answered or sent, nor to be known as such."""
    async with asyncio.timeout(PATIENCE):
        while await _unfinished(database):  # noqa: ASYNC110 (a database has no event to wait for)
            await asyncio.sleep(0.01)


async def _unfinished(database: Database) -> int:
    async with database.unit_of_work() as uow:
        return (await uow.inbox.waiting())[0] + (await uow.outbox.waiting())[0]
