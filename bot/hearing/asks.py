"""What a message asks for: the amounts that are asked, those that are let go, and how sure it is that something concrete is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.hearing.amounts import Size, against_first_ask, comparable, read_amounts
from bot.hearing.cues import Context, Cue, Phase
from bot.hearing.lexicon import content_stems
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook
from bot.hearing.quantities import Kind, Quantity

_CONCRETE_WORDS = 3
_REPEATED_WORDS = 2
_OPENS_WITHIN = 12  # characters: "Two weeks in one city then?" opens with its amount
_REFUSED = {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT}


@dataclass(frozen=True, slots=True)
class Ask:
    """`amounts` are asked for now: amounts that explain, that are let go, or that the counterpart named are not among them."""

    probability: float
    span: Span
    amounts: tuple[Quantity, ...] = ()


def read_ask(message: Message, context: Context, book: PatternBook) -> Ask:
    return _AskReader(message, context, book).read()


def asking_spans(message: Message, book: PatternBook) -> list[Span]:
    """Where the message uses words of asking or offering."""
    return [hit.span for hit in _request_hits(message, book)]


def _request_hits(message: Message, book: PatternBook) -> list[Hit]:
    patterns = [pattern for pattern in book.groups["request"].hear if pattern.weight >= HEARD_AT]
    return [Hit(pattern.weight, span) for pattern in patterns for span in pattern.spans(message)]


class _AskReader:
    def __init__(self, message: Message, context: Context, book: PatternBook) -> None:
        self.message = message
        self.context = context
        self.book = book
        self.stop = book.lists["stop"]
        pauses = [message.clause_at(span.start) for span in book.cues[Cue.DELIBERATE_PAUSE].spans(message)]
        self.requests = [hit.span for hit in _request_hits(message, book) if not _inside(hit.span.start, pauses)]
        self.amounts = self._asked_amounts(pauses)
        invited = book.cues[Cue.INVITES_CONSTRAINT].find(message, context.phase)
        self.invited = invited.span if invited and invited.probability >= HEARD_AT else None

    def read(self) -> Ask:
        best = Ask(0.0, Span(0, 0))
        asked: list[Quantity] = []
        for sentence in self.message.sentences:
            inside = [q for q in self.amounts if sentence.covers(q.start)]
            probability = self._with_amounts(sentence, inside) if inside else self._in_words(sentence)
            if inside and probability >= HEARD_AT:
                asked.extend(inside)
            if probability > best.probability:
                best = Ask(probability, self._shown(sentence, inside))
        if best.probability < HEARD_AT:
            best = self._verbless_offer() or best
        return Ask(best.probability, best.span, tuple(asked or self.amounts))

    def _asked_amounts(self, pauses: Iterable[Span]) -> list[Quantity]:
        left_out = {*self._let_go(), *self._explaining(), *self._named_by_counterpart(), *self._said_back()}
        return [q for q in self.message.quantities if q not in left_out and not _inside(q.start, pauses)]

    def _let_go(self) -> list[Quantity]:
        """Amounts that the message names in order to step away from them: "instead of six weeks"."""
        spans = self.book.groups["contrast"].spans(self.message)
        return [q for q in self.message.quantities if any(s.start <= q.start and q.end <= s.end for s in spans)]

    def _explaining(self) -> list[Quantity]:
        """Amounts in a clause that gives a reason ("we lost 3 customers"), unless the clause itself asks."""
        message = self.message
        reasons = {message.clause_at(span.start) for span in self.book.groups["own_reason"].spans(message)}
        asking = {message.clause_at(span.start) for span in self.requests}
        return [q for q in message.quantities if message.clause_at(q.start) in reasons - asking]

    def _named_by_counterpart(self) -> list[Quantity]:
        """Amounts that only say back what the counterpart said; an amount that is also the target is an offer."""
        line = {(q.kind, q.value) for q in read_amounts(self.context.counterpart_line or "")}
        wanted = {(q.kind, q.value) for q in read_amounts(self.context.target)}
        return [q for q in self.message.quantities if (q.kind, q.value) in line - wanted]

    def _said_back(self) -> list[Quantity]:
        """Amounts in a plain statement that repeats the counterpart's sentence, even where one is the target as well."""
        line = self.context.counterpart_line or ""
        theirs = content_stems(line, self.stop)
        sizes = {(q.kind, q.value) for q in read_amounts(line)}
        found: list[Quantity] = []
        for sentence in self.message.sentences:
            words = self.message.words(sentence)
            inside = [q for q in self.message.quantities if sentence.covers(q.start)]
            repeats = len(content_stems(words, self.stop) & theirs) >= _REPEATED_WORDS
            if (
                repeats
                and "?" not in words
                and not self._asks(sentence)
                and {(q.kind, q.value) for q in inside} <= sizes
            ):
                found.extend(inside)
        return found

    def _shown(self, sentence: Span, amounts: list[Quantity]) -> Span:
        if amounts:
            return Span(amounts[0].start, amounts[0].end)
        return next((span for span in self.requests if sentence.covers(span.start)), sentence)

    def _asks(self, sentence: Span) -> bool:
        return any(sentence.covers(span.start) for span in self.requests)

    def _with_amounts(self, sentence: Span, amounts: list[Quantity]) -> float:
        question = "?" in self.message.words(sentence)
        if self._asks_for_constraint(sentence) and not any(map(self._is_new_offer, amounts)):
            return 0.3
        if self.context.phase is Phase.CLOSING:
            return 0.62 if self._asks(sentence) and question else 0.35
        if self._asks(sentence):
            return 0.9
        if question:
            return 0.78
        opens = amounts[0].start - sentence.start < _OPENS_WITHIN and not self._is_no_offer(amounts)
        likely, less_likely = (0.62, 0.45) if self.context.phase is Phase.OPENING else (0.66, 0.55)
        return likely if opens else less_likely

    def _in_words(self, sentence: Span) -> float:
        """A concrete thing without a number: a request whose words name what the situation is about, or enough of something."""
        if not self._asks(sentence) or self._asks_for_constraint(sentence):
            return 0.0
        context = self.context
        said = content_stems(self.message.words(sentence), self.stop)
        known = content_stems(f"{context.stretch} {context.target} {context.first_ask or ''}", self.stop)
        shared = len(said & known)
        if self._is_vague(sentence):
            return 0.35
        if context.phase is Phase.CLOSING:
            return 0.45 if "?" in self.message.words(sentence) and len(said) >= _CONCRETE_WORDS else 0.2
        talk = any(sentence.covers(span.start) for span in self.book.groups["talk_verbs"].spans(self.message))
        if shared > 1:
            return 0.55 if talk else 0.8
        concrete = shared or len(said) >= _CONCRETE_WORDS
        return (0.3 if talk else 0.62) if concrete else 0.25

    def _is_vague(self, sentence: Span) -> bool:
        return any(sentence.covers(span.start) for span in self.book.groups["vague"].spans(self.message))

    def _asks_for_constraint(self, sentence: Span) -> bool:
        return self.invited is not None and sentence.covers(self.invited.start)

    def _is_new_offer(self, amount: Quantity) -> bool:
        """Asking what makes "four weeks" hard names the first ask and offers nothing."""
        return self._is_at_stake(amount) and against_first_ask(amount, self.context) is not Size.SAME

    def _is_no_offer(self, amounts: Iterable[Quantity]) -> bool:
        """Counts of what nobody bargains over ("Another foundation is looking at this as well")."""
        return self.context.phase in _REFUSED and all(
            q.kind is Kind.COUNT and q.unit and not self._is_at_stake(q) for q in amounts
        )

    def _is_at_stake(self, amount: Quantity) -> bool:
        """Whether the situation already speaks of amounts of this kind, so that naming one is an offer."""
        context = self.context
        at_stake = read_amounts(f"{context.first_ask or ''} ; {context.target} ; {context.stretch}")
        return any(comparable(amount, other) for other in at_stake)

    def _verbless_offer(self) -> Ask | None:
        """After "we withdraw the write access:" the bare name of what is left is an offer."""
        phase = self.context.phase
        concession = self.book.cues[Cue.NAMES_CONCESSION].find(self.message, phase) if phase in _REFUSED else None
        if concession is None or concession.probability < HEARD_AT:
            return None
        first = content_stems(self.context.first_ask or "", self.stop)
        news = content_stems(self.context.target, self.stop) - first
        for sentence in self.message.sentences:
            if len(news & content_stems(self.message.words(sentence), self.stop)) >= min(2, len(news)) > 0:
                return Ask(0.66, sentence)
        return None


def _inside(place: int, spans: Iterable[Span]) -> bool:
    return any(span.covers(place) for span in spans)
