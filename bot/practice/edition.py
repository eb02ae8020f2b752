"""Everything that a round needs to be played and judged, in one piece that can be stored.

A round keeps the edition it began with: a script that is edited or removed later changes no open round and no old score.
"""

import hashlib
from functools import cached_property, lru_cache

from pydantic import ConfigDict

from bot.practice.machine import TalkMachine
from bot.practice.rubric import Rubric
from bot.practice.script import Constraint, Part, Script, TwistUse
from bot.practice.states import Move, State
from bot.practice.temperament import Temperament
from bot.practice.twist import Twist, spoken, woven


class Edition(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    script: Script
    temperament: Temperament
    rubric: Rubric
    twist: Twist | None = None

    @cached_property
    def body(self) -> str:
        """The edition as JSON; `from_body` reads it back."""
        return self.model_dump_json(by_alias=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    @cached_property
    def graph(self) -> Temperament:
        """The temperament as this round has it, its turn of events included."""
        return woven(self.temperament, self.twist)

    @cached_property
    def machine(self) -> TalkMachine:
        return _machine(self.graph.model_dump_json(by_alias=True))

    @property
    def is_trap(self) -> bool:
        return self.twist is not None and self.twist.is_trap

    @property
    def twist_use(self) -> TwistUse | None:
        """What the script says about this round's turn of events."""
        return self.script.twist(self.twist.id) if self.twist else None

    @property
    def twist_states(self) -> tuple[str, ...]:
        return self.twist.states if self.twist else ()

    @property
    def reproaches(self) -> tuple[str, ...]:
        """How the counterpart tells somebody who has walked into this round's trap what speaks against it."""
        use = self.twist_use
        return use.says if use and self.is_trap else ()

    @property
    def colleague_stays(self) -> bool:
        """Whether a colleague who takes over finishes the talk; in rounds begun with an older twist they leave again."""
        return self.machine.answers(State.HANDED_OVER, Move.ASKED_WHO)

    def lines_for(self, state: str, move: str, *, turned: bool = False) -> tuple[str, ...]:
        """`turned`: the turn of events has come; before that nobody speaks of it."""
        return spoken(self.script, self.graph, state, move, self.twist if turned else None)

    @classmethod
    def from_body(cls, body: str) -> "Edition":
        return cls.model_validate_json(body)

    def constraint(self, seed: int) -> Constraint:
        """The constraint that this seed's counterpart has."""
        constraints = self.script.constraints
        return constraints[draw(len(constraints), seed, "constraint")]

    def pretext(self, seed: int) -> Constraint:
        """What this seed's counterpart names first where something else is the true constraint: one that other trimming answers, if there is any."""
        true = self.constraint(seed)
        others = [one for one in self.script.constraints if one.id != true.id]
        apart = [one for one in others if not set(one.answered_by) & set(true.answered_by)]
        choice = apart or others or [true]
        return choice[draw(len(choice), seed, "pretext")]


@lru_cache(maxsize=128)
def _machine(graph: str) -> TalkMachine:
    """Shared by all scripts: building one costs more than a turn does."""
    return TalkMachine(Temperament.model_validate_json(graph))


def draw(count: int, seed: int, *what: object) -> int:
    """A number in 0..count-1, the same for the same seed and words on every machine and Python version."""
    key = ":".join(str(part) for part in (seed, *what))
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % count
