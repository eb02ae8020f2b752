"""Questions of few words about when: what pins an agreement down holds a day or a time and hardly a word besides."""

import re

from bot.hearing.numbers.quantities import Kind, find_quantities
from bot.practice.plain_text import SENTENCE, plain_text

_FILLERS = frozenset(
    [
        "so",
        "ok",
        "okay",
        "great",
        "good",
        "fine",
        "perfect",
        "super",
        "lovely",
        "and",
        "then",
        "shall",
        "should",
        "we",
        "i",
        "say",
        "on",
        "at",
        "by",
        "from",
        "in",
        "around",
        "about",
        "before",
        "after",
        "starting",
        "start",
        "begin",
        "beginning",
        "how",
        "what",
        "is",
        "are",
        "does",
        "do",
        "will",
        "would",
        "that",
        "it",
        "the",
        "this",
        "be",
        "it's",
        "that's",
        "thats",
        "its",
        "work",
        "works",
        "working",
        "suit",
        "suits",
        "for",
        "you",
        "me",
        "us",
        "us",
        "all",
        "right",
        "alright",
        "same",
        "time",
        "place",
        "day",
        "week",
        "month",
        "again",
        "still",
        "until",
        "till",
        "or",
        "maybe",
        "perhaps",
        "first",
        "thing",
        "to",
        "meet",
        "see",
        "talk",
        "speak",
        "start",
        "come",
        "call",
        "kick",
        "off",
        "with",
        "can",
        "could",
        "let's",
        "lets",
        "you",
        "then",
        "there",
        "as",
        "usual",
        "morning",
        "afternoon",
        "evening",
        "noon",
        "early",
        "late",
        "sharp",
        "confirm",
        "confirmed",
        "agreed",
        "deal",
        "thanks",
        "thank",
        "just",
        "both",
        "next",
        "yes",
        "done",
        "o'clock",
    ]
)
_MOST_WORDS = 14
_SEND = re.compile(
    r"\b(?:shall|should|can|could|may|do|will|would) (?:i|we|you|you want me to|you like me to) (?:please |quickly |just )?(?:send|put|write|note|mail|email|e-mail|text|book|confirm|sign|draft|set up|sum|add|enter|bring|drop)\b"
    r"|\bwho (?:writes|sends|books|confirms|puts)\b",
    re.IGNORECASE,
)


def settles_when(text: str) -> str:
    """The question that pins an agreement down: a day or a time and hardly a word besides, or who puts it in writing; "" where none does."""
    plain = plain_text(text)
    for sentence in SENTENCE.finditer(plain):
        if plain[sentence.end() : sentence.end() + 1] != "?":
            continue
        if _SEND.search(sentence[0]) or _only_a_date(sentence[0]):
            return text[sentence.start() : sentence.end()].strip()
    return ""


def only_a_day(text: str) -> bool:
    """Whether its question is for another day or time, and nothing else: "what about Tuesday?"."""
    plain = plain_text(text)
    questions = [one[0] for one in SENTENCE.finditer(plain) if plain[one.end() : one.end() + 1] == "?"]
    return bool(questions) and all(_only_a_date(one) for one in questions)


def _only_a_date(sentence: str) -> bool:
    dates = [one for one in find_quantities(sentence) if one.kind in {Kind.DATE, Kind.CLOCK}]
    if not dates:
        return False
    for one in reversed(dates):
        sentence = f"{sentence[: one.start]} {sentence[one.end :]}"
    words = sentence.lower().replace(",", " ").split()
    return len(words) <= _MOST_WORDS and set(words) <= _FILLERS
