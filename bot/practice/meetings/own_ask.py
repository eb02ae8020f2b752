"""A plan's ask in the shape of a script's, so that a line can be held against it: how much it asks for, and whether that still fits the plan."""

from bot.practice.amounts import Amount, Amounts, hear_amounts
from bot.practice.measures import in_order
from bot.practice.meetings.plan import Reading
from bot.practice.meetings.spoken import bare, shortened
from bot.practice.script import Ask, Measure, MeasureKind, Stretch, Target, Words
from bot.practice.sizing import Step, below_floor, compare

_LONGEST = 80
_STRETCH, _TARGET, _FLOOR, _LIMIT = 3.0, 2.0, 1.0, 4.0
SETTLES = "It settles the matter, so that neither of us has to come back to it."
CLEAR = "Either way we both know where we stand."
"""True of every plan; a script needs two reasons."""


def ask_of(reading: Reading) -> Ask | None:
    """None where the larger and the smaller ask are not two."""
    stretch, target = (shortened(bare(words), _LONGEST) for words in (reading.stretch, reading.target))
    if not stretch or not target or stretch.casefold() == target.casefold():
        return None
    floor = shortened(bare(reading.floor), _LONGEST) or target
    measures = tuple(measure for measure in reading.measures if in_order(measure))
    reasons = tuple(shortened(reason, 280) for reason in reading.reasons if reason.strip())
    return Ask(
        stretch=Stretch(words=stretch),
        target=Target(words=target, gain="we both know where we stand"),
        floor=Words(words=floor),
        measures=measures or (_by_words(stretch, target, floor),),
        reasons=(*reasons, SETTLES, CLEAR)[: max(2, min(4, len(reasons)))],
    )


def opens(ask: Ask, line: str) -> bool:
    """Whether a line asks for more than the target, and for no more than could be taken seriously."""
    heard = hear_amounts(ask, line)
    return compare(ask, _at_target(ask), heard) is Step.BIGGER and all(
        _sign(measure) * (measure.limit - heard[measure.id].value) >= 0
        for measure in ask.measures
        if measure.id in heard
    )


def steps_down(ask: Ask, line: str) -> bool:
    """Whether a line asks for less than the stretch, and for no less than the floor."""
    heard = hear_amounts(ask, line, _at_stretch(ask))
    return compare(ask, {}, heard) is Step.SMALLER and not below_floor(ask, heard)


def says_other(ask: Ask, line: str) -> bool:
    """Whether a line names sizes, and other ones than a step down would."""
    return bool(hear_amounts(ask, line)) and not steps_down(ask, line)


def _at_target(ask: Ask) -> Amounts:
    return {measure.id: Amount(measure.target, ask.target.words) for measure in ask.measures}


def _at_stretch(ask: Ask) -> Amounts:
    return {measure.id: Amount(measure.stretch, ask.stretch.words) for measure in ask.measures}


def _sign(measure: Measure) -> float:
    return 1.0 if measure.stretch > measure.target else -1.0


def _by_words(stretch: str, target: str, floor: str) -> Measure:
    """By the plan's own words, where nothing else tells the two apart."""
    phrases = {floor: _FLOOR, target: _TARGET, stretch: _STRETCH}
    at_least = _FLOOR if floor.casefold() not in {target.casefold(), stretch.casefold()} else _TARGET
    return Measure(
        id="part",
        kind=MeasureKind.COUNT,
        stretch=_STRETCH,
        target=_TARGET,
        floor=at_least,
        limit=_LIMIT,
        nouns=("part",),
        phrases=phrases,
    )
