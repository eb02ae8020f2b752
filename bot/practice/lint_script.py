"""Rules on scripts: their ids, numbers and lines (DLG02x, DLG04x, DLG06x)."""

from collections.abc import Iterator
from operator import attrgetter

from bot.practice.draft import Draft, Loaded
from bot.practice.graphs import ENOUGH, Played, every_graph, placed_lines, played
from bot.practice.lint_constraints import constraint_rules
from bot.practice.lint_temperament import sound_temperaments
from bot.practice.lint_twist import said_too_early, twist_uses
from bot.practice.placeholders import COLLEAGUE, PLACEHOLDERS, fillable_in, misspelt, placeholders_in
from bot.practice.repeats import repeats
from bot.practice.script import WILDCARD, Measure, MeasureKind, Script
from bot.practice.source import Place, Problem, Source
from bot.practice.states import State

_ALL = attrgetter("pairs")


def script_rules(draft: Draft) -> Iterator[Problem]:
    temperaments = sound_temperaments(draft)
    all_known = 0 < len(temperaments) == len(draft.temperament_files)
    everything = every_graph(temperaments, [one.model for one in draft.twists.values()])
    yield from _ids(draft)
    for loaded in draft.scripts.values():
        yield from constraint_rules(loaded)
        for index, measure in enumerate(loaded.model.ask.measures):
            yield from measure_rules(loaded.source, ("ask", "measures", index), measure)
        if draft.temperament_files:
            yield from _unknown_temperaments(loaded, draft.temperament_files)
        yield from twist_uses(loaded, draft)
        yield from _too_few_lines(loaded)
        yield from _repeated_lines(loaded)
        yield from _placeholders(loaded)
        # One that is called otherwise than its file is told so already.
        served = {*loaded.model.temperaments, *({one.id for one in temperaments} - draft.temperament_files)}
        ways = played(loaded.model, everything, served)
        yield from _missing_lines(loaded, ways)
        yield from said_too_early(loaded, ways)
        if all_known and len(draft.twists) == len(draft.twist_files):  # else nobody can say what is in vain
            yield from _unknown_states(loaded, ways)
            yield from _idle_groups(loaded, ways)


def _ids(draft: Draft) -> Iterator[Problem]:
    """The folder's name is the id; one that another script has already is named as that, since it was copied, not misspelt."""
    owners: dict[str, Source] = {}
    for folder, loaded in sorted(draft.scripts.items(), key=lambda one: one[0] != one[1].model.id):
        script_id, source = loaded.model.id, loaded.source
        if script_id in owners:
            owner = owners[script_id]
            message = f"the id “{script_id}” is that of {owner.path}:{owner.line(('id',))} already"
            yield source.problem("DLG028", ("id",), message)
        elif script_id != folder:
            yield source.problem("DLG020", ("id",), f"the id “{script_id}” is not the folder's name “{folder}”")
        owners.setdefault(script_id, source)


def measure_rules(source: Source, place: Place, measure: Measure) -> Iterator[Problem]:
    """Its numbers go one way, and it can be recognised in a text."""
    sign = 1 if measure.stretch > measure.target else -1
    if measure.stretch == measure.target:
        yield source.problem("DLG060", (*place, "target"), f"the target of “{measure.id}” is not below its stretch")
    elif sign * measure.floor > sign * measure.target:
        yield source.problem("DLG061", (*place, "floor"), f"the floor of “{measure.id}” asks for more than its target")
    elif sign * measure.limit <= sign * measure.stretch:
        yield source.problem("DLG062", (*place, "limit"), f"the limit of “{measure.id}” is not beyond its stretch")
    if measure.kind is MeasureKind.DURATION and measure.unit is None:
        yield source.problem("DLG063", place, f"“{measure.id}” is a duration and needs a unit")
    if measure.kind is MeasureKind.COUNT and not measure.nouns:
        yield source.problem("DLG063", place, f"“{measure.id}” is a count and needs the nouns that follow the number")


def _unknown_temperaments(loaded: Loaded[Script], known: frozenset[str]) -> Iterator[Problem]:
    for state, groups in loaded.model.lines.items():
        for index, group in enumerate(groups):
            for name in sorted(set(group.temperaments) - known):
                place = ("lines", state, index, "temperaments")
                yield loaded.source.problem("DLG022", place, f"there is no temperament “{name}”")


def _unknown_states(loaded: Loaded[Script], ways: Played) -> Iterator[Problem]:
    states = {state for graph in ways.graphs for state in graph.temperament.states} | {WILDCARD}
    for state in loaded.model.lines:
        if state not in states:
            yield loaded.source.problem("DLG023", ("lines", state), f"no temperament has a state “{state}”")


def _too_few_lines(loaded: Loaded[Script]) -> Iterator[Problem]:
    script = loaded.model
    lists: list[tuple[Place, tuple[str, ...]]] = [(("gap_lines",), script.gap_lines)]
    lists += [(("constraints", index, "says"), constraint.says) for index, constraint in enumerate(script.constraints)]
    lists += [(("twists", index, "says"), use.says) for index, use in enumerate(script.twists) if use.says]
    lists += [
        (("lines", state, index, "say"), group.say)
        for state, groups in script.lines.items()
        for index, group in enumerate(groups)
    ]
    for place, said in lists:
        if len(said) < ENOUGH:
            yield loaded.source.problem("DLG041", place, f"at least {ENOUGH} lines are needed, found {len(said)}")


def _repeated_lines(loaded: Loaded[Script]) -> Iterator[Problem]:
    placed = list(placed_lines(loaded.model))
    for index, line in repeats(line for _, line in placed):
        yield loaded.source.problem("DLG042", placed[index][0], f"said elsewhere too: “{line}”")


def _placeholders(loaded: Loaded[Script]) -> Iterator[Problem]:
    for place, line in placed_lines(loaded.model):
        state = str(place[1]) if place[0] == "lines" else ""
        for message in misspelt(line, PLACEHOLDERS):
            yield loaded.source.problem("DLG025", place, message)
        for name in sorted(set(placeholders_in(line)) & PLACEHOLDERS - fillable_in(state)):
            yield loaded.source.problem("DLG026", place, f"“{{{name}}}” is not known in “{state or place[0]}”")
        if (
            COLLEAGUE in placeholders_in(line)
            and COLLEAGUE in fillable_in(state)
            and not _with_colleague(loaded, place)
        ):
            message = (
                f"“{{{COLLEAGUE}}}” is not known in “{state}” unless a twist has brought one: give the group `twists`"
            )
            yield loaded.source.problem("DLG026", place, message)


def _with_colleague(loaded: Loaded[Script], place: Place) -> bool:
    """Whether the line at `place` is only said once a colleague has come."""
    _, state, index, *_ = place
    if state == State.HANDED_OVER:
        return True
    twists = loaded.model.lines[str(state)][int(index)].twists
    return bool(twists) and all((use := loaded.model.twist(name)) and use.colleague for name in twists)


def _missing_lines(loaded: Loaded[Script], ways: Played) -> Iterator[Problem]:
    lacking: dict[tuple[str, str], list[str]] = {}
    for graph, state, move, lines in ways.answers(_ALL):
        if not lines and graph.name not in (names := lacking.setdefault((state, move), [])):
            names.append(graph.name)
    for (state, move), names in sorted(lacking.items()):
        # What a temperament lacks by itself it lacks with every twist.
        told = sorted(name for name in names if name.partition(" with ")[0] not in names or " with " not in name)
        message = f"no lines for “{move}” in “{state}” ({', '.join(told)})"
        yield loaded.source.problem("DLG040", ("lines", state), message)


def _idle_groups(loaded: Loaded[Script], ways: Played) -> Iterator[Problem]:
    """Groups that no temperament ever picks: their author believes in lines that nobody will read."""
    states = {state for graph in ways.graphs for state in graph.temperament.states}
    used = {id(lines) for *_, lines in ways.answers(_ALL)}
    for state, groups in loaded.model.lines.items():
        for index, group in enumerate(groups):
            if state in states and id(group.say) not in used:
                place = ("lines", state, index)
                message = (
                    "these lines are never said: no temperament comes here by that move, or a group above serves it"
                )
                yield loaded.source.problem("DLG043", place, message)
