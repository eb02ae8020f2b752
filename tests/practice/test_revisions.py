"""What a second load of a library is compared by."""

from pathlib import Path

from bot.practice.library import Library, load_library
from bot.practice.revisions import Lowered, changed_silently, lowered, revisions, script_key
from tests.practice.samples import BAKERY, edited

SCRIPT = "scripts/bakery-oven/script.yaml"
TEMPERAMENT = "temperaments/cooperative.yaml"


def library(tmp_path: Path, *edits: tuple[str, str, str]) -> Library:
    return load_library(edited(tmp_path / "library", *edits))


def test_everything_with_a_revision_is_known_by_name() -> None:
    assert revisions(load_library(BAKERY)) == {
        "rubric": 1,
        script_key("bakery-oven"): 1,
        "temperaments/cooperative": 1,
        "twists/counter_offer": 1,
        "drills/step-aloud": 1,
        "drills/which-slip": 1,
    }


def test_a_revision_below_the_known_one_is_named(tmp_path: Path) -> None:
    after = library(tmp_path, (SCRIPT, "revision: 1", "revision: 4"))
    known = {script_key("bakery-oven"): 5, "rubric": 1, "scripts/long-gone": 9}
    assert lowered(known, after) == (Lowered("scripts/bakery-oven", known=5, now=4),)
    assert lowered({script_key("bakery-oven"): 4}, after) == ()


def test_other_content_under_the_same_revision_is_named(tmp_path: Path) -> None:
    edits = ((SCRIPT, "title: A second oven", "title: A third oven"), (TEMPERAMENT, "patience: 3", "patience: 4"))
    after = library(tmp_path, *edits)
    assert changed_silently(load_library(BAKERY), after) == ("scripts/bakery-oven", "temperaments/cooperative")


def test_a_revision_that_was_raised_says_it_all(tmp_path: Path) -> None:
    after = library(
        tmp_path, (SCRIPT, "title: A second oven", "title: A third oven"), (SCRIPT, "revision: 1", "revision: 2")
    )
    assert changed_silently(load_library(BAKERY), after) == ()
