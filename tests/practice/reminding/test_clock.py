"""One instant for each date and time on the wall, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.practice.reminding.clock import date_exists, instant, local
from bot.practice.reminding.plan import Slot, next_firing
from bot.practice.reminding.zones import zone

VECTORS = [
    ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:30"),
    ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
    ("Europe/London", "2026-03-29 01:30", "2026-03-29 01:30"),
    ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45"),
    ("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15 01:30"),
    ("Asia/Kathmandu", "2026-11-22 09:30", "2026-11-22 03:45"),
    ("America/Santiago", "2026-09-06 00:30", "2026-09-06 04:30"),
    ("America/Vancouver", "2026-12-01 09:30", "2026-12-01 16:30"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("key", "wall", "utc"), VECTORS)
def test_a_time_on_the_wall_is_one_instant(key: str, wall: str, utc: str) -> None:
    there = datetime.fromisoformat(wall)
    assert instant(zone(key), there.date(), there.hour * 60 + there.minute) == at(utc)


@pytest.mark.parametrize(("key", "wall", "utc"), VECTORS)
def test_a_reminder_fires_once_on_each_such_date(key: str, wall: str, utc: str) -> None:
    there = datetime.fromisoformat(wall)
    slot = Slot(1, there.hour * 60 + there.minute)
    first = next_firing(slot, zone(key), at(utc) - timedelta(minutes=1))
    second = next_firing(slot, zone(key), first.at)
    assert (first.date, first.at) == (there.date(), at(utc))
    assert second.date == there.date() + timedelta(days=1)


def test_the_day_that_samoa_left_out_has_no_firing_of_its_own() -> None:
    apia, slot = zone("Pacific/Apia"), Slot(1, 9 * 60 + 30)
    assert not date_exists(apia, date(2011, 12, 30))
    assert instant(apia, date(2011, 12, 30), slot.minute) == instant(apia, date(2011, 12, 31), slot.minute)
    before = next_firing(slot, apia, at("2011-12-29 00:00"))
    after = next_firing(slot, apia, before.at)
    assert (before.date, after.date) == (date(2011, 12, 29), date(2011, 12, 31))
    assert (after.at, next_firing(slot, apia, after.at).date) == (at("2011-12-30 19:30"), date(2012, 1, 1))


def test_a_day_of_which_only_an_hour_is_left_out_exists() -> None:
    assert date_exists(zone("America/Santiago"), date(2026, 9, 6))
    assert date_exists(zone("America/Scoresbysund"), date(2026, 3, 28))


def test_a_day_that_comes_twice_begins_with_its_first() -> None:
    """Kwajalein's 30 September 1969 was lived on both sides of the date line."""
    assert date_exists(zone("Pacific/Kwajalein"), date(1969, 9, 30))
    assert local(zone("Pacific/Kwajalein"), instant(zone("Pacific/Kwajalein"), date(1969, 9, 30), 9 * 60)).minute == 540


def test_what_the_wall_shows_is_told_with_its_offset() -> None:
    there = local(zone("Asia/Kathmandu"), at("2026-11-22 20:20"))
    assert there == (date(2026, 11, 23), 2 * 60 + 5, timedelta(hours=5, minutes=45))
