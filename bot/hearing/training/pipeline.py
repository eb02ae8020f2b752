"""From the corpus to the model's files: three networks for cross-validation and one that has learned from everything, each on a core of its own."""

import json
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch

from bot.hearing.training.calibrate import fit_judgement
from bot.hearing.training.corpus import read_corpus
from bot.hearing.training.export import export
from bot.hearing.training.folds import FOLDS
from bot.hearing.training.network import base_folder, base_tokenizer, fresh_network
from bot.hearing.training.train import Recipe, train
from bot.hearing.training.validate import comparison, facts_of, gathered, judge_fold, labels_of

_VALIDATION = "validation.npz"
_NETWORK = "network.pt"


def learn(base: Path | None, work: Path) -> None:
    """Trains the four networks; leaves in `work` the logits of the validation and the weights of the network that knows all.

    One process and one thread a network: two networks on two cores are done a fifth sooner than one after the other on both.
    """
    folder, recipe, started = str(base or base_folder()), Recipe(), time.monotonic()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawn, initializer=_one_thread) as pool:
        whole = pool.submit(_learn_all, folder, recipe, work / _NETWORK)
        folds = [
            pool.submit(judge_fold, fold, folder, recipe, work / f"fold-{fold}.pt", _tell) for fold in range(FOLDS)
        ]
        examples = read_corpus()
        logits = gathered(examples, [fold.result() for fold in folds])
        np.savez_compressed(work / _VALIDATION, ids=[example.id for example in examples], logits=logits)
        whole.result()
    _tell(f"learned in {(time.monotonic() - started) / 60:.0f} minutes")


def publish(base: Path | None, work: Path, model: Path) -> None:
    """Fits the judgement to the validation, and writes the model's files."""
    folder, examples = str(base or base_folder()), read_corpus()
    _one_thread()
    model.mkdir(exist_ok=True)
    with np.load(work / _VALIDATION) as found:
        ids, logits = found["ids"].tolist(), found["logits"]
    writers = [example.writer for example in examples]
    if ids != [example.id for example in examples]:
        raise ValueError("the messages have changed since the last validation; train without --reuse")
    report = {
        "messages": len(examples),
        "writers": len(set(writers)),
        "table": comparison(examples, logits, base_tokenizer(folder), folder),
    }
    (model / "validation.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    judgement, _ = fit_judgement(logits, facts_of(examples), labels_of(examples), writers)
    (model / "judgement.json").write_text(json.dumps(judgement.to_json(), indent=1) + "\n", encoding="utf-8")
    network = fresh_network(folder)
    network.load_state_dict(torch.load(work / _NETWORK, weights_only=True))
    export(network, Path(folder) / "tokenizer.json", model)
    _tell(f"written to {model}")


def _learn_all(folder: str, recipe: Recipe, weights: Path) -> None:
    network = train(folder, base_tokenizer(folder), read_corpus(), recipe, lambda line: _tell(f"all, {line}"))
    torch.save(network.state_dict(), weights)


def _one_thread() -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)


def _tell(line: str) -> None:
    print(line, flush=True)
