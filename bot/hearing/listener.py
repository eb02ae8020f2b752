"""The listener of version one: transparent wordings from patterns.yaml, and rules in Python where the context decides."""

from dataclasses import replace

from bot.hearing import echo, moves, reasons, retreat, ties
from bot.hearing.asks import Ask, read_ask
from bot.hearing.cues import Assessment, Channel, Context, Cue, Phase, Status, Verdict
from bot.hearing.message import Message
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook, load_patterns

UNSURE_AT = 0.4
_IMPLIES = (
    (Cue.SMALLER_ASK, Cue.SPECIFIC_ASK),
    (Cue.MUTUAL_GAIN, Cue.COUNTERPART_BENEFIT),
    (Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION),
)


class RuleListener:
    """Hears by rule. Holds nothing but the patterns, so that one instance serves everybody."""

    def __init__(self, book: PatternBook | None = None) -> None:
        self._book = book or load_patterns()

    def listen(self, context: Context, text: str) -> Assessment:
        message = Message(text)
        hits = self._hits(context, message)
        return Assessment({cue: _verdict(hit, message) for cue, hit in hits.items() if hit.probability > 0})

    def _hits(self, context: Context, message: Message) -> dict[Cue, Hit]:
        hits = self._by_wording(context, message)
        ask = read_ask(message, context, self._book)
        _put(hits, Cue.SPECIFIC_ASK, Hit(ask.probability, ask.span))
        for cue, stated in reasons.stated_reasons(message, context, ask, self._book).items():
            _put(hits, cue, _stronger(hits.get(cue), stated))
        ask = _asks_openly(message, context, ask, hits)
        contest = moves.bare_comparison(message, context, self._book, hits)
        _put(hits, Cue.ARGUES, _stronger(hits.get(Cue.ARGUES), contest))
        self._step_down(context, message, ask, hits)
        _put(hits, Cue.PRESSURE, _stronger(hits.get(Cue.PRESSURE), moves.same_again(message, context, ask, hits)))
        _put(hits, Cue.ARGUES, _stronger(hits.get(Cue.ARGUES), moves.quiet_contest(message, context, hits)))
        moves.settle_refusal(hits)
        moves.settle_choice(hits)
        _imply(hits)
        _rule_out(context, hits)
        astray = moves.off_topic(message, context, self._book, hits)
        if astray and astray.probability >= HEARD_AT:
            return {Cue.OFF_TOPIC: astray}
        _put(hits, Cue.OFF_TOPIC, astray)
        return hits

    def _by_wording(self, context: Context, message: Message) -> dict[Cue, Hit]:
        found = {cue: wordings.find(message, context.phase) for cue, wordings in self._book.cues.items()}
        hits = {cue: hit for cue, hit in found.items() if hit}
        softened = _softened(message, self._book)
        _put(hits, Cue.HEDGING, _stronger(hits.get(Cue.HEDGING), softened))
        return hits

    def _step_down(self, context: Context, message: Message, ask: Ask, hits: dict[Cue, Hit]) -> None:
        book = self._book
        concession = hits.get(Cue.NAMES_CONCESSION)
        _put(hits, Cue.SMALLER_ASK, retreat.smaller_ask(message, context, ask, book, concession))
        argued = max((hits[cue].probability for cue in (Cue.ARGUES, Cue.PRESSURE) if cue in hits), default=0.0)
        said = hits.pop(Cue.REFLECTS_CONSTRAINT, None)
        _put(hits, Cue.REFLECTS_CONSTRAINT, echo.reflects_constraint(message, context, book, said, ask, argued))
        tie = ties.ties_to_constraint(message, context, book, ask, hits)
        hits.pop(Cue.TIES_TO_CONSTRAINT, None)
        _put(hits, Cue.TIES_TO_CONSTRAINT, tie)
        reasons.quieten(hits, message, context)
        _put(hits, Cue.MUTUAL_GAIN, retreat.mutual_gain(message, book, context, ask, hits))
        _put(hits, Cue.CASCADE, retreat.cascade(message, context, ask, hits))


def _asks_openly(message: Message, context: Context, ask: Ask, hits: dict[Cue, Hit]) -> Ask:
    """An open question about their side ("What would the board want to see?") asks for no thing."""
    invited = moves.open_question(message, context, ask, hits)
    _put(hits, Cue.INVITES_CONSTRAINT, _stronger(hits.get(Cue.INVITES_CONSTRAINT), invited))
    if invited is None or invited.probability < HEARD_AT or not invited.span.covers(ask.span.start):
        return ask
    hits[Cue.SPECIFIC_ASK] = Hit(ask.probability / 2, ask.span)
    return replace(ask, probability=ask.probability / 2)


def _softened(message: Message, book: PatternBook) -> Hit | None:
    """Softeners stacked in one sentence undermine an ask; one or two are manners."""
    spans = book.groups["softeners"].spans(message)
    best: Hit | None = None
    for sentence in message.sentences:
        inside = [span for span in spans if sentence.covers(span.start)]
        probability = {0: 0.0, 1: 0.0, 2: 0.42}.get(len(inside), 0.66)
        if probability and (best is None or probability > best.probability):
            best = Hit(probability, inside[0])
    return best


def _imply(hits: dict[Cue, Hit]) -> None:
    """Rules 1, 2 and 9 of docs/cues.md."""
    for cue, implied in _IMPLIES:
        _put(hits, implied, _stronger(hits.get(implied), hits.get(cue)))


def _rule_out(context: Context, hits: dict[Cue, Hit]) -> None:
    """Rule 5 and the definitions: what a phase or a channel cannot carry."""
    if context.channel is Channel.MESSAGE or context.phase is not Phase.OPENING:
        hits.pop(Cue.PREMATURE_FALLBACK, None)


def _put(hits: dict[Cue, Hit], cue: Cue, hit: Hit | None) -> None:
    if hit is not None and hit.probability > 0:
        hits[cue] = hit


def _stronger(one: Hit | None, other: Hit | None) -> Hit | None:
    if one is None or other is None:
        return one or other
    return other if other.probability > one.probability else one


def _verdict(hit: Hit, message: Message) -> Verdict:
    status = Status.NOT_HEARD
    if hit.probability >= HEARD_AT:
        status = Status.HEARD
    elif hit.probability >= UNSURE_AT:
        status = Status.UNSURE
    quote = message.quote(hit.span) if status is not Status.NOT_HEARD else ""
    return Verdict(status=status, probability=hit.probability, quote=quote)
