import ast
import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+)`")


def written() -> Counter[str]:
    """How often each name of a test is given, over all files."""
    return Counter(
        node.name
        for path in TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_every_test_that_the_page_of_faults_names_is_there_once() -> None:
    found = written()
    named = NAMED.findall(PAGE)
    assert len(named) > 60
    assert {name: found[name] for name in named if found[name] != 1} == {}


def test_every_fault_is_shown_by_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| fault")]
    assert [row for row in rows if len(row.split(" | ")) != 3 or not NAMED.search(row.split(" | ")[2])] == []
