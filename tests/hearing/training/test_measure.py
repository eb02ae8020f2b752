"""Figures of merit, on verdicts few enough to reckon by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.hearing.cues import Cue
from bot.hearing.training.measure import CUES, expected_calibration_error, figures

ASK, COMMITMENT, PRESSURE = Cue.SPECIFIC_ASK, Cue.COMMITMENT, Cue.PRESSURE


def grid(*messages: set[Cue]) -> NDArray[np.bool_]:
    return np.array([[cue in cues for cue in CUES] for cues in messages])


LABELS = grid({ASK}, {ASK, PRESSURE}, set(), {COMMITMENT})
HEARD = grid({ASK}, {COMMITMENT, PRESSURE}, {PRESSURE}, {COMMITMENT})


def test_figures_of_four_messages() -> None:
    found = figures(HEARD, LABELS)
    by_cue = dict(zip(CUES, found.f1.tolist(), strict=True))
    assert {cue: f1 for cue, f1 in by_cue.items() if f1} == pytest.approx(
        {ASK: 2 / 3, COMMITMENT: 2 / 3, PRESSURE: 2 / 3}
    )
    assert found.macro_f1 == pytest.approx(0.1)
    assert found.missed == pytest.approx(1 / 3)  # one ask; pressure is no good cue
    assert found.accused == pytest.approx(1 / 4)  # a wrong commitment accuses nobody
    assert found.errors == pytest.approx(3 / (4 * 20))


def test_verdicts_that_are_all_right_have_no_errors() -> None:
    found = figures(LABELS, LABELS)
    assert (found.missed, found.accused, found.errors) == (0.0, 0.0, 0.0)
    assert found.f1[CUES.index(ASK)] == 1.0


def test_nothing_labelled_and_nothing_heard_divides_by_nothing() -> None:
    found = figures(grid(set()), grid(set()))
    assert (found.macro_f1, found.missed, found.accused, found.errors) == (0.0, 0.0, 0.0, 0.0)


def test_a_row_names_the_worst_cue() -> None:
    assert figures(HEARD, LABELS).row("rules") == "| rules | 0.100 | 0.00 (justification) | 0.333 | 0.250 |"


@pytest.mark.parametrize(
    ("probabilities", "labels", "bins", "error"),
    [
        ([0.1, 0.3, 0.6, 0.9], [0, 1, 1, 1], 2, 0.275),  # |0.2 - 0.5| / 2 + |0.75 - 1| / 2
        ([0.1, 0.3, 0.6, 0.9], [0, 1, 1, 1], 1, 0.275),  # |0.475 - 0.75|
        ([0.0, 0.0, 1.0], [0, 0, 1], 15, 0.0),
        ([1.0, 1.0], [0, 0], 15, 1.0),  # a certain verdict belongs to the last bin
        ([0.5, 0.5], [0, 1], 15, 0.0),
        ([0.5, 0.5, 0.5, 0.9], [0, 1, 1, 1], 15, 0.15),  # 3/4 * |0.5 - 2/3| + 1/4 * 0.1
    ],
)
def test_expected_calibration_error(probabilities: list[float], labels: list[int], bins: int, error: float) -> None:
    found = expected_calibration_error(np.array(probabilities), np.array(labels, dtype=bool), bins)
    assert found == pytest.approx(error)


def test_calibration_is_measured_over_all_cues_together() -> None:
    flat = expected_calibration_error(np.array([0.2, 0.8, 0.6, 0.4]), np.array([False, True, True, False]))
    square = expected_calibration_error(np.array([[0.2, 0.8], [0.6, 0.4]]), np.array([[False, True], [True, False]]))
    assert square == flat


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40), st.integers(1, 20))
def test_the_error_lies_between_the_overall_gap_and_one(verdicts: list[tuple[float, bool]], bins: int) -> None:
    probabilities, labels = np.array([p for p, _ in verdicts]), np.array([label for _, label in verdicts])
    overall = abs(probabilities.mean() - labels.mean())
    assert overall - 1e-9 <= expected_calibration_error(probabilities, labels, bins) <= 1 + 1e-9
