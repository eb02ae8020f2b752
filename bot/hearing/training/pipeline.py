"""From the corpus to the model's files: three networks for cross-validation and one that has learned from everything, each on a core of its own."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from bot.hearing.training.calibrate import fit_judgement
from bot.hearing.training.corpus import read_corpus
from bot.hearing.training.export import export
from bot.hearing.training.folds import FOLDS
from bot.hearing.training.network import base_folder, base_tokenizer, fresh_network
from bot.hearing.training.train import Recipe, train
from bot.hearing.training.validate import Validation, comparison, gathered, judge_fold

Tell = Callable[[str], None]

_VALIDATION = "validation.npz"
_NETWORK = "network.pt"


def learn(base: Path | None, work: Path, tell: Tell) -> None:
    """Trains the four networks; leaves in `work` the logits of the validation and the weights of the network that knows all.

    One process and one thread a network: two networks on two cores are done a fifth sooner than one after the other on both.
    """
    folder, recipe, started = str(base or base_folder()), Recipe(), time.monotonic()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawn, initializer=_one_thread) as pool:
        whole = pool.submit(_learn_all, folder, recipe, work / _NETWORK, tell)
        folds = [pool.submit(judge_fold, fold, folder, recipe, tell) for fold in range(FOLDS)]
        gathered(read_corpus(), [fold.result() for fold in folds]).save(work / _VALIDATION)
        whole.result()
    tell(f"learned in {(time.monotonic() - started) / 60:.0f} minutes")


def publish(base: Path | None, work: Path, model: Path, tell: Tell) -> None:
    """Fits the judgement to the validation, and writes the model's files."""
    folder, examples = str(base or base_folder()), read_corpus()
    _one_thread()
    model.mkdir(exist_ok=True)
    found = Validation.load(work / _VALIDATION)
    if found.ids.tolist() != [example.id for example in examples]:
        raise ValueError("the messages have changed since the last validation; train without --reuse")
    report = {
        "messages": len(found.ids),
        "writers": len(set(found.writers.tolist())),
        "table": comparison(examples, found, base_tokenizer(folder), folder, {}),
    }
    (model / "validation.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    judgement, _ = fit_judgement(found.logits, found.facts, found.labels, found.writers.tolist())
    (model / "judgement.json").write_text(json.dumps(judgement.to_json(), indent=1) + "\n", encoding="utf-8")
    network = fresh_network(folder)
    network.load_state_dict(torch.load(work / _NETWORK, weights_only=True))
    export(network, Path(folder) / "tokenizer.json", model)
    tell(f"written to {model}")


def _learn_all(folder: str, recipe: Recipe, weights: Path, tell: Tell) -> None:
    network = train(folder, base_tokenizer(folder), read_corpus(), recipe, lambda line: tell(f"all, {line}"))
    torch.save(network.state_dict(), weights)


def _one_thread() -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
