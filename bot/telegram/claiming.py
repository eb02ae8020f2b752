"""What the loops over inbox and outbox share: when to claim, when to rest, when to end."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from typing import Any, Generic, TypeVar

_LAST_CLAIMS = 2.0
"""Seconds after the stop in which something may still be begun; what is begun needs time to end."""

_BUSY = 2.0

Item = TypeVar("Item")


class Claiming:
    """Goes on until `stop`, and then until nothing is found or a moment has passed, and nothing is under way."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._stopped_at: float | None = None
        self._found_at = 0.0
        self._found = 1

    @property
    def allowed(self) -> bool:
        """Whether something may still be begun."""
        now = asyncio.get_running_loop().time()
        if self._stop.is_set() and self._stopped_at is None:
            self._stopped_at, self._found = now, 1
        return self._stopped_at is None or (self._found > 0 and now < self._stopped_at + _LAST_CLAIMS)

    @property
    def busy(self) -> bool:
        """Whether something was found lately, so that more may come soon."""
        return asyncio.get_running_loop().time() < self._found_at + _BUSY

    def found(self, count: int) -> None:
        self._found = count
        if count:
            self._found_at = asyncio.get_running_loop().time()

    def goes_on(self, under_way: Collection[object]) -> bool:
        return bool(under_way) or self.allowed


class Crew(Generic[Item]):
    """Works on what it claims, several at once, until it is told to stop. `wake` it when something may have come in."""

    def __init__(
        self,
        claim: Callable[[int], Awaitable[Sequence[Item]]],
        work: Callable[[Item], Coroutine[Any, Any, None]],
        *,
        at_once: int,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        self._claim = claim
        self._work = work
        self._at_once = at_once
        self._ended = ended
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self._wake.set()

    async def run(self, stop: asyncio.Event, *, busy: float, idle: float) -> None:
        """Until `stop`, and then for a moment what waits already; looks again after `busy` or `idle` seconds."""
        claiming = Claiming(stop)
        try:
            while claiming.goes_on(self._tasks):
                self._wake.clear()
                room = self._at_once - len(self._tasks) if claiming.allowed else 0
                claimed = await self._claim(room) if room else ()
                for item in claimed:
                    task = asyncio.create_task(self._work(item))
                    self._tasks.add(task)
                    task.add_done_callback(self._finished)
                if room:
                    claiming.found(len(claimed))
                if not claimed and claiming.goes_on(self._tasks):
                    await self._rest(busy if claiming.busy else idle)
        finally:
            # What is cut off is done by whoever comes next, once its lease is over.
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        self.wake()
        self._ended()

    async def _rest(self, seconds: float) -> None:
        try:
            # Not wait_for: until Python 3.12 it may lose a cancellation that comes together with the wake.
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
