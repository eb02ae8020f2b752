"""The wordings that the debrief proposes earn what they teach, for every script and constraint, by the same ear that judges the user."""

import pytest

from bot.hearing.cues import Context, Cue, Phase
from bot.practice.placeholders import fill, said_back
from bot.practice.rubric import Criterion, Span
from bot.practice.script import Constraint, Script
from tests.ears import LISTENER
from tests.practice.samples import LIBRARY

PHASES = {Span.ASK: Phase.OPENING, Span.CLOSE: Phase.CLOSING}
ACCUSING = (Cue.HEDGING, Cue.PREMATURE_FALLBACK, Cue.PRESSURE, Cue.ARGUES, Cue.CASCADE, Cue.OFF_TOPIC)
# What a criterion's own example shows where several findings would do.
SHOWN = {"deliberate": ["deliberate_pause"], "heard_constraint": ["invites_constraint"]}


def cues_of(criterion: Criterion) -> list[str]:
    found = [share.finding for share in criterion.earn if share.finding in set(Cue) and not share.better]
    return SHOWN.get(criterion.id, found)


EXAMPLES = [(criterion, criterion.better, cues_of(criterion)) for criterion in LIBRARY.rubric.criteria] + [
    (criterion, share.better, [share.finding])
    for criterion in LIBRARY.rubric.criteria
    for share in criterion.earn
    if share.better
]
PLACES = [(script, constraint) for script in LIBRARY.scripts for constraint in script.constraints]


def words(script: Script, constraint: Constraint) -> dict[str, str]:
    ask = script.ask
    return {
        "ask": ask.stretch.words,
        "stretch": ask.stretch.words,
        "offer": ask.target.words,
        "target": ask.target.words,
        "gain": ask.target.gain,
        "name": script.counterpart.name,
        "reason": ask.reasons[0],
        "constraint": said_back(constraint.short),
    }


def context(script: Script, constraint: Constraint, span: Span) -> Context:
    phase = PHASES.get(span, Phase.AFTER_CONSTRAINT)
    opened = phase is not Phase.OPENING
    return Context(
        phase=phase,
        situation=script.situation,
        counterpart=script.counterpart.name,
        target=script.ask.target.words,
        stretch=script.ask.stretch.words,
        floor=script.ask.floor.words,
        first_ask=f"I'd like {script.ask.stretch.words}" if opened else None,
        constraint_kind=constraint.kind if opened else None,
        counterpart_line=constraint.says[0] if opened else None,
        retreat_made=phase is Phase.CLOSING,
    )


@pytest.mark.parametrize(
    ("criterion", "better", "cues"), EXAMPLES, ids=[f"{c.id}-{i}" for i, (c, _, _) in enumerate(EXAMPLES)]
)
def test_an_example_earns_what_it_teaches(criterion: Criterion, better: str, cues: list[str]) -> None:
    missed = []
    for script, constraint in PLACES:
        text = fill(better, words(script, constraint))
        heard = LISTENER.listen(context(script, constraint, criterion.span), text)
        missed += [
            (script.id, constraint.id, cue, text)
            for cue in cues
            if not heard.heard(Cue(cue)) and not _by_figures(cue, constraint)
        ]
        missed += [(script.id, constraint.id, cue, text) for cue in ACCUSING if heard.heard(cue)]
    assert missed == []


def _by_figures(cue: str, constraint: Constraint) -> bool:
    """What the practice core finds in the figures itself."""
    return cue == Cue.TIES_TO_CONSTRAINT and bool(constraint.answered_by)
