"""What comes around a meeting's date, on real databases and with the real outbox: once, in time, and only where it is wanted."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from bot.services.meetings.noticing import send_due_notices
from bot.services.meetings.parts import CardShown
from storage.records import SendKind
from storage.unit_of_work import Database
from tests.services.meetings.noticed import (
    BEFORE,
    BOTH,
    MORNING_AFTER,
    SOON,
    TUESDAY,
    TWO_WEEKS,
    YES,
    Post,
    all_looks,
    comes,
    look,
    outgoing,
    owner,
)
from tests.services.meetings.planned import (
    BOT,
    CHAT,
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
from tests.services.reminded import in_lisbon, labels, text
from tests.services.samples import BEN, Clock, part, say


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
        found: dict[str, Any] = dict(await uow.users.export(record.user_id) or {})
    statuses = {(one["kind"], one["status"]) for one in found["meetings"]["notices"]}
    assert statuses == {("before", "sent"), ("morning_after", "waiting"), ("two_weeks", "waiting")}
    assert record.on_date == date(2026, 11, 24)
