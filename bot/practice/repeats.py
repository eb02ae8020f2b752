"""Finding what stands in a list a second time."""

from collections.abc import Iterable, Iterator


def repeats(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The index and name of every entry that stood before."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield index, name
        seen.add(name)
