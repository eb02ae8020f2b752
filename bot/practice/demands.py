"""What a script asks of whoever plays it, counted from what stands in it: how hard it is, and what it gives to practise (docs/choosing.md)."""

from bot.practice.rubric import Span
from bot.practice.script import Script

HARDEST = 3


def difficulty(script: Script) -> int:
    """1 to 3: every measure is one more thing to keep in mind, and a constraint that no measure answers takes more than asking for less."""
    unanswered = sum(not constraint.answered_by for constraint in script.constraints)
    return max(1, min(HARDEST, len(script.ask.measures) + unanswered - 1))


def practice_of(script: Script, span: Span) -> int:
    """How much a script gives to practise in a part of the talk; comparable between scripts, not between parts."""
    measures = len(script.ask.measures)
    match span:
        case Span.ASK:
            return len(script.ask.reasons) + measures
        case Span.AFTER_NO | Span.UNTIL_RETREAT | Span.BEFORE_YES:
            return len({constraint.kind for constraint in script.constraints})
        case Span.RETREAT:
            return sum(len(constraint.answered_by) for constraint in script.constraints)
        case Span.CLOSE:
            return measures
