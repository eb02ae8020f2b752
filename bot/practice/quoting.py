"""The user's own words as the coach shows them: whole clauses, so that nobody has to guess how a phrase went on."""

import re

LONGEST = 120
"""Characters, without the ellipsis."""

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# A comma ends a clause only where one begins behind it; in "kit, referees and lunches" it does not.
_CLAUSE_END = re.compile(
    r"[.!?;:\u2026]+[\"'\u201d\u2019)]*(?=\s|$)|\s[-\u2013\u2014]+(?=\s)"
    r"|,(?= (?:and|but|so|because|since|as|which|while|if|unless|then|though|let|let's|i|i'd|i'll|i'm|you|you'd|you'll|you're|we|we'd|we'll|it|it's|that|that's|this|there|he|she|they|not|no"
    r"|instead|could|can|would|what|how|why|just|only|your|please|rather|even|otherwise|maybe|when|where|who|or)\b)",
    re.IGNORECASE,
)
_SILENT = " ,;:-\u2013\u2014"


def shown_quote(text: str, words: str = "") -> str:
    """The clauses of `text` around `words` (all of it without them), some 120 characters at most; an ellipsis stands where a clause is cut."""
    text, words = " ".join(text.split()), " ".join(words.split())
    start = text.find(words)
    if start < 0:
        text, start = words, 0
    end = start + len(words) if words else len(text)
    edges = _edges(text)
    low = max(edge for edge in edges if edge <= start)
    high = min(edge for edge in edges if edge >= end)
    whole = _stripped(text[low:high])
    if len(whole) <= LONGEST:
        return whole if not words or words.endswith(".") else whole.rstrip(".") or whole
    if end - low > LONGEST and words:
        low = start
    return _cut(text, low, high, edges)


def _edges(text: str) -> list[int]:
    return sorted({0, len(text), *(match.end() for match in _CLAUSE_END.finditer(text))})


def _cut(text: str, low: int, high: int, edges: list[int]) -> str:
    """From `low` on as much as fits: up to the end of a clause if that is not too little, else up to a word."""
    before = "" if low in edges else _ELLIPSIS
    if high - low <= LONGEST:
        return f"{before}{_stripped(text[low:high])}"
    fitting = [edge for edge in edges if LONGEST // 3 <= edge - low <= LONGEST]
    piece = text[low : fitting[-1]] if fitting else text[low : low + LONGEST + 1].rpartition(" ")[0]
    return f"{before}{_stripped(piece or text[low : low + LONGEST]).rstrip('.')}{_ELLIPSIS}"


def _stripped(text: str) -> str:
    """Without the marks at its ends that say nothing."""
    return text.strip(_SILENT).lstrip(".") or text.strip()
