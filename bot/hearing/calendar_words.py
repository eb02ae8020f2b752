"""Dates and times of day, read from tokens: "14 Nov", "on the 4th", "from May", "Friday", "at 10:30", "9 to 4"."""

import re
from dataclasses import dataclass

from bot.hearing import units
from bot.hearing.tokens import Look

_ORDINALS = {"st", "nd", "rd", "th"}
_NOON, _LAST_HOUR, _DAYS, _MINUTES = 12, 24, 31, 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `stop` (exclusive) name a date or a time; `value` and `unit` as in `Quantity`."""

    value: float
    unit: str
    first: int
    stop: int


def read_clock(look: Look, index: int) -> list[Hit]:
    if look.word(index) in {"noon", "midday"}:
        return [Hit(_NOON * 60.0, "", index, index + 1)]
    first = _time(look, index)
    if first is None:
        return _office_hours(look, index)
    return [first]


def _time(look: Look, index: int) -> Hit | None:
    hour = look.whole(index)
    if hour is None or hour > _LAST_HOUR:
        return None
    minute, at = 0, index + 1
    has_minutes = look.word(at) == ":" and look.glued(at) and look.glued(at + 1)
    if has_minutes:
        minute = look.whole(at + 1) or 0
        at += 2
    half = look.word(at) if look.word(at) in {"am", "pm"} else ""
    if minute >= _MINUTES or not (has_minutes or half or _is_at_hour(look, index)):
        return None
    if half == "pm" and hour < _NOON:
        hour += _NOON
    return Hit(hour * 60.0 + minute, "", index, at + bool(half))


def _is_at_hour(look: Look, index: int) -> bool:
    """Such as "at 3" closes a phrase; "at 3 sites" and "at 18" (a price) do not name an hour."""
    after = look.word(index + 1)
    hour = look.whole(index) or 0
    closes = not after or after in {".", ",", "?", "!", "on", "tomorrow", "today", "o'clock"} or after in units.WEEKDAYS
    return look.word(index - 1) == "at" and closes and 0 < hour <= _NOON and not look.glued(index + 1)


def _office_hours(look: Look, index: int) -> list[Hit]:
    """Such as "9 to 4": from a morning hour to a smaller number, which can only be an afternoon."""
    start, end = look.whole(index), look.whole(index + 2)
    if start is None or end is None or look.word(index + 1) not in {"to", "-", "till", "until"}:
        return []
    after = look.word(index + 3)
    counted = after[:1].isalpha() and (after in units.TIME_WORDS or after not in units.NO_NOUN)
    shrinks = {look.word(index - back) for back in (1, 2, 3)} & {"down", "cut", "reduce", "drop", "reducing"}
    if not (6 <= start <= 11 and 1 <= end <= 8 and end < start) or counted or shrinks:  # noqa: PLR2004
        return []
    return [Hit(start * 60.0, "", index, index + 1), Hit((end + _NOON) * 60.0, "", index + 2, index + 3)]


def read_date(look: Look, index: int, text: str) -> list[Hit]:
    hit = _iso(look, index) or _day_month(look, index) or _month(look, index, text) or _day(look, index)
    return [hit] if hit else []


def _iso(look: Look, index: int) -> Hit | None:
    year, month, day = look.whole(index), look.whole(index + 2), look.whole(index + 4)
    dashes = look.word(index + 1) == "-" == look.word(index + 3) and all(look.glued(index + i) for i in range(1, 5))
    if not (dashes and year and month and day) or not (1900 < year < 2200 and month <= 12 and day <= _DAYS):  # noqa: PLR2004
        return None
    return Hit(month * 100.0 + day, "date", index, index + 5)


def _ordinal_day(look: Look, index: int) -> tuple[int, int, bool] | None:
    """The day number at a place, where it ends, and whether it was written as an ordinal."""
    day = look.whole(index)
    if day is None or not 0 < day <= _DAYS:
        return None
    ordinal = look.word(index + 1) in _ORDINALS and look.glued(index + 1)
    return day, index + 1 + ordinal, ordinal


def _day_month(look: Look, index: int) -> Hit | None:
    found = _ordinal_day(look, index)
    if found is None:
        return None
    day, at, ordinal = found
    month_at = at + (look.word(at) == "of")
    month = units.MONTHS.get(look.word(month_at))
    if month and not (look.word(month_at) == "may" and not ordinal and look.word(month_at + 1).isalpha()):
        return Hit(month * 100.0 + day, "date", index, month_at + 1)
    return Hit(float(day), "day", index, at) if ordinal else None


def _month(look: Look, index: int, text: str) -> Hit | None:
    word = look.word(index)
    month = units.MONTHS.get(word)
    if month is None:
        return None
    found = _ordinal_day(look, index + 1)
    if found and not _counts_something(look, found[1]):
        return Hit(month * 100.0 + found[0], "date", index, found[1])
    capital = text[look.tokens[index].start].isupper()
    before = look.word(index - 1)
    sure = word not in units.DOUBTFUL_MONTHS and (len(word) > 3 or capital)  # noqa: PLR2004
    if sure or (before in units.BEFORE_DATE and look.word(index + 1) != "be"):
        return Hit(month * 100.0, "date", index, index + 1)
    return None


def _counts_something(look: Look, at: int) -> bool:
    after = look.word(at)
    return after in units.TIME_WORDS or after in units.CURRENCY or after in units.PERCENT or after == "k"


def _day(look: Look, index: int) -> Hit | None:
    word = look.word(index)
    weekday = units.WEEKDAYS.get(word)
    if weekday and (len(word) > 3 or look.word(index - 1) in units.BEFORE_DATE | {"next", "this", "every"}):  # noqa: PLR2004
        return Hit(float(weekday), "weekday", index, index + 1)
    if word in {"today", "tonight", "tomorrow", "tmrw", "tmr"}:
        return Hit(0.0 if word in {"today", "tonight"} else 1.0, "day", index, index + 1)
    if word in {"next", "this", "end"}:
        return _near(look, index)
    return None


def _near(look: Look, index: int) -> Hit | None:
    """Such as "next week", "this quarter", "end of the month": a place in the calendar, though no number is said."""
    at = index + 1
    if look.word(index) == "end":
        at += look.word(at) == "of"
        at += look.word(at) in {"the", "this", "next"}
    unit = units.TIME_WORDS.get(look.word(at))
    if unit is None or unit in {"minute", "hour"} or re.fullmatch(r"[a-z]", look.word(at)):
        return None
    return Hit(0.0, unit, index, at + 1)
