"""The pocket card as a picture for a lock screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.pictures.glyphs import FAMILY
from bot.pictures.layout import HEIGHT, LEFT, WIDTH, Block, Ink, Piece, laid_out
from bot.pictures.render import png
from bot.pictures.wrapping import from_right

_FROM_RIGHT = "\N{RIGHT-TO-LEFT MARK}"
_NAMESPACE = "http://www.w3.org/2000/svg"
_BAR = 8
"""Pixels of the stroke beside what has to be read first."""
_BAR_GAP = 28
_LIGHT = {"ground": "#f3efe6", "bar": "#c98a3c", Ink.TEXT: "#1d2a33", Ink.HEADING: "#4d6470", Ink.TITLE: "#8a5a1c"}
_DARK = {"ground": "#151e26", "bar": "#d9a45b", Ink.TEXT: "#f0ece2", Ink.HEADING: "#a3b8c2", Ink.TITLE: "#d9a45b"}


@dataclass(frozen=True)
class CardPicture:
    """What stands on it, in words of the caller's; `dark` for a dark ground."""

    title: str
    blocks: Sequence[Block]
    dark: bool = False


def card_picture(lines: CardPicture, width: int = WIDTH) -> bytes:
    """A PNG, upright, 1080 by 2340 pixels unless another width is asked for."""
    return png(drawing(lines), width)


def drawing(lines: CardPicture) -> str:
    """The same as an SVG that refers to nothing outside of itself."""
    colours = _DARK if lines.dark else _LIGHT
    pieces = laid_out(lines.title, lines.blocks)
    root = Element("svg", xmlns=_NAMESPACE, width=str(WIDTH), height=str(HEIGHT), viewBox=f"0 0 {WIDTH} {HEIGHT}")
    SubElement(root, "rect", width=str(WIDTH), height=str(HEIGHT), fill=colours["ground"])
    _bar(root, [piece for piece in pieces if piece.bold and piece.ink is Ink.TEXT], colours)
    for piece in pieces:
        _text(root, piece, colours)
    return tostring(root, encoding="unicode")


def _bar(root: Element, strong: Sequence[Piece], colours: Mapping[str, str]) -> None:
    if not strong:
        return
    top, bottom = strong[0].box[1], strong[-1].box[3]
    place = {"x": LEFT - _BAR_GAP - _BAR, "y": round(top, 1), "width": _BAR, "height": round(bottom - top, 1)}
    SubElement(root, "rect", {name: str(value) for name, value in place.items()}, rx="4", fill=colours["bar"])


def _text(root: Element, piece: Piece, colours: Mapping[str, str]) -> None:
    look = {
        "x": str(piece.left),
        "y": str(piece.baseline),
        "font-family": FAMILY,
        "font-size": str(round(piece.size, 2)),
        "font-weight": "bold" if piece.bold else "normal",
        "fill": colours[piece.ink],
    }
    # Behind the last mark, so that it stands on the left of such a line and not on the right.
    SubElement(root, "text", look).text = piece.text + (_FROM_RIGHT if from_right(piece.text) else "")
