"""False alarms that a script waives, each with a reason: DLG091 to DLG093. Only rules of thumb can be; what would break a round cannot."""

from collections.abc import Iterator, Sequence

from bot.practice.draft import Draft, Loaded
from bot.practice.readability import words
from bot.practice.script import Script, Waiver
from bot.practice.source import Problem

TASTE = frozenset({"DLG044", "DLG045", "DLG046", "DLG047", "DLG048", "DLG049", "DLG051", "DLG091", "DLG092", "DLG093"})
"""What is wrong with a script that can be played all the same."""
WAIVABLE = TASTE - {"DLG091", "DLG092", "DLG093"} | {"DLG027", "DLG042"}
_SHORTEST_REASON = 3


def without_waived(draft: Draft, found: Sequence[Problem]) -> Iterator[Problem]:
    """What is left of `found`, and what is wrong with the waivers themselves. A waiver without a reason waives nothing."""
    waived: set[Problem] = set()
    for loaded in draft.scripts.values():
        own = [problem for problem in found if problem.path == loaded.source.path]
        for index, waiver in enumerate(loaded.model.waive):
            meant = {problem for problem in own if problem.rule == waiver.rule and waiver.about in problem.message}
            wrong = _wrong(loaded, index, waiver, meant=bool(meant))
            if wrong:
                yield wrong
            else:
                waived |= meant
    yield from (problem for problem in found if problem not in waived)


def _wrong(loaded: Loaded[Script], index: int, waiver: Waiver, *, meant: bool) -> Problem | None:
    source, place = loaded.source, ("waive", index)
    if waiver.rule not in WAIVABLE:
        return source.problem("DLG093", (*place, "rule"), f"{waiver.rule} is no rule of thumb and cannot be waived")
    if len(words(waiver.because)) < _SHORTEST_REASON:
        return source.problem("DLG092", (*place, "because"), f"say in a few words why “{waiver.about}” is right here")
    if not meant:
        return source.problem(
            "DLG091", place, f"there is nothing to waive: {waiver.rule} says nothing with “{waiver.about}”"
        )
    return None
