"""A turn of events: states and moves laid over a temperament, so that one script can go another way (docs/script-format.md)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.practice.script import WILDCARD, Line, LineGroup, Name, Script, Text, Versioned
from bot.practice.temperament import Temperament, Transition


class TwistKind(StrEnum):
    TURN = "turn"
    TRAP = "trap"


class RightMove(StrEnum):
    """What fits where the technique does not."""

    DECLINED = "declined"
    SINGLE_ASK = "single_ask"
    FIRST_STEP = "first_step"


class Need(StrEnum):
    """What a script has to say about itself to take this turn."""

    COUNTER = "counter"
    COLLEAGUE = "colleague"


class Twist(Versioned):
    """`states` are added to the temperament's, `transitions` go before them; a state in `like` answers as the other one where it has no answer of its own.

    `judged_by`: the only criteria that count, once the turn has come; none named, the usual ones do. `right`: in a trap, what fits;
    `better`: how that could sound, with the placeholders of the rubric.
    `fitting`: said behind the true constraint where what was offered answers that one, too.
    `figures`: said by a colleague who is told of the offer, and not how much it is.
    `lines` are what anybody says once the turn has come, where a script has none of its own for it.
    """

    id: Name
    kind: TwistKind
    title: Annotated[Text, StringConstraints(max_length=40)]
    about: Annotated[Text, StringConstraints(max_length=160)]
    lesson: Line
    states: tuple[Name, ...] = ()
    like: dict[Name, Name] = Field(default_factory=dict)
    transitions: Annotated[tuple[Transition, ...], Field(min_length=1)]
    judged_by: tuple[Name, ...] = ()
    right: tuple[RightMove, ...] = ()
    better: Line | None = None
    needs: tuple[Need, ...] = ()
    fitting: tuple[Line, ...] = ()
    figures: tuple[Line, ...] = ()
    lines: dict[Name, tuple[LineGroup, ...]] = Field(default_factory=dict)

    @property
    def is_trap(self) -> bool:
        return self.kind is TwistKind.TRAP


def woven(temperament: Temperament, twist: Twist | None) -> Temperament:
    """The temperament with the twist laid over it."""
    if twist is None:
        return temperament
    known = {*temperament.states, *twist.states}
    # A twist serves every temperament; what it says of states that this one has not is not for this one.
    own = [fitting for transition in twist.transitions if (fitting := _fitting(transition, known))]
    copied = [
        transition.model_copy(update={"from_": (state,)})
        for state, other in twist.like.items()
        for transition in temperament.transitions
        if other in transition.from_
    ]
    return temperament.model_copy(
        update={
            "states": (*temperament.states, *(state for state in twist.states if state not in temperament.states)),
            "transitions": (*own, *temperament.transitions, *copied),
            "like": {**temperament.like, **twist.like},
        }
    )


def spoken(script: Script, temperament: Temperament, state: str, move: str, come: Twist | None) -> tuple[str, ...]:
    """What is said in `state` after `move`; `come` is the twist once it has come. Then the script's words for it go first, those that all scripts share
    second, and the usual ones last.
    """
    states = temperament.voices(state)
    if come is None:
        return script.lines_for(states, move, temperament.id)
    for own, lines in ((True, script.lines), (False, come.lines)):
        for place in (*states, WILDCARD):
            for group in lines.get(place, ()):
                meant = not own or group.twists or place in come.states
                if meant and group.serves(move, temperament.id, come.id):
                    return group.say
    return script.lines_for(states, move, temperament.id, come.id)


def _fitting(transition: Transition, known: set[str]) -> Transition | None:
    sources = tuple(state for state in transition.from_ if state in known)
    if not sources or transition.destination(sources[0]) not in known:
        return None
    return transition.model_copy(update={"from_": sources})
