"""Rules on temperaments, the state graphs: DLG03x."""

from collections.abc import Iterator

from bot.practice.draft import Draft, Loaded
from bot.practice.source import Place, Problem
from bot.practice.states import Move, moves_in
from bot.practice.temperament import SAME, Temperament


def temperament_rules(draft: Draft) -> Iterator[Problem]:
    for stem, loaded in draft.temperaments.items():
        if loaded.model.id != stem:
            yield loaded.source.problem(
                "DLG020", ("id",), f"the id “{loaded.model.id}” is not the file's name “{stem}”"
            )
        undefined = list(_undefined_states(loaded))
        yield from undefined
        if not undefined:
            yield from _unreachable_states(loaded)
            yield from _dead_ends(loaded)
            yield from _endings_that_go_on(loaded)
            yield from _shadowed_transitions(loaded)
            yield from _unanswered_moves(loaded)
            yield from _talks_without_end(loaded)


def sound_temperaments(draft: Draft) -> list[Temperament]:
    """Those whose graph can be followed; scripts are checked against no others."""
    return [loaded.model for loaded in draft.temperaments.values() if not any(_undefined_states(loaded))]


def _undefined_states(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    temperament = loaded.model
    known = set(temperament.states)
    named: list[tuple[Place, str]] = [(("initial",), temperament.initial)]
    named += [(("final", index), state) for index, state in enumerate(temperament.final)]
    for index, transition in enumerate(temperament.transitions):
        place = ("transitions", index)
        named += [((*place, "from"), state) for state in transition.from_]
        named += [((*place, "to"), transition.to)] if transition.to != SAME else []
    for where, state in named:
        if state not in known:
            yield loaded.source.problem("DLG030", where, f"the state “{state}” is not defined")


def _unreachable_states(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    temperament = loaded.model
    reached = {state for state, _ in temperament.reachable_pairs()}
    for index, state in enumerate(temperament.states):
        if state not in reached:
            yield loaded.source.problem("DLG031", ("states", index), f"the state “{state}” cannot be reached")


def _dead_ends(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    """A state that is not final and from which no way leads to a final one."""
    temperament = loaded.model
    ending = set(temperament.final)
    grown = True
    while grown:
        before = len(ending)
        ending |= {
            source
            for transition in temperament.transitions
            for source in transition.from_
            if transition.destination(source) in ending
        }
        grown = len(ending) > before
    for index, state in enumerate(temperament.states):
        if state not in ending:
            yield loaded.source.problem("DLG032", ("states", index), f"no way leads from “{state}” to an end")


def _endings_that_go_on(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    for index, transition in enumerate(loaded.model.transitions):
        for state in sorted(set(transition.from_) & set(loaded.model.final)):
            place = ("transitions", index, "from")
            yield loaded.source.problem("DLG033", place, f"“{state}” is an end, nothing can follow it")


def _shadowed_transitions(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    taken: set[tuple[str, Move]] = set()
    for index, transition in enumerate(loaded.model.transitions):
        pairs = {(source, move) for source in transition.from_ for move in transition.move}
        for source, move in sorted(pairs & taken):
            message = f"never taken: “{move}” in “{source}” is answered unconditionally above"
            yield loaded.source.problem("DLG034", ("transitions", index), message)
        if not transition.if_ and not transition.unless:
            taken |= pairs


def _unanswered_moves(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    """An answer under conditions is none where they do not hold: the talk would stand in a place without lines."""
    temperament = loaded.model
    answered = {
        (source, move)
        for transition in temperament.transitions
        if not transition.if_ and not transition.unless
        for source in transition.from_
        for move in transition.move
    }
    for index, state in enumerate(temperament.states):
        if state in temperament.final:
            continue
        missing = sorted(move.value for move in moves_in(state) if (state, move) not in answered)
        if missing:
            message = f"“{state}” has no unconditional answer to: {', '.join(missing)}"
            yield loaded.source.problem("DLG035", ("states", index), message)


def _talks_without_end(loaded: Loaded[Temperament]) -> Iterator[Problem]:
    """`max_turns` ends a talk by this move; whatever does not lead to an end would let it go on."""
    temperament = loaded.model
    for index, transition in enumerate(temperament.transitions):
        for state in transition.from_:
            if Move.OUT_OF_TIME in transition.move and transition.destination(state) not in temperament.final:
                place = ("transitions", index)
                yield loaded.source.problem("DLG036", place, f"out of time in “{state}”, and yet the talk goes on")
