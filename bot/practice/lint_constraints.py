"""Rules on constraints: their ids, that they differ, and that a step down can answer them (DLG021, DLG024, DLG05x)."""

import math
from collections.abc import Iterator

from bot.practice.draft import Loaded
from bot.practice.measures import in_order
from bot.practice.repeats import repeats
from bot.practice.script import Measure, MeasureKind, Script
from bot.practice.source import Problem

ENOUGH_KINDS = 5


def constraint_rules(loaded: Loaded[Script]) -> Iterator[Problem]:
    script, source = loaded.model, loaded.source
    kinds = len({constraint.kind for constraint in script.constraints})
    if kinds < ENOUGH_KINDS:
        message = f"at least {ENOUGH_KINDS} constraints of different kinds are needed, found {kinds}"
        yield source.problem("DLG050", ("constraints",), message)
    for index, name in repeats(constraint.id for constraint in script.constraints):
        yield source.problem("DLG021", ("constraints", index, "id"), f"the id “{name}” is used twice")
    for index, name in repeats(measure.id for measure in script.ask.measures):
        yield source.problem("DLG021", ("ask", "measures", index, "id"), f"the id “{name}” is used twice")
    measures = {measure.id for measure in script.ask.measures}
    for index, constraint in enumerate(script.constraints):
        for name in sorted(set(constraint.answered_by) - measures):
            place = ("constraints", index, "answered_by")
            yield source.problem("DLG024", place, f"no measure has the id “{name}”")
    yield from _unanswerable(loaded)


def _unanswerable(loaded: Loaded[Script]) -> Iterator[Problem]:
    """One constraint may be answered by words alone; of the others some measure has to give way."""
    script = loaded.model
    measures = {measure.id: measure for measure in script.ask.measures}
    by_words = ""
    for index, constraint in enumerate(script.constraints):
        place = ("constraints", index, "answered_by")
        named = [measures[name] for name in constraint.answered_by if name in measures]
        if not constraint.answered_by and by_words:
            message = f"no retreat answers “{constraint.id}”; one such constraint is enough, “{by_words}”"
            yield loaded.source.problem("DLG051", place, message)
        elif not constraint.answered_by:
            by_words = constraint.id
        elif named and not any(can_be_trimmed(measure) for measure in named):
            names = ", ".join(f"“{measure.id}”" for measure in named)
            message = f"no retreat answers “{constraint.id}”: no whole number of {names} lies below the stretch and not below the floor"
            yield loaded.source.problem("DLG051", place, message)


def can_be_trimmed(measure: Measure) -> bool:
    """Whether something lies between floor and stretch; half of what is counted cannot be offered. Marks in the wrong order are told elsewhere."""
    if measure.kind is not MeasureKind.COUNT or not in_order(measure):
        return True
    sign = 1 if measure.stretch > measure.target else -1
    return math.ceil(sign * measure.floor) < sign * measure.stretch
