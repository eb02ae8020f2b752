"""Starting and stopping the bot as its command does, against the fake server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.services.deps import Deps
from bot.settings import Settings
from bot.telegram.app import serve
from tests.fake_bot_api.server import FakeBot


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
