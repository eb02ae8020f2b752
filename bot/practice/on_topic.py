"""Whether a message asks for what the talk is about, where hearing knows its words too little and takes it for something else."""

import re

from bot.practice.plain_text import plain_text

_ASKS = re.compile(
    r"\b(?:can|could|would|will|might) (?:you|we|i) \w"
    r"|\b(?:i|we)(?:'d| would)(?: really)? (?:like|love|want)(?: you)? to\b|\b(?:i'd|we'd|i would|we would) (?:like|love)\b|\b(?:i|we) (?:want|need) (?:to ask )?\b|\b(?:i'm|i am|we're|we are) (?:asking|hoping|looking) for\b"
    r"|\b(?:may|could|can) (?:i|we) (?:have|get|ask|borrow|use)\b|\bany chance (?:of|you|we|i)\b|\b(?:how|what) about\b|\bwould it be (?:possible|ok|okay|all right|fine)\b|\bis it possible\b|\bplease (?:give|let|lend|send|pay)\b",
    re.IGNORECASE,
)
_STEM = re.compile(r"\b[a-z]{4}")
_SAYS_NOTHING = frozenset(
    [
        "woul",
        "coul",
        "shou",
        "have",
        "with",
        "this",
        "that",
        "from",
        "they",
        "them",
        "your",
        "more",
        "like",
        "what",
        "give",
        "make",
        "will",
        "want",
        "need",
        "just",
        "abou",
        "thei",
        "ther",
        "been",
        "some",
        "than",
        "then",
        "when",
        "wher",
        "whic",
        "plea",
        "able",
        "take",
        "tell",
        "talk",
        "spea",
        "know",
        "thin",
        "does",
        "were",
        "here",
        "much",
        "many",
        "very",
        "into",
        "over",
        "each",
        "othe",
        "only",
        "time",
        "help",
        "ever",
        "also",
        "both",
        "good",
        "well",
        "long",
        "real",
        "yes",
        "thes",
        "thos",
        "who's",
        "coun",
        "part",
        "says",
        "said",
        "ask",
        "come",
        "goes",
        "goin",
    ]
)
_ABOUT_THE_APP = re.compile(
    r"\b(?:bot|app|game|command|button|coach|score|points|rules?|technique|language|translat\w*|english|german|french|spanish|joke|weather|poem|story|recipe|test(?:ing)? (?:message|123)"
    r"|restart|start over|help menu|settings?|chatgpt|prompt|instructions|repeat|hear me|read this|a hint|hint|example)\b",
    re.IGNORECASE,
)


def asks_for(text: str, matter: str) -> bool:
    """Whether the text is put as an ask, shares a word that says something with `matter`, and is not meant for the coach."""
    plain = plain_text(text)
    return bool(_ASKS.search(plain)) and not _ABOUT_THE_APP.search(plain) and bool(_stems(plain) & _stems(matter))


def shared_words(text: str, matter: str, *, besides: str) -> list[str]:
    """The beginnings of the words that the text has in common with `matter` and `besides` does not have."""
    return sorted((_stems(plain_text(text)) & _stems(matter)) - _stems(besides))


def shares_words(text: str, matter: str) -> bool:
    """Whether the text has a word that says something in common with `matter`."""
    return bool(_stems(plain_text(text)) & _stems(matter))


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words: "tested" and "tests" speak of the same."""
    return set(_STEM.findall(text.lower())) - _SAYS_NOTHING
