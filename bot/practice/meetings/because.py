"""Why the larger ask is good, as whole sentences that can be said to the counterpart."""

import re
from collections.abc import Iterable

from bot.practice.meetings.cleaning import shortened, trimmed
from bot.practice.meetings.persons import Speaker, capital, has_verb, turned, words_in
from bot.practice.meetings.wanted import Why

LONGEST_REASON = 200
MOST_REASONS = 3
_FEWEST_WORDS = 2
_OPENERS = re.compile(r"(?:and|but|also|plus|that|then|because|so|well|i think|i guess)[ ,:]+", re.IGNORECASE)
_SAVES = re.compile(
    r"(?:saves|gives|spares|helps|means|keeps|lets|gets) (?:you|us|the|everyone|everybody|both)\b", re.IGNORECASE
)
_I = re.compile(r"\bi\b")
_SO_THAT = {"so that", "so"}
_BECAUSE_OF = {"because of", "due to"}


def reasons_in(why: Iterable[Why], names: Iterable[str]) -> tuple[str, ...]:
    """At most three, in the order they were given; what is no sentence and cannot be made one is left out."""
    speaker = Speaker(me=False, names=tuple(names))
    said = (_sentence(one, speaker) for one in why)
    return tuple(dict.fromkeys(one for one in said if one))[:MOST_REASONS]


def _sentence(why: Why, speaker: Speaker) -> str:
    clause = why.clause
    for _ in range(_FEWEST_WORDS):
        clause = _OPENERS.sub("", clause, count=1) if _OPENERS.match(clause) else clause
    clause = trimmed(clause.replace("\n", " "))
    if len(words_in(clause)) < _FEWEST_WORDS and why.mark not in _BECAUSE_OF | {"because"}:
        return ""
    clause = turned(clause, speaker)
    if why.mark == "which" or _SAVES.match(clause):
        clause = f"it {clause}"
    elif why.mark in _SO_THAT:
        clause = f"that way {clause}"
    elif why.mark in _BECAUSE_OF or (
        why.mark in {"because", "since", "cause", "cos"} and clause and not has_verb(clause)
    ):
        clause = f"it's because of {clause}"
    elif not has_verb(clause) and clause.isascii() and len(clause.split()) < 4:  # noqa: PLR2004 (a scrap, no sentence)
        return ""
    clause = capital(_I.sub("I", shortened(clause, LONGEST_REASON)))
    return f"{clause}." if clause else ""
