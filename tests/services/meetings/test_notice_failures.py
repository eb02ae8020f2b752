"""A notice that cannot be made is given up, stops no other, and is not tried for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.services.meetings.noticing import send_due_notices
from bot.services.replies import Reply
from storage.errors import DatabaseUnavailable
from storage.meeting_records import NoticeRecord
from storage.records import NewMessage
from storage.seal import Seal
from storage.unit_of_work import Database
from tests.services.meetings.noticed import (
    BEFORE,
    BOTH,
    MORNING_AFTER,
    SOON,
    TUESDAY,
    Post,
    all_looks,
    comes,
    look,
    outgoing,
    owner,
)
from tests.services.meetings.planned import (
    BOT,
    at_desk,
    dated,
    meeting,
)
from tests.services.reminded import plan_of
from tests.services.samples import Clock


class TestOneThatFails:
    @BOTH
    async def test_it_is_given_up_and_stops_nobody_else(self, database: Database) -> None:
        deps = at_desk(database)
        for _ in range(3):
            await dated(deps, TUESDAY)
        post = Post(fails_for=[(await meeting(database)).id])
        looked = await all_looks(deps, BEFORE, post)
        assert sum(found.get("failed", 0) for found in looked) == 1
        assert len(await outgoing(database, BEFORE)) == 2
        assert await look(deps, BEFORE + SOON) == {}

    async def test_when_all_fail_it_ends_all_the_same(self, database: Database) -> None:
        deps = at_desk(database)
        numbers = []
        for _ in range(3):
            await dated(deps, TUESDAY)
            numbers.append((await meeting(database)).id)
        assert await all_looks(deps, BEFORE, Post(fails_for=numbers)) == [{"failed": 1}] * 3

    async def test_the_same_meeting_is_written_about_the_next_morning(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        await all_looks(deps, BEFORE, Post(fails_for=[(await meeting(database)).id]))
        assert len(await comes(deps, clock, MORNING_AFTER)) == 1

    async def test_one_whose_plan_no_key_opens_waits_for_the_key_and_keeps_nobody_waiting(
        self, database: Database
    ) -> None:
        sealed = Database(database.engine, seal=Seal([Fernet.generate_key().decode()]))
        clock = Clock()
        deps = at_desk(sealed, clock)
        await dated(deps, TUESDAY)
        bare = replace(deps, database=database)
        assert await all_looks(bare, BEFORE) == [{"failed": 1}]
        assert await look(deps, BEFORE + timedelta(minutes=5)) == {}
        assert await look(deps, BEFORE + timedelta(minutes=10)) == {"send": 1}

    async def test_a_database_that_is_away_is_asked_again_and_nothing_is_given_up(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)

        def away(_: NoticeRecord, __: Reply) -> list[NewMessage]:
            raise DatabaseUnavailable("nobody answers")

        with pytest.raises(DatabaseUnavailable):
            await send_due_notices(deps, BOT, BEFORE, owner, away)
        assert await look(deps, BEFORE + SOON) == {"send": 1}

    async def test_a_zone_that_is_gone_stops_its_own_notices_alone(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        record = await meeting(database)
        plan = await plan_of(database)
        async with database.unit_of_work() as uow:
            await uow.meetings.keep(replace(record, zone="Europe/Atlantis"))
            await uow.reminders.keep_plan(replace(plan, zone="Europe/Atlantis"))
            await uow.commit()
        assert await all_looks(deps, BEFORE) == [{"off": 1}]
