"""How far two people agree, on counts small enough to reckon by hand."""

import pytest

from bot.hearing.cues import Cue
from bot.hearing.training.agreement import Agreement, agreement, table

ASK, ARGUES = Cue.SPECIFIC_ASK, Cue.ARGUES
FIRST = {"1": frozenset({ASK, ARGUES}), "2": frozenset({ASK}), "3": frozenset({ASK}), "4": frozenset[Cue]()}
SECOND = {"1": frozenset({ASK}), "2": frozenset({ASK}), "3": frozenset[Cue](), "4": frozenset({ARGUES})}


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "f1", "kappa"),
    [
        (20, 5, 10, 15, 40 / 55, 0.4),  # agree on 0.7, by chance on 0.5 * 0.6 + 0.5 * 0.4 = 0.5
        (5, 0, 0, 5, 1.0, 1.0),
        (0, 5, 5, 0, 0.0, -1.0),
        (25, 25, 25, 25, 0.5, 0.0),
        (0, 0, 0, 10, 1.0, 1.0),  # nobody heard it anywhere
        (10, 0, 0, 0, 1.0, 1.0),
    ],
)
def test_kappa_and_f1(both: int, first: int, second: int, neither: int, f1: float, kappa: float) -> None:
    row = Agreement(ASK, both=both, first=first, second=second, neither=neither)
    assert [row.f1, row.kappa] == pytest.approx([f1, kappa])


def test_each_cue_is_counted_over_the_messages() -> None:
    rows = {row.cue: row for row in agreement(FIRST, SECOND)}
    assert list(rows) == list(Cue)
    assert rows[ASK] == Agreement(ASK, both=2, first=1, second=0, neither=1)
    assert rows[ARGUES] == Agreement(ARGUES, both=0, first=1, second=1, neither=2)
    assert rows[Cue.PRESSURE] == Agreement(Cue.PRESSURE, both=0, first=0, second=0, neither=4)


def test_messages_that_only_one_has_labelled_do_not_count() -> None:
    only = {"9": frozenset({ASK})}
    assert agreement(FIRST | only, SECOND) == agreement(FIRST, SECOND | {"10": frozenset({ARGUES})})


def test_the_table_has_a_row_a_cue_and_the_means() -> None:
    lines = table(agreement(FIRST, SECOND)).splitlines()
    assert len(lines) == 1 + len(Cue) + 1
    assert lines[1].split() == ["specific_ask", "2", "1", "0", "0.80", "0.50"]
    # F1: 18 cues that nobody heard 1.0, the ask 0.8, arguing 0.0; kappa: 18, 0.5 and -1/3.
    assert lines[-1].split() == ["mean", f"{18.8 / 20:.2f}", f"{(18.5 - 1 / 3) / 20:.2f}"]


def test_nothing_labelled_twice_is_no_crash() -> None:
    assert table(agreement(FIRST, {}))
