"""The content of `dialogues/`, loaded and checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StepdownError
from bot.practice.draft import DIALOGUES, Draft, read_draft
from bot.practice.edition import Edition
from bot.practice.lint import lint
from bot.practice.rubric import Rubric
from bot.practice.script import Area, Script, Temperament
from bot.practice.source import Problem
from bot.practice.walkthroughs import Walkthroughs


class LibraryError(StepdownError):
    """Something in `dialogues/` is wrong; `problems` says where."""

    code = "broken_library"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Library:
    """All that can be played: an edition per script and temperament, its machine built."""

    editions: Mapping[tuple[str, str], Edition]
    walkthroughs: Mapping[str, Walkthroughs]
    rubric: Rubric

    @property
    def scripts(self) -> tuple[Script, ...]:
        """In the order of the menu: by area, then by title."""
        found = {script_id: edition.script for (script_id, _), edition in self.editions.items()}
        areas = list(Area)
        return tuple(sorted(found.values(), key=lambda script: (areas.index(script.area), script.title)))

    @property
    def temperaments(self) -> tuple[Temperament, ...]:
        """From the easiest to the hardest: more patience is easier."""
        found = {name: edition.temperament for (_, name), edition in self.editions.items()}
        return tuple(sorted(found.values(), key=lambda temperament: -temperament.patience))

    def edition(self, script_id: str, temperament: str) -> Edition | None:
        return self.editions.get((script_id, temperament))


def load_library(root: Path = DIALOGUES) -> Library:
    """Loads everything below `root`; raises LibraryError with every problem found."""
    draft = read_draft(root)
    lint(draft)
    if draft.problems or draft.rubric is None:
        raise LibraryError(draft.problems)
    return assemble(draft, draft.rubric.model)


def assemble(draft: Draft, rubric: Rubric) -> Library:
    """The library of what could be read; `load_library` first sees to it that nothing is wrong."""
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
