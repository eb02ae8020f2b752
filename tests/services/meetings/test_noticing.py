"""What comes around a meeting's date, on real databases and with the real outbox: once, in time, and only where it is wanted."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.services.deps import Deps, Person
from bot.services.hold_reminders import pause, quiet
from bot.services.meetings.noticing import send_due_notices
from bot.services.meetings.parts import CardShown
from bot.services.remind import remind
from bot.services.replies import Reply
from bot.services.send_due_reminders import send_due_reminders
from bot.services.start_round import begin_round
from bot.services.weekly_digest import set_digest
from storage.daily_records import DueRecord, PlanStatus
from storage.errors import DatabaseUnavailable
from storage.meeting_records import NoticeRecord
from storage.records import NewMessage, OutgoingMessage, SendKind
from storage.seal import Seal
from storage.unit_of_work import Database, UnitOfWork
from tests.services.meetings.planned import (
    BOT,
    CHAT,
    MONDAY,
    WHO,
    asked,
    at_desk,
    dated,
    keys,
    meeting,
    presses,
    saved,
    taps,
    tells,
)
from tests.services.reminded import in_lisbon, labels, plan_of, text
from tests.services.samples import ANN, BEN, Clock, part, say

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


class TestWhatComes:
    async def test_an_hour_before_the_card_and_ninety_seconds_to_warm_up(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        assert await comes(deps, clock, BEFORE - SOON) == []
        [reply] = await comes(deps, clock, BEFORE + SOON)
        assert keys(reply) == ["notice_before", "warm_up_say_ask", "warm_up_step_down", "warm_up_close"]
        assert "75k" in part(reply, CardShown).card.ask
        assert "Dana: the yearly raise" in text(reply)
        assert labels(reply) == ["As a picture", "Rehearse"]
        assert asked(await taps(deps, reply, "button_meeting_rehearse")) == "rehearsal_begins"

    async def test_the_morning_after_the_first_of_four_taps(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        await comes(deps, clock, BEFORE)
        [reply] = await comes(deps, clock, MORNING_AFTER)
        assert keys(reply) == ["notice_morning_after", "happened_ask_asked"]
        assert asked(await taps(deps, reply, "button_asked_yes")) == "happened_ask_retreated"

    async def test_after_two_weeks_whether_it_came_true(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        for at in (BEFORE, MORNING_AFTER):
            await comes(deps, clock, at)
        for tap in YES:
            await presses(deps, (await meeting(database)).id, "done", tap)
        [reply] = await comes(deps, clock, TWO_WEEKS)
        assert keys(reply) == ["notice_two_weeks", "happened_ask_happened"]
        assert keys(await taps(deps, reply, "button_yes"))[0] == "happened_yes"

    @pytest.mark.parametrize("taps_made", [(), (*YES[:3], "result/no")], ids=["nothing told", "a no"])
    async def test_where_there_is_no_yes_nothing_is_asked_after_two_weeks(
        self, database: Database, taps_made: tuple[str, ...]
    ) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        for at in (BEFORE, MORNING_AFTER):
            await comes(deps, clock, at)
        for tap in taps_made:
            await presses(deps, (await meeting(database)).id, "done", tap)
        assert await look(deps, TWO_WEEKS) == {"done": 1}

    async def test_who_has_told_already_is_not_asked_how_it_went(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        await comes(deps, clock, BEFORE)
        await presses(deps, (await meeting(database)).id, "done", YES[0])
        assert await look(deps, MORNING_AFTER) == {"done": 1}

    async def test_it_goes_out_as_a_reminder_worth_nothing_once_the_meeting_has_begun(self, database: Database) -> None:
        """The sender makes no second try of a reminder whose fate is unknown."""
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        await look(deps, BEFORE)
        [message] = await outgoing(database, BEFORE)
        assert (message.kind, message.chat_id) == (SendKind.REMINDER, CHAT)
        assert message.not_after == BEFORE + timedelta(hours=1)

    async def test_a_meeting_without_a_name_is_written_about_in_whole_sentences(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await in_lisbon(deps)
        clock.at = BEFORE - timedelta(days=1)
        reply = await taps(deps, await tells(deps), *["button_meeting_skip"] * 5)
        await say(deps, TUESDAY)
        assert reply.awaits_words
        [before] = await comes(deps, clock, BEFORE)
        [after] = await comes(deps, clock, MORNING_AFTER)
        assert "A meeting" in text(before)
        assert "A meeting" in text(after)


class TestOnce:
    @BOTH
    async def test_two_workers_at_once_send_each_once(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        for number in range(4):
            await dated(deps, "tuesday 15:00" if number % 2 else TUESDAY)
        looked = await asyncio.gather(*(all_looks(deps, BEFORE) for _ in range(3)))
        assert sum(found.get("send", 0) for looks in looked for found in looks) == 5
        assert len(await outgoing(database, BEFORE)) == 5
        assert await look(deps, BEFORE + SOON) == {}

    @BOTH
    async def test_a_meeting_moved_within_its_day_after_the_card_came_brings_no_second_card(
        self, database: Database
    ) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        assert len(await comes(deps, clock, BEFORE)) == 1
        await presses(deps, (await meeting(database)).id, "edit", "when")
        await say(deps, "today at 18:00")
        assert await comes(deps, clock, BEFORE + timedelta(hours=3)) == []
        assert len(await comes(deps, clock, MORNING_AFTER)) == 1

    async def test_a_meeting_moved_by_a_day_brings_its_card_there(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, TUESDAY)
        await presses(deps, (await meeting(database)).id, "edit", "when")
        await say(deps, "wednesday 3pm")
        assert await comes(deps, clock, BEFORE) == []
        assert await comes(deps, clock, MORNING_AFTER) == []
        assert len(await comes(deps, clock, BEFORE + timedelta(days=1))) == 1

    @BOTH
    @pytest.mark.parametrize("target", ["archive", "delete/yes"])
    async def test_put_away_or_deleted_nothing_comes(self, database: Database, target: str) -> None:
        deps = at_desk(database)
        await dated(deps, TUESDAY)
        await presses(deps, (await meeting(database)).id, target)
        assert [await look(deps, at) for at in (BEFORE, MORNING_AFTER, TWO_WEEKS)] == [{}, {}, {}]


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


async def test_only_this_bots_notices_are_looked_at(database: Database) -> None:
    deps = at_desk(database)
    await dated(deps, TUESDAY)
    assert dict(await send_due_notices(deps, BOT + 1, BEFORE, owner, Post())) == {}


async def test_anothers_meeting_does_not_hold_it_back(database: Database) -> None:
    clock = Clock()
    deps = at_desk(database, clock)
    await dated(deps, TUESDAY)
    clock.at = BEFORE - timedelta(minutes=1)
    await saved(deps, person=BEN)
    assert await look(deps, BEFORE) == {"send": 1}


async def test_what_was_decided_is_kept_by_its_date(database: Database) -> None:
    deps = at_desk(database)
    await dated(deps, TUESDAY)
    await look(deps, BEFORE)
    record = await meeting(database)
    async with database.unit_of_work() as uow:
        found = await uow.users.export(record.user_id)
    statuses = {(one["kind"], one["status"]) for one in found["meetings"]["notices"]}
    assert statuses == {("before", "sent"), ("morning_after", "waiting"), ("two_weeks", "waiting")}
    assert record.on_date == date(2026, 11, 24)
