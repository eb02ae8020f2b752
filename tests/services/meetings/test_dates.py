"""When a meeting is: said in words, by the user's own clock, and what is planned around it."""

from datetime import UTC, date, datetime

import pytest

from bot.services.meetings.parts import MeetingShown
from bot.services.press_button import press_button
from bot.services.remind import remind
from bot.services.replies import Action, Verb
from storage.meeting_records import MeetingRecord, NoticeRecord
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    BOT,
    WHOLE,
    asked,
    at_desk,
    dated,
    keys,
    meeting,
    presses,
    resumed,
    taps,
    tells,
)
from tests.services.reminded import in_lisbon, text
from tests.services.samples import ANN, Clock, choice, part, say

FAR = datetime(2030, 1, 1, tzinfo=UTC)
KINDS = ["before", "morning_after", "two_weeks"]


async def waiting(database: Database) -> list[tuple[str, datetime]]:
    """What will come of all meetings, and when."""
    async with database.unit_of_work() as uow:
        found: tuple[NoticeRecord, ...] = await uow.meetings.claim_due(BOT, FAR, 50)
    return [(one.kind, one.due_at) for one in found]


def when(record: MeetingRecord) -> tuple[date | None, int | None, str | None]:
    return record.on_date, record.minute, record.zone


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc] # year to minute


class TestSaying:
    async def test_without_a_clock_the_place_is_asked_and_then_the_date_again(self, database: Database) -> None:
        deps = at_desk(database)
        assert asked(await tells(deps, *WHOLE, "tuesday 3pm")) == "when_where"
        assert keys(await say(deps, "Lisbon")) == ["when_there", "meeting_ask_when"]
        kept = await say(deps, "tuesday 3pm")
        assert keys(kept) == ["when_kept", "meeting_saved"]
        assert "Tuesday, 24 November, 15:00" in text(kept)
        assert when(await meeting(database)) == (date(2026, 11, 24), 900, "Europe/Lisbon")
        assert await waiting(database) == [
            ("before", utc(2026, 11, 24, 14, 0)),
            ("morning_after", utc(2026, 11, 25, 9, 0)),
            ("two_weeks", utc(2026, 12, 8, 9, 0)),
        ]

    async def test_a_place_that_is_none_is_asked_again(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, *WHOLE, "tuesday 3pm")
        assert keys(await say(deps, "Xyzzyville")) == ["zone_unknown"]
        assert keys(await say(deps, "Lisbon")) == ["when_there", "meeting_ask_when"]

    async def test_a_tap_on_a_place_does_as_well(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, *WHOLE, "tuesday 3pm")
        await press_button(deps, ANN, Action(Verb.ZONE, target="Europe/Lisbon"))
        assert keys(await say(deps, "tuesday 3pm"))[0] == "when_kept"

    async def test_whoever_has_told_a_place_is_not_asked_for_it(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, "tuesday 3pm", "New York")
        assert keys(await tells(deps, *WHOLE, "wednesday 9:30")) == ["when_kept", "meeting_saved"]
        assert (await meeting(database)).begins_at == utc(2026, 11, 25, 14, 30)

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("yesterday at 3pm", "when_past"),
            ("2026-11-01 10:00", "when_past"),
            ("some day soon", "when_not_understood"),
            ("31 february", "when_no_such_date"),
            ("tuesday 25:00", "when_no_such_time"),
            ("2031-01-01", "when_too_far"),
            ("x" * 2500, "when_too_long"),
        ],
    )
    async def test_a_date_that_cannot_be_is_told_why_and_asked_again(
        self, database: Database, words: str, said: str
    ) -> None:
        deps = at_desk(database)
        reply = await dated(deps, words)
        assert keys(reply) == [said, "meeting_ask_when"]
        assert text(reply)
        assert (await meeting(database)).on_date is None
        assert keys(await say(deps, "tuesday 3pm"))[0] == "when_kept"

    async def test_a_time_that_the_clocks_skip_is_moved_and_told(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await dated(deps, "2027-03-14 02:30", "New York")
        assert keys(reply)[:2] == ["when_kept", "when_taken_moved"]
        assert when(await meeting(database)) == (date(2027, 3, 14), 210, "America/New_York")
        assert (await waiting(database))[0] == ("before", utc(2027, 3, 14, 6, 30))

    async def test_a_day_alone_brings_the_card_that_morning(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await dated(deps, "12 dec")
        assert keys(reply)[0] == "when_kept_day"
        assert when(await meeting(database)) == (date(2026, 12, 12), None, "Europe/Lisbon")
        assert (await waiting(database))[0] == ("before", utc(2026, 12, 12, 8, 0))

    async def test_in_half_an_hour_no_card_is_promised_and_the_morning_after_is(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await dated(deps, "today 12:30")
        assert keys(reply)[0] == "when_kept_soon"
        assert [kind for kind, _ in await waiting(database)] == KINDS[1:]

    async def test_whoever_turned_reminders_off_is_told_that_nothing_comes(self, database: Database) -> None:
        deps = at_desk(database)
        await in_lisbon(deps)
        await remind(deps, ANN, "off")
        assert keys(await dated(deps, "tuesday 3pm"))[0] == "when_kept_silent"

    async def test_harm_is_no_date_either(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, *WHOLE)
        assert keys(await say(deps, "when I have forged the contract, to forge her signature"))[0] == "meeting_declined"


class TestMoving:
    async def test_a_meeting_that_moves_takes_its_notices_along(self, database: Database) -> None:
        deps = at_desk(database)
        done = await dated(deps, "tuesday 3pm")
        before = await waiting(database)
        await taps(deps, done, "button_meeting_more", "button_edit_when")
        moved = await say(deps, "thursday 10:00")
        assert keys(moved)[0] == "when_kept_moved"
        after = await waiting(database)
        assert [kind for kind, _ in after] == KINDS
        assert after[0] == ("before", utc(2026, 11, 26, 9, 0))
        assert not set(before) & set(after)

    async def test_there_and_back_again_it_has_each_notice_once(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, "tuesday 3pm")
        before = await waiting(database)
        number = (await meeting(database)).id
        for words in ("thursday 10:00", "tuesday 3pm"):
            await presses(deps, number, "edit", "when")
            await say(deps, words)
        assert await waiting(database) == before

    async def test_another_hour_of_the_same_day_moves_the_card_alone(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, "tuesday 3pm")
        await presses(deps, (await meeting(database)).id, "edit", "when")
        await say(deps, "tuesday 17:00")
        assert [at.hour for _, at in await waiting(database)] == [16, 9, 9]

    async def test_without_a_date_nothing_comes(self, database: Database) -> None:
        deps = at_desk(database)
        done = await dated(deps, "tuesday 3pm")
        reply = await taps(deps, done, "button_meeting_more", "button_when_forget")
        assert keys(reply)[0] == "when_forgotten"
        assert part(reply, MeetingShown).when is None
        assert await waiting(database) == []
        assert when(await meeting(database)) == (None, None, None)

    @pytest.mark.parametrize("in_reach", [True, False], ids=["there", "from a terminal"])
    async def test_put_away_nothing_comes_and_brought_back_all_of_it(self, database: Database, in_reach: bool) -> None:  # noqa: FBT001 (a test's parameter)
        await dated(at_desk(database), "tuesday 3pm")
        before = await waiting(database)
        deps = at_desk(database, in_reach=in_reach)
        number = (await meeting(database)).id
        await presses(deps, number, "archive")
        assert await waiting(database) == []
        await presses(deps, number, "back")
        assert await waiting(database) == before

    async def test_deleted_nothing_comes(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, "tuesday 3pm")
        await presses(deps, (await meeting(database)).id, "delete", "yes")
        assert await waiting(database) == []

    async def test_brought_back_when_it_is_over_only_what_is_still_ahead_comes(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await dated(deps, "tuesday 3pm")
        number = (await meeting(database)).id
        await presses(deps, number, "archive")
        clock.forward(days=5)
        await presses(deps, number, "back")
        assert [kind for kind, _ in await waiting(database)] == ["two_weeks"]

    async def test_a_date_shown_in_the_list_and_the_plan(self, database: Database) -> None:
        deps = at_desk(database)
        await dated(deps, "tuesday 3pm")
        listed = await resumed(deps)
        assert "Tuesday, 24 November, 15:00" in text(listed)
        shown = await press_button(deps, ANN, choice(listed, "button_meeting_open").action)
        assert "When: Tuesday, 24 November, 15:00" in text(shown)
