"""Messages leave in order and at the pace that Telegram allows, and never twice without somebody knowing."""

import asyncio
import json
from collections import Counter
from datetime import timedelta

import pytest

from storage.errors import LeaseLost, RecordRefused
from storage.records import NewMessage, Outcome, OutgoingMessage, SendKind, UpdateRowId
from storage.unit_of_work import Database
from tests.databases import REAL, SIMULATED, only_real
from tests.storage.samples import ANN, NOON, add_user

BOT = 7
LEASE = timedelta(seconds=30)
CHATS = range(1, 201)


@pytest.fixture(params=[*REAL, SIMULATED])
def backend(request: pytest.FixtureRequest) -> str:
    """The simulation's stand-in keeps the same promises."""
    name: str = request.param
    return name


def message(chat_id: int, text: str, kind: SendKind = SendKind.REPLY, after: float | None = None) -> NewMessage:
    not_before = None if after is None else NOON + timedelta(seconds=after)
    return NewMessage(bot_id=BOT, chat_id=chat_id, kind=kind, body=json.dumps(text), not_before=not_before)


async def add(database: Database, *messages: NewMessage) -> None:
    async with database.unit_of_work() as uow:
        await uow.outbox.add(messages, NOON)
        await uow.commit()


async def claim(database: Database, second: float = 0, limit: int = 100) -> list[OutgoingMessage]:
    now = NOON + timedelta(seconds=second)
    async with database.unit_of_work() as uow:
        claimed = await uow.outbox.claim(BOT, now=now, until=now + LEASE, limit=limit)
        await uow.commit()
    return list(claimed)


async def finish(database: Database, *claimed: OutgoingMessage, outcome: Outcome = Outcome.SENT) -> None:
    async with database.unit_of_work() as uow:
        for one in claimed:
            await uow.outbox.finish(one, outcome, NOON)
        await uow.commit()


async def answer(database: Database, update_id: UpdateRowId) -> None:
    async with database.unit_of_work() as uow:
        await uow.outbox.add([message(1, "again")], NOON, answers=update_id)


def texts(claimed: list[OutgoingMessage]) -> list[str]:
    return [json.loads(one.body) for one in claimed]


async def test_each_chat_gets_its_messages_in_order(database: Database) -> None:
    await add(database, message(1, "a"), message(1, "b"), message(2, "c"))
    first = await claim(database)
    assert texts(first) == ["a", "c"]
    assert await claim(database) == []
    await finish(database, *first)
    assert texts(await claim(database)) == ["b"]


async def test_several_senders_never_hold_the_same_message(database: Database) -> None:
    await add(database, *(message(chat, str(chat)) for chat in CHATS))
    found = await asyncio.gather(*(claim(database, second=tick / 10) for tick in range(20)))
    counts = Counter(text for part in found for text in texts(part))
    assert set(counts.values()) == {1}


async def test_the_bot_sends_less_than_thirty_a_second(database: Database) -> None:
    await add(database, *(message(chat, str(chat)) for chat in CHATS))
    sent = [len(await claim(database, second=tick / 20)) for tick in range(60)]
    a_second = [sum(sent[start : start + 20]) for start in range(40)]
    assert max(a_second) <= 30
    assert sum(sent) == pytest.approx(25 * 3, abs=5)


async def test_a_chat_gets_a_short_burst_and_then_one_a_second(database: Database) -> None:
    await add(database, *(message(1, str(number)) for number in range(8)))
    times = []
    for tick in range(70):
        claimed = await claim(database, second=tick / 10)
        await finish(database, *claimed)
        times += [tick / 10] * len(claimed)
    assert times == pytest.approx([0, 0.1, 0.2, 1, 2, 3, 4, 5])


async def test_a_group_gets_at_most_twenty_a_minute(database: Database) -> None:
    await add(database, *(message(-100, str(number)) for number in range(40)))
    count = 0
    for second in range(60):
        claimed = await claim(database, second=second)
        await finish(database, *claimed)
        count += len(claimed)
    assert 17 <= count <= 20


@pytest.mark.parametrize(("chat_id", "others"), [(1, ["b"]), (None, [])])
async def test_a_wait_that_telegram_asks_for_is_kept(
    database: Database, chat_id: int | None, others: list[str]
) -> None:
    await add(database, message(1, "a"), message(2, "b"))
    async with database.unit_of_work() as uow:
        await uow.outbox.hold(BOT, chat_id, NOON + timedelta(seconds=30))
        await uow.outbox.hold(BOT, chat_id, NOON + timedelta(seconds=5))
        await uow.commit()
    claimed = await claim(database, second=29.9)
    assert texts(claimed) == others
    await finish(database, *claimed)
    assert "a" in texts(await claim(database, second=30.1))


async def test_what_is_due_later_waits_and_holds_its_chat(database: Database) -> None:
    await add(database, message(1, "at ten", SendKind.REMINDER, after=10), message(2, "now"))
    assert texts(await claim(database)) == ["now"]
    assert texts(await claim(database, second=10)) == ["at ten"]


async def test_a_dead_senders_message_is_taken_over_and_counted_as_perhaps_sent(database: Database) -> None:
    await add(database, message(1, "a"))
    [late] = await claim(database)
    assert await claim(database, second=29) == []
    [taken] = await claim(database, second=31)
    assert (late.attempts, taken.attempts) == (1, 2)
    with pytest.raises(LeaseLost):
        await finish(database, late)
    await finish(database, taken)
    assert await claim(database, second=100) == []


async def test_only_attempts_that_may_have_arrived_are_counted(database: Database) -> None:
    await add(database, message(1, "a"))
    for second, reached, attempts in ((0, False, 1), (10, True, 1), (20, False, 2), (30, True, 2)):
        [claimed] = await claim(database, second=second)
        assert claimed.attempts == attempts
        async with database.unit_of_work() as uow:
            later = NOON + timedelta(seconds=second + 5)
            await uow.outbox.send_again(claimed, later, "TimedOut", reached=reached)
            await uow.commit()
        assert await claim(database, second=second + 4) == []


async def test_an_update_is_answered_once(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.inbox.add(bot_id=BOT, update_id=1, lane=1, body="{}", received_at=NOON)
        [update] = await uow.inbox.claim(BOT, now=NOON, until=NOON + LEASE, limit=1)
        await uow.outbox.add([message(1, "a"), message(1, "b")], NOON, answers=update.id)
        await uow.commit()
    with pytest.raises(RecordRefused):
        await answer(database, update.id)


async def test_a_group_that_moved_gets_its_messages_at_its_new_number(database: Database) -> None:
    await add(database, message(-5, "a"), message(-5, "b"))
    async with database.unit_of_work() as uow:
        await uow.outbox.follow(BOT, -5, -1005)
        await uow.commit()
    [claimed] = await claim(database)
    assert (claimed.chat_id, texts([claimed])) == (-1005, ["a"])


async def test_a_chat_that_nobody_reads_loses_what_waits_for_it(database: Database) -> None:
    await add(database, message(1, "a"), message(1, "b"), message(2, "c"))
    [first, _] = await claim(database)
    await finish(database, first, outcome=Outcome.REFUSED)
    async with database.unit_of_work() as uow:
        assert await uow.outbox.drop_waiting(BOT, 1, "Forbidden", NOON) == 1
        assert (await uow.outbox.waiting())[0] == 1
        await uow.commit()
    assert await claim(database, second=60) != []
    assert await claim(database, second=61) == []


async def test_what_is_meant_for_later_holds_back_nothing_that_is_said_meanwhile(database: Database) -> None:
    await add(database, message(1, "tomorrow", SendKind.REMINDER, after=60), message(1, "a"), message(1, "b"))
    assert texts(await claim(database)) == ["a"]
    assert texts(await claim(database, second=3)) == []
    await finish(database, *await claim(database, second=31))
    assert texts(await claim(database, second=61)) == ["tomorrow"]
    assert texts(await claim(database, second=62)) == []


@only_real
async def test_erasing_a_user_takes_their_messages_along(database: Database) -> None:
    ann = await add_user(database)
    await add(database, message(int(ANN.external_id), "your words"), message(2, "hers"))
    async with database.unit_of_work() as uow:
        await uow.users.erase(ann.id)
        await uow.commit()
    assert texts(await claim(database)) == ["hers"]


@only_real
async def test_a_reminder_of_what_is_done_is_dropped_and_tried_no_more_where_somebody_holds_it(
    database: Database,
) -> None:
    await add(database, message(1, "a", SendKind.REMINDER), message(2, "b", SendKind.REMINDER), message(2, "c"))
    [held] = await claim(database, limit=1)
    async with database.unit_of_work() as uow:
        for chat in (1, 2):
            await uow.outbox.drop_reminders(BOT, chat, NOON)
        # Telegram does not answer: it is to be tried again.
        await uow.outbox.send_again(held, NOON + timedelta(seconds=1), "away", reached=False)
        await uow.commit()
    again = await claim(database, 2)
    assert {json.loads(one.body): one.not_after for one in again} == {"a": NOON, "c": None}


async def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not(database: Database) -> None:
    await add(database, message(1, "a"), message(1, "b"))
    await finish(database, *await claim(database))
    async with database.unit_of_work() as uow:
        assert await uow.outbox.forget(NOON) == 0
        assert await uow.outbox.forget(NOON + timedelta(days=30)) == 1
        assert (await uow.outbox.waiting())[0] == 1


async def test_a_clock_set_back_an_hour_silences_nobody(database: Database) -> None:
    await add(database, *(message(1, str(number)) for number in range(9)))
    for second in (3600, 3600.1, 3600.2):
        await finish(database, *await claim(database, second=second))
    assert texts(await claim(database, second=0)) == ["3"]


@pytest.mark.parametrize("kind", SendKind)
async def test_a_clock_set_back_an_hour_repeats_nothing_that_was_sent(database: Database, kind: SendKind) -> None:
    await add(database, message(1, "sent", kind), message(1, "under way", kind))
    await finish(database, *await claim(database, second=3600))
    [under_way] = await claim(database, second=3601)
    [again] = await claim(database)
    # Counted as one that may have arrived: a reply goes out once more, a reminder does not.
    assert (texts([again]), again.attempts) == (["under way"], 2)
    await finish(database, again)
    with pytest.raises(LeaseLost):
        await finish(database, under_way)
    assert await claim(database, second=3700) == []


async def test_a_message_that_was_due_is_not_due_again_when_the_clock_is_set_back(database: Database) -> None:
    await add(database, message(1, "at ten", SendKind.REMINDER, after=10))
    await finish(database, *await claim(database, second=11))
    for second in (-3600, 0, 10, 3600):
        assert await claim(database, second=second) == []
