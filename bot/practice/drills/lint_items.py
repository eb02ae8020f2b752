"""Rules on a drill's items that are for the author to hear: how many, how long, how different from each other (DLG14x)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.practice.draft import Draft
from bot.practice.drills.drill import (
    POLL_LENGTH,
    ChoiceDrill,
    ChoiceItem,
    DrillItem,
    LineDrill,
    LineItem,
    Result,
    items_of,
)
from bot.practice.source import Place, Problem, Source

FEWEST = 12
CARD_LENGTH = 700
"""Characters that a phone shows without scrolling, more or less."""
ALIKE = 0.6
"""Of the longer words of two situations, the share that both have."""
OPTIONS_ALIKE = 0.8
_MOST_IN_ONE_PLACE = 0.6
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"\w+")


def item_rules(draft: Draft) -> Iterator[Problem]:
    for loaded in draft.drills.values():
        drill, source = loaded.model, loaded.source
        if len(drill.items) < FEWEST:
            message = f"at least {FEWEST} items are needed, found {len(drill.items)}"
            yield source.problem("DLG140", ("items",), message)
        for index, item in enumerate(items_of(drill)):
            yield from _too_long(item, source, ("items", index))
        if isinstance(drill, ChoiceDrill):
            yield from _options_alike(drill, source)
            yield from _one_place(drill, source)
        else:
            yield from _golden(drill, source)
    yield from _situations_alike(draft)


def card_of(item: LineItem) -> str:
    """What the user reads before writing a line."""
    parts = (item.situation, item.counterpart, item.first_ask, item.target, item.floor, item.they_say, item.draft)
    return "\n".join(part for part in parts if part)


def _too_long(item: DrillItem, source: Source, place: Place) -> Iterator[Problem]:
    if isinstance(item, ChoiceItem):
        length, most, what = len(item.asked), POLL_LENGTH, "situation and question together, as a poll shows them,"
    else:
        length, most, what = len(card_of(item)), CARD_LENGTH, "all that is read before the line"
    if length > most:
        yield source.problem("DLG141", place, f"{what} have {length} characters, at most {most}")


def _situations_alike(draft: Draft) -> Iterator[Problem]:
    """Each situation that shares most of its words with an earlier one, of whatever drill, is told once."""
    earlier: list[tuple[frozenset[str], str]] = []
    for loaded in draft.drills.values():
        for index, item in enumerate(items_of(loaded.model)):
            place = ("items", index, "situation" if item.situation else "question")
            words = frozenset(_LONG_WORD.findall(_situation(item).lower()))
            like = next((where for other, where in earlier if _shared(words, other) >= ALIKE), "")
            if like:
                yield loaded.source.problem("DLG142", place, f"the situation is told in {like} in much the same words")
            earlier.append((words, loaded.source.at(place)))


def _situation(item: DrillItem) -> str:
    return item.asked if isinstance(item, ChoiceItem) else item.situation


def _shared(words: frozenset[str], others: frozenset[str]) -> float:
    together = words | others
    return len(words & others) / len(together) if together else 0.0


def _options_alike(drill: ChoiceDrill, source: Source) -> Iterator[Problem]:
    for index, item in enumerate(drill.items):
        read: list[frozenset[str]] = []
        for number, option in enumerate(item.options):
            words = frozenset(_WORD.findall(option.lower()))
            if any(_shared(words, other) >= OPTIONS_ALIKE for other in read):
                message = f"“{option}” says what another option says"
                yield source.problem("DLG143", ("items", index, "options", number), message)
            read.append(words)


def _one_place(drill: ChoiceDrill, source: Source) -> Iterator[Problem]:
    answers = Counter(item.answer for item in drill.items)
    answer, count = answers.most_common(1)[0]
    if len(drill.items) > 1 and count > _MOST_IN_ONE_PLACE * len(drill.items):
        message = f"option {answer} is the right one in {count} of {len(drill.items)} items"
        yield source.problem("DLG144", ("items",), message)


def _golden(drill: LineDrill, source: Source) -> Iterator[Problem]:
    for index, item in enumerate(drill.items):
        verdicts = {golden.verdict for golden in item.golden}
        lacking = [*_without("passed", {Result.PASSED}, verdicts)]
        lacking += _without("missed or partly", {Result.MISSED, Result.PARTLY}, verdicts)
        if lacking:
            place: Place = ("items", index, "golden")
            yield source.problem("DLG145", place, f"no golden answer with the verdict: {', '.join(lacking)}")
        said = [item.draft or "", *(golden.say for golden in item.golden)]
        if item.better in said:
            message = "the better line stands here a second time, as the draft or a golden answer"
            yield source.problem("DLG146", ("items", index, "better"), message)
        yield from _not_looked_at(drill, item, source, index)


def _without(what: str, wanted: set[Result], found: set[Result]) -> Sequence[str]:
    return () if wanted & found else (what,)


def _not_looked_at(drill: LineDrill, item: LineItem, source: Source, index: int) -> Iterator[Problem]:
    """A golden answer can only name what the drill listens for."""
    known = {name for part in drill.listens_for for name in part.finding}
    for number, golden in enumerate(item.golden):
        for key in ("heard", "missing"):
            for name in getattr(golden, key):
                if name not in known:
                    place = ("items", index, "golden", number, key)
                    yield source.problem("DLG147", place, f"the drill does not listen for “{name}”")
