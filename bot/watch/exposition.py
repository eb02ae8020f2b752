"""The metrics' page, for those who may read it: it tells how many people practise, and when."""

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.settings import SettingsError, is_loopback
from bot.watch.backlog import Backlog
from bot.watch.metrics import Metrics

PATH = "/metrics"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_GRACE = 1


@dataclass(frozen=True)
class Exposition:
    """With a `token` for whoever shows it, without one for programs on this machine only."""

    metrics: Metrics
    backlog: Backlog
    token: str = ""

    def route(self) -> Route:
        return Route(PATH, self.show)

    async def show(self, request: Request) -> Response:
        if self.token:
            given = request.headers.get("authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
                return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        elif not _is_near(request):
            return Response(status_code=404)
        await self.backlog.refresh()
        return Response(self.metrics.page(), media_type=CONTENT_TYPE_LATEST)


class Server(uvicorn.Server):
    """Leaves the signals to the program, which has other things to end as well."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@asynccontextmanager
async def exposed(exposition: Exposition, host: str, port: int) -> AsyncIterator[None]:
    """The page at a port of its own. Raises SettingsError where the port cannot be had."""
    app = Starlette(routes=[exposition.route()])
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=_GRACE
    )
    server = Server(config)
    with _bound(host, port) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"METRICS_HOST and METRICS_PORT cannot be listened on ({error.strerror}). Name a free port, or unset METRICS_PORT."
        ) from None


def _is_near(request: Request) -> bool:
    """A proxy on this machine is near, whoever it asks for is not."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    return request.client is not None and is_loopback(request.client.host)
