"""One time of the day, read where it begins: "8", "8.30am", "21h30", "0730", "half past eight", "noon"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.practice.reminding.said_words import (
    HALF,
    HALF_TO,
    HOURS,
    MIDNIGHT,
    MINUTES,
    NOON,
    O_CLOCK,
    PAST,
    SPELT_MINUTES,
    TO,
    Part,
    Token,
)

_NOON, _DAY = 12 * 60, 24 * 60
_HOUR_DIGITS, _MINUTE_DIGITS, _MOST_DIGITS = 2, 2, 4
_LAST_HOUR, _LAST_MINUTE, _NOON_HOUR, _SMALL_HOURS = 24, 59, 12, 4


@dataclass(frozen=True)
class Clock:
    """`is_open`: morning or evening was not said, and could be either; `is_bare`: nor does its form tell, as "8:30" does.

    `counts_to_24`: whoever wrote it does.
    """

    minute: int
    next: int
    is_open: bool = False
    is_bare: bool = False
    counts_to_24: bool = False


@dataclass(frozen=True)
class NoTime:
    """A number that begins like a time and is none, as "25:00"."""

    next: int


def read_clock(found: Sequence[Token], at: int, *, in_span: bool = False) -> Clock | NoTime | None:
    """The time that begins at that token; None where none does. In a span, "10 to 7" is no ten minutes to seven."""
    word = _text(found, at)
    if word in NOON:
        return Clock(_NOON, at + 1)
    if word in MIDNIGHT:
        return Clock(0, at + 1)
    if found[at].is_number:
        return (None if in_span else _past_or_to(found, at)) or _digits(found, at)
    return _past_or_to(found, at) or _spelt(found, at)


def in_part(clock: Clock, part: Part) -> Clock:
    """The same time where it is said to be in the morning, the evening or the night."""
    hour = clock.minute // 60
    closed = replace(clock, is_open=False, is_bare=False)
    if not clock.is_open or part is Part.MORNING:
        return closed
    if hour == _NOON_HOUR:
        return replace(closed, minute=clock.minute - _NOON)
    if part is Part.NIGHT and hour <= _SMALL_HOURS:
        return closed
    return replace(closed, minute=clock.minute + _NOON)


def _text(found: Sequence[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


def _hour(found: Sequence[Token], at: int) -> int | None:
    word = _text(found, at)
    hour = int(word) if word.isdecimal() and len(word) <= _HOUR_DIGITS else HOURS.get(word)
    return hour if hour is not None and 0 < hour <= _NOON_HOUR else None


def _past_or_to(found: Sequence[Token], at: int) -> Clock | NoTime | None:
    """“half past eight”, “half eight”, “quarter to 9”, “10 past 8”, “halb neun”."""
    start = at + 1 if _text(found, at) == "a" else at
    first, second = _text(found, start), _text(found, start + 1)
    if first in HALF | HALF_TO:
        skipped = 2 if second in PAST else 1
        return _around(found, start + skipped, -30 if first in HALF_TO else 30)
    minutes = int(first) if first.isdecimal() and len(first) <= _MINUTE_DIGITS else MINUTES.get(first)
    past = start + 2 if second in {"minutes", "minute"} else start + 1
    joint = _text(found, past)
    if not minutes or minutes > _LAST_MINUTE or joint not in PAST | TO:
        return None
    if first not in MINUTES and joint in {"til", "till"}:
        return None  # "8 till 9" is a span
    if first.isdecimal() and joint == "to" and minutes % 5:
        return None
    return _around(found, past + 1, minutes if joint in PAST else -minutes)


def _around(found: Sequence[Token], at: int, minutes: int) -> Clock | NoTime | None:
    hour = _hour(found, at)
    if hour is None:
        return None
    after = at + 1
    while _text(found, after) in O_CLOCK:
        after += 1
    return _with_meridiem(found, after, (hour * 60 + minutes) % _DAY, is_bare=True)


def _spelt(found: Sequence[Token], at: int) -> Clock | NoTime | None:
    hour = HOURS.get(_text(found, at))
    if hour is None:
        return None
    minutes = SPELT_MINUTES.get(_text(found, at + 1))
    after = at + 1 if minutes is None else at + 2
    if _text(found, after) in O_CLOCK:
        after += 1
    return _with_meridiem(found, after, hour * 60 + (minutes or 0), is_bare=True)


def _digits(found: Sequence[Token], at: int) -> Clock | NoTime:
    text, after, is_bare = found[at].text, at + 1, False
    if len(text) > _HOUR_DIGITS:
        if len(text) > _MOST_DIGITS:
            return NoTime(at + 1)
        hour, minutes = int(text[:-2]), int(text[-2:])
    else:
        hour = int(text)
        read = _minutes(found, after)
        if isinstance(read, NoTime):
            return read
        minutes, after, is_bare = read
    padded = text.startswith("0")
    if minutes > _LAST_MINUTE or hour > _LAST_HOUR or (hour == _LAST_HOUR and minutes):
        return NoTime(after)
    if _text(found, after) in O_CLOCK:
        # "8h" counts to 24, "8 o'clock" does not say.
        is_bare = is_bare and _text(found, after) == "oclock"
        after += 1
    if hour == _NOON_HOUR and _text(found, after) in NOON | MIDNIGHT:
        return Clock(_NOON if _text(found, after) in NOON else 0, after + 1)
    return _with_meridiem(
        found, after, (hour * 60 + minutes) % _DAY, is_bare=is_bare and not padded, is_open=not padded
    )


def _minutes(found: Sequence[Token], at: int) -> tuple[int, int, bool] | NoTime:
    """(minutes, where they end, whether there were none) behind an hour's digits."""
    joint, behind = _text(found, at), found[at + 1] if at + 1 < len(found) else None
    if behind is None or not behind.is_number or joint not in {":", ".", "h", "u", "uhr"}:
        return 0, at, True
    if len(behind.text) != _MINUTE_DIGITS:
        # "8:5" is no time; "8. 9" and "8 h 9" are two.
        return NoTime(at + 2) if joint == ":" else (0, at, True)
    if joint in {".", "h", "u"} and not behind.glued:
        return 0, at, True
    if joint == "uhr" and _text(found, at + 2) in {"uhr", ":", "."}:
        return 0, at, True
    after = at + 2
    if joint == ":" and _text(found, after) == ":" and _text(found, after + 1).isdecimal():
        after += 2  # seconds
    return int(behind.text), after, False


def _with_meridiem(
    found: Sequence[Token], at: int, minute: int, *, is_bare: bool, is_open: bool = True
) -> Clock | NoTime:
    mark = _text(found, at)
    hour = minute // 60
    if mark in {"am", "pm"} or (mark in {"a", "p"} and found[at].glued):
        if hour > _NOON_HOUR and mark.startswith("a"):
            return NoTime(at + 1)
        if hour == 0 and mark.startswith("p"):
            return NoTime(at + 1)
        half = 0 if mark.startswith("a") or hour > _NOON_HOUR else _NOON
        return Clock((minute if hour > _NOON_HOUR else minute % _NOON) + half, at + 1)
    is_open = is_open and 0 < hour <= _NOON_HOUR
    is_bare = is_bare and is_open and hour != _NOON_HOUR
    return Clock(minute, at, is_open=is_open, is_bare=is_bare, counts_to_24=hour > _NOON_HOUR)
