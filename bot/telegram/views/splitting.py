"""Long texts in pieces that a message can hold, cut where a reader would pause."""

import re
import unicodedata
from collections.abc import Iterator

from bot.telegram.views.markup import Paragraph, gap, units
from bot.texts.blocks import Block

LIMIT = 4096
"""UTF-16 code units in one message."""

_PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[\"'”\u2019)\]]*\s+"),
    re.compile(r"\s+"),
)
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def messages(found: tuple[Paragraph, ...], limit: int = LIMIT) -> list[str]:
    """The paragraphs as HTML messages of at most `limit` units each."""
    texts: list[str] = []
    room = 0
    before: Paragraph | None = None
    for paragraph in (piece for whole in found for piece in _fitting(whole, limit)):
        between = gap(before, paragraph) if before else ""
        needed = units(between + paragraph.plain)
        if before and needed <= room:
            texts[-1] += between + paragraph.html
        else:
            texts.append(paragraph.html)
            room, needed = limit, units(paragraph.plain)
        room -= needed
        before = paragraph
    return texts


def _fitting(paragraph: Paragraph, limit: int) -> Iterator[Paragraph]:
    lead = paragraph.lead
    taken = units(Paragraph(lead).plain) if lead else 0
    for piece in cut(paragraph.body.text, limit, first=limit - taken):
        yield Paragraph(Block(paragraph.body.style, piece), lead)
        lead = None


def cut(text: str, limit: int, first: int | None = None) -> Iterator[str]:
    """Pieces of at most `limit` units (`first` for the first one), cut at a paragraph's, line's, sentence's or word's end."""
    room = limit if first is None else first
    while units(text) > room:
        most = _prefix(text, room)
        end = _pause(text, most) or _whole_characters(text, most)
        if piece := text[:end].rstrip():
            yield piece
        text, room = text[end:].lstrip(), limit
    if text:
        yield text


def _prefix(text: str, room: int) -> int:
    """How many characters fit into `room` units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore"))


def _pause(text: str, most: int) -> int | None:
    """The last good place to stop in the second half of what fits."""
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(text, 0, most) if found.end() > most // 2]
        if ends:
            return ends[-1]
    return None


def _whole_characters(text: str, most: int) -> int:
    """Never between a character and what is put on top of it or joined to it."""
    end = most
    while end > most // 2 and (_joins(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return end


def _joins(character: str) -> bool:
    return (
        character == _JOINER or ord(character) in _SKIN_TONES or unicodedata.category(character) in {"Mn", "Me", "Mc"}
    )
