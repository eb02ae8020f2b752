"""The labelled messages in training/data: situations, the states a talk about them passes through, and messages in a state.

One file a writer, so that validation can keep writers apart. Each line is a JSON object of one of three kinds:

    {"situation": id, "channel", "about", "counterpart", "target", "stretch", "floor"}
    {"state": id, "of": situation, "phase", "first_ask", "constraint_kind", "counterpart_line", "retreat_made"}
    {"at": state, "text", "cues": {cue: the words that carry it}, "near": [cues that a keyword would wrongly hear], "why"}
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import StepdownError
from bot.hearing.cues import Channel, ConstraintKind, Context, Cue, Phase

DATA = Path(__file__).parent / "data"
_SITUATION = {"situation", "channel", "about", "counterpart", "target", "stretch", "floor"}
_STATE = {"state", "of", "phase", "first_ask", "constraint_kind", "counterpart_line", "retreat_made"}
_MESSAGE = {"at", "text", "cues", "near", "why"}


class CorpusError(StepdownError):
    """A line of a data file that cannot be read; says which file and line, and what is wrong."""

    code = "corpus"

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}:{line}: {problem}")


@dataclass(frozen=True)
class Example:
    """One labelled message. `quotes` maps each cue it carries to the words that carry it, an exact part of the text."""

    id: str
    writer: str
    context: Context
    text: str
    quotes: Mapping[Cue, str]
    near: frozenset[Cue] = frozenset()
    state: str = ""
    why: str = ""
    place: str = field(default="", compare=False)

    @property
    def cues(self) -> frozenset[Cue]:
        return frozenset(self.quotes)


@dataclass(frozen=True)
class Label:
    """What two people heard in one message independently; "first" as it was before disagreements were settled."""

    first: frozenset[Cue]
    second: frozenset[Cue]


def read_labels(path: Path) -> dict[str, Label]:
    """Second annotations: lines {"id", "first": [cues], "second": [cues]}, by the id of the message."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {
        record["id"]: Label(frozenset(map(Cue, record["first"])), frozenset(map(Cue, record["second"])))
        for record in records
    }


def read_corpus(folder: Path = DATA) -> list[Example]:
    """All examples of all writers, in the order of the files' names. Raises CorpusError at the first line that cannot be read."""
    return [example for path in sorted(folder.glob("*.jsonl")) for example in read_writer(path)]


def read_writer(path: Path) -> Iterator[Example]:
    situations: dict[str, Mapping[str, Any]] = {}
    contexts: dict[str, Context] = {}
    count = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if "situation" in record:
                _known(record, _SITUATION)
                situations[record["situation"]] = record
            elif "state" in record:
                _known(record, _STATE)
                contexts[record["state"]] = _context(situations[record["of"]], record)
            else:
                _known(record, _MESSAGE)
                count += 1
                yield _example(record, contexts[record["at"]], path.stem, count, f"{path.name}:{number}")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(path, number, f"{type(error).__name__}: {error}") from None


def _example(record: Mapping[str, Any], context: Context, writer: str, count: int, place: str) -> Example:
    return Example(
        id=f"{writer}-{count:03}",
        writer=writer,
        context=context,
        text=record["text"],
        quotes={Cue(cue): str(quote) for cue, quote in record["cues"].items()},
        near=frozenset(Cue(cue) for cue in record.get("near", ())),
        state=f"{writer}/{record['at']}",
        why=record.get("why", ""),
        place=place,
    )


def _known(record: Mapping[str, Any], fields: set[str]) -> None:
    if unknown := set(record) - fields:
        raise ValueError(f"unknown fields {sorted(unknown)}")


def _context(situation: Mapping[str, Any], state: Mapping[str, Any]) -> Context:
    kind = state["constraint_kind"]
    return Context(
        phase=Phase(state["phase"]),
        channel=Channel(situation["channel"]),
        situation=situation["about"],
        counterpart=situation["counterpart"],
        target=situation["target"],
        stretch=situation["stretch"],
        floor=situation["floor"],
        first_ask=state["first_ask"],
        constraint_kind=None if kind is None else ConstraintKind(kind),
        counterpart_line=state["counterpart_line"],
        retreat_made=state["retreat_made"],
    )
