"""Waiting for what other processes do: by condition, as long as a busy machine may need."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds for what takes two or three on a quiet machine."""


async def eventually(found: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not found():  # noqa: ASYNC110 (another process has no event to wait for)
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"{what} did not come") from None
