"""From logits to verdicts: for each cue a logistic regression over what the encoder hears and what the numbers say, and its two thresholds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.hearing import hints
from bot.hearing.cues import Cue, Status
from bot.hearing.encoder import MODEL, ModelError

CUES = tuple(Cue)
CERTAIN = 8.0  # a logit beyond this says no more

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """`weights` (cues, cues + hints) and `bias` (cues) give calibrated log odds; from `heard` on a cue is heard, from `unsure` on unsure."""

    weights: Matrix
    bias: Matrix
    heard: Mapping[Cue, float]
    unsure: Mapping[Cue, float]

    def probabilities(self, logits: Sequence[float] | NDArray[np.float32], facts: Sequence[float]) -> dict[Cue, float]:
        """`logits` by cue, in the order of Cue; `facts` as `hints.hints` gives them."""
        evidence = np.concatenate([np.clip(np.asarray(logits, dtype=np.float64), -CERTAIN, CERTAIN), facts])
        odds = self.weights @ evidence + self.bias
        return dict(zip(CUES, (1.0 / (1.0 + np.exp(-odds))).tolist(), strict=True))

    def status(self, cue: Cue, probability: float) -> Status:
        if probability >= self.heard[cue]:
            return Status.HEARD
        return Status.UNSURE if probability >= self.unsure[cue] else Status.NOT_HEARD

    def to_json(self) -> dict[str, Any]:
        """The parts of weights that are zero are left out."""
        columns = [*(cue.value for cue in CUES), *hints.NAMES]
        return {
            cue.value: {
                "bias": round(float(self.bias[row]), 4),
                "weights": {
                    name: round(float(weight), 4)
                    for name, weight in zip(columns, self.weights[row], strict=True)
                    if weight
                },
                "heard": self.heard[cue],
                "unsure": self.unsure[cue],
            }
            for row, cue in enumerate(CUES)
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "Judgement":
        columns = {name: index for index, name in enumerate((*(cue.value for cue in CUES), *hints.NAMES))}
        weights = np.zeros((len(CUES), len(columns)))
        for row, cue in enumerate(CUES):
            for name, weight in record[cue.value]["weights"].items():
                weights[row, columns[name]] = weight
        return cls(
            weights=weights,
            bias=np.array([record[cue.value]["bias"] for cue in CUES]),
            heard={cue: float(record[cue.value]["heard"]) for cue in CUES},
            unsure={cue: float(record[cue.value]["unsure"]) for cue in CUES},
        )


def load_judgement(folder: Path = MODEL) -> Judgement:
    try:
        return Judgement.from_json(json.loads((folder / "judgement.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder.name}/judgement.json cannot be read ({type(error).__name__}: {error})") from error
