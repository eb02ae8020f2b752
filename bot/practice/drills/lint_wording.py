"""How drills are worded, by the rules that scripts have: reading level, long sentences, tricks (DLG045 to DLG048).

Options, drafts and golden answers are left out: what goes wrong in them is what they are there to show.
"""

from collections.abc import Iterator

from bot.practice.draft import Draft
from bot.practice.drills.drill import ChoiceDrill, Drill, LineDrill, LineItem, items_of
from bot.practice.lint_wording import (
    READ_LIX,
    SPOKEN_LIX,
    invented_pressure,
    long_sentences,
    shaming,
    too_hard,
    written,
)
from bot.practice.source import Place, Problem


def drill_wording_rules(draft: Draft) -> Iterator[Problem]:
    for loaded in draft.drills.values():
        drill, source = loaded.model, loaded.source
        spoken, read = written(_spoken(drill)), written(_read(drill))
        shown = written(_situations(drill))
        yield from too_hard(source, ("items",), spoken, "the lines", SPOKEN_LIX)
        yield from too_hard(source, ("items",), read + shown, "the situations and what the coach says", READ_LIX)
        yield from long_sentences(source, spoken + read + shown)
        yield from shaming(source, spoken + read)
        yield from invented_pressure(source, [*read, *((place, text) for place, text in spoken if "better" in place)])


def _spoken(drill: Drill) -> Iterator[tuple[Place, str]]:
    for index, item in enumerate(drill.items):
        if isinstance(item, LineItem):
            yield ("items", index, "better"), item.better
            if item.they_say:
                yield ("items", index, "they_say"), item.they_say


def _situations(drill: Drill) -> Iterator[tuple[Place, str]]:
    for index, item in enumerate(items_of(drill)):
        if item.situation:
            yield ("items", index, "situation"), item.situation


def _read(drill: Drill) -> Iterator[tuple[Place, str]]:
    """What the coach says in its own name."""
    yield ("asks",), drill.asks
    if isinstance(drill, ChoiceDrill):
        for index, item in enumerate(drill.items):
            yield ("items", index, "explanation"), item.explanation
    else:
        yield from _told(drill)


def _told(drill: LineDrill) -> Iterator[tuple[Place, str]]:
    for key, parts in (("needs", drill.needs), ("helps", drill.helps), ("spoils", drill.spoils)):
        for index, part in enumerate(parts):
            for name in ("praise", "advice"):
                text = getattr(part, name, None)
                if text:
                    yield (key, index, name), text
