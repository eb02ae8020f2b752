"""A crew ends when it is told to, whatever comes in at that moment."""

import asyncio
from collections.abc import Sequence
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


LONG = 60.0


async def test_with_nothing_left_to_do_a_crew_stops_without_a_rest() -> None:
    async def never(_item: int) -> None:
        raise AssertionError("there is nothing to work on")

    stop, crew = asyncio.Event(), Crew(nothing, never, at_once=4)
    running = asyncio.create_task(crew.run(stop, busy=LONG, idle=LONG))
    await asyncio.sleep(0)
    stop.set()
    crew.wake()
    await asyncio.wait_for(running, 1)


async def test_what_waits_at_the_stop_is_still_done_one_after_the_other() -> None:
    waiting, done = [1, 2, 3], []

    async def claim(room: int) -> Sequence[int]:
        return [waiting.pop(0)] if waiting and room else ()

    async def work(item: int) -> None:
        await asyncio.sleep(0)
        done.append(item)

    stop = asyncio.Event()
    stop.set()
    await asyncio.wait_for(Crew(claim, work, at_once=1).run(stop, busy=LONG, idle=LONG), 1)
    assert done == [1, 2, 3]
