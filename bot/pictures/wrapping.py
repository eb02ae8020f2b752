"""Words into lines that fit a width, of characters that can be drawn."""

import re
import unicodedata

from bot.pictures.glyphs import Face

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONGEST = 600
"""Characters of one text: nobody reads more of it on a lock screen."""

_MARKS = {"Mn", "Me", "Mc"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MOST_MARKS = 1
"""Above one letter; what more there is would be drawn over the lines above."""
_BEFORE_A_MARK = re.compile(r" (?=[.,;:!?\u2026](?: |$))")


def drawable(text: str, face: Face) -> str:
    """On one line and without what this face has no picture for: the rest closes up."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text[:LONGEST]):
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in _MARKS else 0
        if character.isspace():
            kept.append(" ")
        elif kind not in _INVISIBLE and marks <= _MOST_MARKS and character in face.advances:
            kept.append(character)
    return _BEFORE_A_MARK.sub("", " ".join("".join(kept).split()))


def wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    """Lines of whole words; a word that is wider than a line is broken where the line ends."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, face, size, width)
        lines += whole
    return [*lines, line] if line else lines


def from_right(text: str) -> bool:
    """Whether it is written from right to left: its first letter says so."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one in {"R", "AL"} for one in directions if one in {"L", "R", "AL"}), False)


def cut(lines: list[str], most: int, face: Face, size: float, width: float) -> list[str]:
    """The first lines, an ellipsis where something is missing."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and face.width(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.!?-") + ELLIPSIS]


def _broken(word: str, face: Face, size: float, width: float) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and face.width(piece + character, size) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
