"""What a meeting is about, as a noun phrase: "he's putting my rent up" is about "my rent", "want to go up a band" about "going up a band"."""

import re
from collections.abc import Sequence

from bot.practice.meetings.cleaning import sentences, shortened, trimmed
from bot.practice.meetings.people import ARTICLES, DAYS, TOPICAL

LONGEST_TOPIC = 80
_LONG = 40
"""As a title has room for; what is longer gives up what only adds to it."""
_ABOUT = re.compile(
    r"(?:about|re:?|regarding|concerning|over|because(?: of)?|it's about|this is about|for|on|(?:i|we) want(?! to\b)|asking for|ask for)[ :]+",
    re.IGNORECASE,
)
_FEELS = re.compile(
    r"(?:i'm|i am|i feel|i've been) (?:so |really |very |a bit |kinda )?(?:scared|afraid|nervous|sick|tired|worried|stressed|anxious|angry|fed up|panicking|dreading)\b",
    re.IGNORECASE,
)
_OWES = re.compile(
    r"(?:(?:he|she|they|who) )?(?:owes?|still owes?) (?:me|us)\b(?P<sum>[^,;]*? for | for |$)?", re.IGNORECASE
)
_TO_DO = re.compile(
    r"(?:(?:i|we)(?:'d)? )?(?:wants?|needs?|wanna|like|would like|hop(?:e|ing))\b(?: (?:me|us|him|her|them))? to (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(r"(?:wants?|needs?) (?:(?:from|of) (?:me|us) )?", re.IGNORECASE)
_TOLD = re.compile(r"(?:he|she|they|it|who|which)(?:'[a-z]+)? ", re.IGNORECASE)
_MATTER = re.compile(rf"\b(?:my|our|the) (?:[^\W\d_]+ )?(?:{'|'.join(sorted(TOPICAL))})\b", re.IGNORECASE)
_OWN = re.compile(r"(?:his|her|their) ", re.IGNORECASE)
_AT_A_PLACE = re.compile(r"(?:[^\W\d_]{1,40} )?(?:at|from|of) (?:the )?[A-Z]")
_MORE = re.compile(r" (?:in|on|for|with|at|because|so|and|which|that|from|since|as|but)\b ", re.IGNORECASE)
_DOUBLED = {"get", "let", "put", "cut", "set", "run", "swap", "stop", "drop", "rent"} - {"rent"}
_FEWEST = 2


def topic_of(text: str) -> str:
    """Of several sentences the first that names a matter; "" where nothing is left."""
    told = sentences(text.replace("\n", ". "))
    named = [matter for one in told if (matter := _matter(one))]
    chosen = next((one for one in named if not _is_beside(one)), "") or next(iter(named), "")
    return shortened(_without_more(chosen), LONGEST_TOPIC)


def _matter(text: str) -> str:
    text = trimmed(text)
    if _FEELS.match(text):
        return ""
    owed = False
    for _ in range(3):
        found = _ABOUT.match(text) or _owed(text)
        owed = owed or bool(_owed(text))
        if not found:
            break
        text = trimmed(text[found.end() :])
    if found := _TO_DO.match(text):
        text = f"{_doing(found['verb'].lower())}{text[found.end() :]}"
    elif found := _WANTS.match(text):
        text = trimmed(text[found.end() :])
    elif _TOLD.match(text) and (matter := _MATTER.search(text)):
        text = matter[0]
    text = f"the {text}" if text[:1].isdigit() and text.isdecimal() and owed else text
    return _OWN.sub("the ", text, count=1) if _OWN.match(text) else text


def _owed(text: str) -> re.Match[str] | None:
    found = _OWES.match(text)
    return found if found and trimmed(text[found.end() :]) else None


def _doing(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith(("ee", "be")) else f"{verb}ing"


def _is_beside(text: str) -> bool:
    """What tells of the person or the day rather than of the matter."""
    words = text.casefold().split()
    return bool(_AT_A_PLACE.match(text)) or (words[-1] in DAYS and not set(words) & TOPICAL)


def _without_more(text: str) -> str:
    while len(text) > _LONG:
        found = [*_MORE.finditer(text)]
        if not found or not _is_enough(text[: found[-1].start()].split()):
            break
        text = trimmed(text[: found[-1].start()])
    return text


def _is_enough(words: Sequence[str]) -> bool:
    return len([word for word in words if word.casefold() not in ARTICLES]) >= _FEWEST
