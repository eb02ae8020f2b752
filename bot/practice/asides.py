"""Two small things said beside a line: who is meant, where the user asks that in passing, and that a yes holds for what hangs on the offer.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re
from collections.abc import Sequence

from bot.practice.script import Aside

_LONGEST = 1000
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
_ASKS = re.compile(
    r"\b(?:who|who's|whom|whose|what|what's|which|where|how|why|is (?:that|it|she|he)|are (?:they|those|these))\b",
    re.IGNORECASE,
)
_FEW_WORDS = 7
_RIDER = re.compile(
    r"\b(?:part|half|some|most|one half|a half|a third|the rest|the remainder|the other half|the second (?:half|part|step)) (?:of (?:it|that|them|this) )?(?:is |are |would be |comes |coming )?"
    r"(?:only |just |not )?(?:starting|beginning|when|once|after|later|before|until|from|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)|next|paid|payable|due|to follow)\b"
    r"|\b(?:starting|beginning|payable|due|paid|taking effect|to start|to begin|counting) (?:only |just |not )?(?:when|once|after|as soon as|before|until)\b"
    r"|\bin (?:two|three|four) (?:steps|parts|stages|instalments|installments|halves|rounds|goes)\b|\bphased in\b|\bspread over\b"
    r"|\b(?:on (?:the )?condition|provided)\b(?! (?:you like|you want))|\b(?:as|so) long as (?!it takes\b|you (?:like|want|need)\b)"
    r"|\bhalf (?:of (?:it|that) )?(?:now|at once|today|this year|straight away),? (?:and )?(?:half|the other|the rest)\b",
    re.IGNORECASE,
)


def has_rider(text: str) -> bool:
    """Whether something hangs on an offer that its figures do not say: a part that comes later, or a condition."""
    return bool(_RIDER.search(text[:_LONGEST]))


def asked_about(asides: Sequence[Aside], text: str) -> Aside | None:
    """What a question in passing is about: "the other four, who's that?"."""
    for sentence in _SENTENCE.findall(text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        if not sentence.rstrip().endswith("?"):
            continue
        asks = _ASKS.search(sentence) or len(sentence.split()) <= _FEW_WORDS
        for aside in asides if asks else ():
            if any(re.search(rf"\b{re.escape(words)}\b", sentence, re.IGNORECASE) for words in aside.about):
                return aside
    return None
