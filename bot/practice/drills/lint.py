"""Rules on what a drill needs to be asked and judged at all: its names, its place in the talk, its figures (DLG13x)."""

from collections.abc import Iterator, Sequence

from bot.hearing.cues import Channel, Phase
from bot.practice.draft import Draft, Loaded
from bot.practice.drills.drill import DRILL_FINDINGS, ChoiceDrill, Drill, Help, LineDrill, LineItem, Need, Spoil
from bot.practice.drills.findings import audible
from bot.practice.lint_script import measure_rules
from bot.practice.repeats import repeats
from bot.practice.source import Place, Problem, Source

_ANSWERS = {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT, Phase.CLOSING}


def drill_rules(draft: Draft) -> Iterator[Problem]:
    for stem, loaded in draft.drills.items():
        drill, source = loaded.model, loaded.source
        if drill.id != stem:
            yield source.problem("DLG020", ("id",), f"the id “{drill.id}” is not the file's name “{stem}”")
        for index, name in repeats(item.id for item in drill.items):
            yield source.problem("DLG021", ("items", index, "id"), f"the id “{name}” is used twice")
        yield from _unknown_criteria(loaded, draft)
        if isinstance(drill, LineDrill):
            yield from _unheard(drill, source)
            for index, item in enumerate(drill.items):
                yield from _line_item(drill, item, source, ("items", index))
        else:
            yield from _answers(drill, source)


def _unknown_criteria(loaded: Loaded[Drill], draft: Draft) -> Iterator[Problem]:
    known = {criterion.id for criterion in draft.rubric.model.criteria} if draft.rubric else set()
    for index, name in enumerate(loaded.model.trains):
        if draft.rubric and name not in known:
            yield loaded.source.problem("DLG130", ("trains", index), f"no criterion has the id “{name}”")


def _named_findings(drill: LineDrill) -> Iterator[tuple[Place, str]]:
    parts: dict[str, Sequence[Need | Help | Spoil]] = {
        "needs": drill.needs,
        "helps": drill.helps,
        "spoils": drill.spoils,
    }
    for key, of_key in parts.items():
        for index, part in enumerate(of_key):
            for name in part.finding:
                yield (key, index, "finding"), name


def _unheard(drill: LineDrill, source: Source) -> Iterator[Problem]:
    """Findings that there are not, and those that no line carries where the drill stands."""
    for place, name in _named_findings(drill):
        if name not in DRILL_FINDINGS:
            yield source.problem("DLG131", place, f"unknown finding “{name}”")
        elif name not in audible(drill):
            where = drill.phase.value if drill.channel is Channel.CONVERSATION else drill.channel.value
            yield source.problem("DLG132", place, f"“{name}” cannot be heard in this drill ({where})")
    if drill.channel is Channel.MESSAGE and drill.phase is not Phase.OPENING:
        yield source.problem("DLG132", ("phase",), "a message is written in the phase “opening”")


def _line_item(drill: LineDrill, item: LineItem, source: Source, place: Place) -> Iterator[Problem]:
    wanted = {
        "first_ask": drill.phase in _ANSWERS,
        "constraint": drill.phase is Phase.AFTER_CONSTRAINT,
        "they_say": drill.phase in _ANSWERS,
    }
    for name, needed in wanted.items():
        if needed and getattr(item, name) is None:
            yield source.problem("DLG133", place, f"“{name}” is missing; in the phase {drill.phase.value} it is known")
    if item.constraint and drill.phase in {Phase.OPENING, Phase.AFTER_REFUSAL}:
        message = f"in the phase {drill.phase.value} nobody has named a constraint yet"
        yield source.problem("DLG133", (*place, "constraint"), message)
    for index, name in repeats(measure.id for measure in item.measures):
        yield source.problem("DLG021", (*place, "measures", index, "id"), f"the id “{name}” is used twice")
    for index, measure in enumerate(item.measures):
        yield from measure_rules(source, (*place, "measures", index), measure)
    for name in sorted(set(item.answered_by) - {measure.id for measure in item.measures}):
        yield source.problem("DLG024", (*place, "answered_by"), f"no measure has the id “{name}”")


def _answers(drill: ChoiceDrill, source: Source) -> Iterator[Problem]:
    for index, item in enumerate(drill.items):
        if item.answer >= len(item.options):
            message = f"there is no option {item.answer}: they count from 0 to {len(item.options) - 1}"
            yield source.problem("DLG134", ("items", index, "answer"), message)
