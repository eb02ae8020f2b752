"""Drills as files: what is read, and what is said of a file that cannot be."""

from pathlib import Path

import pytest

from bot.practice.drills.drill import ChoiceDrill, LineDrill
from bot.practice.library import LibraryError, load_library, playable_library
from tests.practice.samples import BAKERY, edited

CHOICES = "drills/which-slip.yaml"
LINES = "drills/step-aloud.yaml"


def said_about(library: Path) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        load_library(library)
    return [str(problem).partition("/drills/")[2] for problem in caught.value.problems]


def test_the_drills_of_a_library_are_found_by_id() -> None:
    library = load_library(BAKERY)

    assert [drill.id for drill in library.drills] == ["step-aloud", "which-slip"]
    assert isinstance(library.drill("step-aloud"), LineDrill)
    assert isinstance(library.drill("which-slip"), ChoiceDrill)
    assert library.drill("gone") is None


def test_a_library_may_have_no_drills(tmp_path: Path) -> None:
    library = edited(tmp_path / "library")
    for path in (library / "drills").iterdir():
        path.unlink()
    (library / "drills").rmdir()

    assert load_library(library).drills == ()


def test_a_bot_that_starts_takes_a_drill_that_is_short_and_clumsy(tmp_path: Path) -> None:
    lines = (BAKERY / LINES).read_text(encoding="utf-8")
    few = lines[: lines.index("  - id: flour")]
    library = edited(tmp_path / "library", (LINES, lines, few), (CHOICES, "Say what went wrong.", "You are useless."))

    with pytest.raises(LibraryError) as caught:
        load_library(library)
    assert {problem.rule for problem in caught.value.problems} == {"DLG140", "DLG047"}
    assert [len(drill.items) for drill in playable_library(library).drills] == [2, 12]


def test_a_bot_does_not_start_with_a_drill_that_cannot_be_judged(tmp_path: Path) -> None:
    library = edited(tmp_path / "library", (LINES, "finding: names_concession", "finding: names_it"))

    with pytest.raises(LibraryError) as caught:
        playable_library(library)
    assert [problem.rule for problem in caught.value.problems] == ["DLG131"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (CHOICES, "kind: choice", "kind: quiz", "which-slip.yaml:7: DLG012 “kind” should be 'line' or 'choice'"),
        (CHOICES, "kind: choice\n", "", "which-slip.yaml:2: DLG011 “kind” is missing"),
        (CHOICES, "asks: Say", "ask: Say", "which-slip.yaml:6: DLG010 unknown key “ask”"),
        (LINES, "asks: Offer", "asks: Now: offer", "step-aloud.yaml:6: DLG001 not valid YAML"),
        (
            LINES,
            "phase: after_constraint",
            "phase: afterwards",
            "step-aloud.yaml:9: DLG012 “phase” should be 'opening'",
        ),
        (
            CHOICES,
            "explanation: One step",
            "note: One step",
            "which-slip.yaml:10: DLG011 “items.0.explanation” is missing",
        ),
        (LINES, "verdict: passed", "verdict: fine", "step-aloud.yaml:31: DLG012 “items.0.golden.0.verdict” should be"),
    ],
)
def test_a_mistake_of_form_is_told_with_its_line(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    problems = said_about(edited(tmp_path / "library", (file, old, new)))

    assert any(problem.startswith(told) for problem in problems), problems


def test_a_file_is_read_as_data_alone(tmp_path: Path) -> None:
    (problem,) = said_about(edited(tmp_path / "library", (LINES, "title: Step", "title: !!python/name:os.system Step")))

    assert problem.startswith("step-aloud.yaml:5: DLG003 tags")
