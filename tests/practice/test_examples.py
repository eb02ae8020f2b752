"""The wordings that the debrief proposes earn what they teach, for every script and constraint, by the same ear that judges the user."""

from functools import cache

import pytest

from bot.hearing.cues import Channel, Context, Cue, Phase
from bot.practice.placeholders import fill, said_back
from bot.practice.round import advance, begin
from bot.practice.rubric import Criterion, Span
from bot.practice.script import Constraint, Script
from bot.practice.talk import Said
from tests.ears import LISTENER
from tests.practice.samples import LIBRARY, edition

# Until a constraint is named, all of a script's are one context; and some examples are of several criteria.
hear = cache(LISTENER.listen)

PHASES = {Span.ASK: Phase.OPENING, Span.CLOSE: Phase.CLOSING}
ACCUSING = (Cue.HEDGING, Cue.PREMATURE_FALLBACK, Cue.PRESSURE, Cue.ARGUES, Cue.CASCADE, Cue.OFF_TOPIC)
STANDS_BY = {"sincere": Cue.ARGUES}
"""Whoever is told that the first ask was never meant contests that, and no no."""
# What a criterion's own example shows where several findings would do.
SHOWN = {"deliberate": ["deliberate_pause"], "heard_constraint": ["invites_constraint"]}


def cues_of(criterion: Criterion) -> list[str]:
    found = [share.finding for share in criterion.earn if share.finding in set(Cue) and not share.better]
    return SHOWN.get(criterion.id, found)


OF_MESSAGES = LIBRARY.rubric.of_channel(Channel.MESSAGE)
OF_TRAPS = {name for twist in LIBRARY.twists.values() if twist.is_trap for name in twist.judged_by}
"""Said to the coach, not to a counterpart: hearing has no part in them."""

OF_TALKS = [
    one for one in LIBRARY.rubric.criteria if (one not in OF_MESSAGES or not one.special) and one.id not in OF_TRAPS
]
EXAMPLES = (
    [(criterion, criterion.better, cues_of(criterion)) for criterion in OF_TALKS]
    + [(criterion, share.better, [share.finding]) for criterion in OF_TALKS for share in criterion.earn if share.better]
    + [
        (criterion, line, cues_of(criterion))
        for criterion in OF_TALKS
        for line in criterion.instead.values()
        if criterion.span is not Span.RETREAT
    ]
)
MESSAGES = [script for script in LIBRARY.scripts if script.is_message]
TALKS = [script for script in LIBRARY.scripts if not script.is_message]
PLACES = [(script, constraint) for script in TALKS for constraint in script.constraints]
# In the channel `message`: what each example is to show of all that would do.
WRITTEN = {
    "two_options": ["two_options", "stretch"],
    "full_reasoned": ["justification", "recommends"],
    "differences_told": ["difference"],
    "easy_no": ["easy_no"],
    "no_push": ["asked"],
    "next_step": ["next_step"],
}


def words(script: Script, constraint: Constraint) -> dict[str, str]:
    ask = script.ask
    return {
        "ask": ask.stretch.words,
        "stretch": ask.stretch.words,
        "offer": ask.target.words,
        "target": ask.target.words,
        "gain": ask.target.gain,
        "ask_gain": ask.stretch.gain or ask.target.gain,
        "agreed": ask.target.words,
        "name": script.counterpart.name,
        "reason": ask.reasons[0],
        "constraint": said_back(constraint.short),
        "difference": script.differences[0].what if script.differences else "",
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
        heard = hear(context(script, constraint, criterion.span), text)
        missed += [
            (script.id, constraint.id, cue, text)
            for cue in cues
            if not heard.heard(Cue(cue)) and not _by_figures(cue, constraint)
        ]
        missed += [
            (script.id, constraint.id, cue, text)
            for cue in ACCUSING
            if heard.heard(cue) and STANDS_BY.get(criterion.id) != cue
        ]
    assert missed == []


@pytest.mark.parametrize("script", MESSAGES, ids=[script.id for script in MESSAGES])
@pytest.mark.parametrize("criterion", [one for one in OF_MESSAGES if one.special], ids=lambda one: one.id)
def test_an_example_of_a_message_earns_what_it_teaches(criterion: Criterion, script: Script) -> None:
    talk = begin(edition(script.id, "reader"), 7)
    text = fill(criterion.better, words(script, script.constraints[0]))
    turn = advance(talk, Said(text=text, assessment=LISTENER.listen(talk.context, text))).turns[0]
    missed = [finding for finding in WRITTEN[criterion.id] if not turn.heard(finding)]
    accused = [cue.value for cue in ACCUSING if turn.heard(cue)]
    assert (missed, accused) == ([], []), text


def _by_figures(cue: str, constraint: Constraint) -> bool:
    """What the practice core finds in the figures itself."""
    return cue == Cue.TIES_TO_CONSTRAINT and bool(constraint.answered_by)
