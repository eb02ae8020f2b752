"""When a meeting is, in the words of whoever has it."""

from datetime import datetime

import pytest

from bot.practice.meetings.said_when import When, WhenProblem, read_when
from bot.practice.reminding.zones import zone
from tests.practice.meetings.spoken import AFTER_THE_RULES, BEFORE_THE_RULES, HERE, NOT_READ, NOW


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
