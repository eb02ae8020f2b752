from pathlib import Path

import pytest

from bot.practice.source import MAX_BYTES, Problem, UnreadableError, parse_source, read_source


def _problem(text: str) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        parse_source(text, "kitchen.yaml")
    return caught.value.problem


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True),
        ("false", False),
        ("True", True),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("No", "No"),
        ("y", "y"),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ("18,000", "18,000"),
        ("18_000", "18_000"),
        ("0x10", "0x10"),
        ("7:30", "7:30"),
        (".inf", ".inf"),
        ("2026-03-02", "2026-03-02"),
        ("'12'", "12"),
        ("'true'", "true"),
        ("two words", "two words"),
    ],
)
def test_a_value_is_what_an_author_means_by_it(written: str, read: object) -> None:
    value = parse_source(f"value: {written}", "kitchen.yaml").data["value"]
    assert value == read
    assert type(value) is type(read)


def test_a_key_is_text_even_where_it_looks_like_something_else() -> None:
    data = parse_source("on: a\nno: b\n1: c\ntrue: d\n", "kitchen.yaml").data
    assert data == {"on": "a", "no": "b", "1": "c", "true": "d"}


NESTED = """\
# a comment
ask:
  measures:
    - id: price
      limit: 40000
    - {id: ovens, limit: 3}
lines:
  refused:
    - say:
        - one
        - "two
          halves"
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 2),
        (("ask",), 2),
        (("ask", "measures"), 3),
        (("ask", "measures", 0), 4),
        (("ask", "measures", 0, "limit"), 5),
        (("ask", "measures", 1, "limit"), 6),
        (("lines", "refused", 0, "say", 0), 10),
        (("lines", "refused", 0, "say", 1), 11),
    ],
)
def test_every_value_knows_its_line(place: tuple[str | int, ...], line: int) -> None:
    assert parse_source(NESTED, "kitchen.yaml").lines[place] == line


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("ask", "measures", 0, "floor"), 4),
        (("ask", "measures", 7, "floor"), 3),
        (("lines", "refused", 0, "say", 1, "deeper"), 11),
        (("brief",), 2),
    ],
)
def test_what_is_missing_has_the_line_of_what_is_around_it(place: tuple[str | int, ...], line: int) -> None:
    assert parse_source(NESTED, "kitchen.yaml").line(place) == line


def test_a_problem_reads_like_a_compiler_s() -> None:
    source = parse_source(NESTED, "kitchen.yaml")
    assert str(source.problem("DLG062", ("ask", "measures", 0, "limit"), "too low")) == "kitchen.yaml:5: DLG062 too low"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", 3),
        ("outer:\n  - {b: 1, b: 2}\n", 2),
        ("1: x\n'1': y\n", 2),
    ],
)
def test_a_key_that_stands_twice_is_refused_where_it_comes_again(text: str, line: int) -> None:
    problem = _problem(text)
    assert (problem.rule, problem.line) == ("DLG004", line)


def test_the_same_key_in_different_places_is_fine() -> None:
    assert parse_source("a: {id: 1}\nb: {id: 2}\n", "kitchen.yaml").data == {"a": {"id": 1}, "b": {"id": 2}}


@pytest.mark.parametrize(
    ("text", "rule", "line", "part"),
    [
        pytest.param("", "DLG001", 1, "the file is empty", id="empty"),
        pytest.param("# nothing yet\n\n", "DLG001", 1, "the file is empty", id="comments only"),
        pytest.param("a: 1\nb: c: d\n", "DLG001", 2, "does a text need quotes?", id="colon"),
        pytest.param("a:\n\tb: 1\n", "DLG001", 2, "cannot start any token", id="tab"),
        pytest.param("a: 1\nb: é\x00\n", "DLG001", 2, "control characters are not allowed", id="control character"),
        pytest.param("a: 1\n---\nb: 2\n", "DLG001", 2, "found another document", id="two documents"),
        pytest.param("a: 1\n? [b, c]\n: 2\n", "DLG001", 2, "a key has to be a word", id="list as key"),
        pytest.param("a: &x 1\n", "DLG003", 1, "anchors", id="anchor"),
        pytest.param("a: 1\nb: *x\n", "DLG003", 2, "aliases", id="alias"),
        pytest.param("a: 1\nb: !secret x\n", "DLG003", 2, "tags", id="tag"),
        pytest.param("a: 1\nb: " + "[" * 21 + "]" * 21, "DLG003", 2, "inside each other", id="depth"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused_with_its_line(text: str, rule: str, line: int, part: str) -> None:
    problem = _problem(text)
    assert (problem.path, problem.rule, problem.line) == ("kitchen.yaml", rule, line)
    assert part in problem.message


def test_merging_keys_is_no_feature_here() -> None:
    assert parse_source("<<: {b: 1}\n", "kitchen.yaml").data == {"<<": {"b": 1}}


@pytest.mark.parametrize(
    ("content", "rule", "part"),
    [
        pytest.param("name: Zoë".encode("latin-1"), "DLG001", "it is not UTF-8 text", id="latin-1"),
        pytest.param(b"#" * (MAX_BYTES + 1), "DLG002", "larger than 256 KiB", id="too large"),
        pytest.param(None, "DLG001", "No such file", id="missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_of_its_first_line(
    tmp_path: Path, content: bytes | None, rule: str, part: str
) -> None:
    path = tmp_path / "kitchen.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_source(path, "kitchen.yaml")
    problem = caught.value.problem
    assert (problem.rule, problem.line) == (rule, 1)
    assert part in str(caught.value)


def test_a_file_of_just_the_allowed_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.yaml"
    path.write_bytes(b"a: 1\n".ljust(MAX_BYTES, b"#"))
    assert read_source(path, "kitchen.yaml").data == {"a": 1}


def test_umlauts_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.yaml"
    path.write_bytes("\ufeffname: Zoë – “twice”\n".encode())
    source = read_source(path, "kitchen.yaml")
    assert source.data == {"name": "Zoë – “twice”"}
    assert source.line(("name",)) == 1
