"""Fits the judgement: what the encoder's logits and the numbers are worth, learned from messages whose writers the encoder had not met."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.hearing.cues import ACCUSING, Cue
from bot.hearing.judgement import CERTAIN, CUES, Judgement

Array = NDArray[np.float64]

_STRENGTH = 0.2  # inverse of the penalty on weights
_OWN = 6.0  # a cue's own logit is scaled up, which spares it most of the penalty
_STEPS = np.round(np.arange(0.15, 0.86, 0.01), 2)
_BISECTIONS = 12
_PARTS = 5  # of the writers; leaving out each writer by itself takes a quarter of an hour and says the same
# False accusations a message, over all accusing cues, that the thresholds may cost in validation. Its messages are harder than what users
# write, and its models have learned from two thirds of the data, so that the shipped one accuses less.
_FALSE_ACCUSATIONS = 0.045
# From this share of its threshold on, a cue is in doubt.
_DOUBT = 0.4
# Good cues are heard a little early: missing one costs the user more than a point too many.
_RECALL = 1.25


def fit_judgement(
    logits: Array, facts: Array, cues: NDArray[np.bool_], writers: Sequence[str]
) -> tuple[Judgement, Array]:
    """The judgement, and the probabilities (examples, cues) that it gives to writers when it was fitted to others."""
    evidence = np.hstack([np.clip(logits, -CERTAIN, CERTAIN), facts])
    place = {writer: index % _PARTS for index, writer in enumerate(sorted(set(writers)))}
    parts = np.array([place[writer] for writer in writers])
    apart = np.zeros_like(logits)
    for part in range(min(_PARTS, len(place))):
        out = parts == part
        weights, bias = _weights(evidence[~out], cues[~out])
        apart[out] = 1.0 / (1.0 + np.exp(-(evidence[out] @ weights.T + bias)))
    weights, bias = _weights(evidence, cues)
    heard = _thresholds(apart, cues)
    unsure = {cue: round(threshold * _DOUBT, 3) for cue, threshold in heard.items()}
    return Judgement(weights, bias, heard, unsure), apart


def _weights(evidence: Array, cues: NDArray[np.bool_]) -> tuple[Array, Array]:
    weights = np.zeros((len(CUES), evidence.shape[1]))
    bias = np.zeros(len(CUES))
    for row in range(len(CUES)):
        scale = np.ones(evidence.shape[1])
        scale[row] = _OWN
        model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(evidence * scale, cues[:, row])
        weights[row], bias[row] = model.coef_[0] * scale, model.intercept_[0]
    return weights, bias


def _thresholds(probabilities: Array, carried: NDArray[np.bool_]) -> dict[Cue, float]:
    """Where F is best, under a price for each false accusation that keeps them within what is allowed; the price is found by bisection."""
    low, high = 0.0, 100.0
    for _ in range(_BISECTIONS):
        price = (low + high) / 2
        found = {cue: _threshold(probabilities[:, row], carried[:, row], cue, price) for row, cue in enumerate(CUES)}
        wrong = sum(
            ((probabilities[:, row] >= found[cue]) & ~carried[:, row]).mean()
            for row, cue in enumerate(CUES)
            if cue in ACCUSING
        )
        low, high = (price, high) if wrong > _FALSE_ACCUSATIONS else (low, price)
    return {cue: _threshold(probabilities[:, row], carried[:, row], cue, high) for row, cue in enumerate(CUES)}


def _threshold(probabilities: Array, carried: NDArray[np.bool_], cue: Cue, price: float) -> float:
    accuses = cue in ACCUSING
    weight = 1.0 if accuses else _RECALL**2

    def worth(step: float) -> float:
        heard = probabilities >= step
        right, wrong, missed = (heard & carried).sum(), (heard & ~carried).sum(), (~heard & carried).sum()
        f = (1 + weight) * right / max(1.0, (1 + weight) * right + weight * missed + wrong)
        return float(f - (price * wrong / len(carried) if accuses else 0.0))

    return float(max(_STEPS, key=worth))
