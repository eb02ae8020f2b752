"""The database that the settings name."""

from bot.settings import Settings
from storage.engine import create_engine
from storage.paces import rates_at
from storage.seal import Seal
from storage.unit_of_work import Database


def database_of(settings: Settings) -> Database:
    """Nothing is opened before the first use."""
    engine = create_engine(
        settings.database_url, pool=settings.database_pool, statement_seconds=settings.database_statement_seconds
    )
    return Database(engine, rates_at(settings.sends_per_second), Seal(settings.seal_keys()))
