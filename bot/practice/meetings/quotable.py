"""A plan's own words, fit to be put into a script: no hidden signs, no braces, no longer than there is room, and nothing that a script may not say."""

import re
import unicodedata
from collections.abc import Iterator

from bot.practice.lint_unwritten import MARK
from bot.practice.lint_wording import MOST_WORDS as LONGEST_SENTENCE
from bot.practice.readability import sentences, words
from bot.practice.tricks import INVENTED_PRESSURE, SHAMING, trick_in

_UNSAID = {"Cf", "Cs", "Co", "Cn", "Cc", "So", "Sk"}
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 2
"""Upon one letter: no language needs more."""
_SIGNS = str.maketrans({**dict.fromkeys("{}<>", " "), "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_EDGES = " \t\n.,;:!?-…"
_PAUSE = re.compile(r"[,;.!?]\s|\s(?:and|but|so)\s")
_MOST_WORDS = 20
"""Below what a sentence may have, so that a few words fit around it."""


def quotable(text: str, longest: int) -> str:
    """At most `longest` characters of the text, cut between words, without the stop at its end; "" where nothing is left that could be said."""
    plain = unicodedata.normalize("NFC", text[: 4 * longest].translate(_SIGNS))
    said = " ".join("".join(_seen(plain)).split()).strip(_EDGES)
    while said.startswith(MARK):
        said = said.removeprefix(MARK).strip(_EDGES)
    if len(said) > longest:
        said = (said[: longest + 1].rpartition(" ")[0] or said[:longest]).rstrip(_EDGES)
    if not any(char.isalnum() for char in said) or trick_in(said, (*SHAMING, *INVENTED_PRESSURE)):
        return ""
    return said


def may_stand(text: str, longest: int) -> bool:
    """Whether a script may say this as it stands."""
    short = all(len(words(one)) <= LONGEST_SENTENCE for one in sentences(text))
    return short and 0 < len(text) <= longest and not trick_in(text, (*SHAMING, *INVENTED_PRESSURE))


def clause(text: str, longest: int) -> str:
    """The first sentence, for the middle of another one."""
    first = next(iter(sentences(text)), "")
    said = quotable(first, longest)
    kept = re.split(r"(?<=\s)", said)[:_MOST_WORDS]
    cut = "".join(kept).rstrip(_EDGES)
    return _lower(cut) if len(words(cut)) <= _MOST_WORDS else ""


def sentence(text: str, longest: int) -> str:
    """The text as a whole sentence or two, none of them too long; "" where it cannot be."""
    said = quotable(text, longest - 1)
    if any(len(words(one)) > _MOST_WORDS for one in sentences(said)):
        said = _first_part(said)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _first_part(text: str) -> str:
    """Up to the last pause before it gets too long; "" where there is none."""
    pauses = [found.start() for found in _PAUSE.finditer(text)]
    fitting = (text[:end] for end in reversed(pauses) if len(words(text[:end])) <= _MOST_WORDS)
    return next(fitting, "").rstrip(_EDGES)


def _lower(text: str) -> str:
    """A small letter at the start, where a capital only says that a sentence begins."""
    first = text.split(" ", 1)[0]
    common = first.casefold().partition("'")[0] in _COMMON
    shouted = len(first) > 1 and first.isupper()  # "IT won't approve it"
    return text[:1].lower() + text[1:] if common and not shouted else text


_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "there",
        "it",
        "that",
        "this",
        "they",
        "we",
        "you",
        "he",
        "she",
        "my",
        "your",
        "our",
        "their",
        "no",
        "not",
        "nobody",
        "in",
        "on",
        "at",
        "for",
        "if",
        "because",
        "so",
        "too",
        "budget",
        "money",
        "time",
    ]
)


def _seen(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in _MARKS else 0
        if category in _UNSAID:
            yield " " if char in "\n\t\r" else ""
        elif marks <= _MOST_MARKS and char != "\N{VARIATION SELECTOR-16}":
            yield char
