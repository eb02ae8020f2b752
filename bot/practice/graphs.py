"""The ways in which a script can be played, and where each of its lines stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.practice.script import Script, Temperament
from bot.practice.source import Place
from bot.practice.twist import Twist, woven


@dataclass(frozen=True)
class Graph:
    """A temperament as a script is played by it, with one of its twists or none."""

    temperament: Temperament
    twist: Twist | None

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.temperament.reachable_pairs()

    @property
    def name(self) -> str:
        return f"{self.temperament.id} with {self.twist.id}" if self.twist else self.temperament.id

    def lines(self, script: Script, state: str, move: str) -> tuple[str, ...]:
        voices = self.temperament.voices(state)
        return script.lines_for(voices, move, self.temperament.id, self.twist.id if self.twist else "")


def graphs_of(script: Script, temperaments: Iterable[Temperament], twists: Iterable[Twist]) -> list[Graph]:
    """Every way in which a script can be played, as far as what it names exists."""
    served = [temperament for temperament in temperaments if temperament.id in script.temperaments]
    known = {twist.id: twist for twist in twists}
    twists = [known[use.id] for use in script.twists if use.id in known]
    return [Graph(woven(temperament, twist), twist) for temperament in served for twist in (None, *twists)]


def placed_lines(script: Script) -> Iterator[tuple[Place, str]]:
    """Every line that the counterpart can say, and its place in the file."""
    for index, constraint in enumerate(script.constraints):
        for number, line in enumerate(constraint.says):
            yield ("constraints", index, "says", number), line
    for number, line in enumerate(script.gap_lines):
        yield ("gap_lines", number), line
    for state, groups in script.lines.items():
        for index, group in enumerate(groups):
            for number, line in enumerate(group.say):
                yield ("lines", state, index, "say", number), line
