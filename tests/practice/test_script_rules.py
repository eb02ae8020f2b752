"""docs/script-rules.md is true: every example there is tried on a copy of the library in `bakery/`."""

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.practice.library import LibraryError, load_library

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PAGE = PROJECT / "docs" / "script-rules.md"
BAKERY = HERE / "bakery"
SCRIPT = "scripts/bakery-oven/script.yaml"

_SECTION = re.compile(r"^## (DLG\d+) .+\n((?:(?!^## ).*\n?)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^```diff\n# (\S+)\n(.*?)^```\n\n^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLAIN_COPY = re.compile(r"\+<a copy of (\S+)>")
_COPY = re.compile(r"\+<a copy of (\S+), with the id (\S+)>")
_FILLER = re.compile(r"^<(\d+) KiB of comments>$", re.MULTILINE)
_WHOLE = {"-<the whole file>", "-<the whole folder>"}


@dataclass(frozen=True)
class Example:
    """A mistake as the page shows it: `diff` is made in `path`, and `said` is all that the check answers."""

    rule: str
    path: str
    diff: tuple[str, ...]
    said: tuple[str, ...]

    def apply(self, library: Path) -> None:
        broken = library / self.path
        if self.diff == ("-<the whole folder>",):
            shutil.rmtree(broken)
        elif self.diff == ("-<the whole file>",):
            broken.unlink()
        elif copy := _PLAIN_COPY.fullmatch(self.diff[0]):
            shutil.copytree(library / copy[1], broken)
        elif copied := _COPY.fullmatch(self.diff[0]):
            _copy(library / copied[1], broken, copied[2])
        else:
            broken.write_text(self._edited(broken.read_text(encoding="utf-8")), encoding="utf-8")

    def _edited(self, text: str) -> str:
        for hunk in "\n".join(self.diff).split("\n@@\n"):
            lines = hunk.split("\n")
            before = text if lines[0] in _WHOLE else _side(lines, "-")
            assert text.count(before) == 1, f"{self.rule}: these lines have to stand in {self.path} once:\n{before}"
            text = text.replace(before, _FILLER.sub(_comments, _side(lines, "+")))
        return text


def _side(hunk: list[str], sign: str) -> str:
    kept = [line[1:] for line in hunk if line[:1] in {" ", sign} and line not in _WHOLE]
    return "".join(f"{line}\n" for line in kept)


def _copy(script: Path, to: Path, script_id: str) -> None:
    shutil.copytree(script, to)
    _spoil(to / "script.yaml", f"id: {script.name}", f"id: {script_id}")


def _comments(size: re.Match[str]) -> str:
    return "# more of the same\n" * (int(size[1]) * 1024 // len("# more of the same\n") + 1)


def _sections() -> dict[str, str]:
    return {found[1]: found[2] for found in _SECTION.finditer(PAGE.read_text(encoding="utf-8"))}


def _examples(rule: str, section: str) -> list[Example]:
    return [
        Example(rule, path, tuple(diff.splitlines()), tuple(said.splitlines()))
        for path, diff, said in _EXAMPLE.findall(section)
    ]


def _parameters() -> list[object]:
    return [
        pytest.param(example, id=f"{rule}-{number}")
        for rule, section in _sections().items()
        for number, example in enumerate(_examples(rule, section), start=1)
    ]


def rules_in_code() -> set[str]:
    sources = sorted((PROJECT / "bot" / "practice").rglob("*.py"))
    return {rule for path in sources for rule in re.findall(r'"(DLG\d{3})"', path.read_text(encoding="utf-8"))}


def _said_about(library: Path) -> tuple[str, ...]:
    with pytest.raises(LibraryError) as caught:
        load_library(library)
    return tuple(str(problem) for problem in caught.value.problems)


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    return shutil.copytree(BAKERY, tmp_path / "bakery")


def test_the_library_of_the_examples_is_fine() -> None:
    library = load_library(BAKERY)
    assert [(one.id, other.id) for one in library.scripts for other in library.temperaments_of(one)] == [
        ("bakery-oven", "cooperative")
    ]


@pytest.mark.parametrize("example", _parameters())
def test_an_example_is_answered_as_the_page_says(example: Example, bakery: Path) -> None:
    example.apply(bakery)
    said = _said_about(bakery)
    assert said == example.said
    assert any(f": {example.rule} " in line for line in said)


def test_every_rule_of_the_code_has_an_example() -> None:
    explained = {rule for rule, section in _sections().items() if _examples(rule, section)}
    assert rules_in_code() - explained == set()


def test_every_rule_of_the_page_exists() -> None:
    assert set(_sections()) - rules_in_code() == set()


def test_the_page_lists_the_rules_in_order_and_no_example_is_overlooked() -> None:
    sections = _sections()
    assert list(sections) == sorted(sections)
    for rule, section in sections.items():
        assert section.count("```diff") == len(_examples(rule, section)), rule


def _spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_mistakes_in_several_files_are_told_in_one_go(bakery: Path) -> None:
    _spoil(bakery / SCRIPT, "answered_by: [price]", "answered_by: [prize]")
    _spoil(bakery / SCRIPT, "kind: scope", "kind: time")
    _spoil(bakery / "rubric.yaml", "weight: 40", "weight: 45")
    _spoil(bakery / "temperaments/cooperative.yaml", "title: Cooperative", "title: ''")
    rules = [line.split()[1] for line in _said_about(bakery)]
    assert rules == ["DLG080", "DLG050", "DLG024", "DLG012"]


def test_problems_come_in_the_order_of_files_and_lines(bakery: Path) -> None:
    _spoil(bakery / SCRIPT, "answered_by: [delivery]", "answered_by: [speed]")
    _spoil(bakery / SCRIPT, "limit: 40000", "limit: 4000")
    _spoil(bakery / "rubric.yaml", "weight: 40", "weight: 45")
    with pytest.raises(LibraryError) as caught:
        load_library(bakery)
    problems = caught.value.problems
    assert [(problem.path.rpartition("/")[2], problem.line) for problem in problems] == [
        ("rubric.yaml", 10),
        ("script.yaml", 24),
        ("script.yaml", 74),
    ]
    assert str(caught.value) == "\n".join(str(problem) for problem in problems)


def test_of_two_scripts_with_a_wrong_id_each_is_named_once(bakery: Path) -> None:
    for folder in ("bakery-ovens", "bakery-shop"):
        shutil.copytree(bakery / "scripts/bakery-oven", bakery / "scripts" / folder)
    shutil.rmtree(bakery / "scripts/bakery-oven")
    first, second = (f"bakery/scripts/{folder}/script.yaml:3: DLG0" for folder in ("bakery-ovens", "bakery-shop"))
    assert _said_about(bakery) == (
        f"{first}20 the id “bakery-oven” is not the folder's name “bakery-ovens”",
        f"{second}28 the id “bakery-oven” is that of bakery/scripts/bakery-ovens/script.yaml:3 already",
    )


def test_a_temperament_that_cannot_be_read_makes_no_noise_elsewhere(bakery: Path) -> None:
    _spoil(bakery / "temperaments/cooperative.yaml", "patience: 3", "patience: endless")
    assert _said_about(bakery) == (
        "bakery/temperaments/cooperative.yaml:7: DLG012 “patience” should be a whole number",
    )


@pytest.mark.parametrize("written", [".inf", "inf", "nan", "1.0e+400"])
def test_a_number_is_finite(bakery: Path, written: str) -> None:
    _spoil(bakery / SCRIPT, "limit: 40000", f"limit: {written}")
    (said,) = _said_about(bakery)
    assert said.startswith(f"bakery/{SCRIPT}:24: DLG012 “ask.measures.0.limit” should be a ")


BOMB = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(BOMB, "1: DLG003 anchors (&…) are not allowed", id="alias bomb"),
        pytest.param(
            "format_version: 1\nid: !!python/object/apply:os.system [echo]\n",
            "2: DLG003 tags (!…) are not",
            id="object",
        ),
        pytest.param("# filler\n" * 600_000, "1: DLG002 the file is larger than 256 KiB", id="5 MB"),
        pytest.param("a:\n  " + "[" * 200_000, "2: DLG003 more than 20 lists", id="deep brackets"),
        pytest.param("- " * 100_000, "1: DLG003 more than 20 lists", id="deep dashes"),
    ],
)
def test_a_hostile_file_is_refused_at_once(bakery: Path, text: str, said: str) -> None:
    (bakery / SCRIPT).write_text(text, encoding="utf-8")
    began = time.perf_counter()
    problems = _said_about(bakery)
    assert time.perf_counter() - began < 2
    (problem,) = problems
    assert problem.startswith(f"bakery/{SCRIPT}:{said}")
