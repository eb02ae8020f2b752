"""Watching begins and ends with a process. What is not asked for is not even loaded."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.errors import StepdownError
from bot.settings import Settings
from bot.watch.backlog import Backlog
from bot.watch.log import configure_logging
from bot.watch.metrics import Metrics
from bot.watch.redaction import Redactor
from storage.errors import StorageError
from storage.unit_of_work import Database

_FAILED = 1
_LOG = logging.getLogger(__name__)


@contextmanager
def watching(settings: Settings) -> Iterator[None]:
    """Around all that a process does. Raises SettingsError where the metrics would be open to everybody.

    An error that nobody foresaw ends the process here, told like any other: Python itself would write its words as well.
    """
    settings.metrics_secret()
    configure_logging(settings)
    with _reporting(settings):
        try:
            yield
        except (StepdownError, StorageError):
            raise
        except Exception as error:  # noqa: BLE001 (the process ends)
            _LOG.critical("The process ends with an error", exc_info=error)
            raise SystemExit(_FAILED) from None


@contextmanager
def _reporting(settings: Settings) -> Iterator[None]:
    if settings.sentry_dsn is None:
        yield
        return
    from bot.watch.reports import reporting

    with reporting(settings.sentry_dsn.get_secret_value(), Redactor(settings.all_secrets())):
        yield


@asynccontextmanager
async def watched(settings: Settings, database: Database, metrics: Metrics) -> AsyncIterator[Backlog]:
    """The database's failures are counted, and the metrics can be read at METRICS_PORT where one is set."""
    database.on_failure = metrics.database_failed
    backlog = Backlog(database, metrics)
    try:
        if settings.metrics_port is None:
            yield backlog
            return
        from bot.watch.exposition import Exposition, exposed

        exposition = Exposition(metrics, backlog, settings.metrics_secret())
        async with exposed(exposition, settings.metrics_host, settings.metrics_port):
            yield backlog
    finally:
        await backlog.close()
