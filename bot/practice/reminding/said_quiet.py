"""What people type for the hours in which nothing is to be sent: "22-7", "10pm to 7:30", "off"."""

from dataclasses import dataclass

from bot.practice.reminding.clock import DAY_MINUTES
from bot.practice.reminding.misread import Off, Trouble, Unclear
from bot.practice.reminding.plan import Quiet
from bot.practice.reminding.said import impossible, is_off, not_understood
from bot.practice.reminding.said_clock import Clock, NoTime, in_part, read_clock
from bot.practice.reminding.said_words import FILLER, LONGEST, PARTS, RANGE, plain, tokens, words

_FILLER = FILLER | RANGE | words("between zwischen entre quiet hours hour no nothing messages bis am pm")
_HALF = DAY_MINUTES // 2
_SHOWN = 40
_BOTH = 2


@dataclass(frozen=True)
class WantedQuiet:
    """`evening_taken`: "10-7" was read as 22:00 to 07:00."""

    quiet: Quiet
    evening_taken: bool = False


def said_quiet(text: str) -> WantedQuiet | Off | Unclear:
    if len(text) > LONGEST:
        return Unclear(Trouble.TOO_LONG)
    found = tokens(plain(text))
    if is_off(found):
        return Off.OFF
    times: list[Clock] = []
    at = 0
    while at < len(found):
        word = found[at].text
        clock = read_clock(found, at, in_span=True)
        if isinstance(clock, NoTime):
            return impossible(found, at, clock)
        if clock is not None:
            times.append(clock)
            at = clock.next
            continue
        if word in PARTS and times:
            times[-1] = in_part(times[-1], PARTS[word])
        elif word.isalnum() and word not in _FILLER and word not in PARTS and word != "daily":
            return not_understood(found[at])
        at += 1
    if len(times) != _BOTH:
        return Unclear(Trouble.TOO_MANY_TIMES if len(times) > _BOTH else Trouble.NO_TIME, plain(text)[:_SHOWN])
    return _between(*times)


def _between(start: Clock, end: Clock) -> WantedQuiet | Unclear:
    if start.minute == end.minute:
        return Unclear(Trouble.SAME_TIMES)
    # Nobody is quiet from ten in the morning to seven in the morning.
    later = (start.minute + _HALF) % DAY_MINUTES
    evening = (
        start.is_open
        and end.minute <= _HALF
        and (end.minute - start.minute) % DAY_MINUTES > _HALF
        and later != end.minute
    )
    return WantedQuiet(Quiet(later if evening else start.minute, end.minute), evening_taken=evening)
