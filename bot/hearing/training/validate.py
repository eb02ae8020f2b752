"""Writer-disjoint cross-validation of everything that is compared; its logits are what the judgement is fitted to."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
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


@dataclass(frozen=True)
class Validation:
    """Row by row as in the corpus: the encoder's logits on writers it has not met (examples, cues), hints, labels."""

    ids: NDArray[np.str_]
    logits: NDArray[np.float64]
    facts: NDArray[np.float64]
    labels: NDArray[np.bool_]
    writers: NDArray[np.str_]

    def save(self, path: Path) -> None:
        np.savez_compressed(path, **self.__dict__)

    @classmethod
    def load(cls, path: Path) -> "Validation":
        with np.load(path) as stored:
            return cls(**stored)


def labels_of(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.array([[cue in example.cues for cue in CUES] for example in examples])


def facts_of(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([hints(example.context, example.text) for example in examples])


def judge_fold(fold: int, base: str, recipe: Recipe, tell: Callable[[str], None]) -> NDArray[np.float64]:
    """Logits (examples of the fold, cues) of a network that has learned from all other folds."""
    examples, tokenizer = read_corpus(), base_tokenizer(base)
    folds = fold_of_each(examples)
    started = time.monotonic()
    seen = [example for example, place in zip(examples, folds, strict=True) if place != fold]
    judged = [example for example, place in zip(examples, folds, strict=True) if place == fold]
    network = train(base, tokenizer, seen, recipe, lambda line: tell(f"fold {fold}, {line}"))
    logits, _ = predict(network, [plain_sample(tokenizer, example) for example in judged])
    tell(
        f"fold {fold}: {len(seen)} learned from, {len(judged)} judged, {(time.monotonic() - started) / 60:.0f} minutes"
    )
    return logits.astype(np.float64)


def gathered(examples: Sequence[Example], logits_by_fold: Sequence[NDArray[np.float64]]) -> Validation:
    folds = fold_of_each(examples)
    logits = np.zeros((len(examples), len(CUES)))
    for fold, found in enumerate(logits_by_fold):
        logits[folds == fold] = found
    return Validation(
        ids=np.array([example.id for example in examples]),
        logits=logits,
        facts=facts_of(examples),
        labels=labels_of(examples),
        writers=np.array([example.writer for example in examples]),
    )


def comparison(
    examples: Sequence[Example],
    found: Validation,
    tokenizer: Tokenizer,
    base: str,
    others: Mapping[str, NDArray[np.bool_]],
) -> str:
    """The table of the decision record. `others`: verdicts of listeners that learn nothing, by name."""
    labels, folds = found.labels, fold_of_each(examples)
    rows = [
        "| listener | macro F1 | worst cue | good cues missed | false accusations a message |",
        "|---|---|---|---|---|",
    ]
    rows += [figures(heard, labels).row(name) for name, heard in others.items()]
    rows.append(figures(tf_idf(examples, labels, folds) >= 0.5, labels).row("TF-IDF + logistic regression"))  # noqa: PLR2004
    rows.append(figures(frozen(examples, labels, folds, tokenizer, base) >= 0.5, labels).row("frozen encoder + heads"))  # noqa: PLR2004
    rows.append(figures(found.logits >= 0, labels).row("fine-tuned encoder"))
    for name, facts in (("its own logits", np.zeros_like(found.facts)), ("quantities", found.facts)):
        judgement, apart = fit_judgement(found.logits, facts, labels, found.writers.tolist())
        heard = apart >= np.array([judgement.heard[cue] for cue in CUES])
        rows.append(figures(heard, labels).row(f"fine-tuned encoder + judgement over {name}"))
    return "\n".join(rows)
