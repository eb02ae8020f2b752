"""The web process: keeps what Telegram hands over; the workers do the rest."""

from datetime import UTC, datetime

import uvicorn

from bot.database import database_of
from bot.settings import Settings
from bot.signals import on_end
from bot.watch.exposition import Exposition, Server
from bot.watch.metrics import Metrics
from bot.watch.start import watched, watching
from bot.web.app import Web

_GRACE = 10
"""Seconds that requests under way have to end."""


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT. Needs PostgreSQL, BOT_TOKEN (for the bot's number) and WEBHOOK_SECRET; asks Telegram nothing."""
    settings.needs_postgresql("web")
    bot_id, _, _ = settings.token().partition(":")
    secret = settings.secret()
    with watching(settings):
        await _serve(settings, int(bot_id), secret)


async def _serve(settings: Settings, bot_id: int, secret: str) -> None:
    database, metrics = database_of(settings), Metrics()
    try:
        async with watched(settings, database, metrics) as backlog:
            exposition = Exposition(metrics, backlog, settings.metrics_secret())
            web = Web(database, bot_id, secret, lambda: datetime.now(UTC), metrics=metrics, exposition=exposition)
            config = uvicorn.Config(
                web.app(),
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=_GRACE,
            )
            await _served(Server(config))
    finally:
        await database.dispose()


async def _served(server: Server) -> None:
    """A second interrupt does not wait for requests under way."""
    on_end(lambda number: server.handle_exit(number, None))
    await server.serve()
