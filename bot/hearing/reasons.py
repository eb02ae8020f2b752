"""Reasons that no wording marks: people ask, and then simply state a fact ("The old posts are rotten")."""

import re

from bot.hearing.asks import Ask, asking_spans
from bot.hearing.cues import Context, Cue, Phase
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook

_WORD = re.compile(r"[^\W\d_]+")
_TO_THEM = re.compile(r"(?<!\w)(?:you|your|yours|youd|youll|youve|u|ur|both)(?!\w)")
_NO_FACT = re.compile(
    r"(?<!\w)(?:hi|hello|hey|dear|thanks|thank|sorry|please|pls|my name|i am [a-z]+ from|i (?:really )?(?:want|wish|need|hope|wonder|feel|think|know)|"
    r"no pressure|fine|ok|let me|lets|choose|decide|ignore|forget|if|or|whatever|up to|flexible|negotiable|maybe|but|also|as i (?:said|wrote)|thats (?:all|it|my)|have to say)(?!\w)"
)
_HAPPENS = re.compile(
    r"(?<!\w)(?:is|are|was|were|isnt|arent|wasnt|has|have|had|came|broke|went|fell|left|lost|ran|started|[a-z]{3,}ed)(?!\w)|(?<!\w)(?:were|im|hes|shes|theyre) "
)
_FACT_WORDS, _SHORT_FACT_WORDS = 5, 4
_STATED, _TO_THE_OTHER_SIDE = 0.64, 0.61


def stated_reasons(message: Message, context: Context, ask: Ask, book: PatternBook) -> dict[Cue, Hit]:
    """In an opening that asks, a plain statement beside the ask is its reason; one about the other side is their benefit."""
    if context.phase is not Phase.OPENING or ask.probability < HEARD_AT:
        return {}
    requests = asking_spans(message, book)
    found: dict[Cue, Hit] = {}
    for sentence in message.sentences:
        asks = any(sentence.covers(span.start) for span in requests) or sentence.covers(ask.span.start)
        fact = _trailing_fact(message, sentence, ask) if asks else sentence
        if fact is None or not _is_fact(message.words(fact)):
            continue
        found.setdefault(Cue.JUSTIFICATION, Hit(_STATED, fact))
        if _TO_THEM.search(Message(message.words(fact)).plain.words):
            found.setdefault(Cue.COUNTERPART_BENEFIT, Hit(_TO_THE_OTHER_SIDE, fact))
    return found


def _trailing_fact(message: Message, sentence: Span, ask: Ask) -> Span | None:
    """The clause after the asking one: "…from april pls, my mother is sick and lives far"."""
    later = [c for c in message.clauses if sentence.covers(c.start) and c.start >= ask.span.end]
    return later[-1] if later else None


def _is_fact(words: str) -> bool:
    view = Message(words).plain.words
    if "?" in words or _NO_FACT.search(view):
        return False
    length = len(_WORD.findall(view))
    return length >= _FACT_WORDS or (length >= _SHORT_FACT_WORDS and _HAPPENS.search(view) is not None)


def quieten(hits: dict[Cue, Hit], message: Message, context: Context) -> None:
    """What only looks like a reason: talk of the agreement at the end, and the constraint said back or asked for."""
    factor = {Phase.CLOSING: 0.7, Phase.AFTER_REFUSAL: 0.92, Phase.AFTER_CONSTRAINT: 0.92}.get(context.phase, 1.0)
    for cue, left in ((Cue.PRESSURE, 0.7), (Cue.ARGUES, 0.85)):
        if cue in hits and hits[cue].probability >= HEARD_AT:
            factor *= left  # a threat is no reason, and facts against the constraint are none for the ask
    elsewhere = [_stretch(message, hits.get(cue)) for cue in (Cue.REFLECTS_CONSTRAINT, Cue.INVITES_CONSTRAINT)]
    for cue in (Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION):
        hit = hits.get(cue)
        if hit is None:
            continue
        echoed = any(span.covers(hit.span.start) for span in elsewhere)
        hits[cue] = Hit(hit.probability * (0.55 if echoed else factor), hit.span)


def _stretch(message: Message, hit: Hit | None) -> Span:
    return message.clause_at(hit.span.start) if hit and hit.probability >= HEARD_AT else Span(0, 0)
