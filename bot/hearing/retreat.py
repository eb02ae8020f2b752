"""The cues of stepping down, which words alone cannot show: smaller than what, trimmed where, one move or several."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.hearing.amounts import Size, against_first_ask, against_target, are_two_sizes, comparable, read_amounts
from bot.hearing.asks import Ask
from bot.hearing.cues import Channel, ConstraintKind, Context, Cue, Phase
from bot.hearing.lexicon import content_stems, stem
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook
from bot.hearing.quantities import Kind, Quantity

_REFUSED = {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT}
_CALENDAR = {Kind.DATE, Kind.CLOCK}
_ALTERNATIVE = re.compile(r"(?<!\w)(?:or|otherwise|if not|failing that|even|at least|if thats)(?!\w)")
_WEAKER_STILL = re.compile(
    r"(?<!\w)(?:or (?:even|just|maybe|perhaps|at least|only|if not|simply)|if not[, ]|failing that|if (?:thats|that is) (?:still )?too|or else just)(?!\w)"
)
_AVOIDS = re.compile(r"(?<!\w)(?:dont|never|wont|nothing|nobody|no|doesnt|without|isnt)(?!\w)")
_CHAIN = re.compile(r"(?<!\w)or [^.!\n]{0,50}?(?<!\w)or (?:even |just |maybe )?\w+")
_QUESTIONS_IN_A_ROW = 3
_OPTIONS_IN_A_FAIR_MESSAGE = 2
_KINDS = {
    ConstraintKind.TIME: {Kind.DURATION, Kind.CLOCK, Kind.DATE, Kind.COUNT},
    ConstraintKind.BUDGET: {Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.DURATION},
    ConstraintKind.PEOPLE: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.SCOPE: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.RISK: {Kind.COUNT, Kind.DURATION},
    ConstraintKind.TRUST: {Kind.DURATION, Kind.COUNT, Kind.MONEY},
}
_PLAIN = {
    ConstraintKind.TIME: {Kind.DURATION, Kind.CLOCK},
    ConstraintKind.BUDGET: {Kind.MONEY, Kind.PERCENT, Kind.COUNT},
    ConstraintKind.SCOPE: {Kind.COUNT},
}


def smaller_ask(message: Message, context: Context, ask: Ask, book: PatternBook, concession: Hit | None) -> Hit | None:
    if not context.first_ask or ask.probability < 0.4:  # noqa: PLR2004
        return None
    in_words = _smaller_in_words(message, context, ask, book, concession)
    sizes = [(against_first_ask(amount, context), amount) for amount in ask.amounts]
    smaller = [amount for size, amount in sizes if size is Size.SMALLER]
    ceiling = min(1.0, ask.probability / HEARD_AT)
    if context.phase is Phase.CLOSING:
        return Hit(0.45 * ceiling, ask.span) if smaller else None
    if smaller:
        grown = any(size is Size.BIGGER for size, _ in sizes)
        return Hit((0.66 if grown else 0.88) * ceiling, Span(smaller[0].start, smaller[0].end))
    if _is_the_target(ask, context):
        return Hit(0.82 * ceiling, ask.span)
    if any(size in {Size.SAME, Size.BIGGER} and amount.kind not in _CALENDAR for size, amount in sizes):
        return Hit(min(in_words, 0.62 if _p(concession) >= HEARD_AT else 0.1), ask.span)
    return Hit(in_words, ask.span)


def _is_the_target(ask: Ask, context: Context) -> bool:
    """An amount that the first ask did not have and the target has: "two beds" after "the whole yard"."""
    return any(
        amount.kind not in _CALENDAR
        and against_target(amount, context) is Size.SAME
        and against_first_ask(amount, context) is Size.UNKNOWN
        for amount in ask.amounts
    )


def _smaller_in_words(message: Message, context: Context, ask: Ask, book: PatternBook, concession: Hit | None) -> float:
    """Without comparable amounts: the words of the target that the first ask does not have, a named concession, "only"."""
    if context.phase not in _REFUSED:
        return 0.2
    stop = book.lists["stop"]
    said = content_stems(message.text, stop)
    news = content_stems(context.target, stop) - content_stems(context.first_ask or "", stop)
    reduced = bool(book.groups["only"].spans(message))
    conceded = concession is not None and concession.probability >= HEARD_AT
    probability = 0.28 + 0.2 * min(len(said & news), 2) + 0.18 * reduced + 0.28 * conceded
    return min(probability, 0.85) * min(1.0, ask.probability / 0.6)


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
    fitting = [q for q in trimmed if q.kind in _KINDS.get(kind, set())]
    reflected = _p(hits.get(Cue.REFLECTS_CONSTRAINT)) >= HEARD_AT
    plain_fit = any(q.kind in _PLAIN.get(kind, set()) for q in fitting) or _within_their_limit(trimmed, context)
    trimmed_for_it = 0.34 if plain_fit else 0.24 * bool(fitting)
    probability = 0.3 + trimmed_for_it + 0.16 * min(len(words), 2) + 0.32 * _p(said) + 0.2 * reflected
    span = said.span if said and said.probability >= 0.5 else (smaller.span if smaller else ask.span)  # noqa: PLR2004
    return Hit(min(probability, 0.93) * min(1.0, offered / 0.55), span)


def _within_their_limit(trimmed: Sequence[Quantity], context: Context) -> bool:
    """Such as "Anything above 500 goes to the committee": an offer of 500 answers that, whatever the kind of constraint."""
    limits = read_amounts(context.counterpart_line or "")
    return any(comparable(offer, limit) and offer.value <= limit.value for offer in trimmed for limit in limits)


def shares_words(message: Message, kind: ConstraintKind, book: PatternBook) -> set[str]:
    listed = {stem(word) for word in book.lists.get(kind.value, frozenset())}
    return listed & content_stems(message.text, book.lists["stop"])


def mutual_gain(message: Message, book: PatternBook, context: Context, hits: Mapping[Cue, Hit]) -> Hit | None:
    offered = max(_p(hits.get(Cue.SMALLER_ASK)), _p(hits.get(Cue.NAMES_CONCESSION)) - 0.1)
    if context.phase is Phase.OPENING or offered < 0.45:  # noqa: PLR2004
        return None
    still = book.groups["still_gains"].find(message, context.phase)
    benefit = hits.get(Cue.COUNTERPART_BENEFIT)
    if benefit and _AVOIDS.search(Message(message.quote(benefit.span)).plain.words):
        benefit = Hit(benefit.probability * 0.75, benefit.span)  # what the cut avoids is the tie, not yet a gain
    best = max((hit for hit in (still, benefit) if hit), key=lambda hit: hit.probability, default=None)
    return None if best is None else Hit(best.probability * min(1.0, offered / 0.6) * 0.95, best.span)


def cascade(message: Message, context: Context, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    if context.phase is Phase.OPENING:
        return _many_options(message, context, ask)
    if ask.probability < 0.4:  # noqa: PLR2004
        return None
    return _two_sizes(message, ask, hits) or _another_step(context, ask, hits)


def _many_options(message: Message, context: Context, ask: Ask) -> Hit | None:
    sizes: dict[tuple[Kind, str], set[float]] = {}
    for amount in ask.amounts:
        sizes.setdefault((amount.kind, amount.unit), set()).add(amount.value)
    options = max((len(values) for values in sizes.values()), default=0)
    if options <= _OPTIONS_IN_A_FAIR_MESSAGE or not _ALTERNATIVE.search(message.plain.words):
        return None
    return Hit(0.72 if context.channel is Channel.MESSAGE else 0.6, ask.span)


def _two_sizes(message: Message, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    """Amounts of one kind joined by "or": a range ("two or three weeks") is one offer, alternatives are two."""
    asked = ask.amounts
    for one, other in pairwise(asked):
        between = Message(message.text[one.end : other.start]).plain.words
        joined = _ALTERNATIVE.search(between)
        asked_apart = "?" in between
        if (joined or asked_apart) and are_two_sizes((one, other)) and between.strip() != "or":
            return Hit(0.76, Span(one.start, other.end))
    weaker = [message.plain.span(*match.span()) for match in _WEAKER_STILL.finditer(message.plain.words)]
    if message.text.count("?") >= _QUESTIONS_IN_A_ROW and _ALTERNATIVE.search(message.plain.words):
        return Hit(0.62, ask.span)
    choices = _CHAIN.search(message.plain.words)
    if choices and "?" in message.text:
        return Hit(0.64, message.plain.span(*choices.span()))
    if not weaker or _p(hits.get(Cue.SMALLER_ASK)) < 0.5:  # noqa: PLR2004
        return None
    choice = hits.get(Cue.LEAVES_CHOICE)
    if choice and _p(choice) >= HEARD_AT and len(weaker) == 1:
        return Hit(0.3, weaker[0])
    return Hit(0.7 if len(weaker) > 1 else 0.55, weaker[0])


def _another_step(context: Context, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    if not context.retreat_made:
        return None
    sizes = {against_target(amount, context) for amount in ask.amounts}
    if Size.SMALLER in sizes and context.phase is not Phase.CLOSING:
        return Hit(0.74, ask.span)
    if Size.SAME in sizes or context.phase is Phase.CLOSING:
        return None
    conceded = _p(hits.get(Cue.NAMES_CONCESSION))
    return Hit(0.64 if conceded >= HEARD_AT else 0.42, ask.span) if _p(hits.get(Cue.SMALLER_ASK)) >= HEARD_AT else None


def _p(hit: Hit | None) -> float:
    return hit.probability if hit else 0.0
