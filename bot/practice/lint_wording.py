"""Rules on how a script is worded: lines that two counterparts share (DLG044), reading level (DLG045, DLG046), tricks (DLG047, DLG048),
a yes that does not say to what (DLG049).
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.practice.draft import Draft, Loaded
from bot.practice.graphs import placed_lines
from bot.practice.lint_unwritten import is_unwritten
from bot.practice.placeholders import placeholders_in
from bot.practice.readability import lix, sentences, words
from bot.practice.script import Script
from bot.practice.source import Place, Problem, Source
from bot.practice.states import Move, State
from bot.practice.tricks import INVENTED_PRESSURE, SHAMING, trick_in

SPOKEN_LIX = 30
"""Björnsson's “easy”, as children's books are: the lines are read in a chat, each in a few seconds."""
READ_LIX = 40
"""Björnsson's upper end of fiction: what is read in quiet before the first line and after the last."""
MOST_WORDS = 28
OWN_WORDS = 8
"""Up to seven words anybody may say; from eight on a line is somebody's own."""
MOST_SHARED = 12
_SHOWN = 8
_NAMED = {"offer", "counter"}
_AFTER_AN_OFFER = {
    Move.NAMED_RETREAT,
    Move.UNNAMED_RETREAT,
    Move.CASCADED,
    Move.BELOW_FLOOR,
    Move.HELD,
    Move.ACCEPTED_NO,
    Move.TOOK_COUNTER,
    Move.TWO_OPTIONS,
}

Texts = list[tuple[Place, str]]


def wording_rules(draft: Draft) -> Iterator[Problem]:
    spoken = {folder: written(placed_lines(loaded.model)) for folder, loaded in draft.scripts.items()}
    for folder, loaded in draft.scripts.items():
        read = written(read_by_the_user(loaded.model))
        yield from too_hard(loaded.source, ("lines",), spoken[folder], "the lines", SPOKEN_LIX)
        what = "the brief, the reasons and what else the user reads"
        yield from too_hard(loaded.source, ("brief",), read, what, READ_LIX)
        yield from long_sentences(loaded.source, spoken[folder] + read)
        yield from _tricks(loaded, spoken[folder], read)
        yield from _yes_to_what(loaded)
    yield from shared_lines(draft, spoken)


def written(texts: Iterable[tuple[Place, str]]) -> Texts:
    return [(place, text) for place, text in texts if not is_unwritten(text)]


def read_by_the_user(script: Script) -> Iterator[tuple[Place, str]]:
    """What the coach shows in the script's name, before the talk and after it."""
    yield ("brief",), script.brief
    yield ("counterpart", "about"), script.counterpart.about
    for index, reason in enumerate(script.ask.reasons):
        yield ("ask", "reasons", index), reason
    for index, use in enumerate(script.twists):
        for key, text in (("brief", use.brief), ("because", use.because)):
            if text:
                yield ("twists", index, key), text


def too_hard(source: Source, place: Place, texts: Texts, what: str, most: int) -> Iterator[Problem]:
    found = lix(text for _, text in texts)
    if found > most:
        yield source.problem(
            "DLG045", place, f"{what} have a reading level of LIX {found:.0f}; at most {most} is easy enough"
        )


def long_sentences(source: Source, texts: Texts) -> Iterator[Problem]:
    for place, text in texts:
        for sentence in sentences(text) if len(text.split()) > MOST_WORDS else ():
            said = words(sentence)
            if len(said) > MOST_WORDS:
                message = f"a sentence of {len(said)} words, at most {MOST_WORDS}: “{' '.join(said[:_SHOWN])} …”"
                yield source.problem("DLG046", place, message)


def shaming(source: Source, texts: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    for place, text in texts:
        found = trick_in(text, SHAMING)
        if found:
            yield source.problem("DLG047", place, f"“{found}” shames the user: “{text}”")


def invented_pressure(source: Source, texts: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    for place, text in texts:
        found = trick_in(text, INVENTED_PRESSURE)
        if found:
            yield source.problem("DLG048", place, f"“{found}” puts pressure into the user's mouth: “{text}”")


def _tricks(loaded: Loaded[Script], spoken: Texts, read: Texts) -> Iterator[Problem]:
    shorts = [(("constraints", index, "short"), one.short) for index, one in enumerate(loaded.model.constraints)]
    yield from shaming(loaded.source, [*spoken, *shorts, *read])
    yield from invented_pressure(loaded.source, [*read, *_asked(loaded.model)])


def _yes_to_what(loaded: Loaded[Script]) -> Iterator[Problem]:
    """Where hearing took a figure wrongly, the yes is the last place where the user can see it."""
    for index, group in enumerate(loaded.model.lines.get(State.AGREED, ())):
        for number, line in enumerate(group.say if _AFTER_AN_OFFER & set(group.move) else ()):
            if not _NAMED & set(placeholders_in(line)) and not is_unwritten(line):
                place = ("lines", State.AGREED.value, index, "say", number)
                yield loaded.source.problem(
                    "DLG049", place, f"a yes without “{{offer}}” does not say to what: “{line}”"
                )


def _asked(script: Script) -> Iterator[tuple[Place, str]]:
    for name, words_for in (
        ("stretch", script.ask.stretch),
        ("target", script.ask.target),
        ("floor", script.ask.floor),
    ):
        yield ("ask", name, "words"), words_for.words
    yield ("ask", "target", "gain"), script.ask.target.gain


def shared_lines(draft: Draft, spoken: Mapping[str, Texts]) -> Iterator[Problem]:
    """Whatever the case and the marks: the second of two counterparts who say the same is told, once a line; of a copy only that it is one."""
    owners: dict[str, tuple[str, Place]] = {}
    ids: set[str] = set()
    for folder, texts in spoken.items():
        source = draft.scripts[folder].source
        shared: dict[str, dict[str, tuple[Place, str, Place]]] = {}
        for place, line in texts:
            if len(words(line)) < OWN_WORDS:
                continue
            key = _key(line)
            owner, where = owners.setdefault(key, (folder, place))
            if owner != folder:
                shared.setdefault(owner, {}).setdefault(key, (place, line, where))
        # Whoever has another one's id has been told so already.
        for owner, lines in shared.items() if draft.scripts[folder].model.id not in ids else ():
            told = list(lines.values())
            for place, line, where in told if len(told) <= MOST_SHARED else told[:1]:
                more = "" if len(told) <= MOST_SHARED else f", as are {len(told) - 1} more of its lines"
                there = draft.scripts[owner].source.at(where)
                yield source.problem("DLG044", place, f"said in {there} too{more}: “{line}”")
        ids.add(draft.scripts[folder].model.id)


def _key(line: str) -> str:
    return " ".join(re.findall(r"[\w{}]+", line.casefold().replace("\u2019", "'")))
