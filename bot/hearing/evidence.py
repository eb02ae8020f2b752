"""The words that carry a cue: the stretch of the message at which the encoder points."""

import re
from collections.abc import Sequence

import numpy as np

from bot.hearing.encoder import Floats

QUOTE_LIMIT = 160
# A token belongs to the quote where it is pointed at with at least this share of the strongest token's certainty.
_BELONGS = 0.4
_FAR = 30.0
_FEWEST_WORDS = 4
_CLAUSE_END = re.compile(r"[.!?;:,\n](?=\s|$)|\s[-\u2013\u2014]+(?=\s)")
# What is quoted begins and ends with a word, a number or a sign that says something; punctuation at the ends says nothing.
_WORD = re.compile(r"[^\s.,;:!?()\-\u2013\u2014\"\u201c\u201d](?:\S*[^\s.,;:()\-\u2013\u2014\"\u201c\u201d])?")


def quote(text: str, pointed: Floats, offsets: Sequence[tuple[int, int]]) -> str:
    """An exact part of `text`, whole words, at most 160 characters; "" where there are no words. `pointed`: a logit a token."""
    if len(offsets) == 0:
        return ""
    certainty = 1.0 / (1.0 + np.exp(-np.clip(pointed.astype(np.float64), -_FAR, _FAR)))
    first, last = _strongest_stretch(certainty - _BELONGS * certainty.max())
    peak = first + int(certainty[first : last + 1].argmax())
    start, end = _readable(text, offsets[first][0], offsets[last][1])
    start, end = _fitting(text, start, end, offsets[peak])
    return text[start:end]


def _readable(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of very few words is shown with the clause around it: nobody recognises "you" as what they said."""
    if len(text[start:end].split()) >= _FEWEST_WORDS:
        return start, end
    end = start + len(text[start:end].rstrip(" .,;:!?\n"))
    before = [match.end() for match in _CLAUSE_END.finditer(text, 0, start)]
    after = _CLAUSE_END.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def _strongest_stretch(gains: Floats) -> tuple[int, int]:
    """The contiguous stretch with the greatest sum (Kadane's algorithm); its first and last index."""
    best = (-np.inf, 0, 0)
    total, start = 0.0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, index
        total += float(gain)
        if total > best[0]:
            best = (total, start, index)
    return best[1], best[2]


def _fitting(text: str, start: int, end: int, peak: tuple[int, int]) -> tuple[int, int]:
    """Whole words from `start` to `end`, without punctuation at the ends; around the peak where they are too long."""
    words = [
        (match.start(), match.end()) for match in _WORD.finditer(text) if match.end() > start and match.start() < end
    ]
    if not words:
        return 0, 0
    inside = [place for place, word in enumerate(words) if word[1] > peak[0] and word[0] < peak[1]]
    low = high = inside[0] if inside else 0
    while True:
        right = high + 1 < len(words) and words[high + 1][1] - words[low][0] <= QUOTE_LIMIT
        left = low > 0 and words[high][1] - words[low - 1][0] <= QUOTE_LIMIT
        if not left and not right:
            break
        if right and (not left or words[high][1] - peak[1] <= peak[0] - words[low][0]):
            high += 1
        else:
            low -= 1
    return words[low][0], min(words[high][1], words[low][0] + QUOTE_LIMIT)
