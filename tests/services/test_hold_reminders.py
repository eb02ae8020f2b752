"""Later today, not today, not for a while, not at night."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.hold_reminders import pause, quiet, skip
from bot.services.leave_round import cancel_round
from bot.services.remind import remind
from bot.services.snooze import snooze
from bot.services.start_round import begin_round
from bot.services.tell_zone import tell_zone
from storage.records import NewMessage, SendKind
from storage.unit_of_work import Database
from tests.services.reminded import (
    HALF_PAST_EIGHT,
    LATEST,
    became,
    comes,
    drilled,
    in_lisbon,
    labels,
    plan_of,
    reached,
    tap,
    text,
)
from tests.services.samples import ANN, Clock

DAY = timedelta(days=1)
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_below_a_reminder_are_the_ways_to_put_it_off(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    assert labels(reminder) == ["10 min", "1 hour", "Tonight", "Skip today"]


@pytest.mark.parametrize(
    ("label", "words", "back"),
    [("10 min", "10m", "08:41"), ("1 hour", "an hour", "09:31"), ("Tonight", "tonight", "20:00")],
)
async def test_a_snoozed_reminder_comes_once_more_and_leaves_the_plan_as_it_was(
    database: Database, clock: Clock, label: str, words: str, back: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    before = await plan_of(database)
    assert f"Back at {back}." in text(await tap(deps, reminder, label))
    # A second tap, or the same in words, changes nothing about it.
    assert f"Back at {back}." in text(await tap(deps, reminder, label))
    assert f"Back at {back}." in text(await snooze(deps, ANN, words))
    assert await plan_of(database) == before
    hour, minute = map(int, back.split(":"))
    at = HALF_PAST_EIGHT.replace(hour=hour, minute=minute) + timedelta(minutes=1)
    assert await comes(deps, clock, at - timedelta(minutes=2)) == []
    [again] = await comes(deps, clock, at)
    assert "again" in text(again)
    assert await comes(deps, clock, at + timedelta(minutes=5)) == []
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + DAY + LATEST)) == 1


@pytest.mark.parametrize(
    ("words", "back"),
    [("2 hours", "10:31"), ("20", "08:51"), ("until 9", "09:00"), ("half an hour", "09:01"), ("until 8", "20:00")],
)
async def test_any_time_until_the_end_of_the_day_can_be_said(
    database: Database, clock: Clock, words: str, back: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    before = await plan_of(database)
    assert f"Back at {back}." in text(await snooze(deps, ANN, words))
    assert await plan_of(database) == before
    hour, minute = map(int, back.split(":"))
    at = HALF_PAST_EIGHT.replace(hour=hour, minute=minute) + timedelta(minutes=1)
    assert await comes(deps, clock, at - timedelta(minutes=2)) == []
    assert len(await comes(deps, clock, at)) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("16 hours", "The day ends before that"),
        ("until tomorrow", "The day ends before that"),
        ("until 08:00 am", "over for today"),
        ("a bit", "/snooze 2 hours"),
    ],
)
async def test_what_a_snooze_cannot_do_is_said_kindly(database: Database, clock: Clock, words: str, said: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    assert said in text(await snooze(deps, ANN, words))
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=15)) == []


async def test_yesterdays_reminder_says_that_its_moment_has_passed(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [old] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    clock.at = HALF_PAST_EIGHT + DAY - timedelta(hours=1)
    assert (await tap(deps, old, "10 min")).passed
    [new] = await comes(deps, clock, HALF_PAST_EIGHT + DAY + LATEST)
    assert (await tap(deps, old, "Skip")).passed
    assert (await plan_of(database)).skipped_on is None
    assert not (await tap(deps, new, "10 min")).passed


async def test_an_earlier_reminder_of_the_day_has_passed_once_the_next_one_came(
    database: Database, clock: Clock
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30 and 12")
    [morning] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    [_noon] = await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=3.6))
    assert (await tap(deps, morning, "10 min")).passed


@pytest.mark.parametrize("words", ["", "10m", "next week", "🙂" * 100])
async def test_without_a_reminder_today_there_is_nothing_to_put_off(
    database: Database, clock: Clock, words: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    assert "nothing to put off" in text(await snooze(deps, ANN, words))


async def test_a_snooze_in_other_words_is_asked_about(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    asked = await snooze(deps, ANN, "until the cows come home")
    assert "Back at 09:31" in text(await tap(deps, asked, "1 hour"))


async def test_a_drill_that_is_done_is_not_put_off(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "1 hour")
    await drilled(database, (await plan_of(database)).user_id, clock.at)
    assert "done already" in text(await tap(deps, reminder, "10 min"))
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=2)) == []


@pytest.mark.parametrize(
    ("at", "words", "said"),
    [
        ("22:45", "1h", "The day ends before that"),
        ("21:30", "tonight", "too late for tonight"),
        ("19:40", "tonight", "quiet hours"),
        ("21:50", "10m", "quiet hours"),
    ],
)
async def test_what_cannot_be_is_told(database: Database, clock: Clock, at: str, words: str, said: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, at)
    hour, minute = map(int, at.split(":"))
    clock.at = HALF_PAST_EIGHT.replace(hour=hour, minute=minute) + LATEST
    assert len(await comes(deps, clock, clock.at)) == 1
    if "quiet" in said:
        await quiet(deps, ANN, "22-7")
    else:
        clock.at += timedelta(minutes=30)
    assert said in text(await snooze(deps, ANN, words))


async def test_a_skipped_day_brings_nothing_more_and_the_next_one_does(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30 and 20:00")
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "10 min")
    shown = await tap(deps, reminder, "Skip today")
    assert "Next:\n• Tue 24 Nov, 08:30" in text(shown)
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=12)) == []
    assert "not coming just now" in text(await snooze(deps, ANN, "10m"))
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + DAY + LATEST)) == 1


async def test_a_skip_can_be_taken_back(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "20:00")
    clock.at = HALF_PAST_EIGHT
    await tap(deps, await skip(deps, ANN), "On again")
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=12))) == 1


async def test_a_pause_ends_on_its_day(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    shown = await pause(deps, ANN, "until Friday")
    assert "Paused; back on 27 November 2026.\nNext:\n• Fri 27 Nov, 08:30 (UTC+0)" in text(shown)
    found = [await comes(deps, clock, HALF_PAST_EIGHT + days * DAY + LATEST) for days in range(5)]
    assert [len(one) for one in found] == [0, 0, 0, 0, 1]
    assert "Paused" not in text(await remind(deps, ANN))


@ON_SQLITE
@pytest.mark.parametrize(("words", "on"), [("a week", date(2026, 11, 29)), ("2026-12-05", date(2026, 12, 5))])
async def test_a_pause_is_said_in_many_ways(database: Database, clock: Clock, words: str, on: date) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await pause(deps, ANN, words)
    assert (await plan_of(database)).paused_until == on
    assert "The break is over." in text(await pause(deps, ANN, "off"))
    assert (await plan_of(database)).paused_until is None


async def test_a_pause_by_tapping(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await tap(deps, await in_lisbon(deps), "Pause a week")
    assert (await plan_of(database)).paused_until == date(2026, 11, 29)
    await tap(deps, await pause(deps, ANN), "Two weeks")
    assert (await plan_of(database)).paused_until == date(2026, 12, 6)
    assert "Paused" not in text(await remind(deps, ANN, "on"))


@ON_SQLITE
@pytest.mark.parametrize(
    "words", ["2020-01-01", "31 February", "when I am back", "x" * 500, "🙂", "5000 weeks", "99999 years"]
)
async def test_a_pause_that_cannot_be_changes_nothing(database: Database, clock: Clock, words: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    before = await plan_of(database)
    assert text(await pause(deps, ANN, words))
    assert await plan_of(database) == before


@ON_SQLITE
async def test_without_reminders_there_is_nothing_to_skip_or_pause(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    for reply in (await skip(deps, ANN), await pause(deps, ANN, "a week"), await pause(deps, ANN)):
        assert "not coming just now" in text(reply)


async def test_quiet_hours_win_and_say_so_at_once(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps, "8:30 and 22:30")
    shown = await quiet(deps, ANN, "22-7")
    assert text(shown).startswith("Quiet from 22:00 to 07:00.\nOne thing: quiet hours win, so nothing comes at 22:30.")
    assert "Quiet hours: 22:00 to 07:00." in text(shown)
    assert "22:30 (" not in text(shown)
    assert len(await comes(deps, clock, HALF_PAST_EIGHT + LATEST)) == 1
    assert await comes(deps, clock, HALF_PAST_EIGHT + timedelta(hours=14.1)) == []
    assert (await became(database))[0].status == "quiet"
    assert "nothing comes at 06:00" in text(await remind(deps, ANN, "6:00"))
    assert "nothing will come" in text(await remind(deps, ANN))
    assert "No quiet hours any more" in text(await quiet(deps, ANN, "off"))
    assert (await plan_of(database)).quiet_from is None


@ON_SQLITE
@pytest.mark.parametrize("words", ["always", "22-22", "x" * 300, "🙂", "25-7"])
async def test_quiet_hours_that_are_not_understood_change_nothing(database: Database, clock: Clock, words: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await quiet(deps, ANN, words)
    assert (await plan_of(database)).quiet_from is None
    assert "No quiet hours are set" in text(await quiet(deps, ANN))


async def test_quiet_hours_are_told(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await quiet(deps, ANN, "23:30-6")
    assert "23:30 to 06:00" in text(await quiet(deps, ANN))


async def test_a_snooze_goes_by_the_users_own_clock(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await tell_zone(deps, ANN, "Kathmandu")
    at = datetime(2026, 11, 23, 2, 45, tzinfo=UTC) + LATEST
    [reminder] = await comes(deps, clock, at)
    assert "Back at 09:31." in text(await tap(deps, reminder, "1 hour"))


async def test_a_snoozed_reminder_waits_two_hours_for_a_round_and_no_longer(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    [reminder] = await comes(deps, clock, HALF_PAST_EIGHT + LATEST)
    await tap(deps, reminder, "10 min")
    promised = clock.at + timedelta(minutes=10)
    sent = []
    for later in range(0, 150, 5):
        clock.at = promised + timedelta(minutes=later)
        if later < 135:
            # Somebody who plays one round after another.
            await cancel_round(deps, ANN)
            await begin_round(deps, ANN, "salary-raise", "cooperative")
        sent += await comes(deps, clock, clock.at)
    assert sent == []


async def test_a_pause_takes_back_what_is_on_its_way(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    plan = await plan_of(database)
    async with database.unit_of_work() as uow:
        await uow.outbox.add(
            [
                NewMessage(bot_id=plan.bot_id, chat_id=plan.chat_id, kind=kind, body="{}")
                for kind in (SendKind.REMINDER, SendKind.REPLY)
            ],
            clock.at,
        )
        await uow.commit()
    await pause(deps, ANN, "a week")
    async with database.unit_of_work() as uow:
        assert (await uow.outbox.waiting())[0] == 1
