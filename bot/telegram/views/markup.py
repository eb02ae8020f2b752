"""Blocks as Telegram's HTML, and how much of a message they take."""

import re
from dataclasses import dataclass
from html import escape

from bot.texts.blocks import Block, Style

_TAGS = {
    Style.SPEAKER: ("<b>", ":</b> "),
    Style.TITLE: ("<b>", "</b>\n"),
    Style.QUOTE: ("<blockquote>", "</blockquote>"),
    Style.FAINT: ("<i>", "</i>"),
    Style.TABLE: ("<pre>", "</pre>"),
}
_ENDS = {Style.SPEAKER: ": ", Style.TITLE: "\n"}
_LEADS = frozenset(_ENDS)
# What a user typed may not turn the coach's words around it, and half a character cannot be sent.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Paragraph:
    """A block with the name or title that stands before it; the two are never parted."""

    body: Block
    lead: Block | None = None

    @property
    def html(self) -> str:
        return "".join(_html(block) for block in (self.lead, self.body) if block).rstrip()

    @property
    def plain(self) -> str:
        return "".join(visible(block.text) + _ENDS.get(block.style, "") for block in (self.lead, self.body) if block)


def paragraphs(blocks: tuple[Block, ...]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    lead: Block | None = None
    for block in blocks:
        if block.style in _LEADS:
            if lead:
                found.append(Paragraph(lead))
            lead = block
        else:
            found.append(Paragraph(block, lead))
            lead = None
    return (*found, *([Paragraph(lead)] if lead else []))


def gap(before: Paragraph, after: Paragraph) -> str:
    """A quote belongs to the sentence above it, and faint lines to each other."""
    if after.lead is None and (after.body.style is Style.QUOTE or before.body.style is after.body.style is Style.FAINT):
        return "\n"
    return "\n\n"


def visible(text: str) -> str:
    return _UNSHOWABLE.sub("", text)


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 code units, markup left out."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _html(block: Block) -> str:
    opening, closing = _TAGS.get(block.style, ("", ""))
    return f"{opening}{escape(visible(block.text), quote=False)}{closing}"
