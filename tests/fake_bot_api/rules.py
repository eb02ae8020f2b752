"""What the real server refuses, nearly in its words: markup that does not parse, texts that are empty or too long, buttons too heavy."""

import re
from html import unescape
from typing import Any

# In UTF-16 units. Servers have been seen to count more kindly; who keeps to this is safe with all of them.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_TOAST = 200
LONGEST_DATA = 64
TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "a", "tg-spoiler"}
_MARKUP = re.compile(r"<(/?)([^<>\s]*)[^<>]*>|<")


class RefusedError(Exception):
    def __init__(self, description: str, status: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = parameters


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parsed(html: str) -> str:
    """The text that a user sees; raises RefusedError where the HTML is not Telegram's."""
    open_tags: list[str] = []
    for found in _MARKUP.finditer(html):
        closing, name = found[1], found[2] or ""
        if name not in TAGS:
            raise RefusedError(f'Bad Request: can\'t parse entities: Unsupported start tag "{name}"')
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise RefusedError(f'Bad Request: can\'t parse entities: Unmatched end tag, found "</{name}>"')
    if open_tags:
        raise RefusedError(
            f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1]}\""
        )
    return unescape(_MARKUP.sub("", html)).strip()


def shown_text(params: dict[str, Any], name: str, longest: int) -> str:
    raw = str(params.get(name, ""))
    text = parsed(raw) if params.get("parse_mode") == "HTML" else raw.strip()
    if name == "text" and not text:
        raise RefusedError("Bad Request: text must be non-empty")
    if units(text) > longest:
        raise RefusedError("Bad Request: message is too long")
    return text


def buttons(params: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Rows of (label, data)."""
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    found = [[(button["text"], button["callback_data"]) for button in row] for row in rows]
    for label, data in (pair for row in found for pair in row):
        if not label.strip():
            raise RefusedError("Bad Request: text buttons must have non-empty text")
        if len(data.encode()) > LONGEST_DATA:
            raise RefusedError("Bad Request: BUTTON_DATA_INVALID")
    return found
