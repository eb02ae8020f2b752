"""A user's own figures made fit for somebody else's mouth: the counterpart says them back."""

import re

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.amounts import Amount, Amounts
from bot.practice.script import Ask, Measure, MeasureKind

_BEFORE_A_TIME = re.compile(r"^(?:in|within|after) (?=\d|[a-z])", re.IGNORECASE)
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_NUMBER_AND_UNIT = re.compile(r"^(\w+)[-\s](minute|hour|day|week|month|year|region|shift)$", re.IGNORECASE)
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
_WHOLE = re.compile(r"^(?:whole|entire|full|next|coming) ", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:once|one[ -]?(?:time|off)|single)\b", re.IGNORECASE)
_TWO = 2
_SHARES = frozenset({"half", "a third", "two thirds", "a quarter"})
"""Of what comes after: "half of a tall fence"."""
_SINGLE_UNIT = re.compile(r"^(one|1)-(minute|hour|day|week|month|year)\b(?!-)", re.IGNORECASE)
# "One evening until nine", "900 month to month": no other word fits between these.
_CLOCK_SPAN = re.compile(r"(?:from|until|till|between|out by|done by|finished by)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\d|(?:an?|the|all|both|only|just|half|each|every|no|another|less|more|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety)\b)",
    re.IGNORECASE,
)


def in_words(amounts: Amounts, ask: Ask) -> str:
    """The user's own figures, joined and fit to be said back: "Six-week" becomes "six weeks", the "12" of months "12 months"; "" where there are none."""
    measures = {measure.id: measure for measure in ask.measures}
    order = [name for name in measures if name in amounts] if ask.joined_by != "and" else list(amounts)
    words = [_said_back(amounts[name], measures[name]) for name in order]
    if len(words) > 1 and words[0] in _SHARES:
        return f"{words[0]} of {' and '.join(words[1:])}"
    if len(words) > 1 and words[-1] in _MONTHS:
        return f"{' and '.join(words[:-1])} from {words[-1]}"
    if ask.joined_by != "and" and len(words) == _TWO:
        if _ONCE.search(words[1]):
            # "60 once" and "60, a single gift" are said as they stand.
            return (" " if words[1].endswith("once") else ", ").join(words)
        if _CLOCK_SPAN.match(words[1]):
            return " ".join(words)
        if _COUNTED.match(words[1]):
            return f" {ask.joined_by} ".join(words)
    return " and ".join(words)


def _said_back(amount: Amount, measure: Measure) -> str:
    whole = next((words for words, value in measure.said_as.items() if value == amount.value), "")
    if whole:
        return whole
    words = _WHOLE.sub(r"the \g<0>", _BEFORE_A_TIME.sub("", amount.words))
    if words.capitalize() in _MONTHS and words != "may":
        return words.capitalize()
    if (words[1:2].islower() or words.startswith("A ")) and words.split(" ", 1)[0] not in _DAYS | _MONTHS:
        words = words[:1].lower() + words[1:]
    if [(one.kind, one.unit) for one in find_quantities(words)] == [(Kind.COUNT, "")]:
        return f"{words} {_of_what(measure, amount.value)}".strip()
    if amount.value == 1 or words.startswith(("a", "one", "half")):
        return _SINGLE_UNIT.sub(r"\1 \2", words)
    return _NUMBER_AND_UNIT.sub(r"\1 \2s", words)


def _of_what(measure: Measure, value: float) -> str:
    """The noun that a bare number leaves out; "" for money, which is said without one."""
    if measure.kind is MeasureKind.MONEY:
        return ""
    noun = (measure.unit or "") if measure.kind is MeasureKind.DURATION else measure.nouns[0]
    return noun if value == 1 or noun.endswith("s") else f"{noun}s"
