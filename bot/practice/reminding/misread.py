"""What is answered where words say no plan: they turn it off, or are not understood."""

from dataclasses import dataclass
from enum import StrEnum


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
    """`what`: the user's words that it is about, in plain letters; may be empty."""

    trouble: Trouble
    what: str = ""


class Off(StrEnum):
    OFF = "off"
