import asyncio
from datetime import UTC, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, Update, User

from bot.telegram.ordering import AT_ONCE, InOrderPerUser, Recently

NUMBERS = count(1)


def update(user_id: int, number: int | None = None) -> Update:
    user = User(user_id, "x", is_bot=False)
    message = Message(1, datetime.now(UTC), Chat(user_id, "private"), from_user=user)
    return Update(number or next(NUMBERS), message=message)


@given(st.lists(st.integers(1, 4), max_size=30))
async def test_each_users_updates_come_in_order_and_no_queue_is_left(users: list[int]) -> None:
    processor = InOrderPerUser()
    done: list[tuple[int, int]] = []

    async def work(user: int, place: int) -> None:
        # The later an update comes, the sooner it would be done.
        for _ in range(len(users) - place):
            await asyncio.sleep(0)
        done.append((user, place))

    jobs = [processor.process_update(update(user), work(user, place)) for place, user in enumerate(users)]
    await asyncio.gather(*jobs)
    for user in set(users):
        places = [place for whose, place in done if whose == user]
        assert places == sorted(places)
    assert len(done) == len(users)
    assert processor.users_waiting == 0


async def test_different_users_are_answered_side_by_side_up_to_a_limit() -> None:
    processor = InOrderPerUser()
    begun, go_on = asyncio.Semaphore(0), asyncio.Event()
    running = 0
    most = 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        begun.release()
        await go_on.wait()
        running -= 1

    jobs = asyncio.gather(*(processor.process_update(update(user), work()) for user in range(1, AT_ONCE + 6)))
    for _ in range(AT_ONCE):
        await begun.acquire()
    go_on.set()
    await jobs
    assert most == AT_ONCE


async def test_an_error_in_one_update_lets_the_next_one_pass() -> None:
    processor = InOrderPerUser()
    done = asyncio.Event()

    async def fail() -> None:
        raise ZeroDivisionError

    async def work() -> None:
        done.set()

    results = await asyncio.gather(
        processor.process_update(update(1), fail()),
        processor.process_update(update(1), work()),
        return_exceptions=True,
    )
    assert isinstance(results[0], ZeroDivisionError)
    assert done.is_set()
    assert processor.users_waiting == 0


async def test_an_update_seen_before_is_dropped() -> None:
    processor = InOrderPerUser()
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    for _ in range(3):
        await processor.process_update(update(1, number=5), work())
    assert done == [1]


def test_only_the_latest_marks_are_remembered() -> None:
    recently = Recently(2)
    assert [recently.again(mark) for mark in (1, 1, 2, 3, 1)] == [False, True, False, False, False]
