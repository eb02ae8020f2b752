"""When a meeting is, in the words of whoever has it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.meetings.said_when import FARTHEST, Taken, When, WhenProblem, WhenTrouble, begins, read_when
from bot.practice.reminding.clock import instant, local
from bot.practice.reminding.zones import zone
from tests.practice.meetings.spoken import AFTER_THE_RULES, BEFORE_THE_RULES, HERE, KEYS, NOT_READ, NOW


def read(text: str, key: str = HERE, now: datetime = NOW) -> When | WhenProblem:
    return read_when(text, zone(key), now)


def shown(found: When | WhenProblem) -> str:
    """As the tables write it: a date, and a time where there is one."""
    if isinstance(found, WhenProblem):
        return f"{found.trouble.value}: {found.what}"
    return f"{found.on}" if found.minute is None else f"{found.on} {found.minute // 60:02}:{found.minute % 60:02}"


@pytest.mark.parametrize(("text", "expected"), BEFORE_THE_RULES)
def test_a_date_and_a_time_are_read_as_people_say_them(text: str, expected: str) -> None:
    assert shown(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), AFTER_THE_RULES)
def test_a_date_and_a_time_are_read_as_people_say_them_too(text: str, expected: str) -> None:
    assert shown(read(text)) == expected


@pytest.mark.parametrize(("text", "trouble"), NOT_READ)
def test_what_is_no_day_to_come_is_told_by_what_is_wrong_with_it(text: str, trouble: str) -> None:
    found = read(text)
    assert isinstance(found, WhenProblem), shown(found)
    assert found.trouble.value == trouble


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("friday 14:30", set()),
        ("friday at 3", {Taken.AFTERNOON}),
        ("5/12 at 10", {Taken.DAY_FIRST}),
        ("friday 10-11", {Taken.START}),
        ("9", {Taken.TOMORROW}),
        ("11", set()),
        ("next friday 9am", {Taken.THIS_WEEK}),
        ("next tuesday 9am", set()),
    ],
)
def test_what_was_taken_for_granted_is_told(text: str, taken: set[Taken]) -> None:
    found = read(text)
    assert isinstance(found, When), shown(found)
    assert found.taken == taken


@pytest.mark.parametrize(
    ("key", "text", "expected", "taken"),
    [
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 03:30", Taken.MOVED),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 01:30", Taken.FIRST_OF_TWO),
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 01:30", Taken.FIRST_OF_TWO),
        ("Europe/London", "2026-03-29 01:30", "2026-03-29 02:30", Taken.MOVED),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 02:45", Taken.MOVED),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05 01:45", Taken.FIRST_OF_TWO),
    ],
)
def test_where_a_clock_jumps_the_time_is_the_one_it_will_show(key: str, text: str, expected: str, taken: Taken) -> None:
    found = read(text, key, datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(found, When), shown(found)
    assert (shown(found), set(found.taken)) == (expected, {taken})


def test_a_time_that_comes_twice_begins_with_its_first() -> None:
    found = read("2026-10-25 01:30", "Europe/London", datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(found, When)
    assert begins(found, zone("Europe/London")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_samoa_had_no_30_december_in_2011() -> None:
    before = datetime(2011, 12, 20, tzinfo=UTC)
    assert shown(read("2011-12-30 10:00", "Pacific/Apia", before)) == "no_such_date: 2011-12-30 10:00"
    assert shown(read("2011-12-31 10:00", "Pacific/Apia", before)) == "2011-12-31 10:00"
    assert shown(read("the day after tomorrow", "Pacific/Apia", datetime(2011, 12, 29, 20, tzinfo=UTC))) == "2011-12-31"


def test_today_is_the_users_own() -> None:
    assert shown(read("tomorrow 9am", "Pacific/Apia", datetime(2026, 11, 25, 12, tzinfo=UTC))) == "2026-11-27 09:00"
    assert shown(read("tomorrow 9am", "Pacific/Pago_Pago", datetime(2026, 11, 25, 9, tzinfo=UTC))) == "2026-11-25 09:00"


@given(st.text(max_size=220))
def test_no_words_break_it(text: str) -> None:
    assert isinstance(read(text), When | WhenProblem)


PIECES = (
    "mon tuesday next last in on the at 3 9 14:30 3pm 12 dec 3rd 2026-12-01 31/11 noon week weeks day a of to - , or for hour",
    "min today tomorrow 25:00 00 . 12.12 may first EST evening until",
)
WORDS = st.lists(st.sampled_from(" ".join(PIECES).split()), max_size=12)
NOWS = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2033-12-31"))


@given(WORDS, NOWS, st.sampled_from(KEYS))
def test_whatever_is_read_is_still_to_come_and_on_the_clock(words: list[str], now: datetime, key: str) -> None:
    here, there = now.replace(tzinfo=UTC), zone(key)
    found = read(" ".join(words), key, here)
    if isinstance(found, WhenProblem):
        assert found.trouble in WhenTrouble
        return
    at = begins(found, there)
    today = local(there, here).date
    assert today <= found.on <= today + FARTHEST
    assert at is None or (at > here and local(there, at)[:2] == (found.on, found.minute))


@settings(max_examples=60)
@given(NOWS, st.sampled_from(KEYS), st.integers(min_value=2, max_value=700))
def test_a_date_written_out_is_that_date_in_every_zone(at: datetime, key: str, days_before: int) -> None:
    now = (at - timedelta(days=days_before)).replace(tzinfo=UTC)
    found = read(f"{at:%Y-%m-%d %H:%M}", key, now)
    assert isinstance(found, When), shown(found)
    if Taken.MOVED not in found.taken:
        assert shown(found) == f"{at:%Y-%m-%d %H:%M}"
    else:
        assert begins(found, zone(key)) == instant(zone(key), at.date(), at.hour * 60 + at.minute)
