"""A crew ends when it is told to, whatever comes in at that moment."""

import asyncio
from contextlib import suppress

import pytest

from bot.telegram.claiming import Crew


async def nothing(_: int) -> tuple[()]:
    return ()


async def work(_: object) -> None:
    """There is none."""


@pytest.mark.parametrize("steps", range(4))
async def test_a_crew_that_is_woken_and_cancelled_at_once_ends(steps: int) -> None:
    crew = Crew(nothing, work, at_once=1)
    running = asyncio.create_task(crew.run(asyncio.Event(), busy=60, idle=60))
    for _ in range(5):
        await asyncio.sleep(0)
    crew.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    ended, _ = await asyncio.wait({running}, timeout=0.2)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert ended == {running}
