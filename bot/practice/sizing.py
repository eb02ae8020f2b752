"""How big an ask is: amounts in a text, measured against a script's target, stretch, floor and limit.

Every measure becomes a position on one scale (floor 0, target 1, stretch 2, limit 3, straight lines between), so that money, weeks and
regions can be judged together and a buyer's lower price counts as the bigger ask.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.hearing.quantities import Change, Kind, Quantity, find_quantities
from bot.practice.script import Ask, Measure, MeasureKind

MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43833.6, "year": 525960.0}
_YEARLY = {"hour": 1720.0, "day": 215.0, "week": 52.0, "month": 12.0, "year": 1.0}
_KINDS = {MeasureKind.MONEY: Kind.MONEY, MeasureKind.DURATION: Kind.DURATION, MeasureKind.COUNT: Kind.COUNT}

_ANOTHER_ORDER = 6
_MOST_CANDIDATES = 60
_ASKING = re.compile(
    r"\b(ask\w*|like|want|need|propos\w*|suggest\w*|offer\w*|could|can|would|let|lets|let's|move|extend|push|run|pilot|how about|what about"
    r"|instead|then|down to|come to|go to|go with|settle|raise|bring|make it|more|just|only|meet|take|get|give|pay|start|do)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(instead of|rather than|not|from|was|were|than|of the|of your|of our|without|drop|dropping|scrap|give up|giving up|let go of|letting go of|forget|beyond|over|past|last|since|after|trained|"
    r"in the (?:last|past)|every one of)\s+(?:the |those |these |my |a |an |about |full )?$",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"^\W*(late|ago|behind|of hotfixes|earlier|in a row|last year|this year alone|down|less spoilage)\b", re.IGNORECASE
)
_FROM_TO = re.compile(r"\s*(?:down )?to\s*(?:just |only )?", re.IGNORECASE)
_NUMBER_AND_UNIT = re.compile(r"^(\w+)[-\s](minute|hour|day|week|month|year|region|shift)$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;\n]|, (?:and|but|so|because|since)\b")


class Size(StrEnum):
    UNKNOWN = "unknown"
    BELOW_FLOOR = "below_floor"
    AT_TARGET = "at_target"
    TAME = "tame"
    STRETCH = "stretch"
    ABSURD = "absurd"


class Step(StrEnum):
    """How one ask compares with another, by what it costs the counterpart."""

    UNKNOWN = "unknown"
    SMALLER = "smaller"
    SAME = "same"
    BIGGER = "bigger"


@dataclass(frozen=True)
class Amount:
    """A measure's value in the measure's own unit, and the user's words for it, to the letter."""

    value: float
    words: str


Amounts = Mapping[str, Amount]


def hear_amounts(ask: Ask, text: str, before: Amounts | None = None) -> Amounts:
    """The amount a message asks for, for each measure it mentions. `before`: what was asked earlier, which a message may only recall."""
    quantities = find_quantities(text)
    found: dict[str, Amount] = {}
    taken: set[tuple[int, int]] = set()
    for measure in ask.measures:
        phrases = list(_phrases(measure, text))
        spans = taken | {(phrase.start, phrase.end) for phrase in phrases}
        candidates = [*phrases, *_values(measure, quantities, spans, text)][:_MOST_CANDIDATES]
        best = _best(measure, candidates, text, (before or {}).get(measure.id))
        if best:
            found[measure.id] = Amount(best.value, text[best.start : best.end])
            taken.add((best.start, best.end))
    return found


def position(measure: Measure, value: float) -> float:
    """Where a value stands: below 0 under the floor, 1 at the target, 2 at the stretch, above 3 beyond the limit."""
    sign = 1.0 if measure.stretch > measure.target else -1.0
    marks = [sign * mark for mark in (measure.floor, measure.target, measure.stretch, measure.limit)]
    at = sign * value
    if at < marks[0]:
        return -1.0
    if at > marks[3]:
        return 4.0
    for low in (2, 1, 0):
        if at >= marks[low] and marks[low + 1] > marks[low]:
            return low + (at - marks[low]) / (marks[low + 1] - marks[low])
    return 1.0


def size(ask: Ask, amounts: Amounts, tame_share: float) -> Size:
    """How big an opening is for this script."""
    places = [position(measure, amounts[measure.id].value) for measure in ask.measures if measure.id in amounts]
    if not places:
        return Size.UNKNOWN
    if max(places) > 3:  # noqa: PLR2004 (the limit's place on the scale)
        return Size.ABSURD
    if min(places) < 0:
        return Size.BELOW_FLOOR
    above_target = sum(places) / len(places) - 1
    if above_target <= 0:
        return Size.AT_TARGET
    return Size.TAME if above_target < tame_share else Size.STRETCH


def trimmed(ask: Ask, before: Amounts, now: Amounts) -> tuple[str, ...]:
    """The measures that `now` asks less of than `before`; what was never mentioned stood at the stretch."""
    return tuple(name for name, difference in _differences(ask, before, now).items() if difference < 0)


def compare(ask: Ask, before: Amounts, now: Amounts) -> Step:
    """Whether `now` is a smaller ask than `before`. A figure beside a first ask without any can only be seen to be smaller than the stretch."""
    differences = _differences(ask, before, now).values()
    total = sum(differences)
    if not differences or (not before and total >= 0):
        return Step.UNKNOWN
    if abs(total) < 1e-6:  # noqa: PLR2004 (rounding)
        return Step.SAME
    return Step.SMALLER if total < 0 else Step.BIGGER


def below_floor(ask: Ask, amounts: Amounts) -> bool:
    return any(measure.id in amounts and position(measure, amounts[measure.id].value) < 0 for measure in ask.measures)


def in_words(amounts: Amounts) -> str:
    """The user's own figures, joined and fit to be said back: "Six-week" becomes "six weeks"; "" where there are none."""
    return " and ".join(_said_back(amount) for amount in amounts.values())


def _said_back(amount: Amount) -> str:
    words = amount.words
    if words[1:2].islower():
        words = words[:1].lower() + words[1:]
    if amount.value == 1 or words.startswith(("a", "one", "half")):
        return words
    return _NUMBER_AND_UNIT.sub(r"\1 \2s", words)


def _differences(ask: Ask, before: Amounts, now: Amounts) -> dict[str, float]:
    differences: dict[str, float] = {}
    for measure in ask.measures:
        if measure.id in now:
            earlier = before[measure.id].value if measure.id in before else measure.stretch
            span = abs(measure.stretch - measure.target)
            sign = 1.0 if measure.stretch > measure.target else -1.0
            differences[measure.id] = sign * (now[measure.id].value - earlier) / span
    return differences


@dataclass(frozen=True)
class _Candidate:
    value: float
    start: int
    end: int
    certain: bool


def _phrases(measure: Measure, text: str) -> Iterable[_Candidate]:
    lowered = text.lower()
    for phrase in sorted(measure.phrases, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(phrase.lower())}\b", lowered):
            yield _Candidate(measure.phrases[phrase], match.start(), match.end(), certain=True)


def _values(
    measure: Measure, quantities: Iterable[Quantity], taken: set[tuple[int, int]], text: str
) -> Iterable[_Candidate]:
    """The quantities that can be this measure's, but those inside a phrase that already means something."""
    before: Quantity | None = None
    for quantity in quantities:
        value = _value(measure, quantity)
        if value is None and before is not None:
            value = _unit_carried_over(measure, before, quantity, text)
        before = quantity if quantity.unit else before
        if value is None or any(start < quantity.end and quantity.start < end for start, end in taken):
            continue
        yield _Candidate(value, quantity.start, quantity.end, certain=quantity.kind is _KINDS[measure.kind])


def _unit_carried_over(measure: Measure, before: Quantity, bare: Quantity, text: str) -> float | None:
    """The second number of "from four weeks to two" means weeks too."""
    if bare.kind is not Kind.COUNT or bare.unit or not _FROM_TO.fullmatch(text[before.end : bare.start]):
        return None
    if measure.kind is MeasureKind.COUNT:
        return bare.value if _value(measure, before) is not None else None
    same_unit = before.unit in MINUTES and measure.kind is MeasureKind.DURATION
    return _duration(measure, replace(before, value=bare.value * MINUTES[before.unit])) if same_unit else None


def _value(measure: Measure, quantity: Quantity) -> float | None:
    """The quantity in the measure's unit, or None where it measures something else."""
    if measure.kind is MeasureKind.DURATION:
        return _duration(measure, quantity)
    if measure.kind is MeasureKind.COUNT:
        nouns = {_singular(noun) for noun in measure.nouns}
        return quantity.value if quantity.kind is Kind.COUNT and _singular(quantity.unit) in nouns else None
    return _money(measure, quantity)


def _duration(measure: Measure, quantity: Quantity) -> float | None:
    """In the measure's unit; a span of quite another order ("for three months" beside 90 minutes) measures something else."""
    value = quantity.value / MINUTES[measure.unit or "minute"]
    marks = (measure.floor, measure.target, measure.stretch, measure.limit)
    near = min(marks) / _ANOTHER_ORDER <= value <= max(marks) * _ANOTHER_ORDER
    return round(value, 3) if quantity.kind is Kind.DURATION and near else None


def _singular(noun: str) -> str:
    noun = noun.lower()
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _money(measure: Measure, quantity: Quantity) -> float | None:
    if quantity.kind is Kind.PERCENT:
        return None if measure.base is None else measure.base * (1 + _sign(measure, quantity) * quantity.value / 100)
    bare = quantity.kind is Kind.COUNT and not quantity.unit and (quantity.per or _believable(measure, quantity.value))
    if quantity.kind is not Kind.MONEY and not bare:
        return None
    value = quantity.value
    if measure.per and quantity.per and quantity.per in _YEARLY:
        value *= _YEARLY[quantity.per] / _YEARLY[measure.per]
    if quantity.change is not None and measure.base is not None:
        return measure.base + _sign(measure, quantity) * value
    return value


def _sign(measure: Measure, quantity: Quantity) -> int:
    if quantity.change is not None:
        return 1 if quantity.change is Change.MORE else -1
    return 1 if measure.stretch > measure.target else -1


def _believable(measure: Measure, value: float) -> bool:
    """A number without a currency is money only where it is about as large as the money talked about."""
    marks = (measure.floor, measure.target, measure.stretch, measure.limit)
    return min(marks) * 0.6 <= value <= max(marks) * 1.5


def _best(measure: Measure, candidates: Iterable[_Candidate], text: str, before: Amount | None) -> _Candidate | None:
    scored = [(_likelihood(measure, candidate, text, before), candidate) for candidate in candidates]
    scored = [(points, candidate) for points, candidate in scored if points > -2]  # noqa: PLR2004 (see _likelihood)
    return max(scored, key=lambda pair: (pair[0], -pair[1].start))[1] if scored else None


def _likelihood(measure: Measure, candidate: _Candidate, text: str, before: Amount | None) -> float:
    """How likely a number is the one asked for, and not one recalled ("instead of six") or argued with ("three weeks late")."""
    clause_start = max((match.end() for match in _CLAUSE_END.finditer(text, 0, candidate.start)), default=0)
    points = 1.0 if candidate.certain else 0.0
    points += 2 if _ASKING.search(text, clause_start, candidate.start) else 0
    points += 1 if position(measure, candidate.value) in {0.0, 1.0, 2.0} else 0
    points += 0.5 if 0 <= position(measure, candidate.value) <= 3 else 0  # noqa: PLR2004 (floor to limit)
    points -= 4 if _CONTRAST.search(text, max(clause_start, candidate.start - 40), candidate.start) else 0
    points -= 4 if _AFTERMATH.match(text[candidate.end : candidate.end + 40]) else 0
    points -= 3 if before is not None and abs(candidate.value - before.value) < 1e-6 else 0  # noqa: PLR2004 (rounding)
    points -= 3 if measure.base is not None and candidate.value == measure.base else 0
    return points
