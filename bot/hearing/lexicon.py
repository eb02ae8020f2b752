"""Plain words of a text, reduced enough that "weeks" meets "week" and "reviewed" meets "review"."""

import re

from bot.hearing.tokens import TEXT_LIMIT, plain

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_SHORTEST_STEM = 4


def stem(word: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - 1 and not word.endswith("ss"):
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) >= _SHORTEST_STEM else word


def content_stems(text: str, stop: frozenset[str]) -> set[str]:
    words = _WORD.findall(plain(text[:TEXT_LIMIT]).replace("'", ""))
    return {stem(word) for word in words if word not in stop and len(word) > 1}
