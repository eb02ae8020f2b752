"""An event loop whose time is made up: when nobody has anything to do, it jumps to whatever is due next."""

import asyncio
import heapq
from asyncio import base_events
from collections import deque
from collections.abc import Coroutine
from contextvars import ContextVar
from typing import Any, Protocol


class Owner(Protocol):
    """A process whose steps run on the loop."""

    def may_run(self, handle: asyncio.Handle) -> bool:
        """False where it stands still or is dead; it keeps the handle then."""


OWNER: ContextVar[Owner | None] = ContextVar("OWNER", default=None)
"""Whose a step is; tasks and timers inherit it. None: the world's own."""


class NothingLeft(Exception):  # noqa: N818 (named by what happened)
    """Nobody has anything to do, now or ever."""


class NumberedTask(asyncio.Task[Any]):
    """Sets of tasks are walked through in the order of hashes, so these must not be addresses."""

    number = 0

    def __hash__(self) -> int:
        return self.number


class VirtualLoop(base_events.BaseEventLoop):
    """No sockets, no threads, no waiting. Every step is announced to the process that it belongs to."""

    _ready: deque[asyncio.Handle]
    _scheduled: list[asyncio.TimerHandle]
    _stopping: bool

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self._tasks = 0
        self.steps = 0
        self.set_task_factory(self._new_task)  # type: ignore[arg-type] # it takes what create_task gives it
        # A task of a killed process ends with whatever error it had: nobody is told.
        self.set_exception_handler(lambda _loop, _context: None)

    def time(self) -> float:
        return self._now

    def run_again(self, handles: list[asyncio.Handle]) -> None:
        """What a process kept while it stood still."""
        self._ready.extend(handles)

    def postpone(self, owner: Owner, seconds: float) -> None:
        """Time stands still for a process, as it does for a machine that is suspended."""
        for handle in self._scheduled:
            if handle._context.get(OWNER) is owner:  # type: ignore[attr-defined]
                handle._when += seconds  # type: ignore[attr-defined]
        heapq.heapify(self._scheduled)

    def _new_task(
        self, loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any], **options: Any
    ) -> NumberedTask:
        task = NumberedTask(coro, loop=loop, **options)
        self._tasks += 1
        task.number = self._tasks
        return task

    def _run_once(self) -> None:
        while not self._stopping:
            self._run_what_is_due()

    def _run_what_is_due(self) -> None:
        ready, scheduled = self._ready, self._scheduled
        while scheduled and (not ready or scheduled[0].when() <= self._now):
            handle = heapq.heappop(scheduled)
            handle._scheduled = False  # type: ignore[attr-defined]
            if not handle._cancelled:
                self._now = max(self._now, handle.when())
                ready.append(handle)
        if not ready:
            raise NothingLeft
        for _ in range(len(ready)):
            step = ready.popleft()
            if not step._cancelled:
                self.steps += 1
                owner = step._context.get(OWNER)  # type: ignore[attr-defined]
                if owner is None or owner.may_run(step):
                    step._run()

    def _process_events(self, _events: object) -> None:
        """There are none from outside."""

    def _write_to_self(self) -> None:
        """Nobody sleeps in a system call."""
