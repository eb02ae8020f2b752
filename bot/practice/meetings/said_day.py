"""Which day somebody means, wherever in their words it stands: "tuesday next week", "in 3 days", "the 3rd of december"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.practice.meetings.day_mentions import Kind, Mention, NoSuchDateError, mentions

CUT = "|"
"""Stands where a day stood, so that nothing on its two sides grows together."""

_SHOWN = 40


class DayTrouble(StrEnum):
    NO_SUCH_DATE = "no_such_date"
    WHICH_DAY = "which_day"
    SEVERAL_DAYS = "several_days"
    OTHER_WEEKDAY = "other_weekday"
    PAST = "past"


@dataclass(frozen=True)
class NoDay:
    trouble: DayTrouble
    what: str = ""


@dataclass(frozen=True)
class Day:
    """`on` is None where no day is named; `rest`: the other words. `next_said`: “next Friday” was read as the one of this week."""

    rest: str
    on: date | None = None
    day_taken_first: bool = False
    next_said: bool = False


def find_day(text: str, today: date) -> Day | NoDay:
    """Of plain words. The longest that are a day are one; a time is left in `rest`."""
    chunks = text.split()
    try:
        found = mentions(chunks, today)
    except NoSuchDateError as error:
        return NoDay(DayTrouble.NO_SUCH_DATE, str(error))
    if any(chunks[one.first - 1] == "last" for one in found if one.first):
        return NoDay(DayTrouble.PAST, " ".join(chunks)[:_SHOWN])
    rest = _without(chunks, found)
    if not found:
        return Day(rest)
    on = _meant(found)
    if isinstance(on, NoDay):
        return on
    next_said = any(one.kind is Kind.WEEKDAY and one.said.startswith("next ") for one in found)
    same_week = on - timedelta(days=on.weekday()) == today - timedelta(days=today.weekday())
    return Day(rest, on, any(one.day_taken_first for one in found), next_said=next_said and same_week)


def _meant(found: Sequence[Mention]) -> date | NoDay:
    said = " ".join(one.said for one in found)
    weekdays = {one.on for one in found if one.kind is Kind.WEEKDAY}
    dates = {one.on for one in found if one.kind is Kind.DATE}
    weeks = {one.on for one in found if one.kind is Kind.WEEK}
    if len(weekdays) > 1 or len(dates) > 1 or len(weeks) > 1:
        return NoDay(DayTrouble.SEVERAL_DAYS, said)
    vague = [one for one in found if one.kind is Kind.VAGUE]
    if vague or (weeks and dates) or (weeks and not weekdays and not _is_counted(found)):
        return NoDay(DayTrouble.WHICH_DAY, said)
    weekday = next(iter(weekdays), None)
    if weeks:
        [week] = weeks
        return week if weekday is None else week + timedelta(days=weekday.weekday() - week.weekday())
    if not dates:
        return weekday or NoDay(DayTrouble.WHICH_DAY, said)
    [on] = dates
    if weekday is not None and weekday.weekday() != on.weekday():
        return NoDay(DayTrouble.OTHER_WEEKDAY, said)
    return on


def _is_counted(found: Sequence[Mention]) -> bool:
    """“in two weeks” is a day by itself, “next week” is not."""
    return any(one.kind is Kind.WEEK and one.said.startswith("in ") for one in found)


def _without(chunks: Sequence[str], found: Sequence[Mention]) -> str:
    left, at = [], 0
    for one in found:
        left += [*chunks[at : one.first], CUT]
        at = one.stop
    return " ".join((*left, *chunks[at:]))
