"""What became of one message on its way from words to a move, for whoever wonders why the counterpart answered as they did."""

from dataclasses import dataclass

from bot.hearing.cues import Cue, Status
from bot.practice.amounts import Amount
from bot.practice.message import reading_of
from bot.practice.sizing import Size, Step
from bot.practice.talk import Round, Said

_NEARLY = 0.15


@dataclass(frozen=True, kw_only=True)
class Insight:
    """`nearly`: cues not heard, though not far from it. `size` and `step` are "" where they say nothing. `facts` are
    the findings that come from figures and the course of the talk, `holds` the conditions that transitions may ask for.
    """

    heard: tuple[tuple[str, float], ...]
    unsure: tuple[tuple[str, float], ...]
    nearly: tuple[tuple[str, float], ...]
    amounts: tuple[tuple[str, Amount], ...]
    size: str
    step: str
    facts: tuple[str, ...]
    holds: tuple[str, ...]
    before: str
    move: str
    state: str


def insight(before: Round, after: Round) -> Insight:
    """What led from `before` to `after`, one message later."""
    turn = after.turns[-1]
    said = turn.said
    reading = reading_of(before, said)
    nearly = [pair for pair in _cues(said, Status.NOT_HEARD) if pair[1] >= _NEARLY]
    return Insight(
        heard=_cues(said, Status.HEARD),
        unsure=_cues(said, Status.UNSURE),
        nearly=tuple(nearly),
        amounts=tuple(reading.amounts.items()),
        size="" if reading.size is Size.UNKNOWN else reading.size.value,
        step="" if reading.step is Step.UNKNOWN else reading.step.value,
        facts=tuple(name for name in turn.findings if name not in set(Cue)),
        holds=_holds(after),
        before=before.state,
        move=turn.move.value,
        state=turn.state,
    )


def _cues(said: Said, status: Status) -> tuple[tuple[str, float], ...]:
    """The surest first."""
    pairs = [(cue.value, said.assessment[cue].probability) for cue in said.assessment.with_status(status)]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))


def _holds(talk: Round) -> tuple[str, ...]:
    conditions = {
        "accepted": talk.accepted,
        "constraint_known": talk.constraint_known,
        "offer_on_table": talk.offer is not None,
        "tied": talk.tied,
        "free": talk.free,
        "out_of_patience": talk.pushes >= talk.edition.temperament.patience,
    }
    return tuple(name for name, holds in conditions.items() if holds)
