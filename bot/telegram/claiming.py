"""What the loops over inbox and outbox share: when to claim, when to rest, when to end."""

import asyncio
from collections.abc import Collection

_LAST_CLAIMS = 2.0
"""Seconds after the stop in which something may still be begun; what is begun needs time to end."""

_BUSY = 2.0


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


async def rest(wake: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(wake.wait(), seconds)
    except TimeoutError:
        return


async def cancel(tasks: Collection["asyncio.Task[None]"]) -> None:
    """What is cut off is done by whoever comes next, once its lease is over."""
    for task in tuple(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
