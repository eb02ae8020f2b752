"""The content of `dialogues/`, loaded and checked as a whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.errors import StepdownError
from bot.hearing.cues import Channel
from bot.practice.draft import DIALOGUES, Draft, read_draft
from bot.practice.drills.drill import Drill
from bot.practice.edition import Edition, draw
from bot.practice.lint import PLAYED, lint
from bot.practice.meetings.content import RehearsalContent
from bot.practice.rubric import Rubric
from bot.practice.script import Area, Script
from bot.practice.source import Problem
from bot.practice.temperament import Temperament
from bot.practice.twist import Twist
from bot.practice.waivers import TASTE
from bot.practice.walkthroughs import Walkthroughs


class LibraryError(StepdownError):
    """Something in `dialogues/` is wrong; `problems` says where."""

    code = "broken_library"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Library:
    """All that can be played."""

    scripts_by_id: Mapping[str, Script]
    temperaments_by_id: Mapping[str, Temperament]
    twists: Mapping[str, Twist]
    walkthroughs: Mapping[str, Walkthroughs]
    rubric: Rubric
    drills: tuple[Drill, ...] = ()
    """In the order of their ids."""
    rehearsal: RehearsalContent | None = None
    """What counterparts say who are made from a plan; without it there are none."""
    _editions: dict[tuple[str, str, str], Edition] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """In the order of the menu: by area, then by title."""
        areas = list(Area)
        return tuple(sorted(self.scripts_by_id.values(), key=lambda script: (areas.index(script.area), script.title)))

    @property
    def temperaments(self) -> tuple[Temperament, ...]:
        """From the easiest to the hardest: more patience is easier."""
        return tuple(sorted(self.temperaments_by_id.values(), key=lambda temperament: -temperament.patience))

    @property
    def common_temperaments(self) -> tuple[Temperament, ...]:
        """Those that every counterpart one talks with serves."""
        talks = [script for script in self.scripts if not script.is_message]
        return tuple(
            one
            for one in self.temperaments
            if one.channel is Channel.CONVERSATION and all(one.id in script.temperaments for script in talks)
        )

    def temperaments_of(self, script: Script) -> tuple[Temperament, ...]:
        """Those that this script serves, from the easiest to the hardest."""
        return tuple(temperament for temperament in self.temperaments if temperament.id in script.temperaments)

    def drill(self, drill_id: str) -> Drill | None:
        return next((drill for drill in self.drills if drill.id == drill_id), None)

    def edition(self, script_id: str, temperament: str, twist: str = "") -> Edition | None:
        """What a round of this script, temperament and turn of events is played by; None where there is no such thing."""
        script = self.scripts_by_id.get(script_id)
        if script is None or temperament not in script.temperaments or temperament not in self.temperaments_by_id:
            return None
        if twist and (twist not in self.twists or script.twist(twist) is None):
            return None
        key = (script_id, temperament, twist)
        if key not in self._editions:
            self._editions[key] = Edition(
                script=script,
                temperament=self.temperaments_by_id[temperament],
                rubric=self.rubric,
                twist=self.twists[twist] if twist else None,
            )
        return self._editions[key]

    def every_edition(self) -> Iterator[Edition]:
        """Each script with each of its temperaments and twists."""
        for script in self.scripts:
            for temperament in self.temperaments_of(script):
                for twist in ("", *(use.id for use in script.twists)):
                    edition = self.edition(script.id, temperament.id, twist)
                    if edition is not None:
                        yield edition

    def drawn(self, script_id: str, temperament: str, seed: int) -> Edition | None:
        """The edition with the turn of events that this seed brings, if it brings one: about two rounds of three have one."""
        script = self.scripts_by_id.get(script_id)
        uses = [use.id for use in script.twists if use.id in self.twists] if script else []
        plain = max(1, len(uses) // 2)
        number = draw(len(uses) + plain, seed, "twist")
        return self.edition(script_id, temperament, uses[number] if number < len(uses) else "")


def load_library(root: Path = DIALOGUES) -> Library:
    """Loads everything below `root`; raises LibraryError with every problem found."""
    draft = read_draft(root)
    lint(draft)
    if draft.problems or draft.rubric is None:
        raise LibraryError(draft.problems)
    return assemble(draft, draft.rubric.model)


def playable_library(root: Path = DIALOGUES) -> Library:
    """The same for a bot that starts: without walkthroughs, and checked for what a round needs alone."""
    draft = read_draft(root, walkthroughs=False)
    lint(draft, PLAYED)
    problems = [problem for problem in draft.problems if problem.rule not in TASTE]
    if problems or draft.rubric is None:
        raise LibraryError(problems)
    return assemble(draft, draft.rubric.model)


def assemble(draft: Draft, rubric: Rubric) -> Library:
    """The library of what could be read; `load_library` first sees to it that nothing is wrong."""
    return Library(
        scripts_by_id={script_id: loaded.model for script_id, loaded in draft.scripts.items()},
        temperaments_by_id={name: loaded.model for name, loaded in draft.temperaments.items()},
        twists={name: loaded.model for name, loaded in draft.twists.items()},
        walkthroughs={script_id: loaded.model for script_id, loaded in draft.walkthroughs.items()},
        rubric=rubric,
        drills=tuple(sorted((loaded.model for loaded in draft.drills.values()), key=lambda drill: drill.id)),
        rehearsal=draft.rehearsal.model if draft.rehearsal else None,
    )
