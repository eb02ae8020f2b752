"""What cannot be read is kept for whoever looks after the bot: a little of it, and not for ever."""

import pytest
from sqlalchemy import select

from storage.dead_letters import LONGEST, MOST
from storage.models import DeadLetter
from storage.unit_of_work import Database
from tests.storage.samples import NOON, minutes

BOT = 7


async def add(database: Database, *letters: bytes, bot: int = BOT, minute: float = 0) -> list[bool]:
    async with database.unit_of_work() as uow:
        new = [await uow.dead_letters.add(bot, letter, minutes(minute)) for letter in letters]
        await uow.commit()
    return new


async def kept(database: Database) -> list[tuple[int, str]]:
    async with database.engine.connect() as connection:
        rows = await connection.execute(select(DeadLetter.size, DeadLetter.beginning).order_by(DeadLetter.id))
        return [(row.size, row.beginning) for row in rows]


@pytest.mark.parametrize(
    ("letter", "shown"),
    [
        (b"", ""),
        (b'{"update_id": ', '{"update_id": '),
        ("🙂".encode(), "🙂"),
        (b"a\x00b\xff\xed\xa0\x80", "a\\x00b\\xff\\xed\\xa0\\x80"),
        (b"'; DROP TABLE dead_letters;--", "'; DROP TABLE dead_letters;--"),
    ],
)
async def test_any_bytes_are_kept_as_a_text_that_can_be_read(database: Database, letter: bytes, shown: str) -> None:
    assert await add(database, letter) == [True]
    assert await kept(database) == [(len(letter), shown)]


async def test_of_a_long_one_only_the_beginning_is_kept(database: Database) -> None:
    await add(database, b"x" * 10 * LONGEST)
    assert await kept(database) == [(10 * LONGEST, "x" * LONGEST)]


async def test_the_same_bytes_are_kept_once_a_bot(database: Database) -> None:
    assert await add(database, b"{", b"{", b"[") == [True, False, True]
    assert await add(database, b"{", bot=8) == [True]
    assert len(await kept(database)) == 3


async def test_the_oldest_make_room_for_more_and_other_bots_keep_theirs(database: Database) -> None:
    await add(database, b"another's", bot=8)
    await add(database, *(str(number).encode() for number in range(MOST + 5)))
    beginnings = [beginning for _, beginning in await kept(database)]
    assert beginnings == ["another's", *map(str, range(5, MOST + 5))]


async def test_they_are_forgotten_in_time(database: Database) -> None:
    await add(database, b"old")
    await add(database, b"new", minute=2)
    async with database.unit_of_work() as uow:
        assert await uow.dead_letters.forget(NOON) == 0
        assert await uow.dead_letters.forget(minutes(1)) == 1
        await uow.commit()
    assert await kept(database) == [(3, "new")]
