"""What people type for their quiet hours."""

import pytest

from bot.practice.reminding.misread import Off, Trouble, Unclear
from bot.practice.reminding.plan import Quiet
from bot.practice.reminding.said_quiet import WantedQuiet, said_quiet

SEVEN, TEN_PM = 7 * 60, 22 * 60


@pytest.mark.parametrize(
    "text",
    [
        "22-7",
        "22:00 to 7:00",
        "22h-7h",
        "10pm-7am",
        "10 pm \u2013 7 am",
        "from 22 until 7",
        "between 10pm and 7am",
        "quiet from 22:00 till 07:00",
        "2200-0700",
        "22 bis 7 Uhr",
        "de 22h à 7h",
        "10 in the evening to 7 in the morning",
        "every night 22-7",
    ],
)
def test_quiet_hours_are_read_in_every_way_they_are_written(text: str) -> None:
    assert said_quiet(text) == WantedQuiet(Quiet(TEN_PM, SEVEN))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("22:00 to 7:30", TEN_PM, SEVEN + 30),
        ("1-7", 60, SEVEN),
        ("9-17", 9 * 60, 17 * 60),
        ("noon-1pm", 12 * 60, 13 * 60),
        ("midnight to 6", 0, 6 * 60),
        ("20 to 22", 20 * 60, TEN_PM),
        ("9pm - 8", 21 * 60, 8 * 60),
    ],
)
def test_other_hours_are_quiet_where_somebody_says_so(text: str, start: int, end: int) -> None:
    assert said_quiet(text) == WantedQuiet(Quiet(start, end))


@pytest.mark.parametrize(
    ("text", "start", "end"), [("10-7", 22, 7), ("10 to 7", 22, 7), ("11-6", 23, 6), ("9 to 8", 21, 8), ("12-7", 0, 7)]
)
def test_nobody_is_quiet_all_day_so_the_evening_is_taken_and_told(text: str, start: int, end: int) -> None:
    assert said_quiet(text) == WantedQuiet(Quiet(start * 60, end * 60), evening_taken=True)


@pytest.mark.parametrize("text", ["off", "none", "no quiet hours", "quiet hours off"])
def test_there_may_be_none(text: str) -> None:
    assert said_quiet(text) is Off.OFF


@pytest.mark.parametrize(
    ("text", "trouble", "what"),
    [
        ("", Trouble.NO_TIME, ""),
        ("22", Trouble.NO_TIME, "22"),
        ("22-7-8", Trouble.TOO_MANY_TIMES, "22-7-8"),
        ("22-22", Trouble.SAME_TIMES, ""),
        ("25-7", Trouble.IMPOSSIBLE_TIME, "25"),
        ("while I sleep", Trouble.NOT_UNDERSTOOD, "while"),
        ("22-7 " * 50, Trouble.TOO_LONG, ""),
    ],
)
def test_what_is_not_understood_is_named(text: str, trouble: Trouble, what: str) -> None:
    assert said_quiet(text) == Unclear(trouble, what)
