"""Plans of reminders, what is due, and that nothing is decided twice."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from storage.daily_records import DueRecord, Fired, PlanRecord, PlanStatus, SlotRecord
from storage.records import Identity, UserId
from storage.reminders import _WHOSE_AGAIN, _WHOSE_DUE
from storage.unit_of_work import Database
from tests.storage.samples import BEN, NOON, add_user, minutes

BOT, CHAT = 7, 501
TODAY = date(2026, 3, 2)
MORNING = SlotRecord(slot=1, kind="drill", minute=510, days=127, on_date=TODAY, due_at=NOON)
EVENING = replace(MORNING, slot=2, minute=1200, due_at=minutes(600))


def plan(user_id: UserId, *slots: SlotRecord, chat_id: int = CHAT, status: PlanStatus = PlanStatus.ON) -> PlanRecord:
    return PlanRecord(
        user_id=user_id,
        bot_id=BOT,
        chat_id=chat_id,
        zone="Europe/Lisbon",
        tzdata="2026.6",
        status=status,
        slots=slots or (MORNING,),
        quiet_from=1320,
        quiet_until=420,
        paused_until=date(2026, 4, 1),
        skipped_on=TODAY,
    )


def fired(user_id: UserId, slot: int = 1, on_date: date = TODAY) -> Fired:
    return Fired(user_id=user_id, slot=slot, kind="drill", on_date=on_date, due_at=NOON, status="sent")


async def kept(database: Database, *plans: PlanRecord) -> None:
    async with database.unit_of_work() as uow:
        for each in plans:
            await uow.reminders.keep_plan(each)
        await uow.commit()


async def due(database: Database, now: datetime, most: int = 10) -> list[DueRecord]:
    async with database.unit_of_work() as uow:
        return list(await uow.reminders.claim_due(BOT, now, most))


def slots(found: Iterable[DueRecord]) -> list[tuple[int, int]]:
    return [(each.plan.user_id, each.slot) for each in found]


async def test_a_plan_comes_back_as_it_was_kept_and_a_new_one_takes_its_place(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, MORNING, EVENING))
    changed = replace(plan(ann.id, EVENING), zone="Asia/Kathmandu", paused_until=None, quiet_from=None)
    async with database.unit_of_work() as uow:
        first = await uow.reminders.plan_of(ann.id)
        await uow.reminders.keep_plan(changed)
        await uow.commit()
    async with database.unit_of_work() as uow:
        second = await uow.reminders.plan_of(ann.id)
        nobody = await uow.reminders.plan_of(UserId(ann.id + 1))
    assert (first, second, nobody) == (plan(ann.id, MORNING, EVENING), changed, None)


async def test_what_is_due_comes_longest_ago_first_and_of_this_bot_only(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    other = await add_user(database, Identity(front="telegram", external_id="9"))
    early = replace(MORNING, due_at=minutes(-5))
    await kept(database, plan(ann.id, MORNING, EVENING), plan(ben.id, early), replace(plan(other.id, early), bot_id=8))
    assert slots(await due(database, NOON)) == [(ben.id, 1), (ann.id, 1)]
    assert slots(await due(database, NOON, most=1)) == [(ben.id, 1)]
    assert slots(await due(database, minutes(-6))) == []


async def test_a_slot_goes_on_to_its_next_date_or_to_none(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, MORNING, EVENING))
    tomorrow = TODAY + timedelta(days=1)
    async with database.unit_of_work() as uow:
        await uow.reminders.go_on([(ann.id, 1, tomorrow, minutes(1440)), (ann.id, 2, None, None)])
        await uow.commit()
    [found] = await due(database, minutes(3000))
    assert (found.slot, found.on_date, found.due_at) == (1, tomorrow, minutes(1440))


async def test_a_date_of_a_slot_is_decided_once_whoever_asks(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        first = await uow.reminders.decide([fired(ann.id), fired(ann.id, slot=2)], NOON)
        await uow.commit()
    async with database.unit_of_work() as uow:
        second = await uow.reminders.decide([fired(ann.id), fired(ann.id, on_date=date(2026, 3, 3))], minutes(1))
        await uow.commit()
    async with database.unit_of_work() as uow:
        known = await uow.reminders.fired_since(ann.id, TODAY)
        later = await uow.reminders.fired_since(ann.id, date(2026, 3, 3))
    assert first == {(ann.id, TODAY, 1), (ann.id, TODAY, 2)}
    assert second == {(ann.id, date(2026, 3, 3), 1)}
    assert known == {(1, TODAY), (2, TODAY), (1, date(2026, 3, 3))}
    assert later == {(1, date(2026, 3, 3))}


async def test_a_snoozed_reminder_comes_again_once(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    key = (ann.id, TODAY, 1)
    async with database.unit_of_work() as uow:
        await uow.reminders.decide([fired(ann.id)], NOON)
        await uow.reminders.snooze([key], minutes(10))
        await uow.commit()
    async with database.unit_of_work() as uow:
        too_early = await uow.reminders.claim_again(BOT, minutes(9), 10)
        found = await uow.reminders.claim_again(BOT, minutes(10), 10)
        await uow.reminders.snooze([key], None)
        await uow.commit()
    async with database.unit_of_work() as uow:
        left = await uow.reminders.claim_again(BOT, minutes(20), 10)
    assert (too_early, left) == ((), ())
    assert [(each.slot, each.on_date, each.due_at, each.again) for each in found] == [(1, TODAY, minutes(10), True)]


async def test_a_chat_that_cannot_be_written_to_has_nothing_due(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    await kept(database, plan(ann.id), plan(ben.id, chat_id=502))
    async with database.unit_of_work() as uow:
        await uow.reminders.decide([fired(ann.id)], NOON)
        await uow.reminders.snooze([(ann.id, TODAY, 1)], NOON)
        await uow.reminders.silence(BOT, CHAT)
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.reminders.plan_of(ann.id)
        again = await uow.reminders.claim_again(BOT, minutes(1), 10)
    assert found is not None
    assert (found.status, found.slots[0].due_at, again) == (PlanStatus.BLOCKED, None, ())
    assert slots(await due(database, minutes(1))) == [(ben.id, 1)]


async def test_reminders_follow_a_group_that_became_a_supergroup(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, chat_id=-5))
    async with database.unit_of_work() as uow:
        await uow.reminders.follow(BOT, -5, -1005)
        await uow.commit()
    [found] = await due(database, NOON)
    assert found.plan.chat_id == -1005


async def test_plans_of_another_edition_of_the_zones_are_found(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    await kept(database, replace(plan(ann.id), tzdata="2025.2"), plan(ben.id))
    async with database.unit_of_work() as uow:
        assert await uow.reminders.claim_outdated(BOT, "2026.6", 10) == (ann.id,)


async def test_old_decisions_are_forgotten_but_what_is_snoozed(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        await uow.reminders.decide([fired(ann.id), fired(ann.id, slot=2)], NOON)
        await uow.reminders.snooze([(ann.id, TODAY, 2)], minutes(5))
        gone = await uow.reminders.forget(minutes(1)), await uow.reminders.forget(NOON)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert (gone, await uow.reminders.fired_since(ann.id, TODAY)) == ((1, 0), {(2, TODAY)})


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_several_workers_never_hold_the_same_user(database: Database) -> None:
    workers = 3
    users = [await add_user(database, Identity(front="telegram", external_id=str(n))) for n in range(12)]
    await kept(database, *(plan(user.id, chat_id=user.id) for user in users))
    held, all_hold = [], asyncio.Barrier(workers)

    async def work() -> None:
        async with database.unit_of_work() as uow:
            held.extend(slots(await uow.reminders.claim_due(BOT, NOON, 4)))
            await all_hold.wait()

    await asyncio.gather(*(work() for _ in range(workers)))
    assert sorted(held) == sorted((user.id, 1) for user in users)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_what_is_due_is_found_without_a_look_at_every_plan(database: Database) -> None:
    async with database.engine.connect() as connection:
        for asked in (_WHOSE_DUE, _WHOSE_AGAIN):
            sql = str(asked.compile(dialect=connection.dialect))
            given = (BOT,) * sql.count("?")
            found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
            first, *rest = [str(row.detail) for row in found]
            assert "_at (" in first
            assert all("user_id=?" in step or "rowid=?" in step for step in rest)


async def test_a_snoozed_reminder_that_is_put_off_is_looked_at_later_and_due_since_before(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id))
    key = (ann.id, TODAY, 1)
    async with database.unit_of_work() as uow:
        await uow.reminders.decide([fired(ann.id)], NOON)
        await uow.reminders.snooze([key], minutes(10))
        await uow.reminders.put_off([key], minutes(20))
        await uow.reminders.put_off([key], minutes(30))
        too_early = await uow.reminders.claim_again(BOT, minutes(29), 10)
        found = await uow.reminders.claim_again(BOT, minutes(30), 10)
        await uow.reminders.snooze([key], minutes(60))
        anew = await uow.reminders.claim_again(BOT, minutes(60), 10)
        await uow.commit()
    assert [[each.due_at for each in claimed] for claimed in (too_early, found, anew)] == [
        [],
        [minutes(10)],
        [minutes(60)],
    ]
