"""Which noun a number counts, in the singular."""

from dataclasses import replace

from bot.hearing.numbers import stop_words, units
from bot.hearing.numbers.plurals import is_plural, singular
from bot.hearing.numbers.quantity import Kind, Quantity
from bot.hearing.numbers.tokens import Look

_LONGEST_NOUN = 4
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
    bare = look.word(at - 1) in {"of", "out"} and not is_plural(look.word(stop - 1))  # "a slice or two of cake"
    return (noun, stop) if noun and not bare else None


def head_noun(look: Look, at: int, *, plural: bool) -> tuple[str, int]:
    """The noun that starts at a place, adjectives skipped, and where it ends; "" where there is none."""
    words = _run(look, at)
    if plural:
        for word, place in words:
            if is_plural(word):
                return singular(word), place + 1
    for word, place in words:
        if word not in units.COUNT_ADJECTIVES and not is_verbal(word):
            return singular(word), place + 1
    return "", at


def is_verbal(word: str) -> bool:
    """Such as the end of "five signed", "15 starting Monday", "two really"."""
    return word.endswith(("ly", "ing", "ed")) and word not in units.NOUNS_LIKE_VERBS


def _run(look: Look, at: int) -> list[tuple[str, int]]:
    """The next words that can make a noun with its adjectives; hyphens join: "back-end developers"."""
    run: list[tuple[str, int]] = []
    at += look.word(at) == "-"
    while len(run) < _LONGEST_NOUN:
        joined = look.glued(at) and look.word(at - 1) == "-" and bool(run)
        word = look.word(at)
        hyphen = look.word(at + 1) == "-" and look.glued(at + 1) and look.glued(at + 2) and look.word(at + 2).isalpha()
        stops = word in stop_words.NO_NOUN and not joined and (not hyphen or word in {"to", "or", "and"})
        if not word[:1].isalpha() or stops or look.value(at) is not None:
            break
        run.append((word, at))
        at += 1 + hyphen
    return run


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
