"""What is scheduled: a criterion of the rubric, with the kind of constraint where that changes what there is to say."""

from bot.hearing.cues import ConstraintKind

CROSSED = frozenset({"answered_constraint"})
"""Trimming cost, time or risk are three things to know. Naming a step down, taking a no or asking what stands in the way sound the
same whatever does; splitting them by kind would leave too little to go by for each."""


def skill_of(criterion: str, kind: ConstraintKind | None) -> str:
    """As "named_stepdown" or "answered_constraint:budget"; constraints of no kind have nothing in common to learn."""
    crossed = criterion in CROSSED and kind not in {None, ConstraintKind.OTHER}
    return f"{criterion}:{kind}" if crossed else criterion


def kind_of(skill: str) -> str:
    """The constraint's kind, "" where the skill is the same for all."""
    return skill.partition(":")[2]


def criterion_of(skill: str) -> str:
    return skill.partition(":")[0]
