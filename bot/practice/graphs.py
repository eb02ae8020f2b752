"""The ways in which a script can be played, and where each of its lines stands."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.hearing.cues import Channel
from bot.practice.script import Aside, Constraint, Script, TwistUse
from bot.practice.source import Place
from bot.practice.states import Condition, Move, State
from bot.practice.temperament import Temperament
from bot.practice.twist import Twist, spoken, woven

ENOUGH = 4
"""As many lines as a counterpart needs for one answer."""

_SAID_EARLY = {Move.SECURED, Move.STALLED, Move.OUT_OF_TIME, Move.DECLINED, Move.TAME_ASK, Move.LEAKED_FALLBACK}


@dataclass(frozen=True)
class Graph:
    """A temperament as a script is played by it, with one of its twists or none."""

    temperament: Temperament
    twist: Twist | None

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.temperament.reachable_pairs()

    @cached_property
    def untold(self) -> frozenset[tuple[str, str]]:
        """The (state after, move) pairs to which some way leads that never passes through a named constraint, where the talk ends or may."""
        named = {State.CONSTRAINT_NAMED, State.CONSTRAINT_CORRECTED}
        if self.temperament.channel is Channel.MESSAGE:
            named |= {
                State.AGREED
            }  # whoever answers a message says with the choice what speaks against the other option
        free = [one for one in self.temperament.transitions if one.to not in named]
        kept = [one.model_copy(update={"from_": tuple(set(one.from_) - named)}) for one in free]
        told_nothing = self.temperament.model_copy(update={"transitions": tuple(one for one in kept if one.from_)})
        # A step down before the constraint is known is the user's own choice; lines for it are the script's to word.
        return frozenset(pair for pair in told_nothing.reachable_pairs() if pair[1] in _SAID_EARLY)

    @cached_property
    def before(self) -> frozenset[tuple[str, str]]:
        """The pairs that come up while the turn of events has not come; a trap is one from the start."""
        if self.twist is None:
            return self.pairs
        if self.twist.is_trap:
            return frozenset()
        kept = tuple(
            one
            for one in self.temperament.transitions
            if one.to not in self.twist.states and Condition.TURNED not in one.if_
        )
        return self.temperament.model_copy(update={"transitions": kept}).reachable_pairs()

    @cached_property
    def after(self) -> frozenset[tuple[str, str]]:
        """The pairs that come up once it has come."""
        if self.twist is None or self.twist.is_trap:
            return self.pairs - self.before
        turned = {pair for pair in self.pairs if pair[0] in self.twist.states}
        return frozenset(turned) | self.temperament.pairs_from({state for state, _ in turned})

    @property
    def name(self) -> str:
        return f"{self.temperament.id} with {self.twist.id}" if self.twist else self.temperament.id


class Played:
    """A script in each of the graphs that it can be played by. What a graph finds is looked up once: many twists share most of their answers."""

    def __init__(self, script: Script, graphs: Sequence[Graph]) -> None:
        self.script = script
        self.graphs = graphs
        self._own_words_for = {name for groups in script.lines.values() for group in groups for name in group.twists}
        self._found: dict[tuple[tuple[str, ...], str, str, str], tuple[str, ...]] = {}

    def answers(
        self, among: Callable[[Graph], frozenset[tuple[str, str]]]
    ) -> Iterator[tuple[Graph, str, str, tuple[str, ...]]]:
        """What is said for those of `among`'s pairs that can come up in a graph: before its turn of events, and once that has come."""
        for graph in self.graphs:
            wanted = among(graph)
            for pairs, come in ((graph.before, None), (graph.after, graph.twist)):
                for state, move in pairs & wanted:
                    yield graph, state, move, self._lines(graph, state, move, come)

    def _lines(self, graph: Graph, state: str, move: str, come: Twist | None) -> tuple[str, ...]:
        twist = come if come and (come.lines or come.id in self._own_words_for) else None
        key = (graph.temperament.voices(state), move, graph.temperament.id, twist.id if twist else "")
        if key not in self._found:
            self._found[key] = spoken(self.script, graph.temperament, state, move, twist)
        return self._found[key]


def every_graph(temperaments: Iterable[Temperament], twists: Iterable[Twist]) -> tuple[Graph, ...]:
    """Each temperament alone and with each twist; made once, since what follows from a graph is the same for all scripts."""
    laid_over = (None, *twists)
    return tuple(Graph(woven(temperament, twist), twist) for temperament in temperaments for twist in laid_over)


def played(script: Script, graphs: Iterable[Graph], temperaments: Collection[str]) -> Played:
    """The script with those of the graphs in which one of these temperaments can play it."""
    taken = {use.id for use in script.twists}
    return Played(
        script,
        [
            graph
            for graph in graphs
            if graph.temperament.id in temperaments and (graph.twist is None or graph.twist.id in taken)
        ],
    )


def placed_lines(script: Script) -> Iterator[tuple[Place, str]]:
    """Every line that the counterpart can say, and its place in the file."""
    saying: dict[str, tuple[Constraint | TwistUse | Aside, ...]] = {}
    saying |= {"constraints": script.constraints, "twists": script.twists, "asides": script.asides}
    for key, parts in saying.items():
        for index, part in enumerate(parts):
            for number, line in enumerate(part.says):
                yield (key, index, "says", number), line
    for number, line in enumerate(script.gap_lines):
        yield ("gap_lines", number), line
    for state, groups in script.lines.items():
        for index, group in enumerate(groups):
            for number, line in enumerate(group.say):
                yield ("lines", state, index, "say", number), line
