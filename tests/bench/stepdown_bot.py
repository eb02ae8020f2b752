"""The bot as its commands run it, but with paces that hold up nothing: `python -m tests.bench.stepdown_bot telegram|worker [remembering]`."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.hearing.cues import Assessment, Context, Listener
from bot.hearing.listener import EncoderListener
from bot.practice.library import load_library
from bot.services.deps import Deps
from bot.settings import Settings, read_settings
from bot.telegram.app import run
from storage.engine import create_engine
from storage.paces import Rate, Rates
from storage.unit_of_work import Database

QUICK = Rate(timedelta(microseconds=100), burst=10_000)
REMEMBERING = "remembering"


class Remembering:
    """Hears a message once; after that its model costs nothing, and what is left is the delivery."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._heard: dict[tuple[str, str], Assessment] = {}

    def listen(self, context: Context, text: str) -> Assessment:
        key = (repr(context), text)
        if key not in self._heard:
            self._heard[key] = self._listener.listen(context, text)
        return self._heard[key]


@asynccontextmanager
async def wired(settings: Settings) -> AsyncIterator[Deps]:
    database = Database(create_engine(settings.database_url), Rates(bot=QUICK, chat=QUICK, group=QUICK))
    listener: Listener = EncoderListener()
    try:
        yield Deps(
            database=database,
            library=load_library(settings.dialogues),
            listener=Remembering(listener) if REMEMBERING in sys.argv else listener,
            now=lambda: datetime.now(UTC),
            new_seed=lambda: secrets.randbelow(2**31),
        )
    finally:
        await database.dispose()


if __name__ == "__main__":
    asyncio.run(run(read_settings(), wired, receives=sys.argv[1] == "telegram"))
