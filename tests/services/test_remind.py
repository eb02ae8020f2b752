"""/remind and /zone: when somebody is reminded, and where they are."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.choose_counterpart import greet
from bot.services.keep_settings import show_settings
from bot.services.own_data import ask_erasure
from bot.services.planning import NO_ZONE_YET
from bot.services.press_button import press_button
from bot.services.remind import remind
from bot.services.replies import Action, Verb
from bot.services.take_turn import Message, take_turn
from bot.services.tell_zone import tell_zone
from storage.daily_records import PlanStatus
from storage.unit_of_work import Database
from tests.services.reminded import (
    BOT,
    CHAT,
    HALF_PAST_EIGHT,
    LATEST,
    became,
    comes,
    in_lisbon,
    labels,
    plan_of,
    reached,
    tap,
    text,
)
from tests.services.samples import ANN, Clock, make_deps

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_who_has_no_plan_is_shown_how_to_make_one(database: Database, clock: Clock) -> None:
    reply = await remind(reached(database, clock), ANN)
    assert "/remind 8:30 weekdays" in text(reply)
    assert labels(reply) == ["8:30 weekdays", "12:30 weekdays", "18:00 every day"]


async def test_the_zone_is_asked_once_and_the_times_wait_for_it(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    asked = await remind(deps, ANN, "8:30 and 20:15 weekdays")
    assert "Noted: 08:30, 20:15." in text(asked)
    assert "London · 18:00" in labels(asked)
    waiting = await plan_of(database)
    assert (waiting.zone, waiting.status) == (NO_ZONE_YET, PlanStatus.OFF)
    settled = await tell_zone(deps, ANN, "lisbon")
    assert text(settled).splitlines() == [
        "Lisbon it is, where it is 18:00 now.",
        "Reminders: 08:30 and 20:15, on weekdays, Lisbon time.",
        "Next:",
        "• Mon 23 Nov, 08:30 (UTC+0)",
        "• Mon 23 Nov, 20:15 (UTC+0)",
        "• Tue 24 Nov, 08:30 (UTC+0)",
    ]
    plan = await plan_of(database)
    assert (plan.bot_id, plan.chat_id, plan.zone, plan.status) == (BOT, CHAT, "Europe/Lisbon", PlanStatus.ON)
    assert "Lisbon time" in text(await remind(deps, ANN, "7am"))


async def test_all_of_it_by_tapping(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    asked = await tap(deps, await remind(deps, ANN), "8:30")
    settled = await tap(deps, asked, "Berlin")
    assert "Reminders: 08:30, on weekdays, Berlin time." in text(settled)
    off = await tap(deps, settled, "Turn off")
    assert "Reminders are off. Kept: 08:30, on weekdays." in text(off)
    assert "Next:" in text(await tap(deps, off, "Turn on"))


async def test_a_place_that_is_waited_for_needs_no_command(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await remind(deps, ANN, "8:30")
    nowhere = await take_turn(deps, ANN, Message("a raise", sent_at=clock()))
    settled = await take_turn(deps, ANN, Message("lisbon", sent_at=clock()))
    later = await take_turn(deps, ANN, Message("berlin", sent_at=clock()))
    assert "Lisbon it is" in text(settled)
    assert (await plan_of(database)).zone == "Europe/Lisbon"
    assert "it is" not in text(nowhere)
    assert "Berlin it is" not in text(later)


async def test_what_the_clock_shows_finds_the_zones(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await remind(deps, ANN, "8:30")
    for said, place in [("18:00", "London"), ("it is 1:00 pm here", "New York"), ("UTC+5:30", "Kolkata")]:
        reply = await tell_zone(deps, ANN, said)
        assert "Which of these clocks is yours?" in text(reply)
        assert any(place in label for label in labels(reply)), labels(reply)
    # On a clock of twelve hours it may be the evening.
    assert any("London" in label for label in labels(await tell_zone(deps, ANN, "6:00")))
    assert "London" in text(await tap(deps, await tell_zone(deps, ANN, "18:00"), "London"))


async def test_of_several_places_of_a_name_one_is_tapped(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await remind(deps, ANN, "8:30")
    reply = await tell_zone(deps, ANN, "usa")
    assert "New York, United States · 13:00" in labels(reply)
    assert (await plan_of(database)).zone == NO_ZONE_YET


async def test_on_the_road_the_times_stay_on_the_wall(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    moved = await tell_zone(deps, ANN, "Tokyo")
    assert "Now in Tokyo, where it is 03:00. Your times stay: 08:30 is 08:30 there." in text(moved)
    assert "• Mon 23 Nov, 08:30 (UTC+9)" in text(moved)
    [slot] = (await plan_of(database)).slots
    assert slot.due_at is not None
    assert timedelta(0) <= slot.due_at - datetime(2026, 11, 22, 23, 30, tzinfo=UTC) < LATEST
    assert "nothing changes" in text(await tell_zone(deps, ANN, "Tokyo"))
    assert "You are on Tokyo time; it is 03:00 there." in text(await tell_zone(deps, ANN))


async def test_a_zone_moved_thirteen_hours_after_the_reminder_brings_no_second_one_that_day(
    database: Database, clock: Clock
) -> None:
    deps = reached(database, clock)
    await remind(deps, ANN, "8:30")
    await tell_zone(deps, ANN, "Singapore")
    at = datetime(2026, 11, 23, 0, 30, tzinfo=UTC) + LATEST
    assert len(await comes(deps, clock, at)) == 1
    moved = await tell_zone(deps, ANN, "New York")
    assert "• Tue 24 Nov, 08:30 (UTC-5)" in text(moved)
    assert [await comes(deps, clock, at + timedelta(hours=hours)) for hours in range(24)] == [[]] * 24
    assert len(await comes(deps, clock, datetime(2026, 11, 24, 13, 32, tzinfo=UTC))) == 1


async def test_times_that_stay_keep_what_has_come_today(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30")
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + LATEST)) == 1
    await remind(deps, ANN, "7:00, 8:30 and 20:00")
    numbers = {slot.minute: slot.slot for slot in (await plan_of(database)).slots}
    assert numbers == {510: 1, 420: 2, 1200: 3}
    assert "• Mon 23 Nov, 20:00 (UTC+0)\n• Tue 24 Nov, 07:00" in text(await remind(deps, ANN))


async def test_a_change_of_something_else_does_not_lose_what_is_due_this_minute(
    database: Database, clock: Clock
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30")
    [before] = (await plan_of(database)).slots
    clock.at = HALF_PAST_EIGHT + timedelta(milliseconds=1)
    await remind(deps, ANN, "8:30, 20:00")
    assert before in (await plan_of(database)).slots
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + LATEST)) == 1


async def test_off_keeps_the_times_and_nothing_comes_until_on(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await remind(deps, ANN, "off")
    assert await comes(deps, clock, HALF_PAST_EIGHT + LATEST) == []
    assert "08:30, every day, Lisbon time" in text(await remind(deps, ANN, "on"))
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + timedelta(days=1) + LATEST)) == 1


@pytest.mark.parametrize("words", ["off", "on"])
async def test_off_and_on_without_a_plan_change_nothing(database: Database, clock: Clock, words: str) -> None:
    assert "8:30 weekdays" in labels(await remind(reached(database, clock), ANN, words))


BAD = {
    "asdf": "did not understand “asdf”",
    "x" * 201: "That was long",
    "🙂": "found no time",
    "8 9 10 11": "Three times a day at most",
    "25:00": "No clock shows “25:00”",
    "8:30 on blursday": "“blursday”",
    "8 monday and 9 tuesday": "One set of days",
    "'; DROP TABLE users; --": "did not understand",
}


@ON_SQLITE
@pytest.mark.parametrize(("words", "said"), BAD.items(), ids=[words[:12] for words in BAD])
async def test_what_is_not_understood_is_told_and_changes_nothing(
    database: Database, clock: Clock, words: str, said: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    before = await plan_of(database)
    assert said in text(await remind(deps, ANN, words))
    assert await plan_of(database) == before


@ON_SQLITE
@pytest.mark.parametrize("words", ["Atlantis", "🙂🙂", "x" * 5000, "{place}", "99:99", "UTC+99999", "\x00"])
async def test_a_place_that_nobody_knows_changes_nothing(database: Database, clock: Clock, words: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await tell_zone(deps, ANN, words)
    assert (await plan_of(database)).zone == "Europe/Lisbon"


@ON_SQLITE
@pytest.mark.parametrize(
    ("verb", "target"),
    [
        (Verb.ZONE, "Europe/Atlantis"),
        (Verb.ZONE, NO_ZONE_YET),
        (Verb.ZONE, "../../etc/passwd"),
        (Verb.REMIND, "pause=99999"),
        (Verb.REMIND, "pause=x"),
        (Verb.REMIND, "fly"),
        (Verb.REMIND, "at=99"),
        (Verb.SNOOZE, "10m.20261123.1"),
        (Verb.SNOOZE, "x"),
    ],
)
async def test_a_forged_button_changes_nothing(database: Database, clock: Clock, verb: Verb, target: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    before = await plan_of(database)
    await press_button(deps, ANN, Action(verb, target=target))
    assert await plan_of(database) == before


async def test_two_taps_at_once_leave_one_whole_plan(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    asked = await remind(deps, ANN, "8:30")
    replies = await asyncio.gather(tap(deps, asked, "Berlin"), tap(deps, asked, "London"), tap(deps, asked, "Berlin"))
    plan = await plan_of(database)
    assert plan.zone in {"Europe/Berlin", "Europe/London"}
    assert (plan.status, len(plan.slots)) == (PlanStatus.ON, 1)
    assert sum("it is, where" in text(reply) for reply in replies) == 1


async def test_settings_show_the_plan_with_the_next_three_times(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    assert "Reminders: none so far" in text(await show_settings(deps, ANN))
    await in_lisbon(deps, "8:30 weekends")
    shown = await show_settings(deps, ANN)
    assert "08:30, at weekends, Lisbon time" in text(shown)
    assert text(shown).endswith("• Sat 28 Nov, 08:30 (UTC+0)\n• Sun 29 Nov, 08:30 (UTC+0)\n• Sat 5 Dec, 08:30 (UTC+0)")
    assert "Turn off" in labels(await tap(deps, shown, "Reminders"))


async def test_the_offset_is_that_of_the_day_it_comes(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    clock.at = datetime(2026, 3, 28, 12, tzinfo=UTC)
    shown = await in_lisbon(deps, "1:30")
    # In the night to the 29th the clock jumps from one to two.
    assert "• Sun 29 Mar, 02:30 (UTC+1)\n• Mon 30 Mar, 01:30 (UTC+1)" in text(shown)


async def test_who_blocked_the_bot_is_reminded_again_from_start_on(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    async with database.unit_of_work() as uow:
        await uow.reminders.silence(BOT, CHAT)
        await uow.commit()
    assert await comes(deps, clock, HALF_PAST_EIGHT + LATEST) == []
    assert "could not reach you" in text(await remind(deps, ANN))
    assert "Your reminders are on again" in text(await greet(deps, ANN))
    assert "on again" not in text(await greet(deps, ANN))
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + timedelta(days=1) + LATEST)) == 1


async def test_start_does_not_turn_on_what_was_turned_off(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await remind(deps, ANN, "off")
    assert "on again" not in text(await greet(deps, ANN))
    assert (await plan_of(database)).status is PlanStatus.OFF


async def test_after_a_delete_nothing_comes_and_no_button_brings_anybody_back(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    shown = await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "1 hour")
    await tap(deps, await ask_erasure(deps, ANN), "Yes")
    for reply, label in ((shown, "Turn off"), (reminder, "10 min"), (shown, "Skip")):
        assert (await tap(deps, reply, label)).passed
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(days=2)) == []
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN.identity) is None
        assert await uow.reminders.overdue(HALF_PAST_EIGHT + timedelta(days=9)) == (0, None)


async def test_a_front_that_can_write_to_nobody_says_so(database: Database, clock: Clock) -> None:
    deps = replace(reached(database, clock), reach=make_deps(database).reach)
    assert "a terminal cannot knock" in text(await remind(deps, ANN, "8:30"))
    assert "Reminders" not in text(await show_settings(deps, ANN))


async def test_a_worker_down_for_six_hours_sends_no_heap(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8, 9 and 10am")
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=8)) == []
    assert {(one.on_date, one.status) for one in await became(database)} == {(date(2026, 11, 23), "missed")}
