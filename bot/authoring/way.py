"""How a talk gets to a state: the shortest way that somebody who plays well could have come, so that a round can begin there."""

from collections import deque
from collections.abc import Collection, Iterator

from bot.authoring.editions import AuthoringError, graph
from bot.authoring.repertoire import Line, repertoire
from bot.practice.edition import Edition
from bot.practice.round import advance, begin
from bot.practice.rubric import Fact
from bot.practice.states import ASKING, State
from bot.practice.talk import Round, Said

_WELL = (Line.ASK, Line.ASK_WHY, Line.STEP_DOWN, Line.STEP_DOWN_FREELY, Line.HOLD, Line.STALL, Line.SECURE)
_BEFORE_THE_CONSTRAINT = {*ASKING, State.REFUSED, State.REACTANCE}
_LONGEST = 7


def way_to(edition: Edition, seed: int, state: str) -> tuple[Said, ...]:
    """What was said before the talk stood in `state`: the stretch asked for, the constraint asked about, an offer at the target,
    as far as they belong before it. Raises AuthoringError for a state that is none, is an end, or cannot be brought about.
    """
    known = graph(edition)
    open_states = [one for one in known.states if one not in known.final]
    if state not in open_states:
        what = "is the end of a talk" if state in known.final else f"is no state of “{known.id}”"
        raise AuthoringError(f"“{state}” {what}. A round can begin in: {', '.join(open_states)}.")
    for lines in (_WELL, tuple(Line)):
        found = _best(begin(edition, seed), lines, state)
        if found is not None:
            return tuple(turn.said for turn in found.turns)
    raise AuthoringError(f"No way was found to “{state}” with “{known.id}” and seed {seed}. Try another of them.")


def _best(start: Round, lines: Collection[Line], state: str) -> Round | None:
    """The shortest of the ways to `state` that leave the fewest usual things unsaid."""
    arrived: dict[int, Round] = {}
    for talk in _every_way(start, lines):
        if talk.state == state:
            unsaid = _unsaid(talk)
            arrived.setdefault(unsaid, talk)
            if not unsaid:
                break
    return arrived[min(arrived)] if arrived else None


def _unsaid(talk: Round) -> int:
    """How much of what usually comes before this state has not been said."""
    asked = talk.state in ASKING or _has_asked(talk)
    known = talk.state in _BEFORE_THE_CONSTRAINT or talk.constraint_known
    return (not asked) + (not known)


def _every_way(start: Round, lines: Collection[Line]) -> Iterator[Round]:
    """Every standing that a talk can come to with these lines, the nearest first."""
    said = repertoire(start.edition.script)
    waiting, seen = deque([start]), {_standing(start)}
    while waiting:
        talk = waiting.popleft()
        yield talk
        if talk.is_over or len(talk.turns) == _LONGEST:
            continue
        for following in (advance(talk, said[line]) for line in lines):
            if _standing(following) not in seen:
                seen.add(_standing(following))
                waiting.append(following)


def _has_asked(talk: Round) -> bool:
    return any(turn.heard(Fact.ASKED) for turn in talk.turns)


def _standing(talk: Round) -> tuple[object, ...]:
    """What decides how the talk can go on."""
    pushes = min(talk.pushes, talk.edition.temperament.patience)
    remembered = (talk.constraint_known, talk.offer is not None, talk.accepted, talk.tied, talk.free, pushes)
    return (talk.state, _has_asked(talk), *remembered)
