"""Checks the labelled messages against docs/cues.md: what labels imply and exclude, doubles, test messages that leaked in, and how many there are."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.hearing.cues import Cue
from bot.hearing.listener import ruled_out
from bot.hearing.training.corpus import Example

# The counts that the corpus owes for each cue.
POSITIVES = NEAR_MISSES = 250
# Two messages that share this much of their words are one message.
_ALIKE = 0.85
_FEW_WORDS = 4
_WORD = re.compile(r"\w+")
_IMPLIES = (
    (Cue.SMALLER_ASK, Cue.SPECIFIC_ASK, "rule 1"),
    (Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION, "rule 2"),
    (Cue.MUTUAL_GAIN, Cue.COUNTERPART_BENEFIT, "rules 2 and 9"),
)


@dataclass(frozen=True)
class Counts:
    messages: int
    situations: int
    writers: int
    positives: Mapping[Cue, int]
    near_misses: Mapping[Cue, int]

    def table(self) -> str:
        rows = [f"{cue.value:<22}{self.positives[cue]:>10}{self.near_misses[cue]:>13}" for cue in Cue]
        head = f"{self.messages} messages, {self.situations} situations, {self.writers} writers"
        return "\n".join([head, f"{'cue':<22}{'positives':>10}{'near-misses':>13}", *rows])


def count(examples: Sequence[Example]) -> Counts:
    return Counts(
        messages=len(examples),
        situations=len({(e.writer, e.context.situation) for e in examples}),
        writers=len({e.writer for e in examples}),
        positives=Counter(cue for e in examples for cue in e.cues),
        near_misses=Counter(cue for e in examples for cue in e.near),
    )


def problems(examples: Sequence[Example], test_texts: Mapping[str, str]) -> Iterator[str]:
    """One sentence a problem. `test_texts` maps the text of each message of a test set to the name of that set."""
    for example in examples:
        yield from (f"{example.place}: {problem}" for problem in label_problems(example))
    yield from _doubles(examples)
    yield from _leaks(examples, test_texts)


def label_problems(example: Example) -> Iterator[str]:
    """What docs/cues.md rules out whatever the words are."""
    cues, context = example.cues, example.context
    yield from (
        f"the quote for {cue} is no part of the text"
        for cue, quote in example.quotes.items()
        if quote not in example.text
    )
    yield from (f"the quote for {cue} is empty" for cue, quote in example.quotes.items() if not quote)
    yield from (f"near-miss and carried: {cue}" for cue in example.near & cues)
    yield from (
        f"{cue} without {implied} ({rule})" for cue, implied, rule in _IMPLIES if cue in cues and implied not in cues
    )
    if Cue.OFF_TOPIC in cues and len(cues) > 1:
        yield "off_topic beside other cues (rule 3)"
    if {Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL} <= cues:
        yield "argues beside acknowledges_refusal (rule 6)"
    yield from (
        f"{cue} cannot be carried here ({context.phase}, {context.channel})" for cue in cues & ruled_out(context)
    )


def shortages(counts: Counts) -> Iterator[str]:
    for cue in Cue:
        if counts.positives[cue] < POSITIVES:
            yield f"{cue}: {counts.positives[cue]} positives, {POSITIVES} are owed"
        if counts.near_misses[cue] < NEAR_MISSES:
            yield f"{cue}: {counts.near_misses[cue]} near-misses, {NEAR_MISSES} are owed"


def read_test_texts(paths: Iterable[Path]) -> dict[str, str]:
    """The texts of files of JSON lines that have a field `text`."""
    return {
        record["text"]: path.name
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and "text" in (record := json.loads(line))
    }


def _doubles(examples: Sequence[Example]) -> Iterator[str]:
    """The same words twice in one context, however often."""
    seen: dict[tuple[tuple[str, ...], str], str] = {}
    for example in examples:
        key = (_words(example.text) or (example.text,), repr(example.context))
        if key in seen:
            yield f"{example.place}: the same words as {seen[key]}"
        seen.setdefault(key, example.place)


def _leaks(examples: Sequence[Example], test_texts: Mapping[str, str]) -> Iterator[str]:
    """Messages of more than a few words that stand, word for word or nearly, in a test set."""
    by_word: dict[str, set[int]] = defaultdict(set)
    texts = [(set(_words(text)), name) for text, name in test_texts.items()]
    for index, (words, _) in enumerate(texts):
        for word in words:
            by_word[word].add(index)
    for example in examples:
        words = set(_words(example.text))
        if len(words) <= _FEW_WORDS:
            continue
        # Who shares nearly all of its words shares one of the rarest, and few texts have those.
        lacking = int((1 - _ALIKE) * len(words)) + 1
        rarest = sorted(words, key=lambda word: len(by_word.get(word, ())))[: lacking + 1]
        for index in sorted({index for word in rarest for index in by_word.get(word, ())}):
            if len(words & texts[index][0]) / len(words | texts[index][0]) >= _ALIKE:
                yield f"{example.place}: stands in the test set {texts[index][1]}"
                break


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
