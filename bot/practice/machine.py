"""The finite state machine of a temperament: built once, shared by every round, triggered on a bare object.

The only module that imports transitions (docs/decisions/0002-one-shared-machine.md).
"""

from dataclasses import dataclass
from typing import Any

from transitions import Machine
from transitions.extensions import GraphMachine

from bot.practice.states import Condition
from bot.practice.temperament import Temperament


@dataclass(slots=True)
class Moment:
    """What a transition looks at: the state and the conditions by their names. The machine writes the new `state`."""

    state: str
    tied: bool = False
    free: bool = False
    accepted: bool = False
    constraint_known: bool = False
    offer_on_table: bool = False
    out_of_patience: bool = False
    turned: bool = False


class TalkMachine:
    """Moves a `Moment` from state to state. A move that a state has no answer to leaves it where it is."""

    def __init__(self, temperament: Temperament) -> None:
        self.temperament = temperament
        self._machine = Machine(model=None, **_settings(temperament))

    def next_state(self, moment: Moment, move: str) -> str:
        """The state after `move`; changes `moment.state` to it."""
        event = self._machine.events.get(move)
        if event is not None:
            event.trigger(moment)
        return moment.state

    def is_final(self, state: str) -> bool:
        return state in self.temperament.final

    def answers(self, state: str, move: str) -> bool:
        """Whether some transition leads from `state` on `move`, whatever its conditions."""
        return bool(self._machine.get_transitions(trigger=str(move), source=str(state)))


def mermaid(temperament: Temperament) -> str:
    """The graph as a Mermaid state diagram; conditions stand in brackets behind the move."""
    machine: Any = GraphMachine(graph_engine="mermaid", show_conditions=True, **_settings(temperament))
    drawn: str = machine.get_combined_graph().source
    kept = [line.rstrip() for line in drawn.splitlines() if not line.lstrip().startswith(("classDef", "Class "))]
    return "\n".join(line for line in kept[kept.index("stateDiagram-v2") :] if line)


def _settings(temperament: Temperament) -> dict[str, Any]:
    return {
        "states": list(temperament.states),
        "initial": temperament.initial,
        "transitions": _transitions(temperament),
        "auto_transitions": False,
        "ignore_invalid_triggers": True,
    }


def _transitions(temperament: Temperament) -> list[dict[str, Any]]:
    return [
        {
            "trigger": move.value,
            "source": source,
            "dest": transition.destination(source),
            "conditions": _names(transition.if_),
            "unless": _names(transition.unless),
        }
        for transition in temperament.transitions
        for source in transition.from_
        for move in transition.move
    ]


def _names(conditions: tuple[Condition, ...]) -> list[str]:
    return [condition.value for condition in conditions]
