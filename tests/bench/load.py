"""People who write: as fast as they are answered, or so many a second. Who waits for an answer writes nothing."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from tests.bench.api import BenchApi, Update

_PATIENCE = 60.0
_NUMBERS = count(1)


@dataclass
class Measured:
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    """Seconds from an update handed out to its answer."""

    @property
    def updates(self) -> int:
        return len(self.latencies)

    def share(self, part: float) -> float:
        """Milliseconds that this part of the answers took at most."""
        return sorted(self.latencies)[min(self.updates - 1, int(part * self.updates))] * 1000


class Crowd:
    """`lines`: what each user says, one after the other; `hand_over` gives an update to the bot where it does not poll."""

    def __init__(
        self,
        api: BenchApi,
        users: Iterable[int],
        lines: Sequence[str],
        hand_over: Callable[[Update], None] | None = None,
    ) -> None:
        self._api = api
        self._ready = deque((user, 0) for user in users)
        self._lines = lines
        self._hand_over = hand_over
        self._asked: dict[int, tuple[int, float]] = {}
        self._answered = asyncio.Event()
        self._measured = Measured()
        self._goes_on = False
        self._left = 0
        api.heard, api.taken = self._heard, self._taken

    async def as_fast_as_answered(self, at_once: int, updates: int) -> Measured:
        self._begin(updates, goes_on=True)
        for _ in range(at_once):
            self._next()
        return await self._end()

    async def steadily(self, a_second: float, updates: int) -> Measured:
        self._begin(updates, goes_on=False)
        started = time.perf_counter()
        for number in range(updates):
            await asyncio.sleep(max(0.0, started + number / a_second - time.perf_counter()))
            self._next()
        return await self._end()

    def _begin(self, updates: int, *, goes_on: bool) -> None:
        self._measured, self._goes_on, self._left = Measured(), goes_on, updates
        self._answered.clear()
        self._started = time.perf_counter()

    async def _end(self) -> Measured:
        async with asyncio.timeout(_PATIENCE):
            while self._left or self._asked:
                self._answered.clear()
                await self._answered.wait()
        return self._measured

    def _next(self) -> None:
        if not self._left or not self._ready:
            self._left = 0
            return
        self._left -= 1
        user, said = self._ready.popleft()
        self._asked[user] = (said, time.perf_counter())
        update = text_from(user, self._lines[said])
        if self._hand_over:
            self._hand_over(update)
        else:
            self._api.offer(update)

    def _taken(self, batch: Sequence[Update]) -> None:
        now = time.perf_counter()
        for update in batch:
            user = update["message"]["from"]["id"]
            if user in self._asked:
                self._asked[user] = (self._asked[user][0], now)

    def _heard(self, chat_id: int, _method: str, at: float) -> None:
        asked = self._asked.pop(chat_id, None)
        if asked is None:
            return
        said, since = asked
        self._measured.latencies.append(at - since)
        self._measured.seconds = at - self._started
        if said + 1 < len(self._lines):
            # Behind the others: a user with a message still on its way does not write at once.
            self._ready.append((chat_id, said + 1))
        if self._goes_on:
            self._next()
        self._answered.set()


def text_from(user: int, text: str) -> Update:
    person = {"id": user, "is_bot": False, "first_name": "Ann"}
    return {
        "update_id": next(_NUMBERS),
        "message": {
            "message_id": 1,
            "date": int(time.time()),
            "chat": {"id": user, "type": "private", "first_name": "Ann"},
            "from": person,
            "text": text,
        },
    }
