"""One message understood against the round so far: its amounts, its size or step, and the move that it is."""

from dataclasses import replace

from bot.hearing.cues import Cue, Phase
from bot.hearing.numbers.amounts import read_amounts
from bot.practice.amounts import Amounts, hear_amounts, last_named
from bot.practice.answerable import admits, apologises, asks_after, asks_who
from bot.practice.asked_in_words import meant_in_words, stepped_in_words
from bot.practice.leaving import Leaving
from bot.practice.misheard import misheard_at
from bot.practice.moves import read_move
from bot.practice.own_words import asks_if_agreed
from bot.practice.phrases import as_a_fallback, holds_back
from bot.practice.retelling import lacks_figures
from bot.practice.rubric import Fact
from bot.practice.settling import only_a_day
from bot.practice.short_answers import short_answer
from bot.practice.situation import Situation
from bot.practice.sizing import Size, Step, below_floor, compare, size
from bot.practice.states import RETOLD, THEIR_OFFER, Move
from bot.practice.talk import Round, Said
from bot.practice.their_offer import asks_about_theirs, names_theirs, takes_theirs

_TAKES_THEIRS = frozenset({Move.TOOK_COUNTER, Move.SECURED, Move.ACCEPTED_NO})
_FEW_WORDS = 2


class Heard:
    """One message seen against the round so far."""

    def __init__(self, talk: Round, said: Said) -> None:
        self.talk = talk
        self.said = said
        ask = talk.edition.script.ask
        self.reference = talk.offer if talk.offer is not None else talk.first_ask
        asking = talk.phase is Phase.OPENING
        self.amounts = _amounts(talk, said.text, self.reference)
        if talk.state in RETOLD:
            again = _said_again(talk.offer_named, said.text)
            self.amounts = {**self.amounts, **last_named(ask, said.text, talk.first_ask, self.amounts), **again}
        named_theirs = names_theirs(talk, self.amounts)
        if named_theirs and holds_back(said.text) and not takes_theirs(talk, said, self.amounts):
            # Kept for the case that the user's own will not go: no further step.
            self.amounts = {}
            kept = dict(said.assessment.verdicts)
            kept.pop(Cue.CASCADE, None)
            self.said = said = replace(said, assessment=replace(said.assessment, verdicts=kept))
        sizing = talk.edition.rubric.sizing
        self.size = size(ask, self.amounts, sizing.tame_share) if asking else Size.UNKNOWN
        # What an offer has not named yet may be named later without being a further step down.
        named = self.amounts if talk.offer is None else {k: v for k, v in self.amounts.items() if k in talk.offer_named}
        self.step = Step.UNKNOWN if asking else compare(ask, self.reference, named)
        leaving = Leaving(talk, said)
        answers = talk.edition.machine.answers  # a round begun with an older twist may not
        self.situation = Situation(
            phase=talk.phase,
            state=talk.state,
            assessment=said.assessment,
            size=self.size,
            step=self.step,
            below_floor=below_floor(ask, self.amounts),
            offer_on_table=talk.offer is not None,
            asked_back=bool(talk.turns) and talk.turns[-1].move is Move.UNCLEAR,
            few_words=len(said.text.split()) <= _FEW_WORDS,
            asked_before=any(turn.heard(Fact.ASKED) for turn in talk.turns),
            declines=talk.edition.is_trap and talk.phase is not Phase.CLOSING and leaving.declines,
            may_decline=leaving.may_decline,
            takes=talk.state in THEIR_OFFER and takes_theirs(talk, said, self.amounts),
            about_theirs=talk.state in THEIR_OFFER
            and not as_a_fallback(said.text)
            and asks_about_theirs(talk, said.text, self.amounts),
            asks_on=talk.phase is Phase.CLOSING and _asks_on(talk, said),
            asks_if_agreed=asks_if_agreed(said.text),
            asks_day=not self.amounts and only_a_day(said.text),
            corrects=misheard_at(talk, said.text) is not None,
            asks_who=talk.colleague_came and not self.amounts and _asks_who(talk, said.text),
            apologises=apologises(said.text),
            admits=answers(talk.state, Move.CONFESSED) and bool(admits(said.text)),
        )
        self.move = read_move(self.situation)
        # Their offer may be taken a little later, too: then it is what is held.
        self.takes_late = named_theirs and bool(self.amounts) and self.move is Move.CASCADED
        if self.takes_late:
            self.move = Move.HELD
        # A colleague says yes to figures, not to "something smaller".
        self.lacks_figures = self.move is Move.HELD and lacks_figures(talk, self.amounts)
        if self.lacks_figures:
            self.move = Move.UNCLEAR

    def takes_theirs(self, move: Move) -> bool:
        """Whether the counterpart's own offer is what is taken, now or a little later."""
        return self.takes_late or (self.talk.state in THEIR_OFFER and move in _TAKES_THEIRS)

    @property
    def asked_words(self) -> str:
        """The words of the ask where hearing could point at them, else the whole message."""
        words = self.said.assessment[Cue.SPECIFIC_ASK].quote
        says_enough = bool(read_amounts(words)) or not read_amounts(self.said.text)
        return words if words and says_enough else self.said.text


def _amounts(talk: Round, text: str, reference: Amounts) -> Amounts:
    """The figures of the message; in an answer to a no also a bare number's, which leaves out its unit."""
    ask = talk.edition.script.ask
    if talk.phase is Phase.OPENING:
        found = hear_amounts(ask, text)
        return meant_in_words(ask, text, found) if talk.edition.script.of_a_plan else found
    found = hear_amounts(ask, text, reference, standing=talk.offer is not None)
    if talk.edition.script.of_a_plan:
        found = stepped_in_words(ask, text, found)
    if talk.phase is Phase.CLOSING:
        return found
    about = talk.constraint.answered_by if talk.constraint_known else ()
    short = short_answer(ask, text, reference, about)
    words = {amount.words for amount in short.values()}
    return {name: amount for name, amount in found.items() if amount.words not in words} | dict(short)


def _asks_who(talk: Round, text: str) -> bool:
    answered = talk.edition.machine.answers(talk.state, Move.ASKED_WHO)
    return answered and asks_who(text, talk.edition.script.counterpart.name)


def _asks_on(talk: Round, said: Said) -> bool:
    answered = talk.edition.temperament.answers is not None
    return answered and asks_after(said.text) and not said.assessment.unsure(Cue.OFF_TOPIC)


def _said_again(offered: Amounts, text: str) -> Amounts:
    """What of the offer stands in the text in the words it had."""
    return {name: amount for name, amount in offered.items() if amount.words.lower() in text.lower()}
