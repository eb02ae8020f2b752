"""What the user expected to stand in the way, beside what did."""

from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.outcome import Outcome
from bot.practice.meetings.plan import Reading


class Guess(StrEnum):
    FIRST = "first"
    AMONG = "among"
    ANOTHER = "another"


@dataclass(frozen=True)
class Prediction:
    """`predicted`: in the order in which the user named them; `guess`: the first of them, another one, or none of them."""

    predicted: tuple[ConstraintKind, ...]
    actual: ConstraintKind
    guess: Guess

    @property
    def is_right(self) -> bool:
        return self.guess is not Guess.ANOTHER


def predicted_versus_actual(reading: Reading, outcome: Outcome | None) -> Prediction | None:
    """None where there is nothing to compare: no constraint was told, or what was expected is of no kind that is known."""
    kinds = dict.fromkeys(objection.kind for objection in reading.objections)
    predicted = tuple(kind for kind in kinds if kind is not ConstraintKind.OTHER)
    if outcome is None or outcome.constraint is None or not predicted:
        return None
    if outcome.constraint is predicted[0]:
        guess = Guess.FIRST
    else:
        guess = Guess.AMONG if outcome.constraint in predicted else Guess.ANOTHER
    return Prediction(predicted, outcome.constraint, guess)
