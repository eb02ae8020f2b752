"""What the quantity grammar finds."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    MONEY = "money"
    DURATION = "duration"
    COUNT = "count"
    PERCENT = "percent"
    SHARE = "share"
    DATE = "date"
    CLOCK = "clock"


class Change(StrEnum):
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """`value`: currency units, minutes, the number, percent points, a share between 0 and 1; a date is month * 100 + day (0 where unsaid) or the
    number of a weekday, a clock time is minutes after midnight. `unit`: currency code, unit of time or head noun in the
    singular; for dates `date`, `weekday` or `day`. "" where unsaid. `opens_range`: the next quantity is the upper end.
    """

    kind: Kind
    value: float
    unit: str
    start: int
    end: int
    text: str
    per: str | None = None
    change: Change | None = None
    opens_range: bool = False
