"""Judging lines of JSON: what `python -m bot assess` does, as pure functions over lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from bot.errors import StepdownError
from bot.hearing.cues import ACCUSING, Channel, ConstraintKind, Context, Cue, Listener, Phase, Status
from bot.hearing.numbers.shown_amounts import shown_amounts

_Choice = TypeVar("_Choice", bound=StrEnum)
_TEXT_FIELDS = ("situation", "counterpart", "target", "stretch", "floor")
_NULLABLE_TEXT_FIELDS = ("first_ask", "counterpart_line")
_KNOWN = {"id", "text", "channel", "phase", "constraint_kind", "retreat_made", *_TEXT_FIELDS, *_NULLABLE_TEXT_FIELDS}
_IGNORED = {"cues", "note", "heard", "unsure", "disputed", "drill", "item", "evidence"}


class AssessError(StepdownError):
    """A line that cannot be judged; `line` counts from 1 (None when only a mapping is known), `field` is the faulty one."""

    code = "assess_input"

    def __init__(self, problem: str, *, field: str | None = None, line: int | None = None) -> None:
        self.problem = problem
        self.field = field
        self.line = line
        where = "" if line is None else f"line {line}: "
        what = "" if field is None else f"field `{field}`: "
        super().__init__(f"{where}{what}{problem}")


@dataclass(frozen=True, slots=True)
class CueScore:
    """Counts of one cue against the gold: right, wrongly heard, missed."""

    cue: Cue
    right: int
    wrong: int
    missed: int

    @property
    def support(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.right, self.support)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class GoldReport:
    """How a listener does against labelled messages."""

    messages: int
    scores: tuple[CueScore, ...]

    @property
    def macro_f1(self) -> float:
        """The mean over the cues that occur in the gold or were heard; a cue that is in neither says nothing."""
        judged = [score.f1 for score in self.scores if score.support or score.wrong]
        return _share(sum(judged), len(judged))

    @property
    def missed_good_cues(self) -> float:
        """The share of all cues that speak for the user, and were labelled, that were not heard."""
        good = [score for score in self.scores if score.cue not in ACCUSING]
        return _share(sum(score.missed for score in good), sum(score.support for score in good))

    @property
    def false_accusations(self) -> float:
        """Accusing cues heard where the gold has none, per message."""
        return _share(sum(score.wrong for score in self.scores if score.cue in ACCUSING), self.messages)

    def table(self) -> str:
        head = f"{'cue':<22}{'precision':>10}{'recall':>8}{'f1':>7}{'support':>9}"
        rows = [
            f"{score.cue.value:<22}{score.precision:>10.2f}{score.recall:>8.2f}{score.f1:>7.2f}{score.support:>9}"
            for score in self.scores
        ]
        return "\n".join(
            [
                head,
                *rows,
                "",
                f"messages                      {self.messages}",
                f"macro F1                      {self.macro_f1:.3f}",
                f"good cues missed              {self.missed_good_cues:.3f}",
                f"false accusations per message {self.false_accusations:.3f}",
            ]
        )


def read_context(fields: Mapping[str, Any]) -> Context:
    """The context of one message. Raises AssessError naming the field that is missing, unknown or of the wrong type."""
    for name in fields:
        if name not in _KNOWN | _IGNORED:
            raise AssessError("unknown field", field=name)
    for name in ("id", "text"):
        _text(fields, name)
    kind = fields.get("constraint_kind")
    optional = {name: _text(fields, name) for name in _TEXT_FIELDS if name in fields}
    nullable = {name: _text(fields, name) for name in _NULLABLE_TEXT_FIELDS if fields.get(name) is not None}
    return Context(
        phase=_choice(Phase, fields.get("phase", Phase.OPENING), "phase"),
        channel=_choice(Channel, fields.get("channel", Channel.CONVERSATION), "channel"),
        constraint_kind=None if kind is None else _choice(ConstraintKind, kind, "constraint_kind"),
        retreat_made=_flag(fields, "retreat_made"),
        **optional,
        **nullable,
    )


def assess_lines(lines: Iterable[str], listener: Listener) -> Iterator[dict[str, Any]]:
    """One result a line, as it is read; blank lines are skipped. Raises AssessError with the number of the line."""
    for _, fields, context in _messages(lines):
        assessment = listener.listen(context, fields["text"])
        yield {
            "id": fields["id"],
            "cues": [cue.value for cue in assessment.with_status(Status.HEARD)],
            "unsure": [cue.value for cue in assessment.with_status(Status.UNSURE)],
            "scores": {cue.value: round(assessment[cue].probability, 3) for cue in Cue},
            "evidence": {cue.value: assessment[cue].quote for cue in Cue if assessment[cue].quote},
            "amounts": shown_amounts(fields["text"]),
        }


def score_against_gold(lines: Iterable[str], listener: Listener) -> GoldReport:
    """Compares what is heard (not what is unsure) with the field `cues` of each line."""
    counts = {cue: [0, 0, 0] for cue in Cue}
    messages = 0
    for number, fields, context in _messages(lines):
        gold = _gold(fields, number)
        heard = set(listener.listen(context, fields["text"]).with_status(Status.HEARD))
        messages += 1
        for cue in Cue:
            right, wrong, missed = cue in gold & heard, cue in heard - gold, cue in gold - heard
            counts[cue] = [old + new for old, new in zip(counts[cue], (right, wrong, missed), strict=True)]
    scores = tuple(CueScore(cue, right, wrong, missed) for cue, (right, wrong, missed) in counts.items())
    return GoldReport(messages, scores)


def _messages(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any], Context]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        fields = _fields(line, number)
        try:
            yield number, fields, read_context(fields)
        except AssessError as error:
            raise AssessError(error.problem, field=error.field, line=number) from None


def _fields(line: str, number: int) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AssessError(f"not JSON ({error})", line=number) from None
    if not isinstance(fields, dict):
        raise AssessError("not a JSON object", line=number)
    return fields


def _gold(fields: Mapping[str, Any], number: int) -> set[Cue]:
    labels = fields.get("cues")
    if not isinstance(labels, list):
        raise AssessError("a list of cue names is needed to score", field="cues", line=number)
    return {_label(str(label), number) for label in labels}


def _label(label: str, number: int) -> Cue:
    try:
        return Cue(label)
    except ValueError:
        raise AssessError(f"unknown cue {label!r}", field="cues", line=number) from None


def _text(fields: Mapping[str, Any], name: str) -> str:
    if name not in fields:
        raise AssessError("missing", field=name)
    value = fields[name]
    if not isinstance(value, str):
        raise AssessError(f"must be text, not {_type_name(value)}", field=name)
    return value


def _flag(fields: Mapping[str, Any], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise AssessError(f"must be true or false, not {_type_name(value)}", field=name)
    return value


def _choice(choices: type[_Choice], value: str, name: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        allowed = ", ".join(choice.value for choice in choices)
        raise AssessError(f"must be one of {allowed}", field=name) from None


def _type_name(value: object) -> str:
    return {"NoneType": "null", "str": "text", "bool": "true or false", "list": "a list", "dict": "an object"}.get(
        type(value).__name__, "a number"
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
