"""The HTTP side: a webhook that keeps updates, and pages for whoever watches over the process. No update is worked on here."""

import hmac
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.services.keep_updates import Taken, keep_unreadable, keep_updates
from bot.services.raw_updates import OTHER_KIND, RawUpdate, number_of
from bot.services.throttle import Throttle
from bot.watch.exposition import Exposition
from bot.watch.metrics import Metrics
from storage.errors import StorageError
from storage.unit_of_work import Database

PATH = "/telegram"
LONGEST = 1_000_000
"""Bytes; Telegram's updates are a few thousand."""

RETRY_SECONDS = 5
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Web:
    """`ready` says whether the database answers and has the schema of this program."""

    database: Database
    bot_id: int
    secret: str
    clock: Callable[[], datetime]
    throttle: Throttle = field(default_factory=Throttle)
    metrics: Metrics = field(default_factory=Metrics)
    exposition: Exposition | None = None

    def app(self) -> Starlette:
        routes = [
            Route(PATH, self.take_in, methods=["POST"]),
            Route("/healthz", self.is_alive),
            Route("/readyz", self.is_ready),
        ]
        return Starlette(routes=[*routes, self.exposition.route()] if self.exposition else routes)

    async def take_in(self, request: Request) -> Response:
        """200 for what is kept and for what can never be; anything else makes Telegram send it again and hold that chat's queue."""
        response = await self._answer(request)
        self.metrics.responses.labels(response.status_code).inc()
        return response

    async def _answer(self, request: Request) -> Response:
        given = request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=401)
        try:
            body = await _read(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        update = _parsed(body)
        try:
            await self._keep(update, body)
        except StorageError as error:
            _LOG.warning("An update cannot be kept", extra={"error": error, "update_id": number_of(update)})
            return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})
        return Response()

    async def _keep(self, update: RawUpdate, body: bytes) -> None:
        now = self.clock()
        if number_of(update) is not None:
            # What can be read can still be too deep to be written.
            with suppress(RecursionError):
                await keep_updates(self.database, self.bot_id, [update], now, self.throttle, self._taken)
                return
        _LOG.warning("An update of %s bytes cannot be read", len(body))
        await keep_unreadable(self.database, self.bot_id, body, now)
        self._taken(OTHER_KIND, Taken.UNREADABLE)

    def _taken(self, kind: str, result: Taken) -> None:
        self.metrics.received.labels(kind, result).inc()

    async def is_alive(self, _: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def is_ready(self, _: Request) -> Response:
        try:
            async with self.database.unit_of_work() as uow:
                await uow.inbox.reach()
        except StorageError as error:
            return PlainTextResponse(f"{error}\n", status_code=503)
        return PlainTextResponse("ready\n")


async def _read(request: Request) -> bytes | None:
    """The body, or None where it is longer than any update."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LONGEST:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LONGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _parsed(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
