"""What people type for the day on which reminders begin again."""

from datetime import date

import pytest

from bot.practice.reminding.misread import Trouble, Unclear
from bot.practice.reminding.said_date import WantedDate, said_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("until 5 December", "2026-12-05"),
        ("5 december 2026", "2026-12-05"),
        ("Dec 5", "2026-12-05"),
        ("December 5th", "2026-12-05"),
        ("the 5th of December", "2026-12-05"),
        ("5. Dezember", "2026-12-05"),
        ("5 décembre", "2026-12-05"),
        ("hasta el 5 de diciembre", "2026-12-05"),
        ("2026-12-05", "2026-12-05"),
        ("2026/12/5", "2026-12-05"),
        ("5.12.", "2026-12-05"),
        ("5.12.2026", "2026-12-05"),
        ("5.12.26", "2026-12-05"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("until Friday", "2026-11-27"),
        ("bis Freitag", "2026-11-27"),
        ("next Monday", "2026-11-23"),
        ("until sunday", "2026-11-29"),
        ("tomorrow", "2026-11-23"),
        ("the day after tomorrow", "2026-11-24"),
        ("a week", "2026-11-29"),
        ("for a week", "2026-11-29"),
        ("1 week", "2026-11-29"),
        ("eine Woche", "2026-11-29"),
        ("two weeks", "2026-12-06"),
        ("a couple of weeks", "2026-12-06"),
        ("a fortnight", "2026-12-06"),
        ("10 days", "2026-12-02"),
        ("in 3 days", "2026-11-25"),
        ("a month", "2026-12-22"),
        ("3 months", "2027-02-22"),
        ("next week", "2026-11-23"),
        ("the rest of the week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("end of the month", "2026-12-01"),
        ("until January", "2027-01-01"),
        ("3 May", "2027-05-03"),
        ("the 15th", "2026-12-15"),
        ("the 23rd", "2026-11-23"),
        ("the 31st", "2026-12-31"),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(text: str, on: str) -> None:
    assert said_date(text, SUNDAY) == WantedDate(date.fromisoformat(on))


def test_where_the_day_might_be_the_month_the_guess_is_told() -> None:
    assert said_date("5/12", SUNDAY) == WantedDate(date(2026, 12, 5), day_taken_first=True)
    assert said_date("12/12", SUNDAY) == WantedDate(date(2026, 12, 12))


def test_the_last_day_of_a_long_month_is_followed_by_that_of_a_short_one() -> None:
    assert said_date("a month", date(2027, 1, 31)) == WantedDate(date(2027, 2, 28))
    assert said_date("29 feb", date(2027, 11, 22)) == WantedDate(date(2028, 2, 29))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", Trouble.NO_DATE),
        ("until", Trouble.NO_DATE),
        ("today", Trouble.PAST_DATE),
        ("yesterday", Trouble.PAST_DATE),
        ("22 November", Trouble.PAST_DATE),
        ("2025-12-05", Trouble.PAST_DATE),
        ("5 December 2025", Trouble.PAST_DATE),
        ("0 days", Trouble.PAST_DATE),
        ("2030-01-01", Trouble.TOO_FAR),
        ("400 days", Trouble.TOO_FAR),
        ("30 February", Trouble.IMPOSSIBLE_DATE),
        ("29 February", Trouble.IMPOSSIBLE_DATE),  # not before 2028
        ("2026-02-30", Trouble.IMPOSSIBLE_DATE),
        ("31/11", Trouble.IMPOSSIBLE_DATE),
        ("0.0.", Trouble.IMPOSSIBLE_DATE),
        ("1/1/0000", Trouble.IMPOSSIBLE_DATE),
        ("the 32nd", Trouble.IMPOSSIBLE_DATE),
        ("sometime", Trouble.NOT_UNDERSTOOD),
        ("99999999 days", Trouble.NOT_UNDERSTOOD),
        ("5", Trouble.NOT_UNDERSTOOD),
        ("a week " * 40, Trouble.TOO_LONG),
    ],
)
def test_a_day_that_is_over_far_off_or_none_is_told_apart(text: str, trouble: Trouble) -> None:
    found = said_date(text, SUNDAY)
    assert isinstance(found, Unclear)
    assert found.trouble is trouble
