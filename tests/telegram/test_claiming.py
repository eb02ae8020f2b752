import asyncio
from collections.abc import Sequence

from bot.telegram.claiming import Crew

LONG = 60.0


async def test_with_nothing_left_to_do_a_crew_stops_without_a_rest() -> None:
    async def nothing(_room: int) -> Sequence[int]:
        return ()

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
