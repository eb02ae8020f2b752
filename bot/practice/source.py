"""YAML as authors write it: plain data with the line of every value, or all that is wrong with it.

Safe and plain on purpose: no aliases, anchors or tags (an alias bomb of a few lines expands to gigabytes), no duplicate keys, a cap on
size and depth (deep nesting brings the parser down).
Only `true` and `false` are booleans: with YAML 1.1's `on`, `yes` and `no` a script could not name a move "on".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 256 * 1024
# More digits than any bargain has; Python refuses to read numbers of thousands.
_MOST_DIGITS = 15
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MAX_DEPTH = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a file: `line` counts from 1; `rule` is a number of docs/script-rules.md."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.message}"


@dataclass(frozen=True)
class Source:
    """A file's data and where each value stands; `lines` maps a path of keys and indexes to a line."""

    path: str
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def at(self, place: Place) -> str:
        return f"{self.path}:{self.line(place)}"

    def problem(self, rule: str, place: Place, message: str) -> Problem:
        return Problem(self.path, self.line(place), rule, message)


class UnreadableError(Exception):
    """The file is not plain YAML; carries the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_source(path: Path, shown_as: str) -> Source:
    """Reads a YAML file of at most 256 KiB; raises UnreadableError with DLG001 to DLG004."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise UnreadableError(Problem(shown_as, 1, "DLG001", "cannot be read: it is a device, not a file"))
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(Problem(shown_as, 1, "DLG002", f"the file is larger than {MAX_BYTES // 1024} KiB"))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(Problem(shown_as, 1, "DLG001", f"cannot be read: {_reason(error)}")) from error
    return parse_source(text, shown_as)


def parse_source(text: str, shown_as: str) -> Source:
    try:
        _refuse_tricks(text, shown_as)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UnreadableError(_syntax_problem(error, text, shown_as)) from error
    if node is None:
        raise UnreadableError(Problem(shown_as, 1, "DLG001", "the file is empty"))
    lines: dict[Place, int] = {}
    return Source(shown_as, _build(node, (), lines, shown_as), lines)


def _syntax_problem(error: yaml.YAMLError, text: str, shown_as: str) -> Problem:
    """PyYAML's own words, with the line it points at; a character that YAML forbids comes with its place in bytes instead."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.encode()[: error.position].count(b"\n") + 1
        return Problem(shown_as, line, "DLG001", f"not valid YAML: {error.reason}")
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    context, said = getattr(error, "context", None), getattr(error, "problem", None) or "not readable"
    where = f" from line {_line(begun)}" if begun and _line(begun) != _line(mark) else ""
    said = f"{context}{where}, {said}" if context else said
    return Problem(shown_as, _line(mark), "DLG001", f"not valid YAML: {said} (does a text need quotes?)")


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else (error.strerror or "unknown reason")


def _line(mark: Any) -> int:  # noqa: ANN401 (PyYAML has two mark classes without a common base)
    return int(mark.line) + 1 if mark else 1


def _refuse_tricks(text: str, shown_as: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        trick = _trick(event)
        message = f"{trick} are not allowed; write the value out, and put quotes around text" if trick else ""
        if _UNSEEN.search(getattr(event, "value", None) or ""):
            message = "control and direction marks are not allowed: nobody sees them in the file"
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists and keys inside each other"
        if message:
            raise UnreadableError(Problem(shown_as, _line(event.start_mark), "DLG003", message))


def _trick(event: Any) -> str:  # noqa: ANN401 (PyYAML's events have no common typed base)
    if isinstance(event, yaml.AliasEvent):
        return "aliases (*…)"
    if getattr(event, "anchor", None):
        return "anchors (&…)"
    return "tags (!…)" if getattr(event, "tag", None) else ""


def _build(node: Node, place: Place, lines: dict[Place, int], shown_as: str) -> Any:  # noqa: ANN401 (any YAML value)
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return dict(_pairs(node, place, lines, shown_as))
    if isinstance(node, SequenceNode):
        return [_build(child, (*place, index), lines, shown_as) for index, child in enumerate(node.value)]
    assert isinstance(node, ScalarNode)  # noqa: S101 (YAML has no fourth kind of node)
    return _scalar(node)


def _pairs(node: MappingNode, place: Place, lines: dict[Place, int], shown_as: str) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        line = _line(key_node.start_mark)
        if not isinstance(key_node, ScalarNode):
            raise UnreadableError(Problem(shown_as, line, "DLG001", "a key has to be a word, not a list or more keys"))
        key = str(key_node.value)
        if key in seen:
            raise UnreadableError(Problem(shown_as, line, "DLG004", f"the key “{key}” stands here a second time"))
        seen.add(key)
        lines[*place, key] = line
        yield key, _build(value_node, (*place, key), lines, shown_as)


def _scalar(node: ScalarNode) -> object:
    """Numbers, true, false and null become values; everything else stays the text that was written."""
    kind = node.tag.rpartition(":")[2]
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if kind == "int" and text.lstrip("+-").isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    return _number(text) if kind == "float" else text


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
