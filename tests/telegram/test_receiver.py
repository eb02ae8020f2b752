"""Polling: what is fetched is kept before Telegram may forget it, whatever numbers it has."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.services.raw_updates import RawUpdate
from bot.telegram.receiver import Receiver
from storage.errors import DatabaseUnavailable
from storage.inbox import Inbox
from storage.unit_of_work import Database
from tests.storage.samples import NOON

BOT = 7


class Telegram:
    """Answers each question with the next of `answers`, and remembers which offset was asked for; then it is the end."""

    id = BOT

    def __init__(self, *answers: list[int] | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[int | None] = []
        self.stop = asyncio.Event()

    async def fetch(self, offset: int | None, _seconds: int) -> Sequence[RawUpdate]:
        self.asked.append(offset)
        answer = self._answers.pop(0)
        if not self._answers:
            self.stop.set()
        if isinstance(answer, Exception):
            raise answer
        return [{"update_id": number, "message": {"from": {"id": 501}}} for number in answer]


async def polled(telegram: Telegram, database: Database) -> list[int]:
    """The numbers kept at the end."""
    bot: Any = telegram
    await asyncio.wait_for(Receiver(bot, database, lambda: NOON, arrived=lambda: None).run(telegram.stop), 8)
    kept = []
    async with database.unit_of_work() as uow:
        while claimed := await uow.inbox.claim(BOT, now=NOON, until=NOON + timedelta(seconds=1), limit=9):
            for update in claimed:
                await uow.inbox.finish(update, NOON)
            kept += [update.update_id for update in claimed]
    return kept


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.receiver._FIRST_WAIT", 0.0)


async def test_numbers_that_begin_anew_after_an_idle_week_are_taken(database: Database) -> None:
    telegram = Telegram([900, 901], [], [3], [4], [])
    assert await polled(telegram, database) == [900, 901, 3, 4]
    assert telegram.asked == [None, 902, None, 4, 5]


async def test_what_could_not_be_kept_is_asked_for_again_and_not_confirmed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, whole = iter([True, True]), Inbox.add

    async def add(self: Inbox, **values: Any) -> bool:
        if next(failing, False):
            raise DatabaseUnavailable("The database does not answer.")
        return await whole(self, **values)

    monkeypatch.setattr(Inbox, "add", add)
    telegram = Telegram([5], [5, 6], [5, 6, 7], [])
    assert await polled(telegram, database) == [5, 6, 7]
    assert telegram.asked == [None, None, None, 8]


async def test_a_telegram_that_fails_is_asked_again_from_the_same_place(database: Database) -> None:
    telegram = Telegram([5], NetworkError("Bad Gateway"), RetryAfter(0), [6], [])
    assert await polled(telegram, database) == [5, 6]
    assert telegram.asked == [None, 6, 6, 6, 7]


async def test_an_update_that_comes_again_is_confirmed_and_kept_once(database: Database) -> None:
    telegram = Telegram([5, 5, 6], [5, 6], [])
    assert await polled(telegram, database) == [5, 6]
    assert telegram.asked == [None, 7, 7]
