"""Telegram as a bot meets it on a bad day: it repeats itself, holds chats up, answers late, wrongly or not at all."""

import asyncio
import json
import logging
import random
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, web

from tests.chaos.ledger import Button, Given, Hold, Ledger, Sent
from tests.chaos.stamps import read_stamp

SECRET = "of-telegram-and-us-alone-and-long"
BOT_ID = 700001
TOKEN = f"{BOT_ID}:AAF-made-up-for-chaos-and-long-enough"
TWICE = 0.1
"""Share of updates that are handed over again although they were taken."""

FAULTS: Mapping[str, float] = {
    "429": 0.025,
    "502 before": 0.02,
    "502 after": 0.02,
    "reset before": 0.01,
    "reset after": 0.02,
    "silent after": 0.002,
    "403": 0.003,
}
"""Share of calls that send something; together a tenth."""

_SILENCE = 30.0  # seconds; longer than the bot waits for an answer
_SLOW, _SLOWEST = 0.1, 0.4
_SENDING = frozenset(
    {"sendMessage", "sendPoll", "sendPhoto", "editMessageText", "editMessageReplyMarkup", "sendDocument"}
)
_AGAIN = 0.3  # seconds until an update that was not taken is handed over again; the real one waits longer
_EARLY = 0.002  # seconds; two clocks are read one after the other
_HAND_OVER = ClientTimeout(total=15)


@dataclass
class Telegram:
    """`doors`: the addresses of the web processes, behind one balancer; none where the bot asks for updates itself."""

    seed: int
    doors: list[str] = field(default_factory=list)
    kind: bool = False
    """Whether the bad day is over."""
    backlog: int = 0
    """What waits in the installation's tables, as far as is known."""
    ledger: Ledger = field(default_factory=Ledger)
    seen: dict[int, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    """What each chat shows, stamped messages only."""

    def __post_init__(self) -> None:
        self._random = random.Random(f"{self.seed}/telegram")
        self._numbers, self._messages = count(1), count(1000)
        self._queues: dict[tuple[int, bool], asyncio.Queue[Given]] = {}
        self._couriers: set[asyncio.Task[None]] = set()
        self._waiting: dict[int, Given] = {}
        self._taken_lately: deque[Given] = deque(maxlen=50)
        self._held: dict[int, float] = {}
        self._untaken = 0
        self._client: ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.arrived: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.url = ""

    async def start(self) -> None:
        # Connections that the bot breaks off are no news here.
        logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        [(_, port)] = self._runner.addresses
        self.url = f"http://127.0.0.1:{port}"
        self._client = ClientSession(connector=TCPConnector(limit=40), timeout=_HAND_OVER)

    async def stop(self) -> None:
        for courier in self._couriers:
            courier.cancel()
        await asyncio.gather(*self._couriers, return_exceptions=True)
        if self._client:
            await self._client.close()
        if self._runner:
            await self._runner.cleanup()

    def add(self, user: int, kind: str, content: dict[str, Any], pressed: Button | None = None) -> Given:
        """An update comes up: behind the others of its chat, taps in a queue of their own, beside everybody else's."""
        number = next(self._numbers)
        given = Given(number, user, {"update_id": number, kind: content}, time.monotonic(), pressed)
        self.ledger.given[number] = given
        self._untaken += 1
        if self.doors:
            key = (user, kind == "callback_query")
            queue = self._queues.get(key)
            if queue is None:
                queue = self._queues[key] = asyncio.Queue()
                self._start(self._carry(queue))
            queue.put_nowait(given)
        else:
            self._waiting[number] = given
        return given

    @property
    def in_flight(self) -> int:
        """Updates that the installation has not taken, and what it has not done with the others."""
        return self._untaken + self.backlog

    def _taken(self, given: Given) -> None:
        given.acknowledged_at = time.monotonic()
        self._taken_lately.append(given)
        self._untaken -= 1

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._couriers.add(task)
        task.add_done_callback(self._couriers.discard)

    async def _carry(self, queue: "asyncio.Queue[Given]") -> None:
        """By webhook: the next update of a chat comes only when this one was taken."""
        while True:
            given = await queue.get()
            while not await self._hand_over(given):  # noqa: ASYNC110 (as Telegram does)
                await asyncio.sleep(_AGAIN)
            self._taken(given)
            if self._random.random() < TWICE:
                self._start(self._hand_over_again(given))

    async def _hand_over_again(self, given: Given) -> None:
        await asyncio.sleep(self._random.choice((0.0, 0.0, 1.0, 10.0)) * self._random.random())
        await self._hand_over(given)

    async def _hand_over(self, given: Given) -> bool:
        assert self._client is not None
        door = self._random.choice(self.doors)
        header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        try:
            async with self._client.post(f"{door}/telegram", json=given.update, headers=header) as answer:
                self.ledger.handed[str(answer.status)] += 1
                return answer.status == 200
        except (ClientError, TimeoutError, OSError) as error:
            self.ledger.handed[type(error).__name__] += 1
            return False

    async def _called(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _answer({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        method = request.match_info["method"]
        params = await _params(request)
        if method == "getUpdates":
            return _fine(await self._updates(params))
        if method == "getMe":
            return _fine({"id": BOT_ID, "is_bot": True, "first_name": "Stepdown", "username": "stepdown_bot"})
        if method not in _SENDING:
            return _fine(result=True)
        return await self._send(request, method, params)

    async def _updates(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """By polling: what was handed over before `offset` is confirmed; the rest comes again."""
        offset = int(params.get("offset") or 0)
        for number in [number for number in self._waiting if number < offset]:
            self._taken(self._waiting.pop(number))
        ends = time.monotonic() + min(float(params.get("timeout") or 0), 5.0)
        while not self._waiting and time.monotonic() < ends:  # noqa: ASYNC110 (fifty looks a second cost nothing here)
            await asyncio.sleep(0.02)
        batch = list(self._waiting.values())[:100]
        repeated = [
            given
            for given in self._random.sample(list(self._taken_lately), k=min(len(batch), len(self._taken_lately)))
            if self._random.random() < TWICE
        ]
        self.ledger.handed["repeated"] += len(repeated)
        # Old numbers in front: an offset that followed the last one would go back.
        return [given.update for given in (*repeated, *batch)]

    async def _send(self, request: web.Request, method: str, params: Mapping[str, Any]) -> web.StreamResponse:
        chat_id, now = int(params["chat_id"]), time.monotonic()
        stamp, text = read_stamp(str(params.get("text") or params.get("question", "")))
        if now < self._held.get(chat_id, 0.0) - _EARLY:
            self.ledger.too_early.append(f"{method} to {chat_id}, {self._held[chat_id] - now:.3f} s too early")
        fault = self._fault()
        self.ledger.answers[fault or "ok"] += 1
        await asyncio.sleep(_SLOWEST * self._random.random() if self._random.random() < _SLOW else 0)
        if fault == "429":
            seconds = self._random.choice((1, 1, 2, 3))
            self._held[chat_id] = time.monotonic() + seconds
            self.ledger.holds.append(Hold(chat_id, time.monotonic(), self._held[chat_id]))
            return _refuse(429, "Too Many Requests", {"retry_after": seconds})
        if fault == "403":
            self.ledger.silent.add(chat_id)
            return _refuse(403, "Forbidden: bot was blocked by the user")
        if fault in {"502 before", "reset before"}:
            self.ledger.unknown[stamp] += 1
            return self._break_off(request, fault)
        message = self._take(chat_id, method, stamp, text, params, known=fault is None)
        if fault is None:
            return _fine(message)
        self.ledger.unknown[stamp] += 1
        if fault == "silent after":
            await asyncio.sleep(_SILENCE)
        return self._break_off(request, fault)

    def _fault(self) -> str | None:
        drawn = self._random.random()
        for name, share in FAULTS.items():
            drawn -= share
            if drawn < 0:
                return None if self.kind else name
        return None

    def _break_off(self, request: web.Request, fault: str) -> web.StreamResponse:
        if fault.startswith("502"):
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _take(
        self, chat_id: int, method: str, stamp: int, text: str, params: Mapping[str, Any], *, known: bool
    ) -> dict[str, Any]:
        markup = json.loads(params["reply_markup"]) if "reply_markup" in params else {"inline_keyboard": []}
        rows = tuple(
            tuple((button["text"], button["callback_data"]) for button in row) for row in markup["inline_keyboard"]
        )
        sent = Sent(time.monotonic(), chat_id, method, stamp, text, rows, known)
        self.ledger.sent.append(sent)
        if stamp and method == "sendMessage":
            self.seen[chat_id].append(sent)
            self.arrived[chat_id].set()
        chat = {"id": chat_id, "type": "private", "first_name": "x"}
        number = int(params["message_id"]) if "message_id" in params else next(self._messages)
        message = {"message_id": number, "date": int(time.time()), "chat": chat, "text": text}
        return {**message, "poll": {"id": f"poll-{stamp}"}} if method == "sendPoll" else message


async def _params(request: web.Request) -> Mapping[str, Any]:
    if request.content_type == "application/json":
        found = await request.json()
        return {name: value if isinstance(value, str) else json.dumps(value) for name, value in found.items()}
    return {name: str(value) for name, value in (await request.post()).items()}


def _fine(result: object) -> web.Response:
    return _answer({"ok": True, "result": result})


def _refuse(status: int, description: str, parameters: Mapping[str, int] | None = None) -> web.Response:
    more = {"parameters": parameters} if parameters else {}
    return _answer({"ok": False, "error_code": status, "description": description, **more}, status)


def _answer(content: Mapping[str, object], status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(content), status=status, content_type="application/json")
