"""A drill that is being written, anywhere on disk: what `check` and `prove` say about it."""

from dataclasses import dataclass
from pathlib import Path

from bot.practice.draft import Draft, Loaded, read_draft, read_drill
from bot.practice.drills.drill import Drill
from bot.practice.library import LibraryError
from bot.practice.lint import lint
from bot.practice.source import UnreadableError, read_source


@dataclass(frozen=True)
class DrillFile:
    """A drill's file and the library that it is to belong to."""

    path: Path
    dialogues: Path

    def checked(self) -> Loaded[Drill]:
        """The drill; raises LibraryError with everything to be said about it."""
        draft = read_draft(self.dialogues, walkthroughs=False)
        draft.drills = {stem: loaded for stem, loaded in draft.drills.items() if not self._is_this(stem)}
        draft.problems, draft.scripts = [], {}
        loaded = self._read_into(draft)
        lint(draft)
        problems = [problem for problem in draft.problems if problem.path == str(self.path)]
        if problems or loaded is None:
            raise LibraryError(problems)
        return loaded

    def readable(self) -> Loaded[Drill]:
        """The drill, as soon as it can be read, however it is worded; raises LibraryError where it cannot."""
        draft = Draft()
        loaded = self._read_into(draft)
        if loaded is None:
            raise LibraryError(draft.problems)
        return loaded

    def _read_into(self, draft: Draft) -> Loaded[Drill] | None:
        loaded = read_drill(self.path, str(self.path), draft)
        if loaded:
            draft.drills[self.path.stem] = loaded
        return loaded

    def _is_this(self, stem: str) -> bool:
        return stem == self.path.stem or (self.dialogues / "drills" / f"{stem}.yaml").resolve() == self.path.resolve()


def is_one_drill(path: Path) -> bool:
    """Whether this is a drill's file: it lies among drills, or says what it trains."""
    if not path.is_file():
        return False
    try:
        data = read_source(path, str(path)).data
    except UnreadableError:
        return path.parent.name == "drills"
    return isinstance(data, dict) and ("trains" in data or path.parent.name == "drills")
