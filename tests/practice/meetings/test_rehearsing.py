"""Which talk the nth rehearsal is."""

import pytest

from bot.practice.meetings.rehearsing import rehearsal
from tests.practice.meetings.cases import CASES
from tests.practice.meetings.transcripts import script_for
from tests.practice.samples import LIBRARY

SCRIPT = script_for("salary")


def kind(nth: int, *totals: int) -> tuple[str, str, str]:
    edition, seed = rehearsal(SCRIPT, LIBRARY, nth, totals)
    return edition.temperament.id, edition.twist.id if edition.twist else "", edition.constraint(seed).id


def temperaments(*totals: int) -> list[str]:
    return [kind(nth, *totals[: nth - 1])[0] for nth in range(1, len(totals) + 2)]


def test_the_first_is_what_they_expect_and_friendly() -> None:
    assert kind(1) == ("cooperative", "", "expected-1")


def test_the_second_and_the_third_are_what_they_do_not_expect() -> None:
    _, bait, second = kind(2, 100)
    _, plain, third = kind(3, 100, 100)
    assert (bait, plain) == ("bait", "")
    assert not any(name.startswith("expected-") for name in (second, third))
    assert second != third


def test_by_the_fourth_they_have_heard_an_unexpected_yes() -> None:
    assert "unexpected_yes" in {kind(nth, *[60] * (nth - 1))[1] for nth in range(1, 5)}


@pytest.mark.parametrize(
    ("totals", "met"),
    [
        ((100, 100, 100, 100), ["cooperative", "cooperative", "guarded", "reactant", "reactant"]),
        ((100, 69, 70, 60), ["cooperative", "cooperative", "cooperative", "guarded", "guarded"]),
        ((90, 70, 44, 45), ["cooperative", "cooperative", "guarded", "cooperative", "cooperative"]),
        ((20, 20, 20, 80), ["cooperative", "cooperative", "cooperative", "cooperative", "guarded"]),
    ],
)
def test_it_gets_harder_where_it_goes_well_and_easier_where_it_does_not(
    totals: tuple[int, ...], met: list[str]
) -> None:
    assert temperaments(*totals) == met


def test_a_round_that_was_left_has_no_total_and_the_latest_one_counts() -> None:
    assert kind(3, 80)[0] == "guarded"
    assert kind(3)[0] == "cooperative"
    assert kind(4, 80)[0] == "guarded"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("total", [10, 60, 100])
def test_no_two_of_the_first_six_are_alike(case: str, total: int) -> None:
    script = script_for(case)
    found = set()
    for nth in range(1, 7):
        edition, seed = rehearsal(script, LIBRARY, nth, [total] * (nth - 1))
        found.add((edition.temperament.id, edition.twist and edition.twist.id, edition.constraint(seed).id))
    assert len(found) == 6


def test_the_same_plan_and_number_give_the_same_talk_always() -> None:
    first, again = (rehearsal(SCRIPT, LIBRARY, 5, [80, 50, 90, 100]) for _ in range(2))
    assert (first[0].digest, first[1]) == (again[0].digest, again[1])


def test_later_ones_go_on_varying() -> None:
    assert len({kind(nth, *[60] * (nth - 1)) for nth in range(7, 25)}) >= 15
