"""A talk about a choir's hall, and labelled messages in it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.hearing.cues import Channel, ConstraintKind, Context, Cue, Phase
from bot.hearing.training.corpus import Example

OPENING = Context(
    phase=Phase.OPENING,
    situation="A choir asks the parish for its hall to rehearse in",
    counterpart="Mrs Hale, who runs the hall",
    target="one evening a week",
    stretch="three evenings a week",
    floor="one evening a month",
)
OPENING_MESSAGE = replace(OPENING, channel=Channel.MESSAGE)
REFUSED = replace(OPENING, phase=Phase.AFTER_REFUSAL, first_ask="three evenings a week", counterpart_line="Three? No.")
CONSTRAINED = replace(
    REFUSED,
    phase=Phase.AFTER_CONSTRAINT,
    constraint_kind=ConstraintKind.PEOPLE,
    counterpart_line="The caretaker already locks up four nights a week.",
)


def said(
    text: str,
    quotes: Mapping[Cue, str] | None = None,
    *,
    context: Context = CONSTRAINED,
    near: frozenset[Cue] = frozenset(),
    writer: str = "ann",
    place: str = "ann.jsonl:1",
) -> Example:
    """A labelled message; every state of the talk is named after its phase."""
    state = f"{writer}/{context.phase.value}"
    quoted = quotes or {}
    return Example(
        id="ann-001", writer=writer, context=context, text=text, quotes=quoted, near=near, state=state, place=place
    )


def carrying(*cues: Cue, text: str = "One evening a week?", context: Context = CONSTRAINED) -> Example:
    """A message that carries these cues, all with the whole text as their words."""
    return said(text, dict.fromkeys(cues, text), context=context)


def write(path: Path, *records: object) -> Path:
    """JSON lines; a text is written as it is."""
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
