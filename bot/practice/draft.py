"""What the files below `dialogues/` say, and everything wrong with them: the first half of loading a library."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.practice.drills.drill import ChoiceDrill, Drill, LineDrill, model_of
from bot.practice.meetings.content import RehearsalContent
from bot.practice.rubric import Rubric
from bot.practice.schema_words import schema_problems
from bot.practice.script import Script
from bot.practice.source import Problem, Source, UnreadableError, read_source
from bot.practice.temperament import Temperament
from bot.practice.twist import Twist
from bot.practice.walkthroughs import Walkthroughs

DIALOGUES = Path(__file__).resolve().parents[2] / "dialogues"

Model = TypeVar("Model", bound=BaseModel)


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
    twist_files: frozenset[str] = frozenset()
    twists: dict[str, Loaded[Twist]] = field(default_factory=dict)
    scripts: dict[str, Loaded[Script]] = field(default_factory=dict)
    walkthroughs: dict[str, Loaded[Walkthroughs]] = field(default_factory=dict)
    drills: dict[str, Loaded[Drill]] = field(default_factory=dict)
    rehearsal: Loaded[RehearsalContent] | None = None


def read_draft(root: Path, *, walkthroughs: bool = True) -> Draft:
    """Reads every file below `root` that can be read; what cannot is in the draft's problems."""
    draft = read_shared(root)
    for folder in _found(root / "scripts", "*/", "a script's folder", draft):
        script = _read(folder / "script.yaml", root, Script, draft)
        golden = _read(folder / "walkthroughs.yaml", root, Walkthroughs, draft) if walkthroughs else None
        if script:
            draft.scripts[folder.name] = script
        if golden:
            draft.walkthroughs[folder.name] = golden
    for path in sorted((root / "drills").glob("*.yaml")):
        drill = read_drill(path, _shown(path, root), draft)
        if drill:
            draft.drills[path.stem] = drill
    rehearsal = root / "rehearsal.yaml"
    if rehearsal.exists():
        draft.rehearsal = _read(rehearsal, root, RehearsalContent, draft)
    return draft


def read_shared(root: Path) -> Draft:
    """What all scripts share: the rubric, the temperaments and the twists, and no script."""
    draft = Draft()
    draft.rubric = _read(root / "rubric.yaml", root, Rubric, draft)
    for path in _found(root / "temperaments", "*.yaml", "a temperament, NAME.yaml,", draft):
        draft.temperament_files |= {path.stem}
        temperament = _read(path, root, Temperament, draft)
        if temperament:
            draft.temperaments[path.stem] = temperament
    for path in sorted((root / "twists").glob("*.yaml")):
        draft.twist_files |= {path.stem}
        twist = _read(path, root, Twist, draft)
        if twist:
            draft.twists[path.stem] = twist
    return draft


def read_part(path: Path, shown_as: str, model: type[Model], draft: Draft) -> Loaded[Model] | None:
    """One file anywhere; what is wrong with it is named `shown_as` in the draft's problems."""
    return _read_as(path, shown_as, lambda _: model, draft)


def read_drill(path: Path, shown_as: str, draft: Draft) -> Loaded[Drill] | None:
    """A drill of either kind, anywhere, as `read_part` reads."""
    loaded = _read_as(path, shown_as, model_of, draft)
    return Loaded(loaded.model, loaded.source) if loaded and isinstance(loaded.model, LineDrill | ChoiceDrill) else None


def _read_as(path: Path, shown_as: str, kind: Callable[[object], type[Model]], draft: Draft) -> Loaded[Model] | None:
    try:
        source = read_source(path, shown_as)
        return Loaded(kind(source.data).model_validate(source.data), source)
    except UnreadableError as error:
        draft.problems.append(error.problem)
    except ValidationError as error:
        draft.problems.extend(schema_problems(error, source))
    return None


def _found(folder: Path, pattern: str, what: str, draft: Draft) -> list[Path]:
    """What matches in `folder`; an empty one is a problem, since with it nothing could be played."""
    paths = sorted(path for path in folder.glob(pattern) if path.is_dir() is pattern.endswith("/"))
    if not paths:
        shown_as = (Path(folder.parent.name) / folder.name).as_posix()
        draft.problems.append(Problem(shown_as, 1, "DLG006", f"there is nothing here; {what} is needed"))
    return paths


def _read(path: Path, root: Path, model: type[Model], draft: Draft) -> Loaded[Model] | None:
    return read_part(path, _shown(path, root), model, draft)


def _shown(path: Path, root: Path) -> str:
    return (Path(root.name) / path.relative_to(root)).as_posix()
