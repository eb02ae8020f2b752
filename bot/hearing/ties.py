"""Whether a step down answers the constraint: what it trims, held against what the counterpart named."""

import re
from collections.abc import Mapping, Sequence

from bot.hearing import units
from bot.hearing.amounts import Size, against_first_ask, comparable, read_amounts
from bot.hearing.asks import Ask
from bot.hearing.cues import ConstraintKind, Context, Cue, Phase
from bot.hearing.lexicon import content_stems, stem
from bot.hearing.message import Message
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook
from bot.hearing.quantities import Kind, Quantity

_KINDS = {
    ConstraintKind.TIME: {Kind.DURATION, Kind.CLOCK, Kind.DATE, Kind.COUNT},
    ConstraintKind.BUDGET: {Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.DURATION},
    ConstraintKind.PEOPLE: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.SCOPE: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.RISK: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.TRUST: {Kind.DURATION, Kind.COUNT},
}
_EITHER = {ConstraintKind.TIME, ConstraintKind.PEOPLE, ConstraintKind.RISK, ConstraintKind.TRUST}
_LONG = re.compile(
    r"(?<!\w)(?:long|longer|length|whole (?:day|morning|week)|hours?|days?|weeks?|months?|years?|stretche\w*|gone|forever)(?!\w)"
)
_MANY = re.compile(r"(?<!\w)(?:many|every|all|heads?|each|number|both|several|everyone|everybody)(?!\w)")
_OCCASIONS = {"evening", "morning", "afternoon", "night", "session", "shift", "visit", "call", "meeting", "lesson"}
_A_SUM = 100  # a number as high as this that counts nothing is money
_PLAINLY, _PERHAPS = 0.34, 0.24
_PLAIN = {
    ConstraintKind.TIME: {Kind.DURATION, Kind.CLOCK},
    ConstraintKind.BUDGET: {Kind.MONEY, Kind.PERCENT, Kind.COUNT},
    ConstraintKind.SCOPE: {Kind.COUNT},
}


def ties_to_constraint(
    message: Message, context: Context, book: PatternBook, ask: Ask, hits: Mapping[Cue, Hit]
) -> Hit | None:
    smaller = hits.get(Cue.SMALLER_ASK)
    kind = context.constraint_kind
    offered = max(_p(smaller), _p(hits.get(Cue.NAMES_CONCESSION)) - 0.1)
    if kind is None or context.phase is Phase.OPENING or offered < 0.4:  # noqa: PLR2004
        return None
    said = hits.get(Cue.TIES_TO_CONSTRAINT)
    words = shares_words(message, kind, book)
    trimmed = [q for q in ask.amounts if against_first_ask(q, context) is Size.SMALLER]
    reflected = _p(hits.get(Cue.REFLECTS_CONSTRAINT)) >= HEARD_AT
    trimmed_for_it = _trimmed_for_it(trimmed, kind, context, book)
    if trimmed and not trimmed_for_it:
        reflected = False  # the constraint said back does not make an unrelated cut answer it
    taken_up = _echoed(message, smaller or Hit(0, ask.span), context, book)
    probability = 0.3 + trimmed_for_it + 0.17 * min(taken_up, 2) + 0.16 * min(len(words), 2)
    probability += 0.32 * _p(said) + 0.2 * reflected
    span = said.span if said and said.probability >= 0.5 else (smaller.span if smaller else ask.span)  # noqa: PLR2004
    return Hit(min(probability, 0.93) * min(1.0, offered / 0.55), span)


def _echoed(message: Message, offer: Hit, context: Context, book: PatternBook) -> int:
    """How many of the counterpart's own words the offer takes up, without those the talk is about anyway."""
    stop = book.lists["stop"]
    asked = content_stems(f"{context.first_ask or ''} {context.stretch} {context.target}", stop)
    theirs = content_stems(context.counterpart_line or "", stop) - asked
    return len(theirs & content_stems(message.text[message.sentence_at(offer.span.start).start :], stop))


def _trimmed_for_it(trimmed: Sequence[Quantity], kind: ConstraintKind, context: Context, book: PatternBook) -> float:
    if not trimmed:
        return _PLAINLY if kind is ConstraintKind.SCOPE else 0.0
    line = content_stems(context.counterpart_line or "", book.lists["stop"] - {"week", "weeks", "day", "days"})
    if _within_their_limit(trimmed, context) or any(stem(q.unit) in line for q in trimmed):
        return _PLAINLY
    return max(_fit(amount, kind, context) for amount in trimmed)


def _fit(amount: Quantity, kind: ConstraintKind, context: Context) -> float:
    """How surely a cut in this amount is a cut in what the constraint is about."""
    meant = _meant(amount)
    if meant not in _KINDS.get(kind, set()):
        return 0.0
    at_stake = {_meant(q) for q in read_amounts(context.first_ask or "")}
    if {Kind.COUNT, Kind.DURATION} <= at_stake and kind in _EITHER:
        return _hours_or_heads(amount, kind, context)
    return _PLAINLY if meant in _PLAIN.get(kind, set()) else _PERHAPS


def _hours_or_heads(amount: Quantity, kind: ConstraintKind, context: Context) -> float:
    """Where both are at stake, the counterpart's words say which of them is the trouble."""
    line = Message(context.counterpart_line or "").plain.words
    long = kind is ConstraintKind.TIME or _LONG.search(line) is not None
    many = kind is not ConstraintKind.TIME and _MANY.search(line) is not None
    if long == many:
        return _PERHAPS
    timely = (
        amount.kind is not Kind.COUNT or amount.per is not None or amount.unit in _OCCASIONS | units.WEEKDAYS.keys()
    )
    return _PLAINLY if timely == long else 0.0


def _meant(amount: Quantity) -> Kind:
    bare = amount.kind is Kind.COUNT and not amount.unit
    return Kind.MONEY if bare and amount.value >= _A_SUM else amount.kind


def _within_their_limit(trimmed: Sequence[Quantity], context: Context) -> bool:
    """Such as "Anything above 500 goes to the committee": an offer of 500 answers that, whatever the kind of constraint."""
    limits = read_amounts(context.counterpart_line or "")
    return any(comparable(offer, limit) and offer.value <= limit.value for offer in trimmed for limit in limits)


def shares_words(message: Message, kind: ConstraintKind, book: PatternBook) -> set[str]:
    listed = {stem(word) for word in book.lists.get(kind.value, frozenset())}
    return listed & content_stems(message.text, book.lists["stop"])


def _p(hit: Hit | None) -> float:
    return hit.probability if hit else 0.0
