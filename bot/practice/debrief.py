"""What the coach says after a round: what worked, the one thing to change, with the user's own words and figures."""

from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.cues import Cue, Phase, Status
from bot.practice.placeholders import fill
from bot.practice.quoting import shown_quote
from bot.practice.rubric import Cap, Criterion, Fact, Fault, Span, When
from bot.practice.scoring import CriterionScore, Mark, Score, score_round, turns_in
from bot.practice.states import Move, State
from bot.practice.talk import Round, Turn
from bot.practice.wording import feedback_words

_GOOD_SHARE = 0.75
_SMALL_LOSS = 3.0
_SPARES = {Move.LEAKED_FALLBACK: Cue.PREMATURE_FALLBACK.value, Move.TAME_ASK: Fact.STRETCH.value}
"""What is to be looked at where they said yes at once."""


class Outcome(StrEnum):
    SECURED = "secured"
    LOOSE_YES = "loose_yes"
    HALF_HEARD = "half_heard"
    """Agreed, and hearing was not sure of what pins it down."""
    ASKED_ONLY = "asked_only"
    """Agreed, and what happens next was asked about instead of said."""
    WALKED_AWAY = "walked_away"
    UNANSWERED = "unanswered"
    UNFINISHED = "unfinished"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Praise:
    criterion: Criterion
    quote: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """The one thing to change: the message, its words, why, and how it could have sounded with the user's own figures."""

    criterion: Criterion
    turn: int | None
    quote: str
    advice: str
    better: str
    small: bool
    """Whether it cost so little that it is a last touch to something good."""


@dataclass(frozen=True, kw_only=True)
class Debrief:
    outcome: Outcome
    score: Score
    worked: tuple[Praise, ...]
    change: Change | None
    lesson: str = ""
    """What the round's turn of events was about, once it has come."""
    because: str = ""
    """Why the technique did not fit, in a trap."""


def debrief(talk: Round, disputed: frozenset[str] = frozenset()) -> Debrief:
    score = score_round(talk, disputed)
    return Debrief(
        outcome=outcome(talk),
        score=score,
        worked=tuple(_praise(talk, best) for best in _best(score, talk)),
        change=_change(talk, score),
        lesson=talk.edition.twist.lesson if talk.edition.twist and talk.turned else "",
        because=(use.because or "") if (use := talk.edition.twist_use) and talk.edition.is_trap else "",
    )


def outcome(talk: Round) -> Outcome:
    if not talk.is_over:
        return Outcome.UNFINISHED
    if talk.turns[-1].move is Move.DECLINED:
        return Outcome.DECLINED
    if talk.state == State.WALKED_AWAY:
        return Outcome.UNANSWERED if talk.edition.script.is_message else Outcome.WALKED_AWAY
    last = turns_in(Span.CLOSE, talk)
    if any(turn.heard(Cue.COMMITMENT) for turn in last):
        return Outcome.SECURED
    if any(turn.finding(Cue.COMMITMENT).status is Status.UNSURE for turn in last):
        return Outcome.HALF_HEARD
    return Outcome.ASKED_ONLY if any(turn.heard(Fact.ASKED_NEXT) for turn in last) else Outcome.LOOSE_YES


def _best(score: Score, talk: Round) -> list[CriterionScore]:
    """Up to two criteria that went well, heaviest first, each about other words; none of a message that pressed."""
    pressed = {turn.number for turn in talk.turns if turn.heard(Cue.PRESSURE)}
    good = [
        item
        for item in score.criteria
        if item.quote
        and not pressed & {award.turn for award in item.awards}
        and item.mark in {Mark.FULL, Mark.PART}
        and item.points >= _GOOD_SHARE * item.criterion.weight
    ]
    good.sort(key=lambda item: -item.points)
    chosen: list[CriterionScore] = []
    for item in good:
        if item.quote not in {other.quote for other in chosen}:
            chosen.append(item)
    return chosen[:2]


def _praise(talk: Round, item: CriterionScore) -> Praise:
    return Praise(criterion=item.criterion, quote=item.quote, text=fill(item.criterion.praise, feedback_words(talk)))


def _change(talk: Round, score: Score) -> Change | None:
    """What cost most: first what capped the score, then the largest loss among the steps that were reached, then the first that was not."""
    capped = sorted(score.caps, key=lambda hit: hit.cap.total)
    if capped:
        hit = capped[0]
        return _explain(talk, score.of(hit.cap.criterion), hit.turn, hit.quote, hit.cap)
    losses = [item for item in score.criteria if item.lost > 0 and item.mark is not Mark.DISPUTED]
    reached = [item for item in losses if item.mark is not Mark.NOT_REACHED]
    pool = reached or losses
    if not pool:
        return None
    walked_away = outcome(talk) in {Outcome.WALKED_AWAY, Outcome.UNANSWERED}
    return change_of(
        talk,
        max(pool, key=lambda item: (_spared_the_no(item, talk), walked_away and item.blame is not None, item.lost)),
    )


def change_of(talk: Round, item: CriterionScore) -> Change:
    """What would have earned more of this criterion, whatever else the round has lost."""
    blame = item.blame
    if blame:
        fault = next(share for share in item.criterion.lose if share.finding == blame.finding)
        return _explain(talk, item, blame.turn, blame.quote, fault)
    turn = talk.turns[item.turn - 1] if item.turn else None
    stepped = _told_last(talk) or next((one for one in talk.turns if one.retreated), None)
    if item.criterion.span is Span.RETREAT and stepped:
        # What is missing belongs to the step down, wherever the rest was said.
        return _explain(talk, item, stepped.number, _offer_quoted(talk, stepped), _missing(item))
    return _explain(talk, item, item.turn, shown_quote(turn.said.text) if turn else "", _missing(item))


def _told_last(talk: Round) -> Turn | None:
    """Where the offer was told to the colleague who said yes to it."""
    return next((one for one in talk.turns if one.before == State.HANDED_OVER and one.state == State.AGREED), None)


def _offer_quoted(talk: Round, turn: Turn) -> str:
    """The clauses of a step down that hold what is offered: what it lacks, it lacks there."""
    text = turn.said.text
    figures = [amount.words for amount in talk.offer_named.values() if amount.words in text]
    return shown_quote(text, max(figures, key=text.find, default=turn.finding(Cue.SMALLER_ASK).quote))


def _spared_the_no(item: CriterionScore, talk: Round) -> bool:
    """Whether this is why there never was a no: all the points of the steps after one hang on it."""
    moves = {turn.move for turn in talk.turns if turn.state == State.AGREED and turn.phase is Phase.OPENING}
    findings = {share.finding for share in (*item.criterion.earn, *item.criterion.lose)}
    return any(_SPARES.get(move) in findings for move in moves)


def _missing(item: CriterionScore) -> Fault | None:
    """The finding whose absence cost most, where something else was there."""
    earned = {award.finding for award in item.awards}
    missing = [share for share in item.criterion.earn if share.finding not in earned | set(item.doubted)]
    return max(missing, key=lambda share: share.share, default=None) if earned else None


def _explain(talk: Round, item: CriterionScore, turn: int | None, quote: str, fault: Fault | None) -> Change:
    """In the fault's own words where the rubric has some, else in the criterion's."""
    criterion = item.criterion
    at = talk.turns[turn - 1] if turn else None
    words = feedback_words(talk, at)
    return Change(
        criterion=criterion,
        turn=turn,
        quote=quote,
        advice=fill((fault and fault.advice) or criterion.advice, words),
        better=fill(_better(talk, criterion, fault, at), words),
        small=item.lost <= _SMALL_LOSS and not isinstance(fault, Cap),
    )


def _better(talk: Round, criterion: Criterion, fault: Fault | None, turn: Turn | None) -> str:
    """The example that fits this place of the talk: in a trap what fits there, elsewhere the rubric's for what had been said by then."""
    twist = talk.edition.twist
    if twist and twist.is_trap and twist.better:
        return twist.better
    source = fault if fault and (fault.better or fault.instead) else criterion
    places = {
        When.UNNAMED: not talk.constraint_known,
        When.AFTER_YES: turn is not None and turn.phase is Phase.CLOSING,
        When.AFTER_NO: turn is not None and turn.phase is not Phase.OPENING,
    }
    fitting = (line for when, line in source.instead.items() if places[when])
    return next(fitting, source.better or criterion.better)
