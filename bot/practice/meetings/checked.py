"""Whether a counterpart made from a plan can be talked to: the rules that scripts' files have to keep."""

from collections.abc import Mapping
from itertools import chain
from typing import TypeVar

from pydantic import BaseModel

from bot.practice.draft import Draft, Loaded
from bot.practice.library import Library
from bot.practice.lint_message import message_rules
from bot.practice.lint_script import script_rules
from bot.practice.lint_unwritten import unwritten_rules
from bot.practice.lint_wording import wording_rules
from bot.practice.script import Script
from bot.practice.source import Problem, Source
from bot.practice.waivers import without_waived

_Model = TypeVar("_Model", bound=BaseModel)


def problems_of(script: Script, library: Library) -> tuple[Problem, ...]:
    """Everything that is wrong with the script, as `check` would tell it of a file; () where it may be played."""
    draft = Draft(
        temperament_files=frozenset(library.temperaments_by_id),
        temperaments=_loaded(library.temperaments_by_id),
        twist_files=frozenset(library.twists),
        twists=_loaded(library.twists),
        scripts=_loaded({script.id: script}),
    )
    found = [*chain(*(rule(draft) for rule in (script_rules, message_rules, wording_rules, unwritten_rules)))]
    return tuple(sorted(without_waived(draft, found)))


def _loaded(models: Mapping[str, _Model]) -> dict[str, Loaded[_Model]]:
    """As if read from files, with nothing known of their lines."""
    return {name: Loaded(model, Source(name, model.model_dump(mode="json"), {})) for name, model in models.items()}
