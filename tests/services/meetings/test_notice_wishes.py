"""What comes around a meeting obeys what its user wants, and a standstill brings no burst."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.services.hold_reminders import pause, quiet
from bot.services.remind import remind
from bot.services.send_due_reminders import send_due_reminders
from bot.services.start_round import begin_round
from bot.services.weekly_digest import set_digest
from storage.daily_records import DueRecord, PlanStatus
from storage.records import NewMessage, SendKind
from storage.unit_of_work import Database, UnitOfWork
from tests.services.meetings.noticed import BEFORE, MORNING_AFTER, TUESDAY, TWO_WEEKS, all_looks, comes, look, outgoing
from tests.services.meetings.planned import (
    BOT,
    MONDAY,
    WHO,
    at_desk,
    dated,
    keys,
    tells,
)
from tests.services.reminded import in_lisbon, plan_of
from tests.services.samples import ANN, Clock


class TestWishes:
    async def test_reminders_turned_off_keep_all_of_it_away(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await in_lisbon(deps)
        await dated(deps, TUESDAY)
        await remind(deps, ANN, "off")
        assert [await look(deps, at) for at in (BEFORE, MORNING_AFTER)] == [{"off": 1}, {"off": 1}]

    async def test_turned_off_by_whoever_had_only_the_digest_they_keep_it_away_as_well(
        self, database: Database
    ) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        await set_digest(deps, ANN, "sunday 18:00")
        await remind(deps, ANN, "off")
        assert await look(deps, BEFORE) == {"off": 1}

    async def test_who_cannot_be_reached_is_not_written_to(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        plan = await plan_of(database)
        async with database.unit_of_work() as uow:
            await uow.reminders.keep_plan(replace(plan, status=PlanStatus.BLOCKED))
            await uow.commit()
        assert await look(deps, BEFORE) == {"off": 1}

    async def test_in_quiet_hours_it_waits_for_their_end_and_the_card_not_beyond_the_beginning(
        self, database: Database
    ) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        await quiet(deps, ANN, "13:30-14:45")
        assert await look(deps, BEFORE) == {"later": 1}
        assert await look(deps, BEFORE + timedelta(minutes=44)) == {}
        assert await look(deps, BEFORE + timedelta(minutes=45)) == {"send": 1}
        await quiet(deps, ANN, "8-23")
        assert await look(deps, MORNING_AFTER) == {"later": 1}
        assert await look(deps, datetime(2026, 11, 25, 23, 0, tzinfo=UTC)) == {"send": 1}

    async def test_quiet_until_it_has_begun_there_is_no_card(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        await quiet(deps, ANN, "13-17")
        assert await look(deps, BEFORE) == {"quiet": 1}
        assert await look(deps, BEFORE + timedelta(hours=4)) == {}

    async def test_paused_nothing_comes_that_the_pause_outlasts(self, database: Database) -> None:
        deps = at_desk(database)
        await in_lisbon(deps)
        await dated(deps, TUESDAY)
        await pause(deps, ANN, "until 2026-12-09")
        looked = [await look(deps, at) for at in (BEFORE, MORNING_AFTER)]
        assert looked == [{"paused": 1}, {"paused": 1}]

    async def test_while_a_round_is_played_it_waits_a_little(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        clock.at = BEFORE - timedelta(minutes=1)
        await begin_round(deps, ANN, "salary-raise", "cooperative")
        assert await look(deps, BEFORE) == {"later": 1}
        assert await look(deps, BEFORE + timedelta(minutes=30)) == {"send": 1}

    async def test_a_reminder_does_not_come_between_a_question_and_its_answer(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await in_lisbon(deps, "14:00")
        two_o_clock = MONDAY + timedelta(hours=2)
        clock.at = two_o_clock - timedelta(minutes=1)
        await tells(deps, WHO)

        async def compose(_: UnitOfWork, due: DueRecord) -> list[NewMessage]:
            return [NewMessage(bot_id=BOT, chat_id=due.plan.chat_id, kind=SendKind.REMINDER, body="drill")]

        at = two_o_clock + timedelta(minutes=2)
        assert await send_due_reminders(database, BOT, at, compose) == {"later": 1}
        assert await send_due_reminders(database, BOT, at + timedelta(minutes=30), compose) == {"send": 1}

    async def test_nor_does_a_notice_of_another_meeting(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        clock.at = BEFORE - timedelta(minutes=1)
        await tells(deps, "my landlord, the rent")
        assert await look(deps, BEFORE) == {"later": 1}
        assert await look(deps, BEFORE + timedelta(minutes=30)) == {"send": 1}


class TestStandstill:
    async def test_three_weeks_without_a_worker_bring_no_burst(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        assert await all_looks(deps, TWO_WEEKS + timedelta(days=7)) in (
            [{"missed": 2, "done": 1}],
            [{"done": 1, "missed": 2}],
        )
        assert await outgoing(database, TWO_WEEKS + timedelta(days=7)) == []

    async def test_what_is_still_worth_it_comes(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        [reply] = await comes(deps, clock, MORNING_AFTER + timedelta(hours=5))
        assert keys(reply)[0] == "notice_morning_after"
