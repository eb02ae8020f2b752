"""What was typed, fit to be read: one kind of quote, no hidden or drawn characters, single blanks."""

import re
import unicodedata
from collections.abc import Iterator

from bot.practice.meetings.plan import LONGEST_ANSWER

_PLAIN = str.maketrans(
    {
        **dict.fromkeys(
            "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`", "'"
        ),
        **dict.fromkeys(
            "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}", '"'
        ),
        **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"),
        **dict.fromkeys("{}<>", " "),  # placeholders and markup are nobody's words
        "\t": " ",
        "\N{HORIZONTAL ELLIPSIS}": ".",
    }
)
_UNSEEN = {"Cf", "Cs", "Co", "Cn", "Cc"}
_DRAWN = {"So", "Sk"}
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 2
"""Upon one letter: no language needs more."""
_SENTENCE_END = re.compile(
    r"(?<![ (][Mm]r)(?<![ (][DdMm]rs)(?<![ (][DdMmSs][rst])(?<![Pp]rof)(?<![ (][A-Z])[.!?](?= |$)|[\n;]"
)
_EDGES = " \n\t.,;:!?-+*/|_~=&#\"'()[]"
_OPENERS = " \n\t.,;:!?*/|_=&\")]'"


def clean(text: str) -> str:
    """The text without what cannot be said; lines stay apart."""
    seen = "".join(_seen(unicodedata.normalize("NFC", text[:LONGEST_ANSWER]).translate(_PLAIN)))
    lines = (" ".join(line.split()) for line in seen.splitlines())
    return "\n".join(line for line in lines if line)


def sentences(text: str) -> list[str]:
    """The sentences of a clean text, without what ends them."""
    found = (trimmed(one) for one in _SENTENCE_END.split(" " + text))
    return [one for one in found if one]


def trimmed(text: str) -> str:
    """Without blanks and signs around it, but for the percent and the currency."""
    return text.lstrip(_OPENERS).lstrip("-(+[ ").rstrip(_EDGES)


def shortened(text: str, longest: int) -> str:
    """At most so many characters, cut at a word where there is one."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    return trimmed(cut.rpartition(" ")[0] or cut[:longest])


def _seen(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in _MARKS:
            marks += 1
            if marks <= _MOST_MARKS and char != "\N{VARIATION SELECTOR-16}":
                yield char
            continue
        marks = 0
        if char == "\n" or category in _DRAWN or category.startswith("Z"):
            yield "\n" if char in "\n\u2028\u2029" else " "
        elif category not in _UNSEEN:
            yield char


def vocabulary(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())
