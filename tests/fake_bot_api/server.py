"""The server: one for a test session, any number of bots, each with its own token."""

import asyncio
import json
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from email import message_from_bytes
from itertools import count
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.fake_bot_api.rules import RefusedError
from tests.fake_bot_api.state import BotState, Call, Fault

PATIENCE = 20.0
"""Seconds that a test waits for something before it fails; on a quiet machine nothing takes more than two."""

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")

Result = TypeVar("Result")


class FakeBotApi:
    def __init__(self) -> None:
        self._bots: dict[str, BotState] = {}
        self._tokens = count(1)
        self._ready = threading.Event()
        # asyncio switches Nagle's algorithm off only where a socket says that it is TCP; with it every answer takes 40 ms.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        # From now on connections wait for the server instead of being refused while it starts.
        self._socket.listen()
        app = Starlette(
            routes=[Route("/bot{token}/{method}", self._endpoint, methods=["GET", "POST"])], lifespan=self._lifespan
        )
        config = uvicorn.Config(
            app, log_config=None, log_level="critical", access_log=False, timeout_graceful_shutdown=1, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def start(self) -> None:
        self._thread.start()
        self._ready.wait(PATIENCE)

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(PATIENCE)
        self._socket.close()

    def new_bot(self) -> "FakeBot":
        token = f"{next(self._tokens)}00001:AAF-made-up-for-tests-and-long-enough"
        state = BotState(token)
        self._bots[token] = state
        return FakeBot(self, state)

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Runs `work` where the bots live."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        yield

    async def _endpoint(self, request: Request) -> Response:
        bot = self._bots.get(request.path_params["token"])
        if bot is None:
            shaped = _TOKEN.fullmatch(request.path_params["token"])
            return _refusal(RefusedError("Unauthorized", 401) if shaped else RefusedError("Not Found", 404))
        method = request.path_params["method"]
        call = Call(method, await _params(request))
        fault = bot.fault(method)
        try:
            await _suffer(fault)
            result = await _updates(bot, call.params) if method == "getUpdates" else bot.do(method, call.params)
        except RefusedError as error:
            call.status = error.status
            return _refusal(error)
        finally:
            if method != "getUpdates":
                async with bot.changed:
                    bot.calls.append(call)
                    bot.changed.notify_all()
        return _broken_off() if fault and fault.broken_off else _json({"ok": True, "result": result})


class FakeBot:
    """A test's view of one bot, from the test's own thread."""

    def __init__(self, api: FakeBotApi, state: BotState) -> None:
        self.api = api
        self.state = state

    @property
    def token(self) -> str:
        return self.state.token

    async def add_update(self, kind: str, content: dict[str, Any]) -> int:
        async def add() -> int:
            async with self.state.changed:
                number = self.state.add_update(kind, content)
                self.state.changed.notify_all()
                return number

        return await self.api.run(add())

    async def add_again(self, update: dict[str, Any]) -> None:
        """Delivers an update another time, as Telegram may."""

        async def add() -> None:
            async with self.state.changed:
                self.state.again.append(update)
                self.state.changed.notify_all()

        await self.api.run(add())

    async def wait_for(self, found: Callable[[BotState], Result | None], what: str) -> Result:
        """What `found` finds, as soon as it finds something; fails with `what` was missing and all that came instead."""

        async def wait() -> Result | None:
            async with self.state.changed:
                await self.state.changed.wait_for(lambda: found(self.state) is not None)
                return found(self.state)

        try:
            result = await self.api.run(_within(wait()))
        except TimeoutError:
            came = "\n---\n".join(message.text for message in self.state.shown)
            raise AssertionError(f"{what} did not come; this did:\n{came}") from None
        assert result is not None
        return result

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.state.calls if call.method == method]


async def _within(work: Coroutine[Any, Any, Result]) -> Result:
    return await asyncio.wait_for(work, PATIENCE)


async def _suffer(fault: Fault | None) -> None:
    if fault and fault.delay:
        await asyncio.sleep(fault.delay)
    if fault and fault.status:
        extra = {"retry_after": fault.retry_after} if fault.status == 429 else {}
        if fault.moved_to:
            extra = {"migrate_to_chat_id": fault.moved_to}
        raise RefusedError("made to fail", fault.status, **extra)


async def _updates(bot: BotState, params: dict[str, Any]) -> list[dict[str, Any]]:
    offset = int(params.get("offset") or 0)
    async with bot.changed:
        try:
            async with asyncio.timeout(float(params.get("timeout") or 0)):
                await bot.changed.wait_for(lambda: bool(bot.again or bot.waiting(offset)))
        except TimeoutError:
            return []
        repeated, bot.again = bot.again, []
        return [*repeated, *bot.waiting(offset)]


async def _params(request: Request) -> dict[str, Any]:
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        return _multipart(kind, body)
    return {name: _value(text) for name, text in parse_qsl(body.decode(), keep_blank_values=True)}


def _multipart(kind: str, body: bytes) -> dict[str, Any]:
    """Files come out as (name, content), whatever field they were attached by."""
    found: dict[str, Any] = {}
    parts: Any = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    for part in parts:
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        file_name = part.get_filename()
        found[name] = (file_name, content) if file_name else _value(content.decode())
    attached = str(found.get("document", ""))
    return found | ({"document": found[attached[9:]]} if attached.startswith("attach://") else {})


def _value(text: str) -> Any:
    return json.loads(text) if text[:1] in {"{", "["} else text


def _refusal(error: RefusedError) -> Response:
    content = {"ok": False, "error_code": error.status, "description": error.description}
    return _json(content | ({"parameters": error.parameters} if error.parameters else {}), error.status)


def _json(content: dict[str, Any], status: int = 200) -> Response:
    """Everything beyond ASCII escaped: so even half a character can be sent."""
    return Response(json.dumps(content), status, media_type="application/json")


def _broken_off() -> Response:
    """Half an answer, then nothing: the sender cannot know what became of the call."""

    async def half() -> AsyncIterator[bytes]:
        yield b'{"ok":'

    return StreamingResponse(half(), headers={"content-length": "100"})
