"""Which noun a number counts, in the singular."""

from dataclasses import replace

from bot.hearing import units
from bot.hearing.quantity import Kind, Quantity
from bot.hearing.tokens import Look

_COUNTED = {Kind.COUNT, Kind.DURATION}
_DOWN_TO = [["to"], ["down", "to"], ["back", "to"], ["to", "just"], ["to", "only"]]


def of_many(look: Look, at: int) -> tuple[str, int] | None:
    """Such as "two of the five sites", "one of your regions": the noun after "of"."""
    if look.word(at) not in {"of", "out"}:
        return None
    at += 2 if look.word(at) == "out" else 1
    at += look.word(at) in {"the", "your", "our", "those", "these", "my"}
    at += look.value(at) is not None
    noun, stop = head_noun(look, at, plural=True)
    return (noun, stop) if noun else None


def head_noun(look: Look, at: int, *, plural: bool) -> tuple[str, int]:
    words: list[str] = []
    at += look.word(at) == "-"
    while len(words) < 4:  # noqa: PLR2004
        word = look.word(at + len(words))
        if not word or not word[0].isalpha() or word in units.NO_NOUN or look.value(at + len(words)) is not None:
            break
        words.append(word)
    if plural:
        for offset, word in enumerate(words):
            if is_plural(word):
                return singular(word), at + offset + 1
    nouns = [i for i, word in enumerate(words) if word not in units.COUNT_ADJECTIVES]
    return (singular(words[nouns[0]]), at + nouns[0] + 1) if nouns else ("", at)


def share_nouns(found: list[Quantity], text: str) -> list[Quantity]:
    """Such as "from four lanes to two": the second number counts what the first one does."""
    shared = found[:1]
    for other in found[1:]:
        one = shared[-1]
        bare = other.kind is Kind.COUNT and not other.unit
        if bare and one.unit and one.kind in _COUNTED and text[one.end : other.start].lower().split() in _DOWN_TO:
            minutes = units.MINUTES[one.unit] if one.kind is Kind.DURATION else 1.0
            shared.append(replace(other, kind=one.kind, unit=one.unit, value=other.value * minutes))
        else:
            shared.append(other)
    return shared


def is_plural(word: str) -> bool:
    return word in units.IRREGULAR or (len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")))  # noqa: PLR2004


def singular(noun: str) -> str:
    if noun in units.IRREGULAR:
        return units.IRREGULAR[noun]
    if not is_plural(noun):
        return noun
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1]
