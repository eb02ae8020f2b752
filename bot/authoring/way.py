"""How a talk gets to a state: the shortest way that somebody who plays well could have come, so that a round can begin there."""

from collections import deque
from collections.abc import Callable, Collection
from functools import partial
from itertools import product

from bot.authoring.editions import AuthoringError, graph
from bot.authoring.repertoire import Line, repertoire
from bot.practice.edition import Edition
from bot.practice.moves import ASKING
from bot.practice.round import advance, begin
from bot.practice.rubric import Fact
from bot.practice.script import State
from bot.practice.talk import Round, Said

_WELL = (Line.ASK, Line.ASK_WHY, Line.STEP_DOWN, Line.STEP_DOWN_FREELY, Line.HOLD, Line.STALL, Line.SECURE)
_BEFORE_THE_CONSTRAINT = {*ASKING, State.REFUSED, State.REACTANCE}
_LONGEST = 8


def way_to(edition: Edition, seed: int, state: str) -> tuple[Said, ...]:
    """What was said before the talk stood in `state`: the stretch asked for, the constraint asked about, an offer at the target,
    as far as they belong before it. Raises AuthoringError for a state that is none, is an end, or cannot be brought about.
    """
    known = graph(edition)
    open_states = [one for one in known.states if one not in known.final]
    if state not in open_states:
        what = "is the end of a talk" if state in known.final else f"is no state of “{known.id}”"
        raise AuthoringError(f"“{state}” {what}. A round can begin in: {', '.join(open_states)}.")
    for lines, wanted in product((_WELL, tuple(Line)), (_all_known, _asked, _there)):
        found = _shortest(begin(edition, seed), lines, partial(wanted, state=state))
        if found is not None:
            return tuple(turn.said for turn in found.turns)
    raise AuthoringError(f"No way was found to “{state}” with “{known.id}” and seed {seed}. Try another of them.")


def _all_known(talk: Round, state: str) -> bool:
    """There, with all said that usually has been."""
    return _asked(talk, state) and (state in _BEFORE_THE_CONSTRAINT or talk.constraint_known)


def _asked(talk: Round, state: str) -> bool:
    return _there(talk, state) and (state in ASKING or _has_asked(talk))


def _has_asked(talk: Round) -> bool:
    return any(turn.heard(Fact.ASKED) for turn in talk.turns)


def _there(talk: Round, state: str) -> bool:
    return talk.state == state


def _shortest(start: Round, lines: Collection[Line], arrived: Callable[[Round], bool]) -> Round | None:
    said = repertoire(start.edition.script)
    waiting, seen = deque([start]), {_standing(start)}
    while waiting:
        talk = waiting.popleft()
        if arrived(talk):
            return talk
        if talk.is_over or len(talk.turns) == _LONGEST:
            continue
        for following in (advance(talk, said[line]) for line in lines):
            if _standing(following) not in seen:
                seen.add(_standing(following))
                waiting.append(following)
    return None


def _standing(talk: Round) -> tuple[object, ...]:
    """What decides how the talk can go on."""
    remembered = (talk.constraint_known, talk.offer is not None, talk.accepted, talk.tied, talk.free, talk.pushes)
    return (talk.state, _has_asked(talk), *remembered)
