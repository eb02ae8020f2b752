"""The constraint said back: words of the counterpart's line in the user's mouth, or kindred words."""

import re

from bot.hearing.amounts import read_amounts
from bot.hearing.asks import Ask
from bot.hearing.cues import ConstraintKind, Context, Cue, Phase
from bot.hearing.lexicon import content_stems
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook
from bot.hearing.quantities import Quantity
from bot.hearing.ties import shares_words

_TO_THEM = re.compile(r"(?<!\w)(?:you|your|youre|youve|u|ur)(?!\w)")
_TAKES_IN = re.compile(
    r"^\W*(?:so|right|ok|okay|ah|oh|hm+|i see|i get|got it|then)(?!\w)|(?<!\w)(?:i see|i get that|then|that clear|completely)\W*$"
)
_SURE = 0.92
_RECEIVING, _CONTESTING = 0.38, 0.4


def reflects_constraint(
    message: Message, context: Context, book: PatternBook, said: Hit | None, ask: Ask, argued: float
) -> Hit | None:
    """`said` is the hit of a framing such as "sounds like"; `argued` lowers what is said back only to be contested."""
    line, kind = context.counterpart_line, context.constraint_kind
    if not line or kind is None or context.phase is Phase.OPENING:
        return None
    echo = _Echo(context, line, kind, book)
    best = Hit(0.0, Span(0, 0))
    for clause in message.clauses:
        framed = said.probability if said and clause.covers(said.span.start) else 0.0
        score = echo.score(message.words(clause)) + 0.4 * framed
        if framed and echo.is_kindred(message.words(clause)):
            score += 0.3  # "so its the sign-off": their kind of constraint in the user's own word
        if ask.probability >= HEARD_AT and clause.start >= ask.span.start:
            score *= 0.8  # people say the constraint back first, and then offer
        if score > best.probability:
            best = Hit(min(score, _SURE), clause)
    quiet = ask.probability < HEARD_AT and argued < _CONTESTING
    if quiet and _RECEIVING <= best.probability < HEARD_AT and receives(message, best.span, book):
        best = Hit(HEARD_AT + 0.02, best.span)
    contested = 0.65 if context.phase is Phase.CLOSING or argued >= HEARD_AT else 1.0
    return Hit(best.probability * contested, best.span) if best.probability else None


def receives(message: Message, said_back: Span, book: PatternBook) -> bool:
    """Whether the message does nothing but take in what was said: it asks nothing and opens or ends as listeners do."""
    if "?" in message.text:
        return False
    pauses = book.cues[Cue.DELIBERATE_PAUSE].spans(message)
    if any(said_back.covers(pause.start) for pause in pauses):
        return False
    return bool(pauses) or _TAKES_IN.search(message.plain.words) is not None


class _Echo:
    """What the counterpart said, without what the talk is about anyway."""

    def __init__(self, context: Context, line: str, kind: ConstraintKind, book: PatternBook) -> None:
        self.book = book
        self.kind = kind
        self.stop = book.lists["stop"]
        self.asked = content_stems(f"{context.first_ask or ''} {context.stretch} {context.target}", self.stop)
        self.theirs = content_stems(line, self.stop)
        self.limits = _sizes(read_amounts(line)) - _sizes(read_amounts(context.target))

    def is_kindred(self, words: str) -> bool:
        return bool(shares_words(Message(words), self.kind, self.book) - self.asked)

    def score(self, words: str) -> float:
        clause = Message(words)
        mine = content_stems(words, self.stop)
        shared = (mine & self.theirs) - self.asked
        numbers = _sizes(clause.quantities) & self.limits
        kindred = shares_words(clause, self.kind, self.book) - self.asked - shared
        score = 0.285 * min(len(shared) + len(numbers), 3) + 0.1 * bool(kindred) + 0.12 * bool(shared or numbers)
        score += 0.1 * min(len(mine & self.theirs & self.asked), 2)
        return score + 0.21 * bool(shared and _TO_THEM.search(clause.plain.words))


def _sizes(amounts: tuple[Quantity, ...]) -> set[tuple[str, float]]:
    return {(amount.kind.value, amount.value) for amount in amounts}
