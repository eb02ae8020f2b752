"""Where each line of a card stands: as large as fits between what a lock screen lays over a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.pictures.glyphs import BOLD, REGULAR, Face, face
from bot.pictures.wrapping import cut, drawable, wrapped

WIDTH, HEIGHT = 1080, 2340
SAFE_TOP, SAFE_BOTTOM = HEIGHT // 5, HEIGHT - HEIGHT // 5
"""Above stands the clock, below the buttons."""
LEFT, RIGHT = 88, WIDTH - 88

LARGEST, SMALLEST, STEP = 60, 36, 2
"""Pixels of the text's size; on a screen of 360 pixels a third of it."""
_HEADING, _STRONG, _TITLE = 0.72, 1.2, 0.78
"""Sizes beside the text's."""
_LEGIBLE = 30
"""Pixels: nothing is smaller, so that a third of it can still be read."""
_LEADING = 1.28
_ASCENT, _DESCENT = 0.93, 0.24
"""Of both fonts, in shares of their size."""
_GAP, _BELOW_HEADING = 0.85, 0.08
_MOST_LINES = 12
_BLANK_SHARE = 0.4
"""How much of the room that is left stands above the text."""


class Ink(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    TITLE = "title"


@dataclass(frozen=True)
class Block:
    """Some words under a heading; `strong`: what has to be read first. One without a text is left out."""

    heading: str
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Piece:
    """One line of text; `baseline` and `left` in pixels of the full picture."""

    text: str
    left: float
    baseline: float
    size: float
    ink: Ink
    bold: bool

    @property
    def face(self) -> Face:
        return face(BOLD if self.bold else REGULAR)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        right = self.left + self.face.width(self.text, self.size)
        return self.left, self.baseline - _ASCENT * self.size, right, self.baseline + _DESCENT * self.size


@dataclass(frozen=True)
class _Part:
    """Lines of one kind, without a place yet."""

    lines: list[str]
    size: float
    ink: Ink
    bold: bool
    gap: float
    """Pixels above."""

    @property
    def height(self) -> float:
        return self.gap + len(self.lines) * self.size * _LEADING


def laid_out(title: str, blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Every line in the safe part of the picture: smaller where there are many; where even the smallest is too large, each text is cut to fewer
    lines, and what is left of the last blocks is dropped.
    """
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        parts = _parts(title, blocks, size, _MOST_LINES)
        if _fits(parts):
            return tuple(_placed(parts))
    for most in range(_MOST_LINES - 1, 0, -1):
        parts = _parts(title, blocks, SMALLEST, most)
        if _fits(parts):
            return tuple(_placed(parts))
    return laid_out(title, blocks[:-1])


def _fits(parts: Sequence[_Part]) -> bool:
    return sum(part.height for part in parts) <= SAFE_BOTTOM - SAFE_TOP


def _parts(title: str, blocks: Sequence[Block], size: float, most: int) -> list[_Part]:
    parts = [_part(title, max(_LEGIBLE, _TITLE * size), Ink.TITLE, 2, bold=True)]
    for block in blocks:
        text = _part(block.text, size * (_STRONG if block.strong else 1), Ink.TEXT, most, bold=block.strong)
        if not text.lines:
            continue
        heading = _part(block.heading, max(_LEGIBLE, _HEADING * size), Ink.HEADING, 2, bold=True, gap=_GAP * size)
        gap = (_BELOW_HEADING if heading.lines else _GAP) * size
        parts += [heading, _Part(text.lines, text.size, text.ink, text.bold, gap)]
    return [part for part in parts if part.lines]


def _part(text: str, size: float, ink: Ink, most: int, *, bold: bool, gap: float = 0) -> _Part:
    of = face(BOLD if bold else REGULAR)
    lines = wrapped(drawable(text, of), of, size, RIGHT - LEFT)
    return _Part(cut(lines, most, of, size, RIGHT - LEFT), size, ink, bold, gap)


def _placed(parts: Sequence[_Part]) -> Iterator[Piece]:
    y = SAFE_TOP + _BLANK_SHARE * (SAFE_BOTTOM - SAFE_TOP - sum(part.height for part in parts))
    for part in parts:
        y += part.gap
        for line in part.lines:
            above = (_LEADING - _ASCENT - _DESCENT) / 2 * part.size
            yield Piece(line, LEFT, round(y + above + _ASCENT * part.size, 1), part.size, part.ink, part.bold)
            y += part.size * _LEADING
