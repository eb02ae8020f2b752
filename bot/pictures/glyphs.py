"""How wide a text is: the advance of each character, read from the tables of the fonts that are shipped.

Whoever breaks lines has to know this before anything is drawn; the drawing library does not tell.
"""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.errors import StepdownError

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu Sans"
REGULAR, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"

_ALL_OF_UNICODE = (3, 10)
"""The platform and encoding of the character map that holds every character of a font, also those above U+FFFF."""
_SEGMENTED = 12
_METRIC = 4
"""Bytes of an advance and a bearing."""


class FontError(StepdownError):
    code = "font_unreadable"


@dataclass(frozen=True)
class Face:
    """`advances`: by character, in shares of the font's size; what is not in it cannot be drawn."""

    advances: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """In pixels, at the most: pairs that are set closer and letters that are joined take less."""
        return size * sum(self.advances.get(character, 0.0) for character in text)


@cache
def face(path: Path = REGULAR) -> Face:
    """Read once a process: half a megabyte."""
    try:
        data = path.read_bytes()
        tables = _tables(data)
        (per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
        widths = _widths(data, tables)
        glyphs = _characters(data, tables["cmap"])
    except (OSError, struct.error, KeyError) as error:
        raise FontError(f"The font {path.name} cannot be read. Install the bot again.") from error
    return Face({chr(code): widths[min(glyph, len(widths) - 1)] / per_em for code, glyph in glyphs.items()})


def _tables(data: bytes) -> dict[str, int]:
    """Where each table begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}


def _widths(data: bytes, tables: dict[str, int]) -> list[int]:
    """The advance of each glyph; those after the last are as wide as the last."""
    (count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    metrics = struct.iter_unpack(">Hh", data[tables["hmtx"] : tables["hmtx"] + _METRIC * count])
    return [advance for advance, _ in metrics]


def _characters(data: bytes, start: int) -> dict[int, int]:
    """Code point → glyph, of the map that has all of them."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    maps = (struct.unpack_from(">HHL", data, start + 4 + 8 * index) for index in range(count))
    at = start + {(platform, encoding): offset for platform, encoding, offset in maps}[_ALL_OF_UNICODE]
    kind, _, _, _, groups = struct.unpack_from(">HHLLL", data, at)
    if kind != _SEGMENTED:
        raise KeyError(kind)
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * groups]):
        found.update((code, glyph + code - first) for code in range(first, last + 1))
    return found
