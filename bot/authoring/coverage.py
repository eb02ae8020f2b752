"""Which answers of the counterparts the walkthroughs show: pairs of the state after a message and the move that it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.authoring.editions import AuthoringError, edition_for, graph
from bot.practice.library import Library
from bot.practice.states import Move
from bot.practice.temperament import Temperament
from bot.practice.walkthroughs import Walkthrough

Pair = tuple[str, str]


@dataclass(frozen=True)
class Coverage:
    """`script` is "" for all scripts together, where a pair counts that any of them touches."""

    script: str
    touched: frozenset[Pair]
    reachable: frozenset[Pair]

    @property
    def share(self) -> float:
        """In percent, cut after the first digit: what is shown as 95.0 is no less."""
        return int(1000 * len(self.touched) / len(self.reachable)) / 10 if self.reachable else 100.0

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """The moves that nothing touches, by state."""
        left = sorted(self.reachable - self.touched)
        return {state: tuple(move for of, move in left if of == state) for state, _ in left}


def coverage(library: Library, scripts: Iterable[str] = ()) -> tuple[Coverage, ...]:
    """A row for each script, or for those that are named, and one for them together. The moves are those that the files name."""
    wanted = tuple(scripts) or tuple(script.id for script in library.scripts)
    known = {script.id for script in library.scripts}
    for name in wanted:
        if name not in known:
            raise AuthoringError(f"There is no script “{name}”; there are: {', '.join(sorted(known))}.")
    rows = [_coverage(library, name) for name in wanted]
    touched = frozenset(pair for row in rows for pair in row.touched)
    return (*rows, Coverage("", touched, frozenset(pair for row in rows for pair in row.reachable)))


def _coverage(library: Library, script: str) -> Coverage:
    graphs = [graph(edition) for edition in library.every_edition() if edition.script.id == script]
    reachable = frozenset(pair for one in graphs for pair in one.reachable_pairs())
    written = library.walkthroughs[script].walkthroughs if script in library.walkthroughs else ()
    touched = frozenset(pair for one in written for pair in _touched(library, script, one))
    return Coverage(script, touched & reachable, reachable)


def _touched(library: Library, script: str, walkthrough: Walkthrough) -> Iterator[Pair]:
    gone_through = graph(edition_for(library, script, walkthrough.temperament, walkthrough.twist or ""))
    reachable = gone_through.reachable_pairs()
    yield gone_through.initial, Move.START.value
    for number, turn in enumerate(walkthrough.turns, start=1):
        pair = turn.state, turn.move.value
        yield pair if pair in reachable else _late(gone_through, number, pair)


def _late(gone_through: Temperament, number: int, pair: Pair) -> Pair:
    """Whoever has used up the counterpart's time is answered to that, whatever the last message was."""
    return (pair[0], Move.OUT_OF_TIME.value) if number >= gone_through.max_turns else pair
