"""A script that is being written, anywhere on disk, with the library's temperaments and rubric around it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.practice.draft import Draft, Loaded, read_draft, read_part, read_shared
from bot.practice.library import Library, LibraryError, assemble
from bot.practice.lint import lint
from bot.practice.lint_unwritten import RULE as UNWRITTEN
from bot.practice.lint_unwritten import is_unwritten
from bot.practice.script import Script
from bot.practice.source import MAX_BYTES, Problem
from bot.practice.waivers import TASTE
from bot.practice.walkthroughs import Walkthroughs

PLAYABLE = TASTE | {UNWRITTEN}


class DraftError(LibraryError):
    """A draft that cannot be played as it stands; `problems` says where."""

    code = "broken_draft"


@dataclass(frozen=True)
class Playable:
    """A library of one script, and how many of its places are still to be written."""

    library: Library
    script: Script
    unwritten: int


class DraftFile:
    """A draft on disk: its script.yaml or the folder around it."""

    def __init__(self, path: Path, dialogues: Path) -> None:
        self.path = path / "script.yaml" if path.is_dir() else path
        self._dialogues = dialogues
        self._seen = _bytes(self.path)

    def saved_anew(self) -> bool:
        """Whether the file holds something else than when this was last asked; a file that is gone does, too."""
        seen, self._seen = self._seen, _bytes(self.path)
        return seen != self._seen

    def read(self) -> Playable:
        """The draft as it stands; places still to be written, and wording, stop nothing. Raises DraftError for whatever else is wrong."""
        draft = self._checked()
        mistakes = [problem for problem in self._own(draft) if problem.rule not in PLAYABLE]
        script = next((loaded.model for loaded in draft.scripts.values()), None)
        if mistakes or script is None or draft.rubric is None:
            raise DraftError(mistakes)
        spoken = _without_empty_places(script)
        draft.scripts = {key: loaded.__class__(spoken, loaded.source) for key, loaded in draft.scripts.items()}
        unwritten = sum(problem.rule == UNWRITTEN for problem in draft.problems)
        return Playable(assemble(draft, draft.rubric.model), spoken, unwritten)

    def with_walkthroughs(self) -> Library:
        """The draft and the walkthroughs beside it, to be played. Raises DraftError as `read` does."""
        beside = self.path.with_name("walkthroughs.yaml")
        draft = self._checked(beside)
        mistakes = [problem for problem in self._own(draft, beside) if problem.rule not in PLAYABLE]
        if mistakes or draft.rubric is None:
            raise DraftError(mistakes)
        own = {
            script.id
            for path, script in ((one.source.path, one.model) for one in draft.scripts.values())
            if path == str(self.path)
        }
        library = assemble(draft, draft.rubric.model)
        return replace(library, walkthroughs={name: library.walkthroughs[name] for name in own})

    def problems(self) -> tuple[Problem, ...]:
        """Everything that `check` would say about the draft and the walkthroughs beside it, sorted."""
        beside = self.path.with_name("walkthroughs.yaml")
        return tuple(sorted(self._own(self._checked(beside), beside)))

    def _checked(self, walkthroughs: Path | None = None) -> Draft:
        draft = read_shared(self._dialogues)
        shared = _paths(draft)
        if draft.problems or not draft.temperaments:
            raise LibraryError(draft.problems)
        script = read_part(self.path, str(self.path), Script, draft)
        beside = read_part(walkthroughs, str(walkthroughs), Walkthroughs, draft) if walkthroughs else None
        if script and walkthroughs:
            draft.scripts = self._others(script.model.id)
        if script:
            draft.scripts[script.model.id] = script
        if script and beside:
            draft.walkthroughs[script.model.id] = beside
        lint(draft)
        wrong = [problem for problem in draft.problems if problem.path in shared]
        if wrong:
            raise LibraryError(wrong)
        return draft

    def _others(self, script_id: str) -> dict[str, Loaded[Script]]:
        """The library's other scripts: a line of theirs is not to be said a second time."""
        here = self.path.parent.resolve()
        return {
            loaded.model.id: loaded
            for folder, loaded in read_draft(self._dialogues).scripts.items()
            if loaded.model.id != script_id and (self._dialogues / "scripts" / folder).resolve() != here
        }

    def _own(self, draft: Draft, *others: Path) -> Iterable[Problem]:
        own = {str(self.path), *(str(path) for path in others)}
        return (problem for problem in draft.problems if problem.path in own)


def is_one_script(path: Path) -> bool:
    """Whether this is a script's folder or file and not a whole library."""
    return path.is_file() or (path / "script.yaml").exists()


def check_one(path: Path, dialogues: Path) -> None:
    """Raises LibraryError with everything to be said about one script and its walkthroughs."""
    problems = DraftFile(path, dialogues).problems()
    if problems:
        raise LibraryError(problems)


def _paths(draft: Draft) -> set[str]:
    files = {loaded.source.path for loaded in draft.temperaments.values()}
    return files | ({draft.rubric.source.path} if draft.rubric else set())


def _bytes(path: Path) -> bytes | None:
    """What the file holds, as far as a script may go; None where it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def _without_empty_places(script: Script) -> Script:
    """Where some lines of a group are written, only they are said."""
    groups = {
        state: tuple(group.model_copy(update={"say": _written(group.say)}) for group in of_state)
        for state, of_state in script.lines.items()
    }
    constraints = tuple(one.model_copy(update={"says": _written(one.says)}) for one in script.constraints)
    changed = {"lines": groups, "constraints": constraints, "gap_lines": _written(script.gap_lines)}
    return script.model_copy(update=changed)


def _written(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if not is_unwritten(line)) or lines
