"""How long a reminder is to wait, as people type it."""

from datetime import timedelta

import pytest

from bot.practice.reminding.decide import Snooze, Until
from bot.practice.reminding.said_snooze import said_snooze


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10m", 10),
        ("20", 20),
        ("20 min", 20),
        ("for 20 minutes please", 20),
        ("1h", 60),
        ("an hour", 60),
        ("hour", 60),
        ("2 hours", 120),
        ("in two hours", 120),
        ("2h", 120),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1 hour and 15 minutes", 75),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("an hour and a half", 90),
        ("two and a half hours", 150),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("a couple of hours", 120),
        ("twenty minutes", 20),
        ("another 45 mins", 45),
        ("3 minutes", 3),
        ("90", 90),
    ],
)
def test_an_amount_of_minutes_or_hours(text: str, minutes: int) -> None:
    assert said_snooze(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("until 9", (540, 1260)),
        ("till 9pm", (1260,)),
        ("until 21:00", (1260,)),
        ("at 14:30", (870,)),
        ("9pm", (1260,)),
        ("2130", (1290,)),
        ("until half past eight", (510, 1230)),
        ("until 8 in the evening", (1200,)),
        ("until noon", (720,)),
    ],
)
def test_a_time_of_the_clock(text: str, minutes: tuple[int, ...]) -> None:
    assert said_snooze(text) == Until(minutes)


@pytest.mark.parametrize("text", ["tonight", "this evening", "until tonight", "until the evening"])
def test_tonight(text: str) -> None:
    assert said_snooze(text) is Snooze.TONIGHT


@pytest.mark.parametrize(
    "text", ["tomorrow", "until tomorrow", "2 days", "a week", "monday", "until Friday", "until midnight"]
)
def test_what_lies_beyond_today_is_told_as_such(text: str) -> None:
    assert said_snooze(text) == timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "0 minutes",
        "later",
        "a bit",
        "-5",
        "25:00",
        "1h 2h",
        "five",
        "h",
        "9 lives",
        "x" * 5000,
        "🙂",
        "10 20 30",
    ],
)
def test_what_tells_no_time_is_none(text: str) -> None:
    assert said_snooze(text) is None
