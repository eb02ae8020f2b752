"""A page for each counterpart, docs/counterparts/: who they are, what can stand in the way, and the ways a talk can go. A test keeps them true."""

from collections.abc import Iterable, Iterator

from bot.practice.library import Library
from bot.practice.script import Script
from bot.practice.states import Move
from bot.practice.temperament import Temperament
from bot.practice.twist import Twist

INDEX = "README.md"
_BESIDE_THE_ROAD = {Move.STALLED, Move.OFF_TOPIC, Move.UNCLEAR, Move.PAUSED, Move.OUT_OF_TIME}
_HEAD = "Made by `make diagrams` from `dialogues/`; do not edit by hand."


def counterpart_pages(library: Library) -> dict[str, str]:
    """The pages by file name, the index among them."""
    pages = {f"{script.id}.md": _page(library, script) for script in library.scripts}
    return {INDEX: _index(library), **pages}


def _index(library: Library) -> str:
    rows = [
        f"| {script.area} | [{script.title}]({script.id}.md) | {script.counterpart.name}, {script.counterpart.role}"
        f" | {len(script.constraints)} | {', '.join(use.id for use in script.twists)} |"
        for script in library.scripts
    ]
    head = "| area | title | counterpart | constraints | turns of events |\n|---|---|---|---:|---|"
    return f"# Counterparts\n\n{_HEAD} How they are made: [script-format.md](../script-format.md).\n\n" + "\n".join(
        [head, *rows, ""]
    )


def _page(library: Library, script: Script) -> str:
    twists = [library.twists[use.id] for use in script.twists]
    easiest = library.temperaments_of(script)[0]
    constraints = [
        f"| {one.kind} | {one.short} | {', '.join(one.answered_by) or 'words alone'} |" for one in script.constraints
    ]
    turns = [f"- `{twist.id}`, “{twist.title}”: {twist.about}" for twist in twists]
    return "\n".join(
        [
            f"# {script.title}",
            "",
            _HEAD,
            "",
            f"**{script.counterpart.name}**, {script.counterpart.role}. {script.counterpart.about}",
            "",
            f"> {script.brief}",
            "",
            "| stretch | target | floor |",
            "|---|---|---|",
            f"| {script.ask.stretch.words} | {script.ask.target.words} | {script.ask.floor.words} |",
            "",
            "| kind | what can stand in the way | answered by trimming |",
            "|---|---|---|",
            *constraints,
            "",
            *(
                [f"Turns of events beside the usual road ({easiest.title.lower()}, as drawn):", "", *turns, ""]
                if turns
                else []
            ),
            "```mermaid",
            "stateDiagram-v2",
            "  direction LR",
            *_roads(easiest, twists),
            "```",
            "",
        ]
    )


def _roads(temperament: Temperament, twists: Iterable[Twist]) -> Iterator[str]:
    """The ways from state to state, without what leaves the talk where it is."""
    moves: dict[tuple[str, str], dict[str, None]] = {}
    for name, transitions in [("", temperament.transitions), *((twist.id, twist.transitions) for twist in twists)]:
        for transition in transitions:
            for source in transition.from_:
                road = moves.setdefault((source, transition.destination(source)), {})
                suffix = f" ({name})" if name else ""
                road |= {f"{move}{suffix}": None for move in transition.move if move not in _BESIDE_THE_ROAD}
    yield f"  [*] --> {temperament.initial}"
    for (source, after), labels in moves.items():
        if source != after and labels:
            yield f"  {source} --> {after}: {' | '.join(labels)}"
    for state in temperament.final:
        yield f"  {state} --> [*]"
