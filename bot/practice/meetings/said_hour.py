"""What time of the day somebody means for a meeting: nobody meets at three in the night, so a bare "3" is the afternoon."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.numbers.quantities import find_quantities
from bot.hearing.numbers.quantity import Kind
from bot.practice.meetings.said_day import CUT
from bot.practice.reminding.clock import DAY_MINUTES
from bot.practice.reminding.said_clock import Clock, NoTime, in_part, read_clock
from bot.practice.reminding.said_words import PARTS, Part, Token, tokens, words

_NOON, _HOUR = DAY_MINUTES // 2, 60
_EARLIEST = 7
"""A bare hour before this is one of the afternoon."""

_AT = words("at around about by um a approx ca gegen las les from @ ~")
_TO = words("- to till til until bis a")
_MEALS = dict.fromkeys(words("dinner supper drinks"), Part.EVENING)
_AFTER = words("with in at on for ish sharp please via per and to till til until oclock mit chez con") | frozenset(
    PARTS
)
_BEFORE = words("and is the between") | _AT | frozenset(PARTS)
_ZONES = words(
    "utc gmt z est edt pst pdt cst cdt mst mdt et pt ct mt cet cest bst ist jst aest aedt eastern pacific central mountain"
)
_LONGEST_IN_FIGURES = 4
_SPANS = frozenset({"minute", "hour"})
_DOUBT = words(
    "not or after before until till til bis every each except but unless if never no none sometime soon ago dont last either",
    "week weeks day days month months year years hour hours minute minutes fortnight weekend weekends end",
)
"""With one of these left over, what was found is not what was meant."""


class HourTrouble(StrEnum):
    NO_SUCH_TIME = "no_such_time"
    SEVERAL_TIMES = "several_times"
    OTHER_CLOCK = "other_clock"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True)
class NoHour:
    trouble: HourTrouble
    what: str = ""


@dataclass(frozen=True)
class Hour:
    """`minute` of the day, None where no time is said. `afternoon_taken`: a bare "3" was read as 15:00; `start_taken`: of "2 to 4"."""

    minute: int | None = None
    afternoon_taken: bool = False
    start_taken: bool = False


@dataclass(frozen=True)
class _Found:
    clock: Clock
    first: int
    is_sure: bool


def minutes_ahead(text: str) -> tuple[int, str] | None:
    """“in 2 hours”: how many minutes from now, and the other words."""
    for one in find_quantities(text):
        before = text[: one.start].split()
        if one.kind is Kind.DURATION and one.unit in _SPANS and before and before[-1] == "in" and one.value > 0:
            return round(one.value), f"{' '.join(before[:-1])} {CUT} {text[one.end :]}"
    return None


def without_lengths(text: str) -> str:
    """How long a meeting lasts says nothing about when it begins: “at 3 for 45 minutes”."""
    for one in reversed(find_quantities(text)):
        before = text[: one.start].split()
        is_said = (before and before[-1] == "for") or "min" in one.text
        if one.kind is Kind.DURATION and one.unit in _SPANS and is_said and (not before or before[-1] != "in"):
            text = f"{text[: one.start].removesuffix('for ')}{CUT}{text[one.end :]}"
    return text


def find_hour(text: str) -> Hour | NoHour:
    """Of plain words that hold no day any more."""
    found = tokens(text)
    read = _clocks(found)
    if isinstance(read, NoHour):
        return read
    clocks, part, others = read
    doubted = next((word for word in others if word in _DOUBT), None)
    if doubted is not None:
        return NoHour(HourTrouble.NOT_UNDERSTOOD, doubted)
    sure = [one for at, one in enumerate(clocks) if one.is_sure or _begins_a_span(found, clocks, at)]
    return _hour(found, sure or clocks, part)


def _hour(found: Sequence[Token], clocks: Sequence[_Found], part: Part | None) -> Hour | NoHour:
    if not clocks:
        return Hour()
    if any(_text(found, one.clock.next) in _ZONES for one in clocks):
        return NoHour(HourTrouble.OTHER_CLOCK)
    first, second = clocks[0], clocks[1] if len(clocks) > 1 else None
    is_span = second is not None and _is_span(found, first, second)
    if len({one.clock.minute for one in clocks}) > 1 + is_span:
        return NoHour(HourTrouble.SEVERAL_TIMES)
    clock = in_part(first.clock, part) if part else first.clock
    if second is not None and is_span and clock.is_open and not second.clock.is_open:
        return Hour(_before(clock.minute, second.clock.minute), start_taken=True)
    return _at_work(clock, start_taken=is_span)


def _at_work(clock: Clock, *, start_taken: bool) -> Hour:
    if clock.is_open and clock.minute < _EARLIEST * _HOUR:
        return Hour(clock.minute + _NOON, afternoon_taken=True, start_taken=start_taken)
    return Hour(clock.minute, start_taken=start_taken)


def _before(start: int, end: int) -> int:
    """“2-4pm” begins in the afternoon, “9-5pm” in the morning."""
    return start + _NOON if start + _NOON < end else start


def _is_span(found: Sequence[Token], first: _Found, second: _Found) -> bool:
    joint = [one.text for one in found[first.clock.next : second.first]]
    return len(joint) == 1 and (joint[0] in _TO or (joint[0] == "and" and _text(found, first.first - 1) == "between"))


def _begins_a_span(found: Sequence[Token], clocks: Sequence[_Found], at: int) -> bool:
    return at + 1 < len(clocks) and clocks[at + 1].is_sure and _is_span(found, clocks[at], clocks[at + 1])


def _clocks(found: Sequence[Token]) -> tuple[list[_Found], Part | None, list[str]] | NoHour:
    clocks: list[_Found] = []
    others: list[str] = []
    part: Part | None = None
    at = 0
    while at < len(found):
        clock = read_clock(found, at, in_span=_is_figures_to_figures(found, at))
        if clock is None:
            word = found[at].text
            part = PARTS.get(word, _MEALS.get(word, part))
            others.append(word)
        elif isinstance(clock, NoTime):
            if _stands_alone(found, at, clock.next):
                return NoHour(HourTrouble.NO_SUCH_TIME, "".join(one.text for one in found[at : clock.next]))
        elif (is_sure := _is_sure(found, at, clock)) or _stands_alone(found, at, clock.next):
            clocks.append(_Found(clock, at, is_sure))
        at = clock.next if clock else at + 1
    return clocks, part, others


def _is_figures_to_figures(found: Sequence[Token], at: int) -> bool:
    """“10 to 11” is an hour long, “10 to 4” is ten minutes to four."""
    if at + 2 >= len(found) or not (found[at].is_number and found[at + 2].is_number):
        return False
    start, end = found[at].text, found[at + 2].text
    return found[at + 1].text == "to" and len(start + end) <= _LONGEST_IN_FIGURES and int(start) < int(end)


def _is_sure(found: Sequence[Token], at: int, clock: Clock) -> bool:
    """More than one bare number, or said to be a time."""
    is_word = not found[at].is_number and not clock.is_open
    return clock.next > at + 1 or is_word or _text(found, at - 1) in _AT


def _stands_alone(found: Sequence[Token], at: int, after: int) -> bool:
    """“thursday 9”, but neither “room 4” nor “3 people”."""
    before, behind = _text(found, at - 1), _text(found, after)
    return (not before.isalnum() or before in _BEFORE) and (not behind.isalpha() or behind in _AFTER)


def _text(found: Sequence[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""
