"""Which updates wait for which: one user's strictly in order, different users side by side."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 16
"""Users answered side by side; more only lengthens the queue for the database."""

_WAITING = 10_000
_REMEMBERED = 4096


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class InOrderPerUser(BaseUpdateProcessor):
    """Locks are handed out first come, first served, and forgotten with their last update. An update seen before is dropped."""

    __slots__ = ("_at_once", "_lines", "_seen")

    def __init__(self) -> None:
        super().__init__(_WAITING)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._lines: dict[int, _Line] = {}
        self._seen = Recently()

    @property
    def users_waiting(self) -> int:
        return len(self._lines)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        if isinstance(update, Update) and self._seen.again(update.update_id):
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            return
        key = _whose(update)
        line = self._lines.setdefault(key, _Line())
        line.length += 1
        try:
            async with line.lock, self._at_once:
                await coroutine
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[key]


class Recently:
    """The last few thousand marks, to tell what has come before."""

    def __init__(self, size: int = _REMEMBERED) -> None:
        self._size = size
        self._marks: OrderedDict[object, None] = OrderedDict()

    def again(self, mark: object) -> bool:
        """Whether `mark` came before; from now on it has."""
        if mark in self._marks:
            return True
        self._marks[mark] = None
        if len(self._marks) > self._size:
            self._marks.popitem(last=False)
        return False


def _whose(update: object) -> int:
    """User and private chat have one id in Telegram; 0 for what belongs to nobody."""
    if not isinstance(update, Update):
        return 0
    owner = update.effective_user or update.effective_chat
    return owner.id if owner else 0
