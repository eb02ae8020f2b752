"""Telegram as it hands updates over: to whichever process answers, again until it hears 200, and here always twice."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import httpx

from tests.fake_bot_api.server import FakeBot

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_AGAIN = 0.05
"""Seconds; the real one takes longer."""


class WebhookBot(FakeBot):
    """`webs`: the processes behind one load balancer. Each update goes to all of them at once, as if an answer had been lost."""

    def __init__(self, bot: FakeBot, webs: Sequence[httpx.AsyncClient]) -> None:
        super().__init__(bot.api, bot.state)
        self._webs = webs
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        for web in self._webs:
            await self._open.enter_async_context(web)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def add_update(self, kind: str, content: dict[str, Any]) -> int:
        number = next(self.state.update_ids)
        await self.hand_over({"update_id": number, kind: content})
        return number

    async def hand_over(self, update: dict[str, Any], times: int = 1) -> None:
        """To every process, `times` at once."""
        await asyncio.gather(*(self._until_kept(web, update) for _ in range(times) for web in self._webs))

    async def _until_kept(self, web: httpx.AsyncClient, update: dict[str, Any]) -> None:
        while not await _kept(web, update):  # noqa: ASYNC110 (nobody says when a process is back)
            await asyncio.sleep(_AGAIN)


async def _kept(web: httpx.AsyncClient, update: dict[str, Any]) -> bool:
    try:
        return (await web.post("/telegram", json=update)).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
