"""What the coach says after a round: what worked, the one thing to change, with the user's own words and figures."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.cues import Phase
from bot.practice.message import untold
from bot.practice.placeholders import fill, said_back
from bot.practice.quoting import shown_quote
from bot.practice.rubric import Cap, Criterion, Fact, Fault
from bot.practice.scoring import CriterionScore, Mark, Score, score_round
from bot.practice.script import Move, State
from bot.practice.talk import Round

_GOOD_SHARE = 0.75
_SMALL_LOSS = 3.0
_WORD = re.compile(r"\w{4,}")


class Outcome(StrEnum):
    SECURED = "secured"
    LOOSE_YES = "loose_yes"
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
        worked=tuple(_praise(talk, best) for best in _best(score)),
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
    secured = any(turn.heard("commitment") for turn in talk.turns if turn.phase is Phase.CLOSING)
    return Outcome.SECURED if secured else Outcome.LOOSE_YES


def _best(score: Score) -> list[CriterionScore]:
    """Up to two criteria that went well, heaviest first, each about other words."""
    good = [
        item
        for item in score.criteria
        if item.quote and item.mark in {Mark.FULL, Mark.PART} and item.points >= _GOOD_SHARE * item.criterion.weight
    ]
    good.sort(key=lambda item: -item.points)
    chosen: list[CriterionScore] = []
    for item in good:
        if item.quote not in {other.quote for other in chosen}:
            chosen.append(item)
    return chosen[:2]


def _praise(talk: Round, item: CriterionScore) -> Praise:
    return Praise(criterion=item.criterion, quote=item.quote, text=fill(item.criterion.praise, _words(talk)))


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
    item = max(pool, key=lambda item: (walked_away and item.blame is not None, item.lost))
    blame = item.blame
    if blame:
        fault = next(share for share in item.criterion.lose if share.finding == blame.finding)
        return _explain(talk, item, blame.turn, blame.quote, fault)
    turn = talk.turns[item.turn - 1] if item.turn else None
    return _explain(talk, item, item.turn, shown_quote(turn.said.text) if turn else "", _missing(item))


def _missing(item: CriterionScore) -> Fault | None:
    """The finding whose absence cost most, where something else was there."""
    earned = {award.finding for award in item.awards}
    missing = [share for share in item.criterion.earn if share.finding not in earned | set(item.doubted)]
    return max(missing, key=lambda share: share.share, default=None) if earned else None


def _explain(talk: Round, item: CriterionScore, turn: int | None, quote: str, fault: Fault | None) -> Change:
    """In the fault's own words where the rubric has some, else in the criterion's."""
    words = _words(talk)
    criterion = item.criterion
    return Change(
        criterion=criterion,
        turn=turn,
        quote=quote,
        advice=fill((fault and fault.advice) or criterion.advice, words),
        better=fill((fault and fault.better) or criterion.better, words),
        small=item.lost <= _SMALL_LOSS and not isinstance(fault, Cap),
    )


def _words(talk: Round) -> dict[str, str]:
    """The user's own figures where there are any that one would repeat, the script's words elsewhere."""
    ask = talk.edition.script.ask
    words = dict(talk.words)
    absurd = any(turn.heard(Fact.ABSURD) for turn in talk.turns)
    too_low = any(turn.heard(Fact.BELOW_FLOOR) for turn in talk.turns)
    words["ask"] = ask.stretch.words if absurd or not words["ask"] else words["ask"]
    words["offer"] = ask.target.words if too_low or not words["offer"] else words["offer"]
    words["constraint"] = said_back(words["constraint"])
    words["stretch"] = ask.stretch.words
    words["target"] = ask.target.words
    words["gain"] = ask.target.gain
    words["name"] = talk.edition.script.counterpart.name
    words["difference"] = untold(talk)
    words["reason"] = min(ask.reasons, key=lambda reason: _shared(reason, talk))
    return words


def _shared(reason: str, talk: Round) -> int:
    """How many of a reason's words the user has used already: a new reason teaches more than one that was said."""
    said = {word for turn in talk.turns for word in _WORD.findall(turn.said.text.lower())}
    return len(set(_WORD.findall(reason.lower())) & said)
