"""Telegram as it hands updates over: to whichever process answers, again until it hears 200, now and then twice."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx

from tests.fake_bot_api.server import FakeBot

_AGAIN = 0.05
"""Seconds; the real one takes longer."""


class WebhookBot(FakeBot):
    """`addresses`: of the web processes behind one load balancer. Each update goes to all of them at once, as if the answers had been lost."""

    def __init__(self, bot: FakeBot, addresses: Sequence[str], secret: str) -> None:
        super().__init__(bot.api, bot.state)
        self._addresses = addresses
        self._client = httpx.AsyncClient(headers={"X-Telegram-Bot-Api-Secret-Token": secret}, timeout=30)

    async def add_update(self, kind: str, content: dict[str, Any]) -> int:
        number = next(self.state.update_ids)
        update = {"update_id": number, kind: content}
        await asyncio.gather(*(self._hand_over(f"{address}/telegram", update) for address in self._addresses))
        return number

    async def close(self) -> None:
        await self._client.aclose()

    async def _hand_over(self, address: str, update: dict[str, Any]) -> None:
        while not await self._accepted(address, update):  # noqa: ASYNC110 (nobody says when a process is back)
            await asyncio.sleep(_AGAIN)

    async def _accepted(self, address: str, update: dict[str, Any]) -> bool:
        try:
            return (await self._client.post(address, json=update)).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False
