"""What a counterpart says who is made from somebody's own plan: `dialogues/rehearsal.yaml`, read."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.hearing.cues import ConstraintKind
from bot.practice.script import Area, Line, LineGroup, MeasureKind, Name, Part, Slug, Text, Versioned

_ROOMY = 110
"""Characters of a template, so that what is put in still fits the script's own limit."""

Clause = Annotated[Text, StringConstraints(max_length=80)]


class Either(Part):
    """With the plan's topic, and without one."""

    topic: Annotated[Text, StringConstraints(max_length=220)]
    person: Annotated[Text, StringConstraints(max_length=220)]


class Neutral(Part):
    """What stands where the plan is silent, or where its words cannot be put into anybody's mouth."""

    name: Annotated[Text, StringConstraints(max_length=30)]
    role: Annotated[Text, StringConstraints(max_length=60)]
    stretch: Clause
    target: Clause
    floor: Clause
    gain: Clause
    ask_gain: Clause
    reasons: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]


class NeutralConstraint(Part):
    """A constraint that contradicts no ordinary plan; `fits` names the kinds of measure that it goes with, () all of them."""

    id: Slug
    kind: ConstraintKind
    fits: tuple[MeasureKind, ...] = ()
    short: Annotated[Text, StringConstraints(max_length=100)]
    says: tuple[Line, ...]


class RehearsalContent(Versioned):
    """`objections`: whole lines around `{objection}`, which is what the user expects to hear, as a clause in the counterpart's own person."""

    about: Annotated[Text, StringConstraints(max_length=160)]
    title: Either
    brief: Either
    situation: Either
    neutral: Neutral
    areas: Mapping[Area, tuple[Text, ...]] = {}
    constraints: tuple[NeutralConstraint, ...]
    objections: Annotated[
        tuple[Annotated[Text, StringConstraints(max_length=_ROOMY)], ...], Field(min_length=4, max_length=8)
    ]
    gap_lines: tuple[Line, ...]
    lines: dict[Name, tuple[LineGroup, ...]]
