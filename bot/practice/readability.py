"""How easily a text is read, by LIX: the words in a sentence on average, plus the share of long words in percent.

C. H. Björnsson, Läsbarhet, Liber, Stockholm 1968; on English: J. Anderson, Lix and Rix, Journal of Reading 26, 1983. It counts
letters, not syllables, so it is the same on every machine and needs no dictionary. A colon ends a sentence there, too.
"""

import re
from collections.abc import Iterable

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_END = re.compile(r"[.!?…:][\"'\u201d\u2019)]*(?:\s|\Z)")
_WORD = re.compile(r"\w[\w'\u2019.,-]*")
_LONG = 6


def sentences(text: str) -> list[str]:
    """Its sentences, without what ends them; marks within a word or a number end none."""
    return [part.strip() for part in _END.split(_PLACEHOLDER.sub("that", text)) if part.strip()]


def words(text: str) -> list[str]:
    """A number is a word, and so is what a hyphen or an apostrophe joins; a placeholder stands for one short word."""
    return _WORD.findall(_PLACEHOLDER.sub("that", text))


def lix(texts: Iterable[str]) -> float:
    """Of all these texts together; 0 where there are no words."""
    spoken = [found for text in texts for sentence in sentences(text) if (found := words(sentence))]
    everything = [word for sentence in spoken for word in sentence]
    if not everything:
        return 0.0
    long = sum(sum(map(str.isalpha, word)) > _LONG for word in everything)
    return len(everything) / len(spoken) + 100 * long / len(everything)
