"""The check of `rehearsal.yaml`: the rules on scripts, applied to the counterparts of a few made-up plans."""

from collections.abc import Iterator
from dataclasses import replace

from bot.hearing.cues import ConstraintKind
from bot.practice.draft import Draft, Loaded
from bot.practice.graphs import placed_lines
from bot.practice.lint_constraints import ENOUGH_KINDS
from bot.practice.lint_script import script_rules
from bot.practice.lint_unwritten import unwritten_rules
from bot.practice.lint_wording import shared_lines, wording_rules, written
from bot.practice.meetings.content import RehearsalContent
from bot.practice.meetings.counterpart import in_their_words, neutral_constraint, script_of
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.script import Constraint, Measure, MeasureKind, Script
from bot.practice.source import Problem

_SAMPLE = Reading(
    name="Alex",
    role="neighbour",
    topic="the old shed",
    stretch="1,200 by May",
    target="900 by May",
    floor="700 by May",
    measures=(Measure(id="money", kind=MeasureKind.MONEY, stretch=1200, target=900, floor=700, limit=2000),),
    objections=(Objection("there is no room for it this year", ConstraintKind.OTHER),),
)
_SILENT = Reading()
"""A plan in which every question was passed over: all of it is neutral."""


def rehearsal_rules(draft: Draft) -> Iterator[Problem]:
    """What a round needs."""
    if draft.rehearsal is None:
        return
    loaded = draft.rehearsal
    yield from dict.fromkeys(
        problem
        for sample in _samples(loaded.model)
        for problem in script_rules(_with(draft, Loaded(sample, loaded.source)))
    )
    yield from _too_few_kinds(loaded)
    yield from unwritten_rules(Draft(scripts={"": Loaded(_whole(loaded.model), loaded.source)}))


def rehearsal_wording_rules(draft: Draft) -> Iterator[Problem]:
    """How it is worded; no line is to be one that a script has, too."""
    if draft.rehearsal is None:
        return
    sample = Loaded(_whole(draft.rehearsal.model), draft.rehearsal.source)
    yield from wording_rules(_with(draft, sample))
    beside = {**draft.scripts, sample.model.id: sample}
    spoken = {name: written(placed_lines(loaded.model)) for name, loaded in beside.items()}
    found = shared_lines(replace(draft, scripts=beside), spoken)
    yield from (problem for problem in found if problem.path == sample.source.path)


def _samples(content: RehearsalContent) -> Iterator[Script]:
    yield _whole(content)
    yield script_of(1, _SILENT, content)


def _whole(content: RehearsalContent) -> Script:
    """A script with all of the content in it, in the file's own order, so that a mistake is told where it stands."""
    script = script_of(1, _SAMPLE, content)
    answered_by = tuple(measure.id for measure in script.ask.measures)
    everything = [neutral_constraint(one, answered_by) for one in content.constraints]
    words = _SAMPLE.objections[0].words
    own = Constraint(
        id="own", kind=ConstraintKind.OTHER, short=words, answered_by=answered_by, says=in_their_words(words, content)
    )
    return script.model_copy(update={"constraints": (*everything, own), "waive": ()})


def _with(draft: Draft, sample: Loaded[Script]) -> Draft:
    """The sample as the one script; what is wrong in other files is told there."""
    return replace(draft, scripts={sample.model.id: sample}, walkthroughs={}, problems=[])


def _too_few_kinds(loaded: Loaded[RehearsalContent]) -> Iterator[Problem]:
    """Whatever a plan is measured by."""
    for measure in MeasureKind:
        kinds = {one.kind for one in loaded.model.constraints if not one.fits or measure in one.fits}
        if len(kinds) < ENOUGH_KINDS:
            message = f"at least {ENOUGH_KINDS} constraints of different kinds are needed for {measure.value}, found {len(kinds)}"
            yield loaded.source.problem("DLG050", ("constraints",), message)
