"""Rules on twists, and on what a script owes a twist that it takes: DLG10x, DLG027."""

from collections.abc import Iterator
from operator import attrgetter

from bot.hearing.cues import Channel
from bot.practice.draft import Draft, Loaded
from bot.practice.graphs import ENOUGH, Played, placed_lines
from bot.practice.lint_temperament import sound_temperaments
from bot.practice.measures import in_order, position
from bot.practice.placeholders import DEBRIEF_PLACEHOLDERS, SHARED_PLACEHOLDERS, misspelt
from bot.practice.repeats import repeats
from bot.practice.script import WILDCARD, Script, TwistUse
from bot.practice.source import Place, Problem
from bot.practice.states import CLOSING, Move, State, moves_in
from bot.practice.temperament import SAME
from bot.practice.twist import Twist, woven

STRETCH = 2
"""The stretch's place on the scale of sizes."""


def twist_rules(draft: Draft) -> Iterator[Problem]:
    for stem, loaded in draft.twists.items():
        if loaded.model.id != stem:
            yield loaded.source.problem(
                "DLG020", ("id",), f"the id “{loaded.model.id}” is not the file's name “{stem}”"
            )
        undefined = list(_undefined_states(loaded, draft))
        yield from undefined
        if not undefined:
            yield from _states_without_answers(loaded, draft)
            yield from _traps_without_a_way_out(loaded, draft)
        yield from _unknown_criteria(loaded, draft)
        for message in misspelt(loaded.model.better or "", DEBRIEF_PLACEHOLDERS):
            yield loaded.source.problem("DLG025", ("better",), message)
        yield from _shared_lines(loaded)


def _undefined_states(loaded: Loaded[Twist], draft: Draft) -> Iterator[Problem]:
    twist = loaded.model
    known = {*State, *twist.states} | {state for one in draft.temperaments.values() for state in one.model.states}
    named: list[tuple[Place, str]] = [(("like", state), other) for state, other in twist.like.items()]
    named += [(("lines", state), state) for state in twist.lines if state != WILDCARD]
    for index, transition in enumerate(twist.transitions):
        named += [(("transitions", index, "from"), state) for state in transition.from_]
        named += [(("transitions", index, "to"), transition.to)] if transition.to != SAME else []
    for place, state in named:
        if state not in known:
            yield loaded.source.problem("DLG030", place, f"the state “{state}” is not defined")


def _states_without_answers(loaded: Loaded[Twist], draft: Draft) -> Iterator[Problem]:
    """Each state of a twist's own answers every move that can be read there, and is reached in every temperament that one talks with."""
    twist = loaded.model
    for index, state in enumerate(twist.states):
        lost, silent = [], set[Move]()
        for temperament in sound_temperaments(draft):
            if temperament.channel is Channel.MESSAGE:
                continue
            graph = woven(temperament, twist)
            if state not in {reached for reached, _ in graph.reachable_pairs()}:
                lost.append(temperament.id)
            answered = {
                move
                for one in graph.transitions
                if state in one.from_ and not (one.if_ or one.unless)
                for move in one.move
            }
            silent |= {*moves_in(state), Move.OUT_OF_TIME} - answered
        if lost:
            message = f"the state “{state}” cannot be reached in: {', '.join(sorted(lost))}"
            yield loaded.source.problem("DLG100", ("states", index), message)
        if silent:
            message = f"“{state}” has no unconditional answer to: {', '.join(sorted(move.value for move in silent))}"
            yield loaded.source.problem("DLG101", ("states", index), message)


def _traps_without_a_way_out(loaded: Loaded[Twist], draft: Draft) -> Iterator[Problem]:
    """Whoever sees a trap late can still say so, wherever the talk stands before the yes."""
    for temperament in sound_temperaments(draft) if loaded.model.is_trap else ():
        if temperament.channel is Channel.MESSAGE:
            continue
        graph = woven(temperament, loaded.model)
        left = {state for one in graph.transitions if Move.DECLINED in one.move for state in one.from_}
        open_yet = {state for state, _ in graph.reachable_pairs()} - {*graph.final, *CLOSING}
        if missing := sorted(open_yet - left):
            message = f"with “{temperament.id}” nothing answers “declined” in: {', '.join(missing)}"
            yield loaded.source.problem("DLG101", ("transitions",), message)


def _shared_lines(loaded: Loaded[Twist]) -> Iterator[Problem]:
    """What all scripts share is worded as carefully as what is one's own."""
    for number, line in enumerate(loaded.model.figures):
        for message in misspelt(line, SHARED_PLACEHOLDERS):
            yield loaded.source.problem("DLG025", ("figures", number), message)
    for state, groups in loaded.model.lines.items():
        for index, group in enumerate(groups):
            place: Place = ("lines", state, index, "say")
            if len(group.say) < ENOUGH:
                message = f"at least {ENOUGH} lines are needed, found {len(group.say)}"
                yield loaded.source.problem("DLG041", place, message)
            for number, line in enumerate(group.say):
                for message in misspelt(line, SHARED_PLACEHOLDERS):
                    yield loaded.source.problem("DLG025", (*place, number), message)


def _unknown_criteria(loaded: Loaded[Twist], draft: Draft) -> Iterator[Problem]:
    known = {criterion.id for criterion in draft.rubric.model.criteria} if draft.rubric else set()
    for index, name in enumerate(loaded.model.judged_by):
        if draft.rubric and name not in known:
            yield loaded.source.problem("DLG082", ("judged_by", index), f"no criterion has the id “{name}”")


def twist_uses(loaded: Loaded[Script], draft: Draft) -> Iterator[Problem]:
    """Each twist is known, named once, and told what it needs to know of this script."""
    script, source = loaded.model, loaded.source
    for index, name in enumerate(script.temperaments if "temperaments" in script.model_fields_set else ()):
        if draft.temperament_files and name not in draft.temperament_files:
            yield source.problem("DLG022", ("temperaments", index), f"there is no temperament “{name}”")
    for index, name in repeats(use.id for use in script.twists):
        yield source.problem("DLG021", ("twists", index, "id"), f"the id “{name}” is used twice")
    for index, use in enumerate(script.twists):
        if use.id not in draft.twist_files:
            yield source.problem("DLG102", ("twists", index, "id"), f"there is no twist “{use.id}”")
        if use.id in draft.twists:
            yield from _needs(loaded, index, use, draft.twists[use.id].model)


def _needs(loaded: Loaded[Script], index: int, use: TwistUse, twist: Twist) -> Iterator[Problem]:
    source = loaded.source
    measures = {measure.id: measure for measure in loaded.model.ask.measures}
    needed = {need.value for need in twist.needs} | ({"brief", "because", "says"} if twist.is_trap else set())
    missing = sorted(name for name in needed if not getattr(use, name))
    if missing:
        yield source.problem("DLG103", ("twists", index), f"“{use.id}” needs: {', '.join(missing)}")
    for name, value in (use.counter.amounts if use.counter else {}).items():
        place = ("twists", index, "counter", "amounts", name)
        if name not in measures:
            yield source.problem("DLG024", place, f"no measure has the id “{name}”")
        elif in_order(measures[name]) and not 0 <= position(measures[name], value) < STRETCH:
            yield source.problem("DLG104", place, f"what they offer of “{name}” is below the floor or at the stretch")


def said_too_early(loaded: Loaded[Script], ways: Played) -> Iterator[Problem]:
    """Lines that name the constraint where a twist ends the talk before anybody has."""
    found: dict[str, Place] = {}
    places = {line: place for place, line in placed_lines(loaded.model)}
    for *_, lines in ways.answers(attrgetter("untold")):
        for line in lines:
            if "{constraint}" in line and line in places:
                found[line] = places[line]
    for place in found.values():
        yield loaded.source.problem("DLG027", place, "“{constraint}” is said here before it was named, in some rounds")
