"""What people type for the day on which reminders begin again."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.practice.reminding.misread import Trouble, Unclear
from bot.practice.reminding.said_words import HOURS, LONGEST, day_named, numbered, plain, words

FARTHEST = timedelta(days=366)
_SHOWN = 40
_DECEMBER = 12
_CENTURY, _TWO_DIGITS = 2000, 2
_LEAD = words(
    "until till til up to in for on the about next this a an pause bis zum zur auf jusqu au le la hasta el al fur pour por un una eine einen another"
)
_DAY, _WEEK, _FORTNIGHT, _MONTH = "day", "week", "fortnight", "month"
UNITS = {
    **dict.fromkeys(words("day days tag tage tagen jour jours dia dias"), _DAY),
    **dict.fromkeys(words("week weeks wk wks woche wochen semaine semaines semana semanas"), _WEEK),
    **dict.fromkeys(words("fortnight fortnights"), _FORTNIGHT),
    **dict.fromkeys(words("month months monat monate monaten mois mes meses"), _MONTH),
}
_DAYS_OF = {_DAY: 1, _WEEK: 7, _FORTNIGHT: 14}
MONTHS = numbered(
    (
        "january jan januar janvier enero ene",
        "february feb februar fevrier fev febrero",
        "march mar marz mars marzo",
        "april apr avril avr abril abr",
        "may mai mayo",
        "june jun juni juin junio",
        "july jul juli juillet julio",
        "august aug aout agosto ago",
        "september sep sept septembre septiembre",
        "october oct oktober okt octobre octubre",
        "november nov novembre noviembre",
        "december dec dezember dez decembre diciembre dic",
    ),
    1,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:[-/.](\d{4}|\d{2})|\.)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|er)? (?:of |de )?([^\W\d_]{1,12})\.?,?(?: (?:de )?(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]{1,12})\.? (?:the )?(\d{1,2})(?:st|nd|rd|th|\.)?,?(?: (\d{4}))?")
_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)(?: (?:of )?(?:this|the) month)?")
_SPAN = re.compile(r"(?:(\d{1,3})|([^\W\d_]{1,12})) ?(?:of )?([^\W\d_]{1,12})")
_WORDS = {
    "tomorrow": 1,
    "morgen": 1,
    "demain": 1,
    "manana": 1,
    "today": 0,
    "yesterday": -1,
    "heute": 0,
    "day after tomorrow": 2,
}


@dataclass(frozen=True)
class WantedDate:
    """`day_taken_first`: "5/12" was read as 5 December."""

    on: date
    day_taken_first: bool = False


def said_date(text: str, today: date) -> WantedDate | Unclear:
    """The first day of reminders again: "until 5 December", "until Friday", "a week", "2026-12-05"; always after `today`."""
    if len(text) > LONGEST:
        return Unclear(Trouble.TOO_LONG)
    whole = plain(text).strip(" .!,?").removesuffix(" please")
    if whole in {"", "until", "for"}:
        return Unclear(Trouble.NO_DATE)
    said = without_lead(whole)
    try:
        found = date_named(said, today)
    except ValueError:
        return Unclear(Trouble.IMPOSSIBLE_DATE, said[:_SHOWN])
    if found is None:
        return Unclear(Trouble.NOT_UNDERSTOOD, said[:_SHOWN])
    if found.on <= today:
        return Unclear(Trouble.PAST_DATE, said[:_SHOWN])
    return found if found.on - today <= FARTHEST else Unclear(Trouble.TOO_FAR, said[:_SHOWN])


def date_named(said: str, today: date) -> WantedDate | None:
    """The date that these plain words are, over or to come, without what leads up to it; None where they are none. Raises ValueError where no calendar has it."""
    return next((read for reader in _READERS if (read := reader(said, today)) is not None), None)


def without_lead(whole: str) -> str:
    """The date itself: “until the 5th” is “5th”, but “next week” and “a week” stay told apart by their words."""
    parts = whole.split()
    while len(parts) > 1 and parts[0] in _LEAD and not (parts[0] in {"next", "this"} and parts[1] in UNITS):
        parts = parts[1:]
    return " ".join(parts)


def _in_words(said: str, today: date) -> WantedDate | None:
    if said in _WORDS:
        return WantedDate(today + timedelta(days=_WORDS[said]))
    if said in {"next week", "end of the week", "end of week", "rest of the week", "end of this week", "this week"}:
        return WantedDate(today + timedelta(days=7 - today.weekday()))
    if said in {
        "next month",
        "end of the month",
        "end of month",
        "rest of the month",
        "end of this month",
        "this month",
    }:
        return WantedDate(_month_on(today.replace(day=1), 1))
    weekday = day_named(said)
    if weekday is not None and said not in MONTHS:
        return WantedDate(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
    return _next_of(today, 1, MONTHS[said], is_todays_past=False) if said in MONTHS else None


def _span(said: str, today: date) -> WantedDate | None:
    if said in UNITS:
        return _after(today, 1, UNITS[said])
    match = _SPAN.fullmatch(said)
    if match is None or match[3] not in UNITS:
        return None
    count = int(match[1]) if match[1] else _COUNTS.get(match[2])
    return _after(today, count, UNITS[match[3]]) if count is not None else None


_COUNTS = {**HOURS, "couple": 2, "few": 3}


def _after(today: date, count: int, unit: str) -> WantedDate:
    return WantedDate(_month_on(today, count) if unit == _MONTH else today + timedelta(days=count * _DAYS_OF[unit]))


def _iso(said: str, _: date) -> WantedDate | None:
    match = _ISO.fullmatch(said)
    return WantedDate(date(int(match[1]), int(match[2]), int(match[3]))) if match else None


def _numeric(said: str, today: date) -> WantedDate | None:
    """The day first, as most of the world writes it, unless that cannot be."""
    match = _NUMERIC.fullmatch(said)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    is_open = match[2] != "." and first <= _DECEMBER and second <= _DECEMBER and first != second
    day, month = (second, first) if match[2] != "." and second > _DECEMBER else (first, second)
    if match[4] is None:
        on = _next_of(today, day, month).on
    else:
        on = date(int(match[4]) + (_CENTURY if len(match[4]) == _TWO_DIGITS else 0), month, day)
    return WantedDate(on, day_taken_first=is_open)


def _named_month(said: str, today: date) -> WantedDate | None:
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.fullmatch(said)
        if match and match[month] in MONTHS:
            number = MONTHS[match[month]]
            if match[3]:
                return WantedDate(date(int(match[3]), number, int(match[day])))
            return _next_of(today, int(match[day]), number)
    return None


def _day_of_month(said: str, today: date) -> WantedDate | None:
    match = _OF_MONTH.fullmatch(said)
    if match is None:
        return None
    day, month = int(match[1]), today.replace(day=1)
    if not 1 <= day <= calendar.monthrange(2000, 1)[1]:
        raise ValueError(said)
    while (on := _on_day(month, day)) is None or on <= today:
        month = _month_on(month, 1)
    return WantedDate(on)


def _on_day(month: date, day: int) -> date | None:
    return month.replace(day=day) if day <= calendar.monthrange(month.year, month.month)[1] else None


def _next_of(today: date, day: int, month: int, *, is_todays_past: bool = True) -> WantedDate:
    """The date this year, or next year where that is over; today itself stays, and is told to be over. 29 February has to be near."""
    date(2000, month, day)
    for year in (today.year, today.year + 1):
        if day > calendar.monthrange(year, month)[1]:
            continue
        on = date(year, month, day)
        if on > today or (on == today and is_todays_past):
            return WantedDate(on)
    raise ValueError(day)


def _month_on(on: date, count: int) -> date:
    """As many months later, on the last day where the day is missing."""
    years, month = divmod(on.month - 1 + count, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


_READERS: tuple[Callable[[str, date], WantedDate | None], ...] = (
    _in_words,
    _span,
    _iso,
    _numeric,
    _named_month,
    _day_of_month,
)
