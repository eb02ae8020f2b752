"""Writer-disjoint cross-validation of everything that is compared; its logits are what the judgement is fitted to."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.hearing.cues import Cue
from bot.hearing.hints import hints
from bot.hearing.training.baselines import frozen, tf_idf
from bot.hearing.training.batches import plain_sample
from bot.hearing.training.calibrate import fit_judgement
from bot.hearing.training.corpus import Example, read_corpus
from bot.hearing.training.folds import fold_of_each
from bot.hearing.training.measure import figures
from bot.hearing.training.network import base_tokenizer
from bot.hearing.training.train import Recipe, predict, train

CUES = tuple(Cue)
_EVEN = 0.5


def labels_of(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.array([[cue in example.cues for cue in CUES] for example in examples])


def facts_of(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([hints(example.context, example.text) for example in examples])


def judge_fold(fold: int, base: str, recipe: Recipe, weights: Path, tell: Callable[[str], None]) -> NDArray[np.float64]:
    """Logits (examples of the fold, cues) of a network that has learned from all other folds; keeps the network's `weights`."""
    examples, tokenizer = read_corpus(), base_tokenizer(base)
    folds = fold_of_each(examples)
    started = time.monotonic()
    seen = [example for example, place in zip(examples, folds, strict=True) if place != fold]
    judged = [example for example, place in zip(examples, folds, strict=True) if place == fold]
    network = train(base, tokenizer, seen, recipe, lambda line: tell(f"fold {fold}, {line}"))
    torch.save(network.state_dict(), weights)
    logits, _ = predict(network, [plain_sample(tokenizer, example) for example in judged])
    tell(
        f"fold {fold}: {len(seen)} learned from, {len(judged)} judged, {(time.monotonic() - started) / 60:.0f} minutes"
    )
    return logits.astype(np.float64)


def gathered(examples: Sequence[Example], by_fold: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """What the networks of the folds say, in the order of the corpus: (examples, cues)."""
    folds = fold_of_each(examples)
    logits = np.zeros((len(examples), len(CUES)))
    for fold, found in enumerate(by_fold):
        logits[folds == fold] = found
    return logits


def comparison(examples: Sequence[Example], logits: NDArray[np.float64], tokenizer: Tokenizer, base: str) -> str:
    """The table of the decision record."""
    labels, folds, writers = labels_of(examples), fold_of_each(examples), [example.writer for example in examples]
    rows = [
        "| listener | macro F1 | worst cue | good cues missed | false accusations a message |",
        "|---|---|---|---|---|",
        figures(tf_idf(examples, labels, folds) >= _EVEN, labels).row("TF-IDF + logistic regression"),
        figures(frozen(examples, labels, folds, tokenizer, base) >= _EVEN, labels).row("frozen encoder + heads"),
        figures(logits >= 0, labels).row("fine-tuned encoder"),
    ]
    facts = facts_of(examples)
    for name, known in (("its own logits", np.zeros_like(facts)), ("quantities", facts)):
        judgement, apart = fit_judgement(logits, known, labels, writers)
        heard = apart >= np.array([judgement.heard[cue] for cue in CUES])
        rows.append(figures(heard, labels).row(f"fine-tuned encoder + judgement over {name}"))
    return "\n".join(rows)
