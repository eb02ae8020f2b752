"""Dates and times of day, read from tokens: "14 Nov", "on the 4th", "from May", "Friday", "at 10:30", "9 to 4"."""

import re
from dataclasses import dataclass

from bot.hearing.numbers import currencies, stop_words, units
from bot.hearing.numbers.tokens import Look

_ORDINALS = {"st", "nd", "rd", "th"}
_ENDS = {".", ",", "?", "!"}
_SENTENCE = 12  # words that a number looks back for what it counts
_NOON, _LAST_HOUR, _DAYS, _MONTHS, _MINUTES = 12, 24, 31, 12, 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `stop` (exclusive) name a date or a time; `value` and `unit` as in `Quantity`."""

    value: float
    unit: str
    first: int
    stop: int


_DOTTED = re.compile(r"\d{1,2}\.[0-5]\d")
_AFTER_ALL = ["at", "the", "end", "of", "the"]  # day: no date, but "when all is said"


def read_clock(look: Look, index: int) -> list[Hit]:
    if look.word(index) in {"noon", "midday"}:
        return [Hit(_NOON * 60.0, "", index, index + 1)]
    one = _past_or_to(look, index) or _dotted(look, index) or _time(look, index) or _in_words(look, index)
    return [one] if one else _hours(look, index) or _office_hours(look, index) or _between_hours(look, index)


def _past_or_to(look: Look, index: int) -> Hit | None:
    """Such as "half past three", "quarter to 4"."""
    minutes = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
    after = minutes.get((look.word(index), look.word(index + 1)))
    hour = look.whole(index + 2)
    if after is None or hour is None or not 0 < hour <= _NOON:
        return None
    return Hit(hour * 60.0 + after, "", index, index + 3)


def _in_words(look: Look, index: int) -> Hit | None:
    """Such as "at nine thirty"."""
    hour, minute = divmod(look.whole(index) or 0, 100)
    named = look.spelled(index) and "hundred" not in look.word(index) and look.word(index - 1) in units.BEFORE_HOUR
    named = named and look.word(index - 1) != "by" and not _is_in_a_term(look, index)
    return (
        Hit(hour * 60.0 + minute, "", index, index + 1) if named and 0 < hour <= _NOON and minute < _MINUTES else None
    )


def _hours(look: Look, index: int) -> list[Hit]:
    """Such as "2-4pm", "between 2 and 4 pm": the first hour takes its half of the day from the second."""
    start, end = look.whole(index), _time(look, index + 2)
    if start is None or end is None or look.word(index + 1) not in {"to", "-", "and", "or", "till", "until", "til"}:
        return []
    if not 0 < start <= _NOON or look.word(end.stop - 1) not in {"am", "pm"}:
        return []
    afternoon = look.word(end.stop - 1) == "pm" and start < _NOON and (start + _NOON) * 60 < end.value
    return [Hit((start + _NOON * afternoon) * 60.0, "", index, index + 1), end]


def _dotted(look: Look, index: int) -> Hit | None:
    """Such as "Tuesday at 9.15", "at 22h": a point or an h where others write a colon, after words of going somewhere."""
    if look.word(index - 1) != "at":
        return None
    going = {look.word(index - back) for back in (2, 3, 4)} & (units.GOING_AT | units.WEEKDAYS.keys())
    hour, _, minute = look.word(index).partition(".")
    if going and _DOTTED.fullmatch(look.word(index)) and int(hour) < _LAST_HOUR:
        return Hit(int(hour) * 60.0 + int(minute), "", index, index + 1)
    value = look.whole(index)
    late = value is not None and _NOON < value <= _LAST_HOUR and look.word(index + 1) == "h" and look.glued(index + 1)
    return Hit((value or 0) * 60.0, "", index, index + 2) if late else None


def _time(look: Look, index: int) -> Hit | None:
    hour = look.whole(index)
    if hour is None or hour > _LAST_HOUR:
        return None
    minute, at = 0, index + 1
    has_minutes = look.word(at) == ":" and look.glued(at) and look.glued(at + 1) and len(look.word(at + 1)) > 1
    if has_minutes:
        minute = look.whole(at + 1) or 0
        at += 2
    half = look.word(at) if look.word(at) in {"am", "pm"} else ""
    if minute >= _MINUTES or not (has_minutes or half or _is_at_hour(look, index)):
        return None
    if half == "pm" and hour < _NOON:
        hour += _NOON
    return Hit(hour * 60.0 + minute, "", index, at + (bool(half) or look.word(at) == "o'clock"))


def _is_at_hour(look: Look, index: int) -> bool:
    """Such as "at 3" closes a phrase; "at 3 sites" and "at 18" (a price) do not name an hour."""
    before, after = look.word(index - 1), look.word(index + 1)
    if before not in units.BEFORE_HOUR or _is_in_a_term(look, index) or not 0 < (look.whole(index) or 0) <= _NOON:
        return False
    if before == "by" and not {look.word(index - back) for back in (2, 3, 4)} & units.GOING_AT:  # "cut it by 4"
        return False
    if after == "in" and look.word(index + 3) in {"morning", "afternoon", "evening"}:
        return True
    if look.glued(index + 1):
        going = {look.word(index - back) for back in (2, 3, 4)} & (units.GOING_AT | units.WEEKDAYS.keys())
        return after in _ENDS and (before != "at" or bool(going))
    return (
        not after
        or after in _ENDS | {"on", "tomorrow", "today", "tonight", "o'clock", "sharp"}
        or after in units.WEEKDAYS
    )


def _is_in_a_term(look: Look, index: int) -> bool:
    """Such as the end of "12-month lease, break clause after 6": a number of what was said before, no hour."""
    if look.word(index - 1) == "at":
        return False
    for at in range(index - 2, max(index - _SENTENCE, 0), -1):
        if look.word(at) in {".", "?", "!", ";"} or look.word(at) in units.GOING_AT:
            return False
        before = at - 1 - (look.word(at - 1) == "-")
        if units.TIME_WORDS.get(look.word(at)) in units.TERMS and look.value(before) is not None:
            return True
    return False


def _office_hours(look: Look, index: int) -> list[Hit]:
    """Such as "9 to 4": from a morning hour to a smaller number, which can only be an afternoon."""
    hyphens = look.word(index + 1) == "-" == look.word(index + 3)  # "9-to-5"
    at = index + 2 + 2 * hyphens
    start, end = look.whole(index), look.whole(at)
    if start is None or end is None or look.word(index + 1 + hyphens) not in {"to", "-", "till", "til", "until"}:
        return []
    after = look.word(at + 1)
    counted = after[:1].isalpha() and (after in units.TIME_WORDS or after not in stop_words.NO_NOUN) and not hyphens
    shrinks = {look.word(index - back) for back in range(1, 9)} & units.SHRINKING
    if not (6 <= start <= 11 and 1 <= end <= 8 and end < start) or counted or shrinks:  # noqa: PLR2004
        return []
    return [Hit(start * 60.0, "", index, index + 1), Hit((end + _NOON) * 60.0, "", at, at + 1)]


def _between_hours(look: Look, index: int) -> list[Hit]:
    """Such as "Saturday between 10 and 12"."""
    start, end = look.whole(index), look.whole(index + 2)
    if start is None or end is None or look.word(index - 1) != "between" or look.word(index + 1) != "and":
        return []
    named = units.WEEKDAYS.get(look.word(index - 2)) or look.word(index - 2) in {"today", "tomorrow", "tmrw"}
    if not named or not (0 < start <= _NOON and 0 < end <= _NOON):
        return []
    return [
        Hit(start * 60.0, "", index, index + 1),
        Hit((end + _NOON * (end < start)) * 60.0, "", index + 2, index + 3),
    ]


def read_date(look: Look, index: int) -> list[Hit]:
    days = _days_of_month(look, index)
    if days:
        return days
    hit = _in_figures(look, index) or _day_month(look, index) or _month(look, index) or _day(look, index)
    return [hit] if hit else []


def _days_of_month(look: Look, index: int) -> list[Hit]:
    """Such as "10-12 March": two days of one month."""
    first = _ordinal_day(look, index)
    second = _day_month(look, first[1] + 1) if first and look.word(first[1]) in {"-", "to", "or", "and", "/"} else None
    if first is None or second is None or second.unit != "date":
        return []
    return [Hit(second.value // 100 * 100 + first[0], "date", index, first[1]), second]


def _in_figures(look: Look, index: int) -> Hit | None:
    """Such as "2026-03-15", "14.11.2025", "by 14/11"."""
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.(?:[0-9]{2}){1,2}", look.word(index))
    if dotted:
        return _day_of(int(dotted[1]), int(dotted[2]), index, index + 1)
    first, second = look.whole(index), look.whole(index + 2)
    if look.word(index + 1) == "/" and first and second and look.glued(index + 1) and look.glued(index + 2):
        with_year = look.word(index + 3) == "/" and look.whole(index + 4) is not None
        if with_year or look.word(index - 1) in units.BEFORE_DATE - {"around", "for", "from", "of", "in"}:
            day, month = (second, first) if second > _MONTHS else (first, second)
            return _day_of(day, month, index, index + (5 if with_year else 3))
    return _iso(look, index)


def _day_of(day: int, month: int, first: int, stop: int) -> Hit | None:
    return Hit(month * 100.0 + day, "date", first, stop) if 0 < month <= _MONTHS and 0 < day <= _DAYS else None


def _iso(look: Look, index: int) -> Hit | None:
    year, month, day = look.whole(index), look.whole(index + 2), look.whole(index + 4)
    dashes = look.word(index + 1) == "-" == look.word(index + 3) and all(look.glued(index + i) for i in range(1, 5))
    if not (dashes and year and month and day) or not (1900 < year < 2200 and month <= _MONTHS and day <= _DAYS):  # noqa: PLR2004
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
        return Hit(month * 100.0 + day, "date", index, _with_year(look, month_at + 1))
    after = look.word(at)
    names = after[:1].isalpha() and after not in stop_words.NO_NOUN and look.word(at + 1) != "month"  # "the 3rd option"
    return Hit(float(day), "day", index, at) if ordinal and not names else None


def _with_year(look: Look, at: int) -> int:
    year_at = at + (look.word(at) == ",")
    year = look.whole(year_at) or 0
    return year_at + 1 if 1900 < year < 2200 and len(look.word(year_at)) == 4 else at  # noqa: PLR2004


def _month(look: Look, index: int) -> Hit | None:
    word = look.word(index)
    month = units.MONTHS.get(word)
    if month is None:
        return None
    found = _ordinal_day(look, index + 1)
    if found and not _counts_something(look, found[1]):
        return Hit(month * 100.0 + found[0], "date", index, _with_year(look, found[1]))
    capital = look.written(index)[:1].isupper()
    before = look.word(index - 2) if look.word(index - 1) == "-" else look.word(index - 1)
    sure = word not in units.DOUBTFUL_MONTHS and (len(word) > 3 or capital)  # noqa: PLR2004
    if sure or (before in units.BEFORE_DATE and look.word(index + 1) != "be"):
        return Hit(month * 100.0, "date", index, _with_year(look, index + 1))
    return None


def _counts_something(look: Look, at: int) -> bool:
    after = look.word(at)
    return after in units.TIME_WORDS or after in currencies.CURRENCY or after in units.PERCENT or after == "k"


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
    if at > index + 1 and look.word(at) == "q" and look.glued(at + 1) and look.whole(at + 1):
        return Hit(0.0, "quarter", index, at + 2)
    unit = units.TIME_WORDS.get(look.word(at))
    saying = unit == "day" and [look.word(at - back) for back in (5, 4, 3, 2, 1)] == _AFTER_ALL
    if unit is None or saying or unit in {"minute", "hour"} or re.fullmatch(r"[a-z]", look.word(at)):
        return None
    return Hit(0.0, unit, index, at + 1)
