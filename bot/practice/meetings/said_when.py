"""When a meeting is, as people say it: "tomorrow at 3pm", "next tuesday 14:30", "in 3 days at noon", "on the 3rd"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.practice.meetings.said_day import Day, DayTrouble, NoDay, find_day
from bot.practice.meetings.said_hour import Hour, NoHour, find_hour, minutes_ahead, without_lengths
from bot.practice.reminding.clock import date_exists, instant, local
from bot.practice.reminding.said_words import LONGEST, numbered, plain
from bot.practice.reminding.zones import Zone

FARTHEST = timedelta(days=2 * 365 + 1)
_SHOWN, _TEN = 40, 10


class Taken(StrEnum):
    """What was taken for granted or had to be moved; told to the user, who can say it otherwise."""

    DAY_FIRST = "day_first"
    AFTERNOON = "afternoon"
    START = "start"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this_week"
    MOVED = "moved"
    FIRST_OF_TWO = "first_of_two"


class WhenTrouble(StrEnum):
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_DATE = "no_such_date"
    NO_SUCH_TIME = "no_such_time"
    WHICH_DAY = "which_day"
    SEVERAL_DAYS = "several_days"
    SEVERAL_TIMES = "several_times"
    OTHER_WEEKDAY = "other_weekday"
    OTHER_CLOCK = "other_clock"
    PAST = "past"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class When:
    """By the clock and the calendar of the zone it was read in. `minute` of the day: None where only the date is known."""

    on: date
    minute: int | None = None
    taken: frozenset[Taken] = frozenset()


@dataclass(frozen=True)
class WhenProblem:
    """`what`: the user's words that it is about, in plain letters; may be empty."""

    trouble: WhenTrouble
    what: str = ""


def read_when(text: str, zone: Zone, now: datetime) -> When | WhenProblem:
    """Always to come. Read it once, when it is said, and keep the date: "tomorrow" is another day tomorrow."""
    if len(text) > LONGEST:
        return WhenProblem(WhenTrouble.TOO_LONG)
    said = _prepared(text)
    ahead = minutes_ahead(said)
    if ahead is not None:
        return _in_minutes(ahead, zone, now)
    today = local(zone, now).date
    day = find_day(without_lengths(said), today)
    if isinstance(day, NoDay):
        return WhenProblem(_OF_DAY[day.trouble], day.what[:_SHOWN])
    hour = find_hour(day.rest)
    if isinstance(hour, NoHour):
        return WhenProblem(WhenTrouble(hour.trouble.value), (hour.what or said)[:_SHOWN])
    return _checked(day, hour, said[:_SHOWN], zone, now)


def begins(when: When, zone: Zone) -> datetime | None:
    """The instant of a meeting whose time is known."""
    return None if when.minute is None else instant(zone, when.on, when.minute)


def _checked(day: Day, hour: Hour, said: str, zone: Zone, now: datetime) -> When | WhenProblem:
    today = local(zone, now).date
    taken = {
        Taken.DAY_FIRST: day.day_taken_first,
        Taken.AFTERNOON: hour.afternoon_taken,
        Taken.START: hour.start_taken,
        Taken.THIS_WEEK: day.next_said,
    }
    on = day.on
    if on is None:
        if hour.minute is None:
            return WhenProblem(WhenTrouble.NOT_UNDERSTOOD, said)
        # Only a time: the next one that the clock will show.
        is_over = instant(zone, today, hour.minute) <= now
        on, taken[Taken.TOMORROW] = today + timedelta(days=is_over), is_over
    if on - today > FARTHEST:
        return WhenProblem(WhenTrouble.TOO_FAR, said)
    if on < today or (hour.minute is not None and instant(zone, on, hour.minute) <= now):
        return WhenProblem(WhenTrouble.PAST, said)
    if not date_exists(zone, on):
        return WhenProblem(WhenTrouble.NO_SUCH_DATE, said)
    return _on_the_wall(on, hour.minute, frozenset(one for one, is_so in taken.items() if is_so), zone)


def _on_the_wall(on: date, minute: int | None, taken: frozenset[Taken], zone: Zone) -> When:
    """As the clock will show it: a time that it jumps over comes as much later, one that it shows twice is the first."""
    if minute is None:
        return When(on, None, taken)
    there = local(zone, instant(zone, on, minute))
    if (there.date, there.minute) != (on, minute):
        return When(there.date, there.minute, taken | {Taken.MOVED})
    again = datetime.combine(on, time(*divmod(minute, 60), fold=1), tzinfo=zone)
    comes_twice = again.utcoffset() != there.offset
    return When(on, minute, taken | {Taken.FIRST_OF_TWO} if comes_twice else taken)


def _in_minutes(ahead: tuple[int, str], zone: Zone, now: datetime) -> When | WhenProblem:
    minutes, rest = ahead
    day, hour = find_day(rest, local(zone, now).date), find_hour(rest)
    if minutes > FARTHEST // timedelta(minutes=1):
        return WhenProblem(WhenTrouble.TOO_FAR)
    if isinstance(day, NoDay) or day.on or isinstance(hour, NoHour) or hour.minute is not None:
        return WhenProblem(WhenTrouble.NOT_UNDERSTOOD, rest.strip()[:_SHOWN])
    there = local(zone, (now + timedelta(minutes=minutes)).astimezone(UTC))
    return When(there.date, there.minute)


def _prepared(text: str) -> str:
    said = _SPELT_OUT.sub(lambda found: f"{_SPELT[found[0]]}th", plain(text).strip(" .!,?"))
    for pattern, instead in _REWRITTEN:
        said = pattern.sub(instead, said)
    return said


_ORDINALS = numbered(
    (
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
        *("nineteenth", "twentieth"),
    ),
    1,
)
_TENS = {f"twenty-{word}": number + 20 for word, number in _ORDINALS.items() if number < _TEN}
_SPELT = _ORDINALS | _TENS | {"thirtieth": 30, "thirty-first": 31}
_SPELT_OUT = re.compile(rf"\b(?:{'|'.join(sorted(_SPELT, key=len, reverse=True))})\b")
_REWRITTEN = (
    (re.compile(r"(\d{4}-\d\d-\d\d)t(?=\d)"), r"\1 "),
    (re.compile(r"\b(?:tmrw|tmr|tmw|tomo|tommorow|tommorrow|tomorow)\b"), "tomorrow"),
    (re.compile(r"\btonight\b"), "today night"),
    (re.compile(r"\bthis (?=(?:morning|afternoon|evening)\b)"), "today "),
    (re.compile(r"\b(?:\d{1,3}|[a-z]{1,8}) (?:days?|weeks?|months?) ago\b"), "yesterday"),
    (re.compile(r"\b(\d{1,3}|[a-z]{1,8}) (days?|weeks?|months?) from (?:now|today)\b"), r"in \1 \2"),
    (re.compile(r"(?<=[\dm]) (?:until|till?) (?=\d)"), " to "),
    (re.compile(r"(?<=\d)ish\b"), ""),
)
_OF_DAY = {one: WhenTrouble(one.value) for one in DayTrouble}
