"""Figures of merit of verdicts against labels, all as the docs name them; see docs/hearing.md."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.hearing.cues import ACCUSING, Cue

CUES = tuple(Cue)
_ACCUSES = np.array([cue in ACCUSING for cue in CUES])


@dataclass(frozen=True)
class Figures:
    """`f1` by cue; `missed` the share of good cues not heard, `accused` false accusations a message, `errors` wrong verdicts of all."""

    f1: NDArray[np.float64]
    missed: float
    accused: float
    errors: float

    @property
    def macro_f1(self) -> float:
        return float(self.f1.mean())

    def row(self, name: str) -> str:
        worst = CUES[int(self.f1.argmin())].value
        return (
            f"| {name} | {self.macro_f1:.3f} | {self.f1.min():.2f} ({worst}) | {self.missed:.3f} | {self.accused:.3f} |"
        )


def figures(heard: NDArray[np.bool_], labels: NDArray[np.bool_]) -> Figures:
    right, wrong, missed = (heard & labels).sum(0), (heard & ~labels).sum(0), (~heard & labels).sum(0)
    good = ~_ACCUSES
    return Figures(
        f1=2 * right / np.maximum(1, 2 * right + wrong + missed),
        missed=float(missed[good].sum() / max(1, labels[:, good].sum())),
        accused=float(wrong[_ACCUSES].sum() / len(labels)),
        errors=float((heard != labels).mean()),
    )


def expected_calibration_error(probabilities: NDArray[np.float64], labels: NDArray[np.bool_], bins: int = 15) -> float:
    """Mean distance between probability and frequency over equally wide bins, weighted by their size (Naeini et al., AAAI 2015)."""
    flat, truth = probabilities.ravel(), labels.ravel()
    places = np.minimum((flat * bins).astype(int), bins - 1)
    gaps = [
        (places == b).mean() * abs(flat[places == b].mean() - truth[places == b].mean())
        for b in range(bins)
        if (places == b).any()
    ]
    return float(sum(gaps))
