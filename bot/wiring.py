"""The composition root: the one place that knows every part."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.database import database_of
from bot.hearing.listener import EncoderListener
from bot.pictures.card import CardPicture, card_picture
from bot.practice.meetings.card import Card
from bot.practice.revisions import script_key
from bot.services.deps import Deps
from bot.services.shelf import Shelf
from bot.settings import Settings
from bot.texts.card_words import picture_blocks
from storage.engine import create_engine
from storage.schema import upgrade

LARGEST_SEED = 2**31


@asynccontextmanager
async def wired(settings: Settings) -> AsyncIterator[Deps]:
    """All that the services need, on a database that is migrated and closed again at the end."""
    shelf = Shelf(settings.dialogues)
    await migrated(settings.database_url)
    database = database_of(settings)
    try:
        async with database.unit_of_work() as uow:
            played = await uow.editions.revisions()
        shelf.recall({script_key(script_id): revision for script_id, revision in played.items()})
        yield Deps(
            database=database,
            library=shelf.library,
            listener=EncoderListener(),
            now=lambda: datetime.now(UTC),
            new_seed=lambda: secrets.randbelow(LARGEST_SEED),
            retention_days=settings.retention_days,
            shelf=shelf,
            draw_card=_drawn,
        )
    finally:
        await database.dispose()


def _drawn(title: str, card: Card, dark: bool) -> bytes:  # noqa: FBT001 (a signature of Deps)
    return card_picture(CardPicture(title, picture_blocks(card), dark))


async def migrated(database_url: str) -> None:
    """Brings the schema of a database up to date."""
    engine = create_engine(database_url, patient=True)
    try:
        await upgrade(engine)
    finally:
        await engine.dispose()
