"""The drawn graphs are the played graphs."""

from pathlib import Path

from bot.practice.counterpart_pages import counterpart_pages
from bot.practice.diagrams import diagrams_page
from tests.practice.samples import LIBRARY

PAGE = Path(__file__).parents[2] / "docs" / "graphs.md"


def test_the_page_of_graphs_is_what_make_diagrams_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == diagrams_page(LIBRARY)


def test_every_state_and_move_of_a_temperament_is_drawn() -> None:
    page = diagrams_page(LIBRARY)
    for temperament in LIBRARY.temperaments:
        section = page.partition(f"## {temperament.title}\n")[2].partition("\n## ")[0]
        for transition in temperament.transitions:
            assert all(move.value in section for move in transition.move)
        assert all(f'state "{state}" as {state}' in section for state in temperament.states)


def test_the_pages_of_counterparts_are_what_make_diagrams_writes() -> None:
    written = {page.name: page.read_text(encoding="utf-8") for page in (PAGE.parent / "counterparts").glob("*.md")}
    assert written == counterpart_pages(LIBRARY)


def test_a_counterparts_page_shows_its_constraints_and_its_turns() -> None:
    page = counterpart_pages(LIBRARY)["salary-raise.md"]
    assert all(constraint.short in page for constraint in LIBRARY.scripts_by_id["salary-raise"].constraints)
    assert "constraint_named --> countered: named_retreat (counter_offer)" in page
