"""Users' own meetings, what is written about them, and that nobody else reads them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from storage.errors import RecordMissing
from storage.meeting_records import MeetingRecord, MeetingStatus, NewNotice, NoticeStatus
from storage.records import RoundRecord, UserId
from storage.seal import Seal, SealBroken
from storage.unit_of_work import Database
from tests.storage.samples import BEN, NOON, add_user, minutes, new_round

PLAN = '{"answers": {"who": "my boss Dana"}}'
DAY = date(2026, 3, 5)
BOT = 7
LINES = '{"lines": []}'
"""The body of the edition that the samples have."""


async def begun(database: Database, user_id: UserId, body: str = PLAN) -> MeetingRecord:
    async with database.unit_of_work() as uow:
        meeting = await uow.meetings.begin(user_id, body, "target", NOON)
        await uow.commit()
    return meeting


async def kept(database: Database, meeting: MeetingRecord) -> None:
    async with database.unit_of_work() as uow:
        await uow.meetings.keep(meeting)
        await uow.commit()


def notice(kind: str = "before", due_at: datetime = NOON, on_date: date = DAY) -> NewNotice:
    return NewNotice(
        kind=kind, on_date=on_date, bot_id=BOT, chat_id=501, due_at=due_at, worth_until=due_at + timedelta(hours=1)
    )


async def stored_bodies(database: Database) -> list[str]:
    async with database.engine.connect() as connection:
        found = await connection.execute(text("SELECT body FROM meetings UNION ALL SELECT body FROM editions"))
        return list(found.scalars())


async def rehearsed(database: Database, meeting: MeetingRecord) -> RoundRecord:
    """A round with a counterpart that was made from the meeting."""
    async with database.unit_of_work() as uow:
        edition = await uow.editions.remember("d", "my-meeting-1", 1, "guarded", PLAN, meeting.id)
        made = await uow.rounds.add(replace(await new_round(uow, meeting.user_id), edition_id=edition.id))
        await uow.commit()
    return made


async def test_a_meeting_is_kept_as_it_was_left(database: Database) -> None:
    ann = await add_user(database)
    meeting = await begun(database, ann.id)
    changed = replace(
        meeting,
        status=MeetingStatus.SAVED,
        asking=None,
        zone="Europe/Berlin",
        on_date=DAY,
        minute=870,
        begins_at=NOON,
        updated_at=minutes(5),
    )
    await kept(database, changed)
    async with database.unit_of_work() as uow:
        assert await uow.meetings.get(ann.id, meeting.id) == changed
        assert await uow.meetings.all_of(ann.id) == (changed,)


async def test_one_meeting_at_a_time_waits_for_an_answer(database: Database) -> None:
    ann = await add_user(database)
    first, second = await begun(database, ann.id), await begun(database, ann.id)
    async with database.unit_of_work() as uow:
        assert await uow.meetings.asking(ann.id) == second
        await uow.meetings.keep(replace(first, asking="floor"))
        found = await uow.meetings.asking(ann.id)
        assert found is not None
        assert (found.id, found.asking) == (first.id, "floor")
        await uow.meetings.stop_asking(ann.id)
        assert await uow.meetings.asking(ann.id) is None


async def test_nobody_reads_changes_or_drops_anothers(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    meeting = await begun(database, ann.id)
    async with database.unit_of_work() as uow:
        assert await uow.meetings.get(ben.id, meeting.id) is None
        assert await uow.meetings.all_of(ben.id) == ()
        assert await uow.meetings.drop(ben.id, meeting.id) is False
        with pytest.raises(RecordMissing):
            await uow.meetings.keep(replace(meeting, user_id=ben.id, body="{}"))
    async with database.unit_of_work() as uow:
        assert await uow.meetings.get(ann.id, meeting.id) == meeting


async def test_a_meeting_goes_with_its_rehearsals_and_leaves_other_rounds(database: Database) -> None:
    ann = await add_user(database)
    meeting = await begun(database, ann.id)
    rehearsal = await rehearsed(database, meeting)
    async with database.unit_of_work() as uow:
        assert await uow.meetings.rounds_of(ann.id, meeting.id) == (rehearsal.id,)
        await uow.rounds.cancel(ann.id, rehearsal.id, ended_at=NOON)
        other = await uow.rounds.add(await new_round(uow, ann.id))
        assert await uow.meetings.drop(ann.id, meeting.id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        latest = await uow.rounds.latest(ann.id)
        assert latest is not None
        assert latest.id == other.id
    assert await stored_bodies(database) == [LINES]


class TestNotices:
    """What is to be written about a meeting."""

    async def test_each_comes_due_once(self, database: Database) -> None:
        ann = await add_user(database)
        meeting = await begun(database, ann.id)
        async with database.unit_of_work() as uow:
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice(), notice("morning_after", minutes(60))])
            await uow.commit()
        async with database.unit_of_work() as uow:
            assert await uow.meetings.claim_due(BOT + 1, minutes(1), 10) == ()
            (due,) = await uow.meetings.claim_due(BOT, minutes(1), 10)
            assert (due.kind, due.meeting_id, due.on_date, due.due_at) == ("before", meeting.id, DAY, NOON)
            await uow.meetings.decide(due, NoticeStatus.SENT)
            await uow.commit()
        async with database.unit_of_work() as uow:
            assert await uow.meetings.claim_due(BOT, minutes(1), 10) == ()

    async def test_planned_anew_what_was_sent_for_a_date_is_not_sent_again(self, database: Database) -> None:
        ann = await add_user(database)
        meeting = await begun(database, ann.id)
        other_day = DAY + timedelta(days=1)
        async with database.unit_of_work() as uow:
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice()])
            (due,) = await uow.meetings.claim_due(BOT, NOON, 10)
            await uow.meetings.decide(due, NoticeStatus.SENT)
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice(due_at=minutes(5))])
            assert await uow.meetings.claim_due(BOT, minutes(9), 10) == ()
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice(due_at=minutes(5), on_date=other_day)])
            (again,) = await uow.meetings.claim_due(BOT, minutes(9), 10)
            assert again.on_date == other_day

    async def test_one_that_was_dropped_comes_when_the_date_is_back(self, database: Database) -> None:
        ann = await add_user(database)
        meeting = await begun(database, ann.id)
        async with database.unit_of_work() as uow:
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice()])
            await uow.meetings.plan_notices(ann.id, meeting.id, [])
            assert await uow.meetings.claim_due(BOT, NOON, 10) == ()
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice()])
            assert len(await uow.meetings.claim_due(BOT, NOON, 10)) == 1

    async def test_one_put_off_waits_until_then(self, database: Database) -> None:
        ann = await add_user(database)
        meeting = await begun(database, ann.id)
        async with database.unit_of_work() as uow:
            await uow.meetings.plan_notices(ann.id, meeting.id, [notice()])
            (due,) = await uow.meetings.claim_due(BOT, NOON, 10)
            await uow.meetings.decide(due, NoticeStatus.WAITING, minutes(30))
            assert await uow.meetings.claim_due(BOT, minutes(29), 10) == ()
            assert len(await uow.meetings.claim_due(BOT, minutes(30), 10)) == 1


class TestErasing:
    """After a while, where whoever runs the bot wants it so."""

    async def test_untouched_and_over_it_goes(self, database: Database) -> None:
        ann = await add_user(database)
        over, coming = await begun(database, ann.id), await begun(database, ann.id)
        await kept(database, replace(coming, begins_at=minutes(10_000)))
        async with database.unit_of_work() as uow:
            assert await uow.meetings.erase_untouched(NOON) == 0
            assert await uow.meetings.erase_untouched(minutes(1)) == 1
            assert await uow.meetings.get(ann.id, over.id) is None

    async def test_whoever_has_one_is_no_user_to_erase(self, database: Database) -> None:
        ann = await add_user(database)
        await begun(database, ann.id)
        async with database.unit_of_work() as uow:
            assert (await uow.retention.erase_users(minutes(1), after=0)).erased == 0
            assert (await uow.retention.expired(NOON)).users == 0


class TestSealed:
    """With a key, a stolen database tells nothing of what somebody plans."""

    async def test_nothing_of_a_plan_stands_in_the_database(self, database: Database) -> None:
        sealed = Database(database.engine, seal=Seal([Fernet.generate_key().decode()]))
        ann = await add_user(database)
        meeting = await begun(sealed, ann.id)
        await rehearsed(sealed, meeting)
        bodies = [body for body in await stored_bodies(database) if body != LINES]
        assert len(bodies) == 2
        assert all("Dana" not in body for body in bodies)
        async with sealed.unit_of_work() as uow:
            assert await uow.meetings.get(ann.id, meeting.id) == meeting
            assert "Dana" in str(await uow.users.export(ann.id))

    async def test_without_the_key_it_stays_shut(self, database: Database) -> None:
        ann = await add_user(database)
        meeting = await begun(Database(database.engine, seal=Seal([Fernet.generate_key().decode()])), ann.id)
        for seal in (Seal(), Seal([Fernet.generate_key().decode()])):
            with pytest.raises(SealBroken, match="PLAN_KEYS"):
                async with Database(database.engine, seal=seal).unit_of_work() as uow:
                    await uow.meetings.get(ann.id, meeting.id)

    async def test_a_new_key_in_front_closes_all_anew_and_the_old_one_may_go(self, database: Database) -> None:
        old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
        ann = await add_user(database)
        meeting = await begun(database, ann.id)
        await rehearsed(Database(database.engine, seal=Seal([old])), meeting)
        async with Database(database.engine, seal=Seal([new, old])).unit_of_work() as uow:
            assert await uow.meetings.seal_anew(0, 10) == (1, meeting.id)
            assert await uow.meetings.seal_anew(meeting.id, 10) == (0, None)
            await uow.commit()
        async with Database(database.engine, seal=Seal([new])).unit_of_work() as uow:
            assert await uow.meetings.get(ann.id, meeting.id) == meeting
            assert "Dana" in str(await uow.users.export(ann.id))
