"""What comes around the date of a meeting, and when, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.meetings.around import (
    Notice,
    NoticeKind,
    Replanned,
    ahead,
    archived,
    notices_of,
    replanned,
)
from bot.practice.meetings.said_when import When
from bot.practice.reminding.clock import date_exists, instant, local
from bot.practice.reminding.plan import Plan, Slot, SlotKind
from bot.practice.reminding.zones import is_zone, zone
from tests.practice.meetings.spoken import KEYS

BERLIN = zone("Europe/Berlin")
FRIDAY = date(2026, 11, 27)
AT_THREE = When(FRIDAY, 15 * 60)
NO_TIMES = Plan("Europe/Berlin")
DIGEST = Slot(0, 6 * 60, frozenset({5, 6}), SlotKind.DIGEST)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def due(when: When, plan: Plan = NO_TIMES, key: str = "Europe/Berlin") -> list[str]:
    """By the clock there."""
    return [f"{one.due_at.astimezone(zone(key)):%Y-%m-%d %H:%M}" for one in notices_of(when, zone(key), plan)]


def test_an_hour_before_the_next_morning_and_two_weeks_later() -> None:
    assert due(AT_THREE) == ["2026-11-27 14:00", "2026-11-28 09:00", "2026-12-11 09:00"]


def test_without_a_time_the_card_comes_in_the_morning() -> None:
    assert due(When(FRIDAY)) == ["2026-11-27 08:00", "2026-11-28 09:00", "2026-12-11 09:00"]


def test_the_users_first_time_of_that_weekday_is_kept() -> None:
    slots = (Slot(1, 12 * 60), Slot(2, 7 * 60 + 15, frozenset(range(5))), DIGEST)
    plan = Plan("Europe/Berlin", slots)
    assert due(When(FRIDAY), plan) == ["2026-11-27 07:15", "2026-11-28 12:00", "2026-12-11 12:00"]
    assert due(AT_THREE, Plan("Europe/Berlin", (DIGEST,))) == due(AT_THREE)


def test_each_is_worth_something_only_for_a_while() -> None:
    until = [one.worth_until for one in notices_of(AT_THREE, BERLIN, NO_TIMES)]
    assert until == [berlin("2026-11-27 15:00"), berlin("2026-11-29 00:00"), berlin("2026-12-14 00:00")]
    assert notices_of(When(FRIDAY), BERLIN, NO_TIMES)[0].worth_until == berlin("2026-11-28 00:00")


@pytest.mark.parametrize(
    ("key", "on", "minute", "expected"),
    [
        # 02:30 is left out and comes as 03:30: an hour before that, the clock showed 01:30.
        ("America/New_York", "2026-03-08", 150, ["2026-03-08 01:30", "2026-03-09 09:00", "2026-03-22 09:00"]),
        ("America/New_York", "2026-10-20", 600, ["2026-10-20 09:00", "2026-10-21 09:00", "2026-11-03 09:00"]),
        # 01:30 comes twice: the first one is meant.
        ("Europe/London", "2026-10-25", 90, ["2026-10-25 00:30", "2026-10-26 09:00", "2026-11-08 09:00"]),
        # Half an hour is left out, so 02:15 comes as 02:45.
        ("Australia/Lord_Howe", "2026-10-04", 135, ["2026-10-04 01:15", "2026-10-05 09:00", "2026-10-18 09:00"]),
        # No 30 December there.
        ("Pacific/Apia", "2011-12-29", 600, ["2011-12-29 09:00", "2011-12-31 09:00", "2012-01-12 09:00"]),
        ("Pacific/Apia", "2011-12-16", 600, ["2011-12-16 09:00", "2011-12-17 09:00", "2011-12-31 09:00"]),
        # 23:30 is left out: the meeting is on the next date, and so is all that follows.
        ("America/Scoresbysund", "2026-03-28", 1410, ["2026-03-28 22:30", "2026-03-30 09:00", "2026-04-12 09:00"]),
    ],
)
def test_gaps_overlaps_and_lost_days_are_kept_as_for_reminders(
    key: str, on: str, minute: int, expected: list[str]
) -> None:
    assert due(When(date.fromisoformat(on), minute), Plan(key), key) == expected


def test_a_first_london_half_past_one_is_an_hour_before_the_second() -> None:
    before, *_ = notices_of(When(date(2026, 10, 25), 90), zone("Europe/London"), Plan("Europe/London"))
    assert before.worth_until == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


PLANS = st.lists(
    st.builds(lambda minute, days: (minute, days), st.integers(0, 1439), st.frozensets(st.integers(0, 6), min_size=1)),
    max_size=3,
)
DATES = st.dates(date(2026, 1, 1), date(2035, 12, 31))
ZONES = st.one_of(st.sampled_from(KEYS), st.sampled_from(["Asia/Tehran", "Africa/El_Aaiun", "America/Asuncion"]))


def plan_of(key: str, times: list[tuple[int, frozenset[int]]]) -> Plan:
    return Plan(key, tuple(Slot(number, minute, days) for number, (minute, days) in enumerate(times, 1)))


@given(ZONES, DATES, st.none() | st.integers(0, 1439), PLANS)
def test_they_come_one_after_the_other_around_every_meeting_anywhere(
    key: str, on: date, minute: int | None, times: list[tuple[int, frozenset[int]]]
) -> None:
    assert is_zone(key)
    there = zone(key)
    before, morning, weeks = notices_of(When(on, minute), there, plan_of(key, times))
    begins = instant(there, on, minute) if minute is not None else None
    meeting_on = local(there, begins).date if begins else on
    following = next(
        day for day in (meeting_on + timedelta(days=days) for days in (1, 2, 3)) if date_exists(there, day)
    )
    assert begins is None or before.due_at < begins == before.worth_until
    assert local(there, before.due_at).date == meeting_on or begins is not None
    assert local(there, morning.due_at).date == following
    assert local(there, weeks.due_at).date == meeting_on + timedelta(days=14)
    assert {one.meeting_on for one in (before, morning, weeks)} == {meeting_on}
    assert (
        before.due_at < before.worth_until <= morning.due_at < morning.worth_until <= weeks.due_at < weeks.worth_until
    )


@given(ZONES, DATES, st.none() | st.integers(0, 1439), st.integers(-3000, 40000))
def test_once_planned_from_now_none_lies_in_the_past(key: str, on: date, minute: int | None, away: int) -> None:
    there = zone(key)
    now = instant(there, on, 720) - timedelta(minutes=away)
    all_three = notices_of(When(on, minute), there, Plan(key))
    planned = ahead(all_three, now)
    assert all(one.due_at > now for one in planned)
    assert planned == all_three[len(all_three) - len(planned) :]


def three(when: When = AT_THREE) -> tuple[Notice, ...]:
    return notices_of(when, BERLIN, NO_TIMES)


def test_a_meeting_in_half_an_hour_has_no_card_coming() -> None:
    assert [one.kind for one in ahead(three(), berlin("2026-11-27 14:30"))] == ["morning_after", "two_weeks"]


def test_a_meeting_moved_to_another_day_has_all_three_anew() -> None:
    moved = three(When(date(2026, 12, 3), 600))
    assert replanned(three(), moved, NOW) == Replanned((), three(), moved)


def test_a_meeting_moved_within_its_day_keeps_what_comes_after_it() -> None:
    old, new = three(), three(When(FRIDAY, 17 * 60))
    assert replanned(old, new, NOW) == Replanned(old[1:], old[:1], new[:1])


def test_what_came_for_a_date_never_comes_again_for_it() -> None:
    old, later = three()[1:], three(When(FRIDAY, 17 * 60))
    came = {(NoticeKind.BEFORE, FRIDAY)}
    at_half_past_two = berlin("2026-11-27 14:30")
    assert replanned(old, later, at_half_past_two, came) == Replanned(old, (), ())
    elsewhere = three(When(date(2026, 12, 3), 600))
    assert replanned(old, elsewhere, at_half_past_two, came).plan == elsewhere
    assert replanned(elsewhere, later, at_half_past_two, came) == Replanned((), elsewhere, later[1:])


def test_nothing_is_left_of_a_meeting_that_was_deleted_or_has_lost_its_date() -> None:
    assert replanned(three(), (), NOW) == Replanned((), three(), ())


def test_an_archived_meeting_keeps_only_the_question_of_what_came_of_it() -> None:
    assert archived(three()[1:], date(2026, 11, 28)) == Replanned(three()[2:], three()[1:2])
    assert archived(three(), date(2026, 11, 26)) == Replanned((), three())


@given(DATES, st.integers(0, 1439), DATES, st.integers(0, 1439), st.integers(0, 3660 * 24), st.integers(0, 3))
def test_replanning_never_has_two_of_a_kind_for_a_date(
    on: date, minute: int, to: date, to_minute: int, hours: int, came: int
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    old, new = three(When(on, minute)), three(When(to, to_minute))
    decided = {one.key for one in old[:came]}
    found = replanned(old[came:], new, now, decided)
    left = [one.key for one in (*found.keep, *found.plan)]
    assert len(left) == len(set(left))
    assert not decided & set(left)
    assert set(found.keep) | set(found.drop) == set(old[came:])
    assert all(one in new for one in (*found.keep, *found.plan))
