"""What the fine-tuned encoder is compared with, each judged on writers it has not learned from: probabilities (examples, cues)."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

from bot.hearing.cues import Cue
from bot.hearing.framing import frame
from bot.hearing.training.batches import batches, plain_sample
from bot.hearing.training.corpus import Example
from bot.hearing.training.network import fresh_network

Array = NDArray[np.float64]


def tf_idf(examples: Sequence[Example], labels: NDArray[np.bool_], folds: NDArray[np.int64]) -> Array:
    """Words and character runs of the message, words of the context, a logistic regression a cue."""
    found = np.zeros(labels.shape)
    texts = [example.text.lower() for example in examples]
    contexts = [frame(example.context).lower() for example in examples]
    for fold in sorted(set(folds.tolist())):
        seen = folds != fold
        parts = []
        for source, settings in (
            (texts, {"ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True}),
            (texts, {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3, "sublinear_tf": True}),
            (contexts, {"ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True}),
        ):
            vectorizer = TfidfVectorizer(**settings).fit(
                [text for text, is_seen in zip(source, seen, strict=True) if is_seen]
            )
            parts.append(vectorizer.transform(source))
        found[~seen] = _regressions(hstack(parts).tocsr(), labels, seen, strength=4.0)
    return found


def frozen(
    examples: Sequence[Example], labels: NDArray[np.bool_], folds: NDArray[np.int64], tokenizer: Tokenizer, base: str
) -> Array:
    """The encoder as it comes, means of its context's and its message's tokens, a logistic regression a cue."""
    found = np.zeros(labels.shape)
    vectors = _embed(examples, tokenizer, base)
    for fold in sorted(set(folds.tolist())):
        seen = folds != fold
        found[~seen] = _regressions(vectors, labels, seen, strength=1.0)
    return found


def _regressions(features: object, labels: NDArray[np.bool_], seen: NDArray[np.bool_], strength: float) -> Array:
    columns = []
    for row in range(len(Cue)):
        model = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced", solver="liblinear")
        columns.append(model.fit(features[seen], labels[seen, row]).predict_proba(features[~seen])[:, 1])  # type: ignore[index]
    return np.stack(columns, axis=1)


@torch.inference_mode()
def _embed(examples: Sequence[Example], tokenizer: Tokenizer, base: str) -> Array:
    encoder = fresh_network(base).encoder.eval()
    samples = [plain_sample(tokenizer, example) for example in examples]
    vectors = np.zeros((len(samples), 2 * encoder.config.hidden_size))
    for places, batch in batches(samples, 32):
        hidden = encoder(input_ids=batch.ids, attention_mask=batch.mask, token_type_ids=batch.kinds).last_hidden_state
        parts = []
        for kind in (0, 1):
            chosen = ((batch.kinds == kind) & (batch.mask == 1)).unsqueeze(-1).float()
            parts.append((hidden * chosen).sum(1) / chosen.sum(1).clamp(min=1))
        vectors[places] = torch.nn.functional.normalize(torch.cat(parts, dim=1), dim=1).numpy() * 10
    return vectors
