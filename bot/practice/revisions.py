"""What became of the files' revisions between two loads of a library: a number that goes down, or content that changes beneath one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.practice.library import Library
from bot.practice.script import Versioned


@dataclass(frozen=True)
class Lowered:
    """`what`: as in “scripts/salary-raise”."""

    what: str
    known: int
    now: int


def script_key(script_id: str) -> str:
    return f"scripts/{script_id}"


def revisions(library: Library) -> dict[str, int]:
    return {what: content.revision for what, content in _contents(library)}


def lowered(known: Mapping[str, int], library: Library) -> tuple[Lowered, ...]:
    """Everything in the library whose revision is below the one that was known."""
    now = revisions(library)
    return tuple(
        Lowered(what, known[what], number) for what, number in sorted(now.items()) if number < known.get(what, 0)
    )


def changed_silently(before: Library, after: Library) -> tuple[str, ...]:
    """What has other content under the same revision."""
    earlier = dict(_contents(before))
    return tuple(
        sorted(
            what
            for what, content in _contents(after)
            if what in earlier and earlier[what].revision == content.revision and earlier[what] != content
        )
    )


def _contents(library: Library) -> Iterator[tuple[str, Versioned]]:
    yield "rubric", library.rubric
    for script in library.scripts:
        yield script_key(script.id), script
    for temperament in library.temperaments:
        yield f"temperaments/{temperament.id}", temperament
    for twist in library.twists.values():
        yield f"twists/{twist.id}", twist
    for drill in library.drills:
        yield f"drills/{drill.id}", drill
    if library.rehearsal is not None:
        yield "rehearsal", library.rehearsal
