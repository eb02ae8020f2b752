"""Examples as tensors: what the tokenizer makes of context and message, with the cues of the message and of each of its tokens."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from bot.hearing.cues import Cue
from bot.hearing.encoder import CONTEXT_TOKENS, windows
from bot.hearing.framing import frame
from bot.hearing.training.corpus import Example
from bot.hearing.training.perturb import Marked, mark

CUES = tuple(Cue)
_COLUMN = {cue: index for index, cue in enumerate(CUES)}
MASK = 103  # [MASK] in the vocabulary of BERT


@dataclass(frozen=True)
class Sample:
    """One example, tokenized. `token_cues` is (tokens, cues); rows of the context are all zero."""

    ids: Sequence[int]
    kinds: Sequence[int]
    cues: np.ndarray
    token_cues: np.ndarray


@dataclass(frozen=True)
class Batch:
    ids: Tensor
    mask: Tensor
    kinds: Tensor
    cues: Tensor
    token_cues: Tensor


def sample(tokenizer: Tokenizer, context: str, marked: Marked, cues: frozenset[Cue]) -> Sample:
    """Of a message too long for one window, the window that shows most, with the cues that it shows."""
    first = tokenizer.encode(context).ids[:-1][:CONTEXT_TOKENS]
    message = tokenizer.encode(marked.text)
    shown = [frozenset[Cue]().union(*marked.marks[start:stop]) for start, stop in message.offsets]
    stretches = list(windows(len(message.ids) - 1))
    stretch = max(stretches, key=lambda one: sum(map(len, shown[one])), default=slice(1, 1))
    if len(stretches) > 1:
        cues = frozenset().union(*shown[stretch])
    end: int = tokenizer.token_to_id("[SEP]") or 0
    ids = [*first, end, *message.ids[stretch], end]
    token_cues = np.zeros((len(ids), len(CUES)), dtype=np.float32)
    for row, carried in enumerate(shown[stretch], start=len(first) + 1):
        token_cues[row, [_COLUMN[cue] for cue in carried]] = 1.0
    target = np.zeros(len(CUES), dtype=np.float32)
    target[[_COLUMN[cue] for cue in cues]] = 1.0
    return Sample(ids, [0] * (len(first) + 1) + [1] * (len(ids) - len(first) - 1), target, token_cues)


def plain_sample(tokenizer: Tokenizer, example: Example) -> Sample:
    return sample(tokenizer, frame(example.context), mark(example.text, example.quotes), example.cues)


def collate(samples: Sequence[Sample]) -> Batch:
    longest = max(len(one.ids) for one in samples)
    shape = (len(samples), longest)
    ids, mask, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    token_cues = np.zeros((*shape, len(CUES)), dtype=np.float32)
    for row, one in enumerate(samples):
        size = len(one.ids)
        ids[row, :size], mask[row, :size], kinds[row, :size] = one.ids, 1, one.kinds
        token_cues[row, :size] = one.token_cues
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(mask),
        torch.from_numpy(kinds),
        torch.from_numpy(np.stack([one.cues for one in samples])),
        torch.from_numpy(token_cues),
    )


def batches(
    samples: Sequence[Sample], size: int, chance: random.Random | None = None
) -> Iterator[tuple[list[int], Batch]]:
    """Batches of samples of like length, with their places; in random order where `chance` is given."""
    places = sorted(range(len(samples)), key=lambda i: len(samples[i].ids) + (chance.random() * 12 if chance else 0))
    groups = [places[i : i + size] for i in range(0, len(places), size)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield group, collate([samples[i] for i in group])
