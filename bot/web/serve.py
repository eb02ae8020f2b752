"""The web process: keeps what Telegram hands over; the workers do the rest."""

import asyncio
import signal
from contextlib import suppress
from datetime import UTC, datetime

import uvicorn

from bot.settings import Settings
from bot.web.app import Web
from storage.engine import create_engine
from storage.unit_of_work import Database

_GRACE = 10
"""Seconds that requests under way have to end."""


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT. Needs PostgreSQL, BOT_TOKEN (for the bot's number) and WEBHOOK_SECRET; asks Telegram nothing."""
    settings.needs_postgresql("web")
    bot_id, _, _ = settings.token().partition(":")
    database = Database(
        create_engine(
            settings.database_url,
            pool=settings.database_pool,
            statement_seconds=settings.database_statement_seconds,
        )
    )
    web = Web(database, int(bot_id), settings.secret(), lambda: datetime.now(UTC))
    config = uvicorn.Config(
        web.app(),
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level.lower(),
        access_log=False,
        timeout_graceful_shutdown=_GRACE,
    )
    server = uvicorn.Server(config)
    _end_in_order(server)
    try:
        await server.serve()
    finally:
        await database.dispose()


def _end_in_order(server: uvicorn.Server) -> None:
    """Uvicorn raises a signal again once it has stopped, which would kill the process with its connections open."""

    def end() -> None:
        server.should_exit = True

    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, end)
