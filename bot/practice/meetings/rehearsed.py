"""What finished rehearsals give the card: the user's own lines that were judged well, and how well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.cues import ConstraintKind, Cue
from bot.practice.rubric import Span
from bot.practice.scoring import Score, score_round
from bot.practice.states import Move, State
from bot.practice.talk import Round, Turn

GOOD_ROUND = 70
"""Points from which on a round's lines are worth keeping."""


class Purpose(StrEnum):
    OPENING = "opening"
    RETREAT = "retreat"
    CLOSING = "closing"


_SPANS = {
    Purpose.OPENING: {Span.ASK},
    Purpose.RETREAT: {Span.UNTIL_RETREAT, Span.RETREAT},
    Purpose.CLOSING: {Span.CLOSE},
}


@dataclass(frozen=True)
class Rehearsed:
    """One line, whole. `share`: what it earned of its step's points, 0 to 1; `reason`: the words in it that say why, in an opening;
    `kind`: of the constraint that it answered, in a step down; `total`: of the round it comes from.
    """

    purpose: Purpose
    line: str
    share: float
    kind: ConstraintKind | None = None
    reason: str = ""
    total: int = 100


def best_lines(rounds: Sequence[Round]) -> tuple[Rehearsed, ...]:
    """Every line that was judged well in a round that went well, in the order said; `rounds` from the oldest on. Which of them stand on the card is
    the card's choice.
    """
    scored = ((talk, score_round(talk)) for talk in rounds)
    return tuple(line for talk, score in scored if score.total >= GOOD_ROUND for line in _lines(talk, score))


def _lines(talk: Round, score: Score) -> Iterator[Rehearsed]:
    costly = {hit.turn for hit in score.caps}
    for turn in talk.turns:
        purpose = _purpose(turn)
        if purpose is None or turn.number in costly:
            continue
        yield Rehearsed(
            purpose=purpose,
            line=" ".join(turn.said.text.split()),
            share=_share(score, turn, purpose),
            kind=_answered(talk, turn) if purpose is Purpose.RETREAT else None,
            reason=_reason(turn) if purpose is Purpose.OPENING else "",
            total=score.total,
        )


def _purpose(turn: Turn) -> Purpose | None:
    if turn.move is Move.JUSTIFIED_ASK:
        return Purpose.OPENING
    if turn.move is Move.NAMED_RETREAT and turn.heard(Cue.TIES_TO_CONSTRAINT):
        return Purpose.RETREAT
    return Purpose.CLOSING if turn.move is Move.SECURED else None


def _share(score: Score, turn: Turn, purpose: Purpose) -> float:
    """Of the points that hearing was sure about."""
    judged = [item for item in score.criteria if item.criterion.span in _SPANS[purpose]]
    possible = sum(item.possible for item in judged)
    earned = sum(award.points for item in judged for award in item.awards if award.turn == turn.number)
    return min(1.0, max(0.0, earned / possible)) if possible else 0.0


def _answered(talk: Round, turn: Turn) -> ConstraintKind:
    """What they had named by then: the true constraint may have come later."""
    twist = talk.edition.twist
    mistaken = twist is not None and State.CONSTRAINT_CORRECTED in twist.states
    corrected = [one.number for one in talk.turns if one.state == State.CONSTRAINT_CORRECTED]
    if mistaken and (not corrected or turn.number <= corrected[0]):
        return talk.edition.pretext(talk.seed).kind
    return talk.edition.constraint(talk.seed).kind


def _reason(turn: Turn) -> str:
    return next(
        (turn.finding(cue).quote for cue in (Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION) if turn.heard(cue)),
        "",
    )
