"""What becomes of a reminder when its time comes, on real databases and with the real outbox."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.reminder_plans import scheduled
from bot.services.send_due_reminders import bring_up_to_date, reschedule, send_due_reminders
from storage.daily_records import DueRecord, NewQuestion, PlanRecord, PlanStatus, SlotRecord
from storage.records import Identity, NewMessage, OutgoingMessage, SendKind, UserId
from storage.unit_of_work import Database, UnitOfWork
from tests.storage.samples import ANN, BEN, add_user, new_round

BOT = 7
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # a Monday
BEFORE = MORNING - timedelta(hours=1)
HALF_PAST_EIGHT = SlotRecord(slot=1, kind="drill", minute=510, days=127)
LATEST = timedelta(seconds=90)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


async def compose(_uow: UnitOfWork, due: DueRecord) -> Sequence[NewMessage]:
    body = f"{due.on_date} {due.slot}{' again' if due.again else ''}"
    return [NewMessage(bot_id=BOT, chat_id=due.plan.chat_id, kind=SendKind.REMINDER, body=body)]


def plan(user_id: UserId, *slots: SlotRecord, zone: str = "UTC") -> PlanRecord:
    return PlanRecord(
        user_id=user_id,
        bot_id=BOT,
        chat_id=1000 + user_id,
        zone=zone,
        tzdata=TZDATA_VERSION,
        status=PlanStatus.ON,
        slots=slots or (HALF_PAST_EIGHT,),
    )


async def kept(database: Database, wanted: PlanRecord, now: datetime = BEFORE) -> None:
    async with database.unit_of_work() as uow:
        fired = await uow.reminders.fired_since(wanted.user_id, date(2026, 1, 1))
        await uow.reminders.keep_plan(scheduled(wanted, now, fired))
        await uow.commit()


async def look(database: Database, now: datetime, most: int = 25) -> dict[str, int]:
    return dict(await send_due_reminders(database, BOT, now, compose, most=most))


async def outgoing(database: Database, now: datetime) -> list[OutgoingMessage]:
    """What the sender would take at that time, one after the other."""
    found: list[OutgoingMessage] = []
    for seconds in range(30):
        at = now + timedelta(seconds=seconds)
        async with database.unit_of_work() as uow:
            claimed = await uow.outbox.claim(BOT, now=at, until=at + minutes(1), limit=10)
            for message in claimed:
                await uow.outbox.finish(message, "sent", at)  # type: ignore[arg-type] # the enum's value
            await uow.commit()
        found += claimed
    return found


async def bodies(database: Database, now: datetime) -> list[str]:
    return [message.body for message in await outgoing(database, now)]


async def done_today(database: Database, user_id: UserId, on: date) -> None:
    async with database.unit_of_work() as uow:
        question = await uow.drills.ask(
            NewQuestion(
                user_id=user_id,
                drill="d",
                item="i",
                skill="s",
                how="asked",
                body="{}",
                seed=1,
                asked_at=MORNING,
                on_date=on,
            )
        )
        await uow.drills.answer(question, answer="a", outcome="passed", answered_at=MORNING, done_on=on)
        await uow.commit()


async def test_a_reminder_leaves_within_ninety_seconds_of_its_time_and_once_a_day(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    before = await look(database, MORNING - minutes(0.01))
    first = await look(database, MORNING + LATEST)
    again = await look(database, MORNING + LATEST)
    next_day = await look(database, MORNING + minutes(1440) + LATEST)
    assert (before, first, again, next_day) == ({}, {"send": 1}, {}, {"send": 1})
    assert await bodies(database, MORNING + minutes(1450)) == ["2026-11-23 1", "2026-11-24 1"]


async def test_a_reminder_tells_until_when_it_is_worth_sending(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    await look(database, MORNING + LATEST)
    [message] = await outgoing(database, MORNING + LATEST)
    assert (message.kind, message.not_after) == (SendKind.REMINDER, MORNING + minutes(120))


async def test_a_reminder_is_worth_nothing_any_more_once_quiet_hours_have_begun(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, replace(plan(ann.id), quiet_from=540, quiet_until=420))
    await look(database, MORNING + LATEST)
    [message] = await outgoing(database, MORNING + LATEST)
    assert message.not_after == MORNING + minutes(30) + LATEST


async def test_six_hours_without_a_worker_are_one_missed_reminder_and_no_burst(database: Database) -> None:
    ann = await add_user(database)
    slots = [replace(HALF_PAST_EIGHT, slot=number, minute=510 + 60 * number) for number in (1, 2, 3)]
    await kept(database, plan(ann.id, *slots))
    assert await look(database, MORNING + minutes(360 + 180)) == {"missed": 3}
    assert await bodies(database, MORNING + minutes(600)) == []


async def test_days_without_a_worker_leave_what_is_still_in_time(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    now = MORNING + timedelta(days=5) + minutes(100)
    assert await look(database, now) == {"missed": 1}
    assert await look(database, now) == {"send": 1}
    assert await bodies(database, now) == ["2026-11-28 1"]


async def test_a_clock_set_back_an_hour_sends_nothing_twice(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    await look(database, MORNING + LATEST)
    found = [await look(database, MORNING + minutes(count)) for count in (-58, -1, 1, 2)]
    assert found == [{}, {}, {}, {}]


async def test_a_zone_thirteen_hours_on_brings_no_second_reminder_that_day(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, zone="Asia/Singapore"), datetime(2026, 11, 23, 0, 0, tzinfo=UTC))
    fired = datetime(2026, 11, 23, 0, 30, tzinfo=UTC) + LATEST
    assert await look(database, fired) == {"send": 1}
    await kept(database, plan(ann.id, zone="America/New_York"), fired)
    # 8:30 in New York is 13:30 UTC: on the 23rd it has been sent already, thirteen hours further east.
    looked = [await look(database, fired + timedelta(hours=hours)) for hours in range(24)]
    assert looked == [{}] * 24
    assert await look(database, datetime(2026, 11, 24, 13, 32, tzinfo=UTC)) == {"send": 1}


async def test_the_same_journey_by_another_process_is_stopped_by_the_table(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    await look(database, MORNING + LATEST)
    async with database.unit_of_work() as uow:
        # As if the plan had been computed by somebody who does not know what was sent.
        await uow.reminders.keep_plan(scheduled(plan(ann.id), MORNING - minutes(10), ()))
        await uow.commit()
    assert await look(database, MORNING + minutes(5)) == {}
    assert await bodies(database, MORNING + minutes(5)) == ["2026-11-23 1"]
    assert await look(database, MORNING + minutes(1440) + LATEST) == {"send": 1}


async def test_nobody_is_reminded_of_a_drill_that_is_done(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    await kept(database, plan(ann.id))
    await kept(database, plan(ben.id))
    await done_today(database, ann.id, MORNING.date())
    assert await look(database, MORNING + LATEST) == {"done": 1, "send": 1}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"paused_until": date(2026, 11, 24)}, "paused"),
        ({"skipped_on": date(2026, 11, 23)}, "skipped"),
        ({"quiet_from": 480, "quiet_until": 540}, "quiet"),
    ],
)
async def test_a_reminder_that_is_not_wanted_today_comes_tomorrow(
    database: Database, change: dict[str, object], verdict: str
) -> None:
    ann = await add_user(database)
    await kept(database, replace(plan(ann.id), **change))  # type: ignore[arg-type] # the fields of a plan
    assert await look(database, MORNING + LATEST) == {verdict: 1}
    tomorrow = "quiet" if verdict == "quiet" else "send"
    assert await look(database, MORNING + minutes(1440) + LATEST) == {tomorrow: 1}


async def test_a_plan_that_is_off_is_never_due(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, replace(plan(ann.id), status=PlanStatus.OFF))
    assert await look(database, MORNING + LATEST) == {}


async def test_a_reminder_waits_until_a_round_pauses_but_not_for_ever(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    async with database.unit_of_work() as uow:
        await uow.rounds.add(await new_round(uow, ann.id, started_at=MORNING - minutes(5)))
        await uow.commit()
    assert await look(database, MORNING + minutes(2)) == {"later": 1}
    assert await look(database, MORNING + minutes(11)) == {}
    assert await look(database, MORNING + minutes(12)) == {"send": 1}
    assert await bodies(database, MORNING + minutes(12)) == ["2026-11-23 1"]


async def test_a_reminder_waits_for_a_drill_that_was_just_asked_for(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    async with database.unit_of_work() as uow:
        await uow.drills.ask(
            NewQuestion(
                user_id=ann.id,
                drill="d",
                item="i",
                skill="s",
                how="asked",
                body="{}",
                seed=1,
                asked_at=MORNING - minutes(5),
                on_date=MORNING.date(),
            )
        )
        await uow.commit()
    assert await look(database, MORNING + minutes(2)) == {"later": 1}
    assert await look(database, MORNING + minutes(12)) == {"send": 1}


async def test_a_snoozed_reminder_comes_again_and_leaves_the_plan_as_it_was(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    await look(database, MORNING + LATEST)
    async with database.unit_of_work() as uow:
        before = await uow.reminders.plan_of(ann.id)
        await uow.reminders.snooze([(ann.id, MORNING.date(), 1)], MORNING + minutes(70))
        await uow.commit()
    looked = [await look(database, MORNING + minutes(count)) for count in (60, 70, 71)]
    async with database.unit_of_work() as uow:
        after = await uow.reminders.plan_of(ann.id)
    assert (looked, after) == ([{}, {"send": 1}, {}], before)
    assert await bodies(database, MORNING + minutes(80)) == ["2026-11-23 1", "2026-11-23 1 again"]


async def test_a_snoozed_reminder_whose_drill_is_done_meanwhile_does_not_come(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    await look(database, MORNING + LATEST)
    async with database.unit_of_work() as uow:
        await uow.reminders.snooze([(ann.id, MORNING.date(), 1)], MORNING + minutes(10))
        await uow.commit()
    await done_today(database, ann.id, MORNING.date())
    assert await look(database, MORNING + minutes(10)) == {"done": 1}
    assert await look(database, MORNING + minutes(30)) == {}


async def test_one_that_cannot_be_composed_holds_up_nobody_else(database: Database) -> None:
    users = [await add_user(database, Identity(front="telegram", external_id=str(number))) for number in range(4)]
    for user in users:
        await kept(database, plan(user.id))

    async def failing(uow: UnitOfWork, due: DueRecord) -> Sequence[NewMessage]:
        if due.plan.user_id == users[1].id:
            raise ValueError("nothing to say")
        return await compose(uow, due)

    found = await send_due_reminders(database, BOT, MORNING + LATEST, failing)
    assert found == Counter({"send": 3, "failed": 1})
    assert len(await bodies(database, MORNING + LATEST)) == 3
    assert await look(database, MORNING + minutes(5)) == {}


async def test_a_zone_that_is_gone_stops_its_own_reminders_alone(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    for user in (ann, ben):
        await kept(database, plan(user.id))
    async with database.unit_of_work() as uow:
        stored = await uow.reminders.plan_of(ann.id)
        assert stored is not None
        await uow.reminders.keep_plan(replace(stored, zone="Europe/Atlantis"))
        await uow.commit()
    assert await look(database, MORNING + LATEST) == {"off": 1, "send": 1}
    assert await look(database, MORNING + minutes(1440) + LATEST) == {"send": 1}


async def test_a_new_edition_of_the_zones_moves_what_is_to_come_and_repeats_nothing(database: Database) -> None:
    ann, ben = await add_user(database, ANN), await add_user(database, BEN)
    for user in (ann, ben):
        await kept(database, plan(user.id))
    await look(database, MORNING + LATEST, most=1)
    async with database.unit_of_work() as uow:
        for user in (ann, ben):
            stored = await uow.reminders.plan_of(user.id)
            assert stored is not None
            wrong = [replace(slot, due_at=MORNING + timedelta(days=9)) for slot in stored.slots]
            await uow.reminders.keep_plan(replace(stored, tzdata="2020.1", slots=tuple(wrong)))
        await uow.commit()
    now = MORNING + minutes(3)
    assert [await bring_up_to_date(database, BOT, now) for _ in range(2)] == [2, 0]
    assert await look(database, now) == {"send": 1}
    assert await look(database, now + timedelta(days=1)) == {"send": 2}


async def test_rescheduling_somebody_without_a_plan_is_nothing(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        await reschedule(uow, ann.id, MORNING)
        assert await uow.reminders.plan_of(ann.id) is None
