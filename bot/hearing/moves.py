"""Cues of the whole message: no move at all, the same ask again after a no, and where a mixed message lands."""

import re
from collections.abc import Mapping

from bot.hearing.amounts import Size, against_first_ask
from bot.hearing.asks import Ask, asking_spans
from bot.hearing.cues import Context, Cue, Phase
from bot.hearing.lexicon import content_stems
from bot.hearing.message import Message, Span
from bot.hearing.patterns import HEARD_AT, Hit, PatternBook

_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüœ]")
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|(.)\1{3,}|asdf|qwer|zxcv|hjkl|sdfg|dfgh")
_INSISTS = re.compile(r"(?<!\w)(?:still|again|need|must|have to|want|insist|as i said|like i said|i repeat)(?!\w)")
_CONTEST = re.compile(
    r"(?<!\w)(?:but|not|isnt|dont|doesnt|wont|cant|never|always|everyone|nobody|just|only|even|enough|better|best|tho|though|still)(?!\w)"
)
_OPEN = re.compile(
    r"^(?:\W*(?:ok|okay|so|and|then|well|right|sure|fine|hm+|just|may i ask|can i ask))*\W*(?:what|whats|where|wheres|which|how (?:far|much|many|long|big|small|often))(?!\w)"
)
_NO_INVITATION = re.compile(
    r"(?<!\w)(?:(?:what|how) (?:about|if|abt|bout)|(?:do|would|did) you (?:think|say)|how (?:can|could|dare)|what (?:the|now|next|time|am i|should i|do i)|are you (?:talking|doing|saying)|favou?rite|weather|button|score|points|app|bot)(?!\w)"
)
_TOKENS = 40
_STATEMENT_WORDS = 6
_REFUSED = {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT}


def off_topic(message: Message, context: Context, book: PatternBook, hits: Mapping[Cue, Hit]) -> Hit | None:
    """Only when clear: whatever carries a cue is a move, however clumsy."""
    whole = Span(0, len(message.text))
    if not message.text.strip():
        return Hit(0.9, Span(0, 0))
    to_app = _to_the_app(message, context, book)
    strongest = max((hit.probability for cue, hit in hits.items() if cue not in _OFTEN_BESIDE), default=0.0)
    if to_app and strongest < HEARD_AT:
        return to_app
    chat = _small_talk(message, book)
    if chat and strongest < HEARD_AT:
        return chat
    if max((hit.probability for hit in hits.values()), default=0.0) >= 0.4:  # noqa: PLR2004
        return None
    probability = _gibberish(message, book)
    return Hit(probability, whole) if probability else None


_PEACEFUL = (
    Cue.ACKNOWLEDGES_REFUSAL,
    Cue.REFLECTS_CONSTRAINT,
    Cue.DELIBERATE_PAUSE,
    Cue.NAMES_CONCESSION,
    Cue.SMALLER_ASK,
    Cue.LEAVES_CHOICE,
    Cue.INVITES_CONSTRAINT,
)
_OFTEN_BESIDE = {Cue.INVITES_CONSTRAINT, Cue.JUSTIFICATION, Cue.COMMITMENT, Cue.NO_ORIENTED, Cue.SPECIFIC_ASK}


def _to_the_app(message: Message, context: Context, book: PatternBook) -> Hit | None:
    talk = book.groups["app_talk"]
    setting = f"{context.situation} {context.counterpart} {context.counterpart_line or ''} {context.target}".lower()
    words = message.plain.words.strip(" .!?\n")
    for pattern in talk.hear:
        for span in pattern.spans(message):
            said = message.words(span).lower()
            whole = span.end - span.start >= len(words) - 1
            if whole or (pattern.weight >= HEARD_AT and said not in setting and not _named_in(said, setting)):
                return Hit(0.85 if whole else 0.72, span)
    return None


def _small_talk(message: Message, book: PatternBook) -> Hit | None:
    """Weather and football are no move by themselves; before a request they are manners."""
    if len(message.sentences) > 1 or asking_spans(message, book):
        return None
    spans = book.groups["small_talk"].spans(message)
    return Hit(0.72, spans[0]) if spans else None


def _named_in(said: str, setting: str) -> bool:
    return any(word in setting for word in ("app", "bot", "score", "script", "game", "coach") if word in said)


def _gibberish(message: Message, book: PatternBook) -> float:
    words = _LETTERS.findall(message.plain.words)[:_TOKENS]
    if not words:
        return 0.0 if message.quantities else 0.66
    latin = [word for word in words if word.isascii() or _VOWELS.search(word)]
    if len(latin) * 2 < len(words):
        return 0.45
    known = sum(word in book.lists["stop"] for word in words)
    odd = sum(bool(_CLUSTER.search(word)) or (len(word) > 3 and not _VOWELS.search(word)) for word in words)  # noqa: PLR2004
    if odd * 2 >= len(words):
        return 0.85
    return 0.42 if not known and len(words) > 2 else 0.0  # noqa: PLR2004


def same_again(message: Message, context: Context, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    """The first ask repeated after the no is pressure when it insists and steps down nowhere."""
    if context.phase not in _REFUSED or ask.probability < HEARD_AT:
        return None
    stepped = max(
        (hits[cue].probability for cue in (Cue.SMALLER_ASK, Cue.NAMES_CONCESSION) if cue in hits), default=0.0
    )
    sizes = {against_first_ask(amount, context) for amount in ask.amounts}
    if stepped >= 0.4 or Size.SAME not in sizes or Size.SMALLER in sizes:  # noqa: PLR2004
        return None
    return Hit(0.64 if _INSISTS.search(message.plain.words) else 0.5, ask.span)


def settle_refusal(hits: dict[Cue, Hit]) -> None:
    """A message either accepts the no or argues with it: what comes last counts, and a step down speaks for accepting."""
    accepted, argued = hits.get(Cue.ACKNOWLEDGES_REFUSAL), hits.get(Cue.ARGUES)
    stepped = hits[Cue.NAMES_CONCESSION].probability if Cue.NAMES_CONCESSION in hits else 0.0
    if argued and stepped >= HEARD_AT:
        argued = hits[Cue.ARGUES] = Hit(argued.probability * 0.6, argued.span)
    if not accepted or not argued:
        return
    lands_arguing = argued.probability >= HEARD_AT and argued.span.start >= accepted.span.start
    loser = Cue.ACKNOWLEDGES_REFUSAL if lands_arguing or argued.probability > accepted.probability else Cue.ARGUES
    hits[loser] = Hit(min(hits[loser].probability, 0.35), hits[loser].span)


def bare_comparison(message: Message, context: Context, book: PatternBook, hits: Mapping[Cue, Hit]) -> Hit | None:
    """After the constraint, nothing but what others manage ("The Hartmann fund gave three years"): a contest in disguise."""
    if context.phase not in _REFUSED or "?" in message.text or asking_spans(message, book):
        return None
    if any(cue in hits and hits[cue].probability >= 0.5 for cue in _PEACEFUL if cue is not Cue.REFLECTS_CONSTRAINT):  # noqa: PLR2004
        return None
    played_down = book.groups["dismissal"].find(message, context.phase)
    if played_down:
        return played_down
    stop = book.lists["stop"]
    theirs = content_stems(context.counterpart_line or "", stop)
    for pattern in book.groups["comparison"].hear:
        for span in pattern.spans(message):
            amount = next((q.start for q in message.quantities if span.covers(q.start)), span.end)
            if not content_stems(message.text[span.start : amount], stop) & theirs:
                return Hit(pattern.weight, span)
    return None


def open_question(message: Message, context: Context, ask: Ask, hits: Mapping[Cue, Hit]) -> Hit | None:
    """After a no, an open question about their side asks for what is in the way, whatever its wording."""
    if context.phase not in _REFUSED or ask.amounts:
        return None
    if any(cue in hits and hits[cue].probability >= 0.4 for cue in (Cue.ARGUES, Cue.PRESSURE, Cue.COMMITMENT)):  # noqa: PLR2004
        return None
    likely = 0.64 if context.phase is Phase.AFTER_REFUSAL else 0.45
    for sentence in message.sentences:
        words = Message(message.words(sentence)).plain.words
        if "?" in words and _OPEN.search(words) and not _NO_INVITATION.search(words):
            return Hit(likely, sentence)
    return None


def settle_choice(hits: dict[Cue, Hit]) -> None:
    """A choice under a threat ("then I'll leave. Your choice") is none."""
    forced, choice = hits.get(Cue.PRESSURE), hits.get(Cue.LEAVES_CHOICE)
    if forced and choice and forced.probability >= HEARD_AT:
        hits[Cue.LEAVES_CHOICE] = Hit(choice.probability * 0.6, choice.span)


def quiet_contest(message: Message, context: Context, hits: Mapping[Cue, Hit]) -> Hit | None:
    """After a no, a message that only states things and takes no step is perhaps an argument: unsure at most."""
    if context.phase not in _REFUSED or "?" in message.text:
        return None
    if any(cue in hits and hits[cue].probability >= 0.5 for cue in _PEACEFUL):  # noqa: PLR2004
        return None
    if len(_LETTERS.findall(message.text[:200])) < _STATEMENT_WORDS:
        return None
    contest = _CONTEST.search(message.plain.words)
    if contest is None:
        return None
    starts_with_but = contest[0] == "but" and contest.start() < len("well, ")
    return Hit(0.62 if starts_with_but else 0.5, message.plain.span(*contest.span()))
