"""A Bot API server that costs as little as it can, so that what is measured is the bot. It has no rules; the tests' own fake has them."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs

Update = dict[str, Any]
Heard = Callable[[int, str, float], None]

_LARGEST_BATCH = 100
_REST = "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_ME = {"id": 1, "is_bot": True, "first_name": "Stepdown", "username": "stepdown_bot"}
_TRUE = json.dumps({"ok": True, "result": True}).encode()
_SENT = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 5, "type": "private", "first_name": "x"},
            "from": _ME,
            "text": "x" * 300,
        },
    }
).encode()


class TooMany(Exception):  # noqa: N818 (named by what happened)
    """Telegram would answer 429."""


class BenchApi:
    """One bot at a time. `heard` is told of every message that arrives: chat, method, instant; it may raise TooMany. `greeted`: a bot is there; `asked`: it polls."""

    def __init__(self) -> None:
        self.heard: Heard = lambda *_: None
        self.refused = 0
        self.greeted = asyncio.Event()
        self.asked = asyncio.Event()
        self.taken: Callable[[Sequence[Update]], None] = lambda _: None
        self._waiting: deque[Update] = deque()
        self._arrived = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        if self._server:
            self._server.close()

    def reset(self) -> None:
        self._waiting.clear()
        self.greeted.clear()
        self.asked.clear()
        self.heard = lambda *_: None
        self.taken = lambda _: None
        self.refused = 0

    def offer(self, update: Update) -> None:
        self._waiting.append(update)
        self._arrived.set()

    def answer(self, method: str, params: bytes) -> bytes:
        if method == "getMe":
            return json.dumps({"ok": True, "result": _ME}).encode()
        if method in {"sendMessage", "sendPoll", "sendPhoto", "sendDocument", "editMessageText"}:
            try:
                self.heard(_chat_of(params), method, time.perf_counter())
            except TooMany:
                self.refused += 1
                return b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}'
            return _SENT
        if method == "setMyCommands":
            self.greeted.set()
        return _TRUE

    async def updates(self, params: bytes) -> bytes:
        """What waits, or after the asked time nothing. An offset needs no heed here: nothing is delivered twice."""
        self.asked.set()
        if not self._waiting:
            self._arrived.clear()
            try:
                async with asyncio.timeout(float(parse_qs(params.decode()).get("timeout", ["0"])[0])):
                    await self._arrived.wait()
            except TimeoutError:
                return b'{"ok":true,"result":[]}'
        batch = [self._waiting.popleft() for _ in range(min(_LARGEST_BATCH, len(self._waiting)))]
        body = json.dumps({"ok": True, "result": batch}).encode()
        self.taken(batch)
        return body


def _chat_of(params: bytes) -> int:
    start = params.find(b"chat_id=")
    end = params.find(b"&", start)
    return int(params[start + 8 : end if end >= 0 else None]) if start >= 0 else 0


class _Connection(asyncio.Protocol):
    def __init__(self, api: BenchApi) -> None:
        self._api = api
        self._buffer = b""
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        if self._task:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            size = _length(head)
            if len(self._buffer) < end + 4 + size:
                return
            params, self._buffer = self._buffer[end + 4 : end + 4 + size], self._buffer[end + 4 + size :]
            method = head[: head.index(b" HTTP/")].rpartition(b"/")[2].decode()
            if method == "getUpdates":
                self._task = asyncio.create_task(self._poll(params))
            else:
                self._write(self._api.answer(method, params))

    async def _poll(self, params: bytes) -> None:
        self._write(await self._api.updates(params))

    def _write(self, body: bytes) -> None:
        status = "429 Too Many Requests" if b'"error_code":429' in body else "200 OK"
        self._transport.write((_REST % (status, len(body))).encode() + body)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0
