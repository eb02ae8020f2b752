"""Cross-validation that keeps writers apart: who wrote a message that is judged has written none that was learned from."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.hearing.training.corpus import Example

FOLDS = 3


def fold_of_each(examples: Sequence[Example], folds: int = FOLDS) -> NDArray[np.int64]:
    """The fold (0 … folds - 1) of each example; whole writers, the folds about equally large."""
    sizes = Counter(example.writer for example in examples)
    filled = [0] * folds
    place: dict[str, int] = {}
    for writer, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        place[writer] = filled.index(min(filled))
        filled[place[writer]] += size
    return np.array([place[example.writer] for example in examples])
