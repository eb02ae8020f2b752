"""What people type for times, days and quiet hours, in their own words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.practice.reminding.plan import EVERY_DAY, Quiet

MOST_TIMES = 3
LONGEST = 200


class Trouble(StrEnum):
    """What was not understood, or cannot be."""

    TOO_LONG = "too_long"
    NO_TIME = "no_time"
    TOO_MANY_TIMES = "too_many_times"
    IMPOSSIBLE_TIME = "impossible_time"
    NOT_UNDERSTOOD = "not_understood"
    UNKNOWN_DAY = "unknown_day"
    NO_DAYS = "no_days"
    DIFFERENT_DAYS = "different_days"
    SAME_TIMES = "same_times"
    NO_DATE = "no_date"
    IMPOSSIBLE_DATE = "impossible_date"
    PAST_DATE = "past_date"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Unclear:
    """`what`: the user's words that it is about, as typed but for case and accents; may be empty."""

    trouble: Trouble
    what: str = ""


class Off(StrEnum):
    OFF = "off"


@dataclass(frozen=True)
class Wanted:
    """`times`: one to three minutes of the day, the earliest first. `morning_taken`: a bare "8" was read as 08:00; `days_said`: or else every day."""

    times: tuple[int, ...]
    days: frozenset[int] = EVERY_DAY
    days_said: bool = False
    morning_taken: bool = False


@dataclass(frozen=True)
class WantedQuiet:
    """`evening_taken`: "10-7" was read as 22:00 to 07:00."""

    quiet: Quiet
    evening_taken: bool = False


def said_times(text: str) -> Wanted | Off | Unclear:
    """What follows /remind: "8:30 weekdays", "8.30am mon-fri", "21h", "8 and 20:15", "off"."""


def said_quiet(text: str) -> WantedQuiet | Off | Unclear:
    """Quiet hours: "22-7", "10pm to 7:30", "off"."""
