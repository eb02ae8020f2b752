"""The cues of stepping down, which words alone cannot show: smaller than what, good for whom, one move or several."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.hearing.amounts import Size, against_first_ask, against_target, are_two_sizes
from bot.hearing.asks import Ask
from bot.hearing.cues import Channel, Context, Cue, Phase
from bot.hearing.lexicon import content_stems
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook
from bot.hearing.quantities import Kind, Quantity

_REFUSED = {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT}
_CALENDAR = {Kind.DATE, Kind.CLOCK}
_ALTERNATIVE = re.compile(r"(?<!\w)(?:or|otherwise|if not|failing that|even|at least|if thats)(?!\w)")
_WEAKER_STILL = re.compile(
    r"(?<!\w)(?:or (?:even|just|maybe|perhaps|at least|only|if not|simply)|if not[, ]|failing that|if (?:thats|that is) (?:still )?too|or else just)(?!\w)"
)
_AVOIDS = re.compile(r"(?<!\w)(?:dont|never|wont|nothing|no(?! one)|doesnt|without|isnt)(?!\w)")
_OWN = re.compile(
    r"(?<!\w)(?:i|im|ill|id|ive|my|me|if|or|you (?:can|could|may|pay|tell|say|decide|choose|pick|said))(?!\w)"
)
_NO_GAIN = (Cue.LEAVES_CHOICE, Cue.COMMITMENT, Cue.REFLECTS_CONSTRAINT, Cue.DELIBERATE_PAUSE, Cue.ACKNOWLEDGES_REFUSAL)
_CHAIN = re.compile(r"(?<!\w)or [^.!\n]{0,50}?(?<!\w)or (?:even |just |maybe )?\w+")
_QUESTIONS_IN_A_ROW = 3
# Characters before the second amount in which the "or" has to stand.
_JOINED_WITHIN = 45
_OPTIONS_IN_A_FAIR_MESSAGE = 2


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


def mutual_gain(message: Message, book: PatternBook, context: Context, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    offered = max(_p(hits.get(Cue.SMALLER_ASK)), _p(hits.get(Cue.NAMES_CONCESSION)) - 0.1)
    if context.phase is Phase.OPENING or offered < 0.45:  # noqa: PLR2004
        return None
    still = book.groups["still_gains"].find(message, context.phase)
    benefit = hits.get(Cue.COUNTERPART_BENEFIT)
    if benefit and _AVOIDS.search(Message(message.quote(benefit.span)).plain.words):
        benefit = Hit(benefit.probability * 0.75, benefit.span)  # what the cut avoids is the tie, not yet a gain
    stated = _plain_gain(message, book, ask, hits)
    best = max((hit for hit in (still, benefit, stated) if hit), key=lambda hit: hit.probability, default=None)
    return None if best is None else Hit(best.probability * min(1.0, offered / 0.6) * 0.95, best.span)


def _plain_gain(message: Message, book: PatternBook, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    """After the offer, a plain fact about the other side is what the smaller ask brings them."""
    taken = [message.clause_at(hits[cue].span.start) for cue in _NO_GAIN if _p(hits.get(cue)) >= HEARD_AT]
    for clause in message.clauses:
        if clause.start < ask.span.end or clause in taken:
            continue
        part = Message(message.words(clause))
        if "?" in part.text or _AVOIDS.search(part.plain.words) or _OWN.search(part.plain.words):
            continue
        spans = book.groups["plain_gain"].spans(part)
        if spans:
            return Hit(0.68, clause)
    return None


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
    for one, other in _of_one_kind(ask.amounts):
        between = Message(message.text[one.end : other.start]).plain.words
        joined = _ALTERNATIVE.search(between[-_JOINED_WITHIN:])
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


def _of_one_kind(amounts: Iterable[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Each amount with the one before it that measures the same: "two weeks in one region … or one week"."""
    latest: dict[tuple[Kind, str], Quantity] = {}
    for amount in amounts:
        kind = (amount.kind, "" if amount.kind is Kind.DURATION else amount.unit)
        if kind in latest:
            yield latest[kind], amount
        latest[kind] = amount


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
