"""Which answers the walkthroughs show, and which nobody has ever seen."""

from dataclasses import replace

import pytest

from bot.authoring.coverage import coverage
from bot.authoring.editions import AuthoringError
from bot.practice.library import Library, load_library
from bot.practice.states import Move
from bot.practice.walkthroughs import ExpectedTurn
from tests.authoring.samples import BAKERY
from tests.practice.samples import LIBRARY

OVEN = "bakery-oven"


@pytest.fixture
def bakery() -> Library:
    return load_library(BAKERY)


def with_turns(library: Library, *turns: tuple[str, str]) -> Library:
    """The library with one walkthrough of these moves and states."""
    written = library.walkthroughs[OVEN]
    said = tuple(ExpectedTurn(say="…", move=Move(move), state=state) for move, state in turns)
    only = written.walkthroughs[0].model_copy(update={"turns": said})
    return replace(library, walkthroughs={OVEN: written.model_copy(update={"walkthroughs": (only,)})})


def test_pairs_are_the_state_after_and_the_move(bakery: Library) -> None:
    row, together = coverage(bakery)
    assert row.touched == {
        ("opening", "start"),
        ("refused", "justified_ask"),
        ("refused", "bare_ask"),
        ("refused", "pressed"),
        ("constraint_named", "asked_constraint"),
        ("agreed", "named_retreat"),
        ("done", "secured"),
        ("countered", "named_retreat"),
        ("countered", "cascaded"),
    }
    assert (row.script, together.script, together.touched) == (OVEN, "", row.touched)


def test_what_is_missing_is_named_by_state(bakery: Library) -> None:
    row, _ = coverage(bakery)
    assert row.missing["done"] == ("out_of_time", "stalled")
    assert sum(len(moves) for moves in row.missing.values()) == len(row.reachable) - len(row.touched)
    assert row.share == int(1000 * 9 / len(row.reachable)) / 10


def test_who_uses_up_the_time_shows_how_the_counterpart_leaves(bakery: Library) -> None:
    late = [("off_topic", "opening")] * 13 + [("off_topic", "walked_away")]
    row, _ = coverage(with_turns(bakery, *late))
    assert row.touched == {("opening", "start"), ("opening", "off_topic"), ("walked_away", "out_of_time")}


def test_what_cannot_happen_counts_for_nothing(bakery: Library) -> None:
    row, _ = coverage(with_turns(bakery, ("secured", "walked_away")))
    assert row.touched == {("opening", "start")}


def test_a_script_without_walkthroughs_shows_nothing(bakery: Library) -> None:
    row, _ = coverage(replace(bakery, walkthroughs={}))
    assert (row.touched, row.share) == (frozenset(), 0.0)


def test_together_a_pair_counts_that_any_script_touches() -> None:
    *rows, together = coverage(LIBRARY)
    assert [row.script for row in rows] == [script.id for script in LIBRARY.scripts]
    assert together.touched == {pair for row in rows for pair in row.touched}
    assert len(together.touched) > max(len(row.touched) for row in rows)


def test_one_script_is_looked_at_alone_and_an_unknown_one_is_told() -> None:
    row, together = coverage(LIBRARY, ["vendor-price"])
    assert row.touched == together.touched
    with pytest.raises(AuthoringError, match="There is no script “nobody”; there are: b2b-pilot, "):
        coverage(LIBRARY, ["nobody"])


def test_a_share_is_never_rounded_up() -> None:
    row, _ = coverage(load_library(BAKERY))
    almost = replace(
        row,
        reachable=frozenset((str(n), "") for n in range(1999)),
        touched=frozenset((str(n), "") for n in range(1899)),
    )
    assert almost.share == 94.9
