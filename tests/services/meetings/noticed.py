"""Notices as a worker makes them: when it looks, what it would write, and what the sender would take."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.deps import Deps, Person
from bot.services.meetings.noticing import send_due_notices
from bot.services.replies import Reply
from storage.meeting_records import NoticeRecord
from storage.records import NewMessage, OutgoingMessage, SendKind
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    BOT,
)
from tests.services.samples import ANN, Clock

BOTH = pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
TUESDAY = "tuesday 3pm"
BEFORE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
MORNING_AFTER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TWO_WEEKS = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
SOON = timedelta(seconds=5)
YES = ("asked/yes", "retreated/yes", "constraint/budget", "result/yes_smaller")


def owner(_: NoticeRecord) -> Person:
    return ANN


class Post:
    """What is made of each notice; `fails_for`: meetings whose messages cannot be made."""

    def __init__(self, fails_for: Sequence[int] = ()) -> None:
        self.replies: list[Reply] = []
        self.fails_for = set(fails_for)

    def __call__(self, notice: NoticeRecord, reply: Reply) -> list[NewMessage]:
        if notice.meeting_id in self.fails_for:
            raise ValueError("nothing to say")
        self.replies.append(reply)
        return [NewMessage(bot_id=BOT, chat_id=notice.chat_id, kind=SendKind.REMINDER, body=notice.kind)]


async def look(deps: Deps, now: datetime, post: Post | None = None) -> dict[str, int]:
    return dict(await send_due_notices(deps, BOT, now, owner, post or Post()))


async def all_looks(deps: Deps, now: datetime, post: Post | None = None) -> list[dict[str, int]]:
    """Until nothing is due, as the bot looks; a hundred looks are for ever."""
    found: list[dict[str, int]] = []
    for _ in range(100):
        looked = await look(deps, now, post)
        if not looked:
            return found
        found.append(looked)
    raise AssertionError("it never ends")


async def comes(deps: Deps, clock: Clock, at: datetime) -> list[Reply]:
    """What is written at that time."""
    clock.at = at
    post = Post()
    await all_looks(deps, at, post)
    return post.replies


async def outgoing(database: Database, now: datetime) -> list[OutgoingMessage]:
    """What the sender would take at that time."""
    found: list[OutgoingMessage] = []
    for seconds in range(10):
        at = now + timedelta(seconds=seconds)
        async with database.unit_of_work() as uow:
            claimed = await uow.outbox.claim(BOT, now=at, until=at + timedelta(minutes=1), limit=10)
            for message in claimed:
                await uow.outbox.finish(message, "sent", at)  # type: ignore[arg-type] # the enum's value
            await uow.commit()
        found += claimed
    return found
