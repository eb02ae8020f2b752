"""Wordings as data: reads patterns.yaml and finds what a message carries of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import Any

import yaml

from bot.hearing.cues import Cue, Phase
from bot.hearing.message import Message, Span

HEARD_AT = 0.6
_CEILING = 0.97
_SECOND_OPINION = 0.5
_HITS, _VETOES, _SPANS = 3, 20, 40  # as many places of one pattern as are looked at


@dataclass(frozen=True, slots=True)
class Pattern:
    """`weight` is the probability that a wording gives its cue by itself; for a veto, what is left of that probability."""

    expression: re.Pattern[str]
    weight: float
    masked: bool
    phases: frozenset[Phase]
    anywhere: bool = False

    def spans(self, message: Message) -> Iterable[Span]:
        view = message.masked if self.masked else message.plain
        for match in self.expression.finditer(view.words):
            if match.end() > match.start():
                yield view.span(match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Hit:
    """How strongly the wording alone speaks for a cue, and where."""

    probability: float
    span: Span


@dataclass(frozen=True, slots=True)
class Wordings:
    """All patterns of one cue, or of one helper group such as `request`."""

    hear: tuple[Pattern, ...]
    veto: tuple[Pattern, ...]

    def find(self, message: Message, phase: Phase) -> Hit | None:
        """The strongest hit after vetoes; a second wording elsewhere makes it a little surer."""
        hits = sorted(self._hits(message, phase), key=lambda hit: -hit.probability)
        if not hits:
            return None
        best = hits[0]
        second = next((hit.probability for hit in hits[1:] if hit.span.start != best.span.start), 0.0)
        surer = 1 - (1 - best.probability) * (1 - _SECOND_OPINION * second)
        return Hit(min(surer, _CEILING), best.span)

    def _hits(self, message: Message, phase: Phase) -> Iterable[Hit]:
        raw = [
            (span, pattern.weight)
            for pattern in self.hear
            if phase in pattern.phases
            for span in islice(pattern.spans(message), _HITS)
        ]
        if not raw:
            return
        vetoes = [
            (span, veto) for veto in self.veto if phase in veto.phases for span in islice(veto.spans(message), _VETOES)
        ]
        for span, weight in raw:
            sentence = message.sentence_at(span.start)
            left = [veto.weight for at, veto in vetoes if veto.anywhere or sentence.covers(at.start)]
            yield Hit(weight * min(left, default=1.0), span)

    def spans(self, message: Message) -> list[Span]:
        return [span for pattern in self.hear for span in islice(pattern.spans(message), _SPANS)]


@dataclass(frozen=True, slots=True)
class PatternBook:
    """The patterns of every cue, and named groups that the rules in Python use."""

    cues: Mapping[Cue, Wordings]
    groups: Mapping[str, Wordings]
    lists: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_patterns() -> PatternBook:
    raw = yaml.safe_load(resources.files("bot.hearing").joinpath("patterns.yaml").read_text("utf-8"))
    macros = raw["macros"]
    return PatternBook(
        cues={Cue(name): _wordings(entry, macros) for name, entry in raw["cues"].items()},
        groups={name: _wordings(entry, macros) for name, entry in raw["groups"].items()},
        lists={name: frozenset(words.split()) for name, words in raw["lists"].items()},
    )


def _wordings(entry: Mapping[str, Any], macros: Mapping[str, str]) -> Wordings:
    return Wordings(
        hear=tuple(_pattern(item, macros) for item in entry.get("hear", ())),
        veto=tuple(_pattern(item, macros) for item in entry.get("veto", ())),
    )


def _pattern(item: Mapping[str, Any], macros: Mapping[str, str]) -> Pattern:
    source = item["pattern"]
    for name, replacement in macros.items():
        source = source.replace(f"@{name}", replacement)
    return Pattern(
        expression=re.compile(rf"(?<!\w)(?:{source})(?!\w)"),
        weight=float(item["p"]),
        masked="<" in source.replace("(?<", ""),
        phases=frozenset(Phase(name) for name in item["phases"]) if "phases" in item else frozenset(Phase),
        anywhere=bool(item.get("anywhere", False)),
    )
