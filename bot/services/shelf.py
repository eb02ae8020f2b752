"""The library that is in use, and its successor once the files have changed and all of them are fine."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from bot.practice.library import Library, LibraryError, playable_library
from bot.practice.revisions import changed_silently, lowered, revisions
from bot.practice.traces import Traces, traces

PAUSE = 3.0
"""Seconds between two looks at the files."""

_TOLD = 20
_LOG = logging.getLogger(__name__)


class Shelf:
    """Reads `root` at once (LibraryError where something is wrong there), and anew when somebody looks and the files have changed."""

    def __init__(self, root: Path, clock: Callable[[], float] = monotonic) -> None:
        self._root = root
        self._clock = clock
        self._seen = traces(root)
        self.library = playable_library(root)
        self._known = revisions(self.library)
        self._next_look = clock() + PAUSE
        self._looking = asyncio.Lock()

    def recall(self, known: Mapping[str, int]) -> None:
        """Revisions of rounds that are stored, named as `revisions` does. What is here stays in use: somebody may have gone back on purpose."""
        for found in lowered(known, self.library):
            _LOG.warning("The revision of %s is %d; rounds were played with %d", found.what, found.now, found.known)
        self._known = {**known, **self._known}

    async def look(self, *, at_once: bool = False) -> None:
        """Puts another library in place where the files have changed; never on the event loop.

        At most every few seconds, and whoever comes while somebody looks goes on with what is here, unless it has to be known `at_once`.
        """
        if not at_once and (self._looking.locked() or self._clock() < self._next_look):
            return
        async with self._looking:
            self._next_look = self._clock() + PAUSE
            try:
                found = await asyncio.to_thread(_read, self._root, self._seen)
            except Exception:  # noqa: BLE001 (nobody's practice may end because of what somebody else writes)
                _LOG.exception("The scripts have changed and cannot be read, so those from before stay in use")
                return
            if found is not None:
                self._seen, fresh = found
                self._take(fresh)

    def _take(self, fresh: Library | LibraryError) -> None:
        if isinstance(fresh, LibraryError):
            _refuse([str(problem) for problem in fresh.problems])
            return
        if fallen := lowered(self._known, fresh):
            _refuse([f"the revision of {found.what} went down from {found.known} to {found.now}" for found in fallen])
            return
        for what in changed_silently(self.library, fresh):
            _LOG.warning("%s was changed and its revision was not raised", what)
        self.library = fresh
        self._known |= revisions(fresh)
        _LOG.info("The scripts have changed and are in use from now on: %d", len(fresh.scripts))


def _read(root: Path, seen: Traces) -> tuple[Traces, Library | LibraryError] | None:
    """What the files hold now; None where nothing has changed since `seen`, or somebody is just changing it."""
    found = traces(root)
    if found == seen:
        return None
    try:
        fresh: Library | LibraryError = playable_library(root)
    except LibraryError as error:
        fresh = error
    return (found, fresh) if traces(root) == found else None


def _refuse(problems: list[str]) -> None:
    """A line for each problem, but not without end."""
    _LOG.warning(
        "The scripts have changed and are not fine, so those from before stay in use. Problems: %d", len(problems)
    )
    for problem in problems[:_TOLD]:
        _LOG.warning("%s", problem)
