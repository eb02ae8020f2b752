"""What may stand in braces in a counterpart's line, and where the talk has brought it up (docs/script-format.md)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.practice.states import State

COLLEAGUE = "colleague"
PLACEHOLDERS = frozenset({"ask", "offer", "constraint", "counter", COLLEAGUE})
SHARED_PLACEHOLDERS = PLACEHOLDERS | {"role", "name"}
"""In the lines of a twist, which do not know whom they are said by: the colleague's role and the counterpart's name as well."""
DEBRIEF_PLACEHOLDERS = frozenset({"ask", "offer", "constraint"}) | {
    "stretch",
    "target",
    "name",
    "gain",
    "reason",
    "difference",
    "agreed",
    "ask_gain",
}
FALLBACK = "that"

_OTHER_PERSON = {
    **dict.fromkeys(("i", "me", "we", "us"), "you"),
    **dict.fromkeys(("my", "our"), "your"),
    **dict.fromkeys(("mine", "ours"), "yours"),
    **dict.fromkeys(("i'm", "we're", "i am", "we are"), "you're"),
    **dict.fromkeys(("i've", "we've"), "you've"),
    **dict.fromkeys(("i'd", "we'd"), "you'd"),
    **dict.fromkeys(("i'll", "we'll"), "you'll"),
    **dict.fromkeys(("i was", "we were"), "you were"),
    **dict.fromkeys(("myself", "ourselves"), "yourself"),
    "you": "I",
    "your": "my",
    "yours": "mine",
    **dict.fromkeys(("you're", "you are"), "I'm"),
    "you've": "I've",
    "you'd": "I'd",
    "you'll": "I'll",
    "you were": "I was",
    "yourself": "myself",
    "of you": "of us",
    **{f"{verb} you": f"{verb} me" for verb in ("need", "let", "pay", "give", "for", "to", "with", "without", "from")},
}
"""“Of you” is said of several; whoever is needed or paid is no subject."""

_PERSON = re.compile(r"\b(?:" + "|".join(sorted(_OTHER_PERSON, key=len, reverse=True)) + r")\b(?!')", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_BEFORE_THE_ASK = {State.OPENING, State.PROBING, State.AWAITING, State.PUZZLED, State.PUZZLED_AGAIN}
_AFTER_THE_OFFER = {
    State.BAITING,
    State.CALLED_OUT,
    State.COUNTERED,
    State.PARTLY_AGREED,
    State.HANDED_OVER,
    State.NEXT_DAY,
    State.AGREED,
    State.CLOSING,
    State.DONE,
}
_WITH_AN_OFFER = _AFTER_THE_OFFER | {State.CONSIDERING, State.REACTANCE, State.GRANTED, State.GRANTED_CLOSING}
_WITH_A_CONSTRAINT = _AFTER_THE_OFFER | {State.CONSTRAINT_NAMED, State.CONSTRAINT_CORRECTED}
_WITH_A_COUNTER = {State.COUNTERED, State.PARTLY_AGREED}
_WITH_A_COLLEAGUE = {State.HANDED_OVER, State.AGREED, State.CLOSING, State.WALKED_AWAY, State.DONE}


def placeholders_in(line: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.findall(line))


def misspelt(line: str, known: frozenset[str]) -> Iterator[str]:
    """What is wrong with the braces of `line`, in words: names that nothing is put in for, and braces without their partner."""
    for name in placeholders_in(line):
        if name not in known:
            yield f"unknown placeholder “{{{name}}}”"
    rest = _PLACEHOLDER.sub("", line)
    if "{" in rest or "}" in rest:
        yield "a brace without its partner"


@cache
def fillable_in(state: str) -> frozenset[str]:
    """The placeholders that mean something in `state`; none in lines that any state may say."""
    if state not in set(State):
        return frozenset()
    places = {
        "ask": set(State) - _BEFORE_THE_ASK,
        "offer": _WITH_AN_OFFER,
        "constraint": _WITH_A_CONSTRAINT,
        "counter": _WITH_A_COUNTER,
        COLLEAGUE: _WITH_A_COLLEAGUE,
    }
    return frozenset(name for name, states in places.items() if state in states)


def fill(line: str, words: Mapping[str, str]) -> str:
    """The line with its placeholders filled, a capital at the start of each sentence. Braces in the user's words stay braces."""
    filled, rest = "", line
    while "{" in rest and "}" in rest:
        before, _, after = rest.partition("{")
        name, _, rest = after.partition("}")
        filled += before
        filled += _fitting(words.get(name) or FALLBACK, filled)
    return _capital(filled + rest)


def said_back(short: str) -> str:
    """A constraint, put in the counterpart's first person, as the user would say it back: "I can't go past my band" becomes "you can't go past your band",
    "I need you on call" becomes "you need me on call".
    """
    return _PERSON.sub(lambda found: _OTHER_PERSON[found[0].lower()], short)


def _fitting(word: str, before: str) -> str:
    return _capital(word) if before.rstrip().endswith((".", "!", "?")) else word


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
