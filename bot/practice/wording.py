"""The words that fill the coach's examples: the user's own figures where there are any that one would repeat, the script's elsewhere."""

import re

from bot.hearing.cues import Phase
from bot.practice.amounts import Amount, Amounts
from bot.practice.message import untold
from bot.practice.placeholders import said_back
from bot.practice.rubric import Fact
from bot.practice.said_back import in_words
from bot.practice.script import Ask
from bot.practice.sizing import Step, below_floor, compare
from bot.practice.states import Move, State
from bot.practice.talk import Round, Turn

_WORD = re.compile(r"\w{4,}")


def feedback_words(talk: Round, turn: Turn | None = None) -> dict[str, str]:
    """For every placeholder of the rubric. `ask` and `offer` are a first ask and a step down from it that one could make; `agreed` is what they said yes to;
    `constraint` is the one that was known when `turn` was written, `name` whoever it was written to.
    """
    script = talk.edition.script
    ask = script.ask
    words = dict(talk.words)
    absurd = any(turn.heard(Fact.ABSURD) for turn in talk.turns)
    roomy = compare(ask, talk.first_ask, _target(ask)) is Step.SMALLER
    first = talk.first_ask if words["ask"] and roomy and not absurd else {}
    words["ask"] = in_words(first, ask) or ask.stretch.words
    words["agreed"] = _agreed(talk)
    words["offer"] = _offer(talk, first)
    words["constraint"] = said_back(_constraint(talk, turn))
    words["stretch"] = ask.stretch.words
    words["target"] = ask.target.words
    words["gain"] = ask.target.gain
    words["ask_gain"] = ask.stretch.gain or ask.target.gain
    words["name"] = _spoken_to(talk, turn)
    words["difference"] = untold(talk)
    words["reason"] = min(ask.reasons, key=lambda reason: _shared(reason, talk))
    return words


def _spoken_to(talk: Round, turn: Turn | None) -> str:
    """Whoever had the word before `turn`: a colleague, once one has taken over."""
    before = talk.turns[turn.number - 2].speaker if turn is not None and turn.number > 1 else ""
    return before or talk.edition.script.counterpart.name


def _target(ask: Ask) -> Amounts:
    return {measure.id: Amount(measure.target, ask.target.words) for measure in ask.measures}


def _constraint(talk: Round, turn: Turn | None) -> str:
    """As they had put it by then: the true one may have come later."""
    corrected = (one.number for one in talk.turns if one.state == State.CONSTRAINT_CORRECTED)
    before = talk.corrected and turn is not None and turn.number <= min(corrected)
    return talk.edition.pretext(talk.seed).short if before else talk.constraint.short


def _offer(talk: Round, first: Amounts) -> str:
    """The user's step down, where it is one beside the first ask and not below the floor; else the target."""
    ask = talk.edition.script.ask
    too_low = any(turn.heard(Fact.BELOW_FLOOR) for turn in talk.turns) or below_floor(ask, talk.offer_named)
    named = talk.offer_named
    offered = in_words(named, ask)
    no_step = bool(named) and compare(ask, first, named) in {Step.SAME, Step.BIGGER}
    return ask.target.words if too_low or no_step or not offered else offered


def _agreed(talk: Round) -> str:
    """What they said yes to: the step down, their own offer, or the first ask where there was no no."""
    ask = talk.edition.script.ask
    leaked = any(turn.move is Move.LEAKED_FALLBACK for turn in talk.turns)
    answered = any(turn.phase not in {Phase.OPENING, Phase.CLOSING} for turn in talk.turns)
    whole = "" if leaked or answered else in_words(talk.first_ask, ask)
    return talk.offered or whole or ask.target.words


def _shared(reason: str, talk: Round) -> int:
    """How many of a reason's words the user has used already: a new reason teaches more than one that was said."""
    said = {word for turn in talk.turns for word in _WORD.findall(turn.said.text.lower())}
    return len(set(_WORD.findall(reason.lower())) & said)
