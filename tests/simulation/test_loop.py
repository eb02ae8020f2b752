"""Time passes only when everybody waits, and nothing depends on where things lie in memory."""

import asyncio

import pytest

from tests.simulation.loop import OWNER, NothingLeft, VirtualLoop


class Sleeper:
    """A process that keeps what it may not run."""

    def __init__(self) -> None:
        self.awake = True
        self.kept: list[asyncio.Handle] = []

    def may_run(self, handle: asyncio.Handle) -> bool:
        if not self.awake:
            self.kept.append(handle)
        return self.awake


def test_a_week_passes_at_once() -> None:
    loop = VirtualLoop()
    loop.run_until_complete(asyncio.sleep(7 * 86_400))
    assert loop.time() == 7 * 86_400
    loop.close()


def test_timers_end_in_their_order() -> None:
    loop, ended = VirtualLoop(), list[tuple[float, float]]()

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds)
        ended.append((seconds, loop.time()))

    async def all_of_them() -> None:
        await asyncio.gather(*map(sleep, (3.0, 0.5, 2.0)))

    loop.run_until_complete(all_of_them())
    assert ended == [(0.5, 0.5), (2.0, 2.0), (3.0, 3.0)]
    loop.close()


def test_a_timeout_ends_what_never_comes() -> None:
    loop = VirtualLoop()

    async def wait() -> None:
        async with asyncio.timeout(30):
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        loop.run_until_complete(wait())
    assert loop.time() == 30
    loop.close()


def test_who_waits_for_nothing_is_told() -> None:
    loop = VirtualLoop()
    task = loop.create_task(asyncio.Event().wait())
    with pytest.raises(NothingLeft):
        loop.run_until_complete(task)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(task)
    loop.close()


def test_who_stands_still_does_nothing_until_it_goes_on_and_then_all_of_it() -> None:
    loop, sleeper, ticks = VirtualLoop(), Sleeper(), list[float]()

    async def tick() -> None:
        OWNER.set(sleeper)
        for _ in range(3):
            await asyncio.sleep(1)
            ticks.append(loop.time())

    async def stand_still() -> None:
        ticking = asyncio.create_task(tick())
        await asyncio.sleep(1.5)
        sleeper.awake = False
        await asyncio.sleep(10)
        sleeper.awake = True
        loop.run_again(sleeper.kept)
        await ticking

    loop.run_until_complete(stand_still())
    assert ticks == [1, 11.5, 12.5]
    loop.close()


def test_sets_of_tasks_are_walked_through_in_the_order_of_their_making() -> None:
    loop = VirtualLoop()

    async def names() -> list[str]:
        tasks = {asyncio.create_task(asyncio.sleep(0), name=f"{number:02}") for number in range(20)}
        await asyncio.gather(*tasks)
        return [task.get_name() for task in tasks]

    found = loop.run_until_complete(names())
    assert found == sorted(found)
    loop.close()
