"""A library in which every rule is broken at once: all of it is told in one pass, and nothing twice."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.practice.library import LibraryError, load_library
from bot.practice.source import Problem
from tests.practice.test_script_rules import PROJECT, rules_in_code

ALL_WRONG = Path(__file__).parent / "all_wrong"
NOTHING_THERE = "DLG006"
"""The one rule that cannot be broken beside the others: with no script there is nothing to be wrong."""

OF_MESSAGES = {f"DLG11{digit}" for digit in range(5)}
"""The other channel's: a script is of one channel, and most of the rest is a talk's."""

GOOD = (ALL_WRONG / "scripts/bakery-oven/script.yaml").read_text(encoding="utf-8")

UNREADABLE: dict[str, tuple[bytes, int, tuple[str, ...]]] = {
    "five-megabytes": (b"# more of the same\n" * 280_000, 1, ("DLG002",)),
    "aliases": (GOOD.replace("  - id: cash", "  - &cash\n    id: cash").encode(), 44, ("DLG003",)),
    "tabs": (GOOD.replace("  name: Marta", "\tname: Marta").encode(), 7, ("DLG001",)),
    "not-utf-8": (GOOD.replace("Marta", "Andr\u00e9").encode("latin-1"), 1, ("DLG001",)),
    "a-key-twice": (GOOD.replace("area: work", "area: work\narea: home").encode(), 6, ("DLG004",)),
    "next-year": (GOOD.replace("format_version: 1", "format_version: 2").encode(), 1, ("DLG005",)),
    "no-form": (GOOD.replace("area: work", "arena: work").encode(), 0, ("DLG010", "DLG011")),
    "same-id": (GOOD.encode(), 0, ("DLG028",)),
    "no-area": (GOOD.replace("area: work", "area: kitchen").encode(), 5, ("DLG012",)),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    library = shutil.copytree(ALL_WRONG, tmp_path_factory.mktemp("dialogues") / "all_wrong")
    for folder, (content, _, _) in UNREADABLE.items():
        script = shutil.copytree(library / "scripts/bakery-oven", library / "scripts" / folder) / "script.yaml"
        script.write_bytes(content)
    with pytest.raises(LibraryError) as caught:
        load_library(library)
    return caught.value.problems


def marked() -> Iterator[tuple[str, int, str]]:
    """What stands behind the mistakes in the files: where, and which rule."""
    for path in sorted(ALL_WRONG.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for rule in re.findall(r"DLG\d{3}", line.partition("  # ")[2]):
                yield (Path("all_wrong") / path.relative_to(ALL_WRONG)).as_posix(), number, rule


def test_every_mistake_is_told_where_it_is_and_once(told: tuple[Problem, ...]) -> None:
    unreadable = {f"all_wrong/scripts/{folder}/script.yaml" for folder in UNREADABLE}
    found = Counter((problem.path, problem.line, problem.rule) for problem in told if problem.path not in unreadable)
    assert found == Counter(marked())


def test_what_cannot_be_read_is_told_once_and_hides_nothing_else(told: tuple[Problem, ...]) -> None:
    for folder, (_, line, rules) in UNREADABLE.items():
        own = [problem for problem in told if problem.path == f"all_wrong/scripts/{folder}/script.yaml"]
        assert sorted(problem.rule for problem in own) == list(rules), folder
        assert line == 0 or [problem.line for problem in own] == [line], folder


def test_no_message_comes_twice(told: tuple[Problem, ...]) -> None:
    lines = [str(problem) for problem in told]
    assert sorted(set(lines)) == sorted(lines)


def test_no_rule_is_left_out(told: tuple[Problem, ...]) -> None:
    assert {problem.rule for problem in told} == rules_in_code() - {NOTHING_THERE} - OF_MESSAGES


def test_windows_line_ends_and_a_byte_order_mark_are_no_mistake(tmp_path: Path) -> None:
    bakery = PROJECT / "tests/practice/bakery"
    library = shutil.copytree(bakery, tmp_path / "bakery")
    for path in library.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_library(library) == load_library(bakery)
