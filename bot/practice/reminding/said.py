"""What people type for times and days, in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.practice.reminding.misread import Off, Trouble, Unclear
from bot.practice.reminding.plan import EVERY_DAY
from bot.practice.reminding.said_clock import Clock, NoTime, in_part, read_clock
from bot.practice.reminding.said_words import (
    COUNTED,
    EVERY,
    EXCEPT,
    FILLER,
    GROUPS,
    LONGEST,
    O_CLOCK,
    OFF,
    PARTS,
    RANGE,
    RISKY_DAYS,
    Part,
    Token,
    day_named,
    looks_like_a_day,
    plain,
    tokens,
    words,
)

MOST_TIMES = 3
_SHOWN = 40
_WITH_OFF = FILLER | words("turn switch them reminding messages quiet hours")
_RUNS = 4


@dataclass(frozen=True)
class Wanted:
    """`times`: one to three minutes of the day, the earliest first. `morning_taken`: a bare "8" was read as 08:00; `days_said`: or else every day."""

    times: tuple[int, ...]
    days: frozenset[int] = EVERY_DAY
    days_said: bool = False
    morning_taken: bool = False


def said_times(text: str) -> Wanted | Off | Unclear:
    """What follows /remind: "8:30 weekdays", "8.30am mon-fri", "21h", "8 and 20:15", "off"."""
    if len(text) > LONGEST:
        return Unclear(Trouble.TOO_LONG)
    found = tokens(plain(text))
    if is_off(found):
        return Off.OFF
    said = _Said()
    at = 0
    while at < len(found):
        step = said.take(found, at)
        if isinstance(step, Unclear):
            return step
        at = step
    return said.wanted() if said.times else Unclear(Trouble.NO_TIME, plain(text)[:_SHOWN])


def is_off(found: Sequence[Token]) -> bool:
    said = {one.text for one in found if one.text.isalnum()} - _WITH_OFF
    return bool(said) and said <= OFF


def impossible(found: Sequence[Token], at: int, clock: NoTime) -> Unclear:
    return Unclear(Trouble.IMPOSSIBLE_TIME, _typed(found[at : clock.next]))


def not_understood(*found: Token) -> Unclear:
    trouble = Trouble.UNKNOWN_DAY if looks_like_a_day(found[0].text) else Trouble.NOT_UNDERSTOOD
    return Unclear(trouble, _typed(found))


def _typed(found: Sequence[Token]) -> str:
    return "".join(one.text if one.glued else f" {one.text}" for one in found).strip()[:_SHOWN]


@dataclass
class _Said:
    """What has been read so far; `runs`: what was said by turns, times and days."""

    times: list[Clock] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    without: set[int] = field(default_factory=set)
    runs: list[tuple[bool, set[int]]] = field(default_factory=list)
    part: Part | None = None
    part_waits: bool = False
    begun: int = 0
    leaves_out: bool = False

    def take(self, found: Sequence[Token], at: int) -> int | Unclear:
        """Reads on from that token; returns where to go on."""
        word = found[at].text
        clock = read_clock(found, at)
        if isinstance(clock, NoTime):
            return impossible(found, at, clock)
        if clock is not None:
            return self._time(clock, found, at)
        if (read := _read_days(found, at)) is not None:
            days, after = read
            self._add_days(days)
            return after
        if word in PARTS:
            self._in_part(PARTS[word], at)
        elif word in EXCEPT:
            self.leaves_out = True
        elif word.isalnum() and word not in FILLER:
            return not_understood(found[at])
        return at + 1

    def wanted(self) -> Wanted | Unclear:
        if self.part and self.part_waits:  # "8 every evening"
            self.times = [in_part(clock, self.part) for clock in self.times]
        times = tuple(sorted({clock.minute for clock in self.times}))
        days = frozenset(self.days or EVERY_DAY) - self.without
        if len(times) > MOST_TIMES:
            return Unclear(Trouble.TOO_MANY_TIMES, str(len(times)))
        if not days:
            return Unclear(Trouble.NO_DAYS)
        if self._differ():
            return Unclear(Trouble.DIFFERENT_DAYS)
        guessed = any(clock.is_bare for clock in self.times) and not any(one.counts_to_24 for one in self.times)
        return Wanted(times, days, days_said=bool(self.days or self.without), morning_taken=guessed)

    def _time(self, clock: Clock, found: Sequence[Token], at: int) -> int | Unclear:
        if _is_span(found, at) and self.times and self.times[-1].next == at - 1:
            return not_understood(*found[self.begun : clock.next])
        if _is_count(found, at, clock):
            return not_understood(*found[max(0, at - 1) : clock.next + 1])
        self.begun, self.part_waits = at, False
        self.times.append(in_part(clock, self.part) if self.part else clock)
        self._run(clock.minute, is_time=True)
        self.leaves_out = False
        return clock.next

    def _in_part(self, part: Part, at: int) -> None:
        """“8 in the evening” is about the time before, “every evening at 8” about those that follow."""
        if self.times and self.times[-1].next == at:
            self.times[-1] = in_part(self.times[-1], part)
        else:
            self.part, self.part_waits = part, True

    def _add_days(self, days: frozenset[int]) -> None:
        if self.leaves_out:
            self.without |= days
            return
        self.part = None
        self.days |= days
        for day in days:
            self._run(day, is_time=False)

    def _run(self, value: int, *, is_time: bool) -> None:
        if not self.runs or self.runs[-1][0] is not is_time:
            self.runs.append((is_time, set()))
        self.runs[-1][1].add(value)

    def _differ(self) -> bool:
        """“8 on weekdays, 10 on weekends”: a plan has one set of days."""
        if len(self.runs) < _RUNS:
            return False
        return all(
            len({frozenset(said) for is_time, said in self.runs if is_time is kind}) > 1 for kind in (True, False)
        )


def _is_span(found: Sequence[Token], at: int) -> bool:
    return at > 1 and found[at - 1].text == "-"


def _is_count(found: Sequence[Token], at: int, clock: Clock) -> bool:
    """“every 2 days”, “every 2 hours”, “3 reminders”."""
    if clock.next < len(found) and found[clock.next].text in COUNTED:
        return True
    is_hours = clock.is_bare or found[clock.next - 1].text in O_CLOCK
    return at > 0 and found[at - 1].text in EVERY and is_hours


def _read_days(found: Sequence[Token], at: int) -> tuple[frozenset[int], int] | None:
    word = found[at].text
    if word in GROUPS:
        return GROUPS[word], at + 1
    first = day_named(word)
    if first is None:
        return None
    joint = _past_dot(found, at + 1)
    if joint + 1 < len(found) and found[joint].text in RANGE:
        last = day_named(found[joint + 1].text)
        if last is not None:
            return frozenset((first + day) % 7 for day in range((last - first) % 7 + 1)), joint + 2
    if word in RISKY_DAYS and not _beside_a_day(found, at):
        return None
    return frozenset({first}), at + 1


def _past_dot(found: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(found) and found[at].text == "." else at


def _beside_a_day(found: Sequence[Token], at: int) -> bool:
    near = [one for one in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]) if one.text.isalpha()]
    return any(day_named(one.text) is not None for one in near)
