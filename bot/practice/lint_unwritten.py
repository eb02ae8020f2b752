"""The rule on what is still to be written: DLG090. With it the check of a fresh scaffold is a list of things to do."""

from collections.abc import Iterator
from typing import Any

from bot.practice.draft import Draft, Loaded
from bot.practice.script import Script
from bot.practice.source import Place, Problem
from bot.practice.walkthroughs import Walkthroughs

RULE = "DLG090"
MARK = "TODO"


def unwritten_rules(draft: Draft) -> Iterator[Problem]:
    files: list[Loaded[Script] | Loaded[Walkthroughs]] = [*draft.scripts.values(), *draft.walkthroughs.values()]
    for source in [*(loaded.source for loaded in files), *(loaded.source for loaded in draft.drills.values())]:
        for place, message in _unwritten(source.data, ()):
            yield source.problem(RULE, place, message)


def is_unwritten(text: object) -> bool:
    return isinstance(text, str) and text.startswith(MARK)


def _unwritten(value: Any, place: Place) -> Iterator[tuple[Place, str]]:  # noqa: ANN401 (any YAML value)
    """One a text, and one for all the lines of a list: they are written together."""
    if is_unwritten(value):
        yield place, f"still to be written: “{value}”"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unwritten(inner, (*place, key))
    elif isinstance(value, list):
        left = [index for index, inner in enumerate(value) if is_unwritten(inner)]
        if left:
            others = len(left) - 1
            more = f" and {others} more beside it" if others else ""
            yield (*place, left[0]), f"still to be written: “{value[left[0]]}”{more}"
        for index, inner in enumerate(value):
            if index not in left:
                yield from _unwritten(inner, (*place, index))
