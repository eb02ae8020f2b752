"""What people type for how long a reminder is to wait: "20", "2 hours", "half an hour", "until 9", "tonight"."""

import re
from datetime import timedelta

from bot.practice.reminding.clock import DAY_MINUTES
from bot.practice.reminding.decide import Snooze, Until
from bot.practice.reminding.said_clock import Clock, in_part, read_clock
from bot.practice.reminding.said_words import HOURS, LONGEST, PARTS, SPELT_MINUTES, day_named, plain, tokens, words

_HALF_A_DAY = DAY_MINUTES // 2
_FEWEST = 5
"""A bare number under this is as likely hours as minutes: better to ask."""
_CLOCK_DIGITS = 4
_TONIGHT = frozenset({"tonight", "evening", "this evening", "in the evening", "the evening", "later tonight"})
_LEADS = words("for in me about around another only just please make it wait maybe ca")
_UNTIL = words("until till til at to by before from after")
_NOT_TODAY = words("tomorrow day days week weeks month months midnight weekend")
_IN_MINUTES = {
    **dict.fromkeys(words("h hr hrs hour hours std stunde stunden"), 60),
    **dict.fromkeys(words("m min mins minute minutes minuten"), 1),
}
_SET_PHRASES = (
    (re.compile(r"\b(?:an?|one|1) hour and a half\b|\bhour and a half\b"), "90 min"),
    (re.compile(r"\b(\w+) hours and a half\b"), r"\1 h 30 min"),
    (re.compile(r"\b(\w+) and a half hours?\b"), r"\1 h 30 min"),
    (re.compile(r"\b(?:a )?half (?:an |a )?hour\b"), "30 min"),
    (re.compile(r"\b(?:a |1/4 )?quarter (?:of )?(?:an |a )?hour\b"), "15 min"),
    (re.compile(r"\bthree quarters of an hour\b"), "45 min"),
    (re.compile(r"\b(?:a )?couple(?: of)? (?=hours|minutes)"), "2 "),
    (re.compile(r"\ban? (?=hour|minute)"), "1 "),
    (re.compile(r"^hour$"), "1 hour"),
)
_GLUED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_JOINTS = words("and und more")


def said_snooze(text: str) -> Snooze | timedelta | Until | None:
    """None where it tells no time. What lies beyond today is a day or more."""
    if len(text) > LONGEST:
        return None
    said = plain(text).strip(" .!?,")
    parts = said.split()
    while parts and parts[0] in _LEADS:
        parts = parts[1:]
    until = bool(parts) and parts[0] in _UNTIL
    rest = " ".join(parts[1:] if until else parts).removesuffix(" please").removesuffix(" today").strip(" ,.")
    if rest in _TONIGHT:
        return Snooze.TONIGHT
    if set(rest.split()) & _NOT_TODAY or day_named(rest) is not None:
        return timedelta(days=1)
    return _clock(rest, may_be_bare=True) if until else (_amount(rest) or _clock(rest, may_be_bare=False))


def _amount(said: str) -> timedelta | None:
    if said.isdecimal():
        minutes = int(said) if len(said) < _CLOCK_DIGITS else 0
        return timedelta(minutes=minutes) if minutes >= _FEWEST else None
    for phrase, meant in _SET_PHRASES:
        said = phrase.sub(meant, said)
    parts = [part for part in _GLUED.sub(" ", said).split() if part not in _JOINTS]
    total, last_unit = 0.0, 0
    while parts:
        number, *parts = parts
        value = _value(number)
        if value is None or not (parts or last_unit):
            return None
        # "1h30": what stands behind the hours alone are minutes.
        unit = _IN_MINUTES.get(parts[0]) if parts else 1
        if unit is None or (last_unit and unit >= last_unit):
            return None
        total, last_unit, parts = total + value * unit, unit, parts[1:]
    return timedelta(minutes=round(total)) if total >= 1 else None


def _value(word: str) -> float | None:
    if _NUMBER.fullmatch(word):
        return float(word.replace(",", "."))
    return SPELT_MINUTES.get(word) or HOURS.get(word)


def _clock(said: str, *, may_be_bare: bool) -> Until | None:
    """A time of the clock and nothing else. Where morning or evening was not said, whichever comes first."""
    found = tokens(said)
    clock = read_clock(found, 0) if found else None
    if not isinstance(clock, Clock) or (clock.is_bare and not may_be_bare):
        return None
    rest = [token.text for token in found[clock.next :]]
    if len(rest) == 1 and rest[0] in PARTS:
        clock = in_part(clock, PARTS[rest[0]])
    elif rest == ["tonight"]:
        clock = in_part(clock, PARTS["evening"])
    elif rest:
        return None
    other = ((clock.minute + _HALF_A_DAY) % DAY_MINUTES,) if clock.is_open else ()
    return Until((clock.minute, *other))
