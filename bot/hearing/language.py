"""Whether a message is in English at all: the only language that is judged for now.

Uses fastText's language identification (lid.176.ftz, see model/CARD.md) only to turn away what is clearly another language;
English by people of all origins, slang and shorthand have to pass.
"""

import re
from functools import lru_cache
from typing import Protocol

import fasttext

from bot.hearing.encoder import MODEL, ModelError
from bot.hearing.numbers.tokens import TEXT_LIMIT

_CERTAIN = 0.6
# Some chance of English is enough; so is one of the words that hardly any sentence lacks and few other languages have.
_SOME_CHANCE = 0.12
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    [
        "the",
        "you",
        "your",
        "what",
        "with",
        "this",
        "that",
        "its",
        "have",
        "could",
        "would",
        "can",
        "my",
        "and",
        "for",
        "are",
        "ill",
        "how",
        "why",
        "not",
        "we",
        "if",
        "it",
        "they",
        "them",
        "been",
        "from",
        "yes",
        "but",
        "about",
        "think",
        "know",
        "want",
        "need",
        "just",
        "like",
        "get",
        "give",
        "make",
        "take",
        "thanks",
        "please",
        "much",
    ]
)


class _Model(Protocol):
    def predict(self, text: str, k: int, threshold: float) -> tuple[tuple[str, ...], list[float]]: ...


def is_english(text: str) -> bool:
    """False only where the text is clearly in another language; too short or mixed texts count as English."""
    words = _WORD.findall(text[:TEXT_LIMIT].lower().replace("'", "").replace("\u2019", ""))
    if len(words) < _FEWEST_WORDS or not _ENGLISH.isdisjoint(words):
        return True
    labels, odds = _model().predict(" ".join(text[:TEXT_LIMIT].split()), k=5, threshold=0.0)
    chances = {label.removeprefix("__label__"): float(chance) for label, chance in zip(labels, odds, strict=True)}
    return chances.get("en", 0.0) >= _SOME_CHANCE or max(chances.values(), default=0.0) < _CERTAIN


@lru_cache(maxsize=1)
def _model() -> _Model:
    try:
        return fasttext.load_model(str(MODEL / "lid.176.ftz"))  # type: ignore[no-any-return]
    except ValueError as error:
        raise ModelError(f"{MODEL.name}/lid.176.ftz cannot be read") from error
