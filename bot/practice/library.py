"""The content of `dialogues/`, loaded and checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import StepdownError
from bot.practice.edition import Edition
from bot.practice.rubric import Rubric
from bot.practice.schema_words import schema_problems
from bot.practice.script import Script, Temperament
from bot.practice.source import Problem, Source, UnreadableError, read_source
from bot.practice.walkthroughs import Walkthroughs

DIALOGUES = Path(__file__).resolve().parents[2] / "dialogues"

Model = TypeVar("Model", bound=BaseModel)


class LibraryError(StepdownError):
    """Something in `dialogues/` is wrong; `problems` says where."""

    code = "broken_library"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Loaded(Generic[Model]):
    """One file: what it says and where it says it."""

    model: Model
    source: Source


@dataclass
class Draft:
    """What could be read so far and everything found wrong; the lint adds to `problems`."""

    problems: list[Problem] = field(default_factory=list)
    temperament_files: frozenset[str] = frozenset()
    rubric: Loaded[Rubric] | None = None
    temperaments: dict[str, Loaded[Temperament]] = field(default_factory=dict)
    scripts: dict[str, Loaded[Script]] = field(default_factory=dict)
    walkthroughs: dict[str, Loaded[Walkthroughs]] = field(default_factory=dict)

    @property
    def knows_all_temperaments(self) -> bool:
        """Where one could not be read, nobody can say which states and lines are in vain."""
        return bool(self.temperaments) and self.temperament_files == frozenset(self.temperaments)


@dataclass(frozen=True)
class Library:
    """All that can be played: an edition per script and temperament, its machine built."""

    editions: Mapping[tuple[str, str], Edition]
    walkthroughs: Mapping[str, Walkthroughs]
    rubric: Rubric

    @property
    def scripts(self) -> tuple[Script, ...]:
        return tuple({script_id: edition.script for (script_id, _), edition in self.editions.items()}.values())

    @property
    def temperaments(self) -> tuple[Temperament, ...]:
        """From the easiest to the hardest: more patience is easier."""
        found = {name: edition.temperament for (_, name), edition in self.editions.items()}
        return tuple(sorted(found.values(), key=lambda temperament: -temperament.patience))

    def edition(self, script_id: str, temperament: str) -> Edition | None:
        return self.editions.get((script_id, temperament))


def load_library(root: Path = DIALOGUES) -> Library:
    """Loads everything below `root`; raises LibraryError with every problem found."""
    from bot.practice.lint import lint  # noqa: PLC0415 (the lint looks at drafts, which are defined here)

    draft = read_draft(root)
    lint(draft)
    if draft.problems or draft.rubric is None:
        raise LibraryError(draft.problems)
    return _library(draft, draft.rubric.model)


def read_draft(root: Path) -> Draft:
    """Reads every file below `root` that can be read; what cannot is in the draft's problems."""
    draft = Draft()
    draft.rubric = _read(root / "rubric.yaml", root, Rubric, draft)
    for path in _found(root / "temperaments", "*.yaml", "a temperament, NAME.yaml,", draft):
        draft.temperament_files |= {path.stem}
        temperament = _read(path, root, Temperament, draft)
        if temperament:
            draft.temperaments[path.stem] = temperament
    for folder in _found(root / "scripts", "*/", "a script's folder", draft):
        script = _read(folder / "script.yaml", root, Script, draft)
        walkthroughs = _read(folder / "walkthroughs.yaml", root, Walkthroughs, draft)
        if script:
            draft.scripts[folder.name] = script
        if walkthroughs:
            draft.walkthroughs[folder.name] = walkthroughs
    return draft


def _found(folder: Path, pattern: str, what: str, draft: Draft) -> list[Path]:
    """What matches in `folder`; an empty one is a problem, since with it nothing could be played."""
    paths = sorted(path for path in folder.glob(pattern) if path.is_dir() is pattern.endswith("/"))
    if not paths:
        shown_as = str(Path(folder.parent.name) / folder.name)
        draft.problems.append(Problem(shown_as, 1, "DLG006", f"there is nothing here; {what} is needed"))
    return paths


def _library(draft: Draft, rubric: Rubric) -> Library:
    editions = {
        (script_id, name): Edition(script=script.model, temperament=temperament.model, rubric=rubric)
        for script_id, script in draft.scripts.items()
        for name, temperament in draft.temperaments.items()
    }
    for edition in editions.values():
        _ = edition.machine
    return Library(
        editions=editions,
        walkthroughs={script_id: loaded.model for script_id, loaded in draft.walkthroughs.items()},
        rubric=rubric,
    )


def _read(path: Path, root: Path, model: type[Model], draft: Draft) -> Loaded[Model] | None:
    shown_as = str(Path(root.name) / path.relative_to(root))
    try:
        source = read_source(path, shown_as)
        return Loaded(model.model_validate(source.data), source)
    except UnreadableError as error:
        draft.problems.append(error.problem)
    except ValidationError as error:
        draft.problems.extend(schema_problems(error, source))
    return None
