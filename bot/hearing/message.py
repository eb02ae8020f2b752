"""One message prepared for the rules: plain words, amounts masked by kind, clauses, and the way back to the original text."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.hearing.quantities import Quantity, find_quantities
from bot.hearing.tokens import TEXT_LIMIT, plain

QUOTE_LIMIT = 160
_QUANTITIES = 40  # more in one message are no offer
_SENTENCE_END = re.compile(r"[.!?\n]+(?=\s|$)|\n")
_CLAUSE_END = re.compile(
    r"[.!?;,:\n]+(?=\s|$)|\s-+\s|\s(?=(?:but|so|because|cause|cos|which|then|if|since|though)\s)|\n"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text."""

    start: int
    end: int

    def covers(self, place: int) -> bool:
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class View:
    """The words rules look at; `places[i]` is where the i-th character stands in the original text."""

    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1) if end > start else Span(0, 0)


class Message:
    """Case, curly quotes, apostrophes and white space are gone from the views, so that no rule needs to know them."""

    def __init__(self, text: str) -> None:
        self.text = text[:TEXT_LIMIT]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self.text)[:_QUANTITIES]

    @cached_property
    def plain(self) -> View:
        return _view(self.text, ())

    @cached_property
    def masked(self) -> View:
        """Every quantity stands as its kind: "can we do <duration> for <count>"."""
        return _view(self.text, self.quantities)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return _split(self.text, _SENTENCE_END)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return _split(self.text, _CLAUSE_END)

    def sentence_at(self, place: int) -> Span:
        return next((span for span in self.sentences if span.start <= place < span.end), Span(0, len(self.text)))

    def clause_at(self, place: int) -> Span:
        return next((span for span in self.clauses if span.start <= place < span.end), Span(0, len(self.text)))

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def quote(self, span: Span) -> str:
        """The smallest clauses around a span, cut to the limit, without the punctuation at their ends."""
        touched = [clause for clause in self.clauses if clause.start < span.end and clause.end > span.start]
        if not touched:
            return ""
        start, end = touched[0].start, touched[-1].end
        if end - start > QUOTE_LIMIT:
            start, end = span.start, min(span.end, span.start + QUOTE_LIMIT)
        quoted = self.text[start:end].strip()
        return (quoted.rstrip(".,;:- \n") or quoted)[:QUOTE_LIMIT]


def _split(text: str, boundary: re.Pattern[str]) -> tuple[Span, ...]:
    spans = []
    start = 0
    for match in boundary.finditer(text):
        end = match.end()
        if text[start:end].strip():
            spans.append(Span(start, end))
        start = end
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return tuple(spans)


def _view(text: str, masked: tuple[Quantity, ...]) -> View:
    lowered = plain(text)
    chars: list[str] = []
    places: list[int] = []
    hidden = {quantity.start: quantity for quantity in masked}
    index = 0
    while index < len(lowered):
        quantity = hidden.get(index)
        if quantity is not None:
            mask = f"<{quantity.kind.value}>"
            chars.extend(mask)
            places.extend([quantity.start] * (len(mask) - 1) + [quantity.end - 1])
            index = quantity.end
            continue
        char = _shown(lowered[index], chars)
        if char:
            chars.append(char)
            places.append(index)
        index += 1
    return View("".join(chars), tuple(places))


def _shown(char: str, before: list[str]) -> str:
    """The character rules see: no apostrophes, no angle brackets, one space for many, line ends kept."""
    if char in "'\u2032":
        return ""
    if char == "\n":
        return "\n"
    if char.isspace() or char in '<>*_"\u201c\u201d':
        return " " if before and before[-1] != " " else ""
    return char
