"""Everything that a round needs to be played and judged, in one piece that can be stored.

A round keeps the edition it began with: a script that is edited or removed later changes no open round and no old score.
"""

import hashlib
from functools import cached_property

from pydantic import ConfigDict

from bot.practice.machine import TalkMachine
from bot.practice.rubric import Rubric
from bot.practice.script import Constraint, Part, Script, Temperament


class Edition(Part):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    script: Script
    temperament: Temperament
    rubric: Rubric

    @cached_property
    def body(self) -> str:
        """The edition as JSON; `from_body` reads it back."""
        return self.model_dump_json(by_alias=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    @cached_property
    def machine(self) -> TalkMachine:
        return TalkMachine(self.temperament)

    @classmethod
    def from_body(cls, body: str) -> "Edition":
        return cls.model_validate_json(body)

    def constraint(self, seed: int) -> Constraint:
        """The constraint that this seed's counterpart has."""
        constraints = self.script.constraints
        return constraints[draw(len(constraints), seed, "constraint")]


def draw(count: int, seed: int, *what: object) -> int:
    """A number in 0..count-1, the same for the same seed and words on every machine and Python version."""
    key = ":".join(str(part) for part in (seed, *what))
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % count
