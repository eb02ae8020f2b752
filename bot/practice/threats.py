"""Ultimatums, known by their words: what somebody will do to whoever does not say yes. A plain other choice ("or we do it in May") is none.

Every pattern stays linear: its choices are spelled out, and no repetition stands within another.
"""

import re

from bot.practice.plain_text import SENTENCE, plain_text

_WHO = r"(?:i'?ll|i will|i'?m going to|i'?m gonna|i have to|i'?d have to|i'?d|i|we'?ll|we will|we'?re going to|we have to|we)"
_HARM = (
    r"(?:court|lawyers?|solicitors?|attorneys?|bailiffs?|debt collectors?|the police|the union|the ombudsman|the press|the papers|sue you|sue|suing"
    r"|report you|go public|go over your head|tell (?:everyone|everybody|people|your (?:boss|wife|husband|neighbou?rs)|the (?:whole|others|boss|council))"
    r"|bad reviews?|leave a review|post it online|elsewhere|somewhere else|somebody else|someone else|your competitors?|quit|resign|hand in my notice"
    r"|walk away|walk out|walk|move out|i'?m (?:gone|off|out)|leave(?=\W*$| you\b))"
)
_OR = re.compile(
    rf"\bor (?:else )?(?:it'?s|it is|it will be|it'?ll be|this goes to|see you in|we see each other in|{_WHO})\b",
    re.IGNORECASE,
)
_HARMFUL = re.compile(rf"\b{_HARM}\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    rf"\b(?:otherwise|if (?:not|you (?:don'?t|do not|won'?t|say no|refuse)))\b[^;]{{0,50}}\b(?:(?:it'?s|see you in|{_WHO}) (?:\w+ ){{0,3}}{_HARM})\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\btake it or (?:leave it\b|(?:it|i|we)\b)|\b(?:this is )?(?:your|the) (?:very )?last (?:chance|warning)\b|\byou(?:'?ll| will) (?:regret|be sorry|hear from my)\b|\bi(?:'?ll| will) see you in court\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\bor else\b\W*$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:is it|are you|is that|whether|before|after|without|no)\b[^,;]{0,30}$", re.IGNORECASE)


def threat(text: str) -> str:
    """The clause that threatens; "" where none does."""
    for sentence in SENTENCE.finditer(plain_text(text)):
        for pattern in (_PLAIN, _ELSE, _OTHERWISE):
            if found := pattern.search(sentence[0]):
                return _told(text, sentence.start() + found.start(), sentence.end())
        for found in _OR.finditer(sentence[0]):
            rest = sentence[0][found.start() :]
            if _HARMFUL.search(rest[:60]) and not _ASKED.search(sentence[0][: found.start()]):
                return _told(text, sentence.start() + found.start(), sentence.end())
    return ""


def _told(text: str, start: int, end: int) -> str:
    return text[start:end].strip(" ,-")
