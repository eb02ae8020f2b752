"""Which reminders follow from a plan."""

import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.reminding.clock import date_exists, instant, local
from bot.practice.reminding.plan import (
    LONGEST_JITTER,
    Firing,
    Plan,
    PlanError,
    Quiet,
    Slot,
    SlotKind,
    in_quiet_hours,
    jitter,
    next_firing,
    upcoming,
)
from bot.practice.reminding.zones import ZoneError, zone

KEYS = sorted(zoneinfo.available_timezones())
MORNING = Slot(1, 8 * 60 + 30)
WEEKDAYS = frozenset(range(5))
PLAN = Plan("Europe/Berlin", (MORNING,))
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def told(firings: tuple[Firing, ...]) -> list[str]:
    """As "11-23 1 07:30", in UTC."""
    return [f"{one.date:%m-%d} {one.slot} {one.at:%H:%M}" for one in firings]


def firings_after(slot: Slot, key: str, after: datetime, count: int) -> Iterator[Firing]:
    for _ in range(count):
        found = next_firing(slot, zone(key), after)
        yield found
        after = found.at


instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 (made aware)
slots = st.builds(Slot, st.integers(1, 3), st.integers(0, 1439), st.frozensets(st.integers(0, 6), min_size=1))


@settings(max_examples=200, deadline=None)
@given(key=st.sampled_from(KEYS), slot=slots, after=instants)
def test_every_date_that_a_slot_names_has_one_firing_never_in_the_past(key: str, slot: Slot, after: datetime) -> None:
    found = list(firings_after(slot, key, after, 8))
    times = [after, *(one.at for one in found)]
    assert all(earlier < later for earlier, later in pairwise(times))
    first, last = found[0].date, found[-1].date
    between = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    there = zone(key)
    assert [one.date for one in found] == [on for on in between if on.weekday() in slot.days and date_exists(there, on)]
    assert all(one.at == instant(there, one.date, slot.minute) for one in found)


@settings(max_examples=100, deadline=None)
@given(key=st.sampled_from(KEYS), slot=slots, after=instants)
def test_no_date_is_passed_over_at_the_start(key: str, slot: Slot, after: datetime) -> None:
    there = zone(key)
    found = next_firing(slot, there, after)
    # The local date of `after` is the earliest that can still be owed, or the one before, whose end a clock may carry on.
    on = local(there, after).date - timedelta(days=1)
    while on < found.date:
        owed = on.weekday() in slot.days and date_exists(there, on)
        assert not (owed and instant(there, on, slot.minute) > after)
        on += timedelta(days=1)


@pytest.mark.parametrize(
    "key",
    [
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Nuuk",
        "America/Scoresbysund",
        "Africa/Cairo",
    ],
)
@pytest.mark.parametrize("minute", [0, 30, 90, 135, 150, 1410, 1439])
def test_a_year_has_a_firing_for_each_of_its_dates(key: str, minute: int) -> None:
    begin = instant(zone(key), date(2026, 1, 1), 0) - timedelta(minutes=1)
    found = list(firings_after(Slot(1, minute), key, begin, 365))
    assert [one.date for one in found] == [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]


def test_whoever_moves_thirteen_hours_on_after_todays_reminder_gets_no_second_one_that_day() -> None:
    today = next_firing(MORNING, zone("America/New_York"), SUNDAY)
    assert today.date == date(2026, 11, 22)
    for key in ("Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "Pacific/Niue"):
        again = next_firing(MORNING, zone(key), today.at, fired={today.date})
        assert again.date == date(2026, 11, 23)
        assert again.at > today.at


@settings(max_examples=100, deadline=None)
@given(here=st.sampled_from(KEYS), there=st.sampled_from(KEYS), minute=st.integers(0, 1439), after=instants)
def test_no_move_gives_a_date_two(here: str, there: str, minute: int, after: datetime) -> None:
    slot = Slot(1, minute)
    before = next_firing(slot, zone(here), after)
    moved = next_firing(slot, zone(there), before.at, fired=[before.date])
    assert moved.date != before.date
    assert moved.at > before.at


def test_a_clock_set_back_an_hour_repeats_nothing() -> None:
    done = next_firing(MORNING, zone("Europe/Berlin"), SUNDAY)
    set_back = done.at - timedelta(hours=1)
    assert next_firing(MORNING, zone("Europe/Berlin"), set_back) == done
    assert next_firing(MORNING, zone("Europe/Berlin"), set_back, fired=[done.date]).date == done.date + timedelta(
        days=1
    )


def test_a_year_of_fired_dates_leads_to_the_first_that_is_left() -> None:
    fired = {date(2026, 11, 23) + timedelta(days=day) for day in range(365)}
    weekly = replace(MORNING, days=frozenset({0}))
    assert next_firing(weekly, zone("Europe/Berlin"), SUNDAY, fired).date == date(2027, 11, 29)


def test_what_comes_next_is_told_over_all_slots_in_order_of_time() -> None:
    evening = Slot(2, 20 * 60, WEEKDAYS)
    digest = Slot(0, 18 * 60, frozenset({0}), SlotKind.DIGEST)
    plan = replace(PLAN, slots=(evening, MORNING, digest))
    assert told(upcoming(plan, SUNDAY, 5)) == [
        "11-23 1 07:30",
        "11-23 0 17:00",
        "11-23 2 19:00",
        "11-24 1 07:30",
        "11-24 2 19:00",
    ]
    assert upcoming(plan, SUNDAY, 0) == ()


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({}, ["11-23 1 07:30"]),
        ({"on": False}, []),
        ({"slots": ()}, []),
        ({"skipped": date(2026, 11, 23)}, ["11-24 1 07:30"]),
        ({"paused_until": date(2026, 11, 30)}, ["11-30 1 07:30"]),
        ({"paused_until": date(2031, 3, 31)}, ["03-31 1 06:30"]),
        ({"paused_until": date(2026, 11, 1)}, ["11-23 1 07:30"]),
        ({"quiet": Quiet(22 * 60, 8 * 60 + 30)}, ["11-23 1 07:30"]),
        ({"quiet": Quiet(22 * 60, 8 * 60 + 31)}, []),
        ({"zone": "Asia/Kathmandu"}, ["11-23 1 02:45"]),
    ],
)
def test_what_is_paused_skipped_quiet_or_off_is_not_told(change: dict[str, object], first: list[str]) -> None:
    assert told(upcoming(replace(PLAN, **change), SUNDAY, 1)) == first  # type: ignore[arg-type]


def test_what_has_fired_or_is_done_is_not_told_again() -> None:
    digest = Slot(0, 18 * 60, kind=SlotKind.DIGEST)
    plan = replace(PLAN, slots=(MORNING, digest))
    monday = date(2026, 11, 23)
    assert told(upcoming(plan, SUNDAY, 3, fired=[(monday, 1)])) == ["11-22 0 17:00", "11-23 0 17:00", "11-24 1 07:30"]
    assert told(upcoming(plan, SUNDAY, 3, done_on=[monday])) == ["11-22 0 17:00", "11-23 0 17:00", "11-24 1 07:30"]


@pytest.mark.parametrize(
    ("quiet", "inside", "outside"),
    [
        (Quiet(22 * 60, 7 * 60), [1320, 1439, 0, 419], [420, 720, 1319]),
        (Quiet(12 * 60, 13 * 60), [720, 779], [0, 719, 780, 1439]),
        (None, [], [0, 720, 1439]),
        (Quiet(0, 0), [], [0, 720]),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: Quiet | None, inside: list[int], outside: list[int]) -> None:
    assert [in_quiet_hours(quiet, minute) for minute in inside] == [True] * len(inside)
    assert [in_quiet_hours(quiet, minute) for minute in outside] == [False] * len(outside)


def test_jitter_spreads_over_ninety_seconds_and_is_the_same_everywhere() -> None:
    firing = Firing(date(2026, 11, 23), 1, SUNDAY)
    found = [jitter(user, firing) for user in range(2000)]
    assert timedelta(0) <= min(found) < timedelta(seconds=1)
    assert LONGEST_JITTER - timedelta(seconds=1) < max(found) < LONGEST_JITTER
    per_second = [sum(one // timedelta(seconds=1) == second for one in found) for second in range(90)]
    assert max(per_second) < 50
    assert (
        jitter(7, firing)
        == jitter(7, replace(firing, at=SUNDAY + timedelta(hours=1)))
        == timedelta(milliseconds=17_172)
    )
    assert len({jitter(7, replace(firing, slot=slot)) for slot in range(4)}) == 4


@pytest.mark.parametrize("wrong", [{"minute": -1}, {"minute": 1440}, {"days": frozenset()}, {"days": frozenset({7})}])
def test_a_slot_of_no_minute_or_no_day_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(PlanError, match="Slot 1"):
        replace(MORNING, **wrong)  # type: ignore[arg-type]


def test_a_plan_for_no_zone_tells_so() -> None:
    with pytest.raises(ZoneError):
        upcoming(replace(PLAN, zone="Mars/Olympus"), SUNDAY, 1)
