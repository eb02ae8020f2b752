"""Whether a message in a trap lets the ask be, said outright or not: what seems to may still ask for something beside it."""

from functools import cached_property

from bot.hearing.cues import Cue, Phase
from bot.practice.amounts import hear_amounts
from bot.practice.declining import left_beside, may_leave_it, requests, turns_away, without_memories
from bot.practice.letting_be import asks_in_passing, lets_it_be, names_figure, wants
from bot.practice.phrases import declines_technique
from bot.practice.retorts import insult
from bot.practice.rubric import Fact
from bot.practice.states import Move
from bot.practice.talk import Round, Said


class Leaving:
    """One message of a round in which the technique may not fit."""

    def __init__(self, talk: Round, said: Said) -> None:
        self._talk = talk
        self._said = said

    @property
    def declines(self) -> bool:
        """Whether it says that the technique does not belong here: in plain words, or in looser ones by a message that asks for nothing
        beside them; after the counterpart has asked back, doubt counts for the user.
        """
        if declines_technique(self._said.text):
            return True
        if any(turn.retreated for turn in self._talk.turns):
            return False  # whoever has gone all the way through with it only takes the no now
        beside = left_beside(self._said.text)
        if beside is None and self._lets_it_be:
            return True
        if beside is None and self.may_decline:
            turns = turns_away(self._said.text, self._unfit) and not wants(self._said.text)
            return turns or self._asked_what
        return beside is not None and not self._wants_something(beside) and not wants(beside)

    @cached_property
    def may_decline(self) -> bool:
        """Whether a message in a trap asks for nothing, and may mean just that."""
        text, asking = self._said.text, self._talk.phase is Phase.OPENING
        silent = self._talk.edition.is_trap and asking and not insult(text) and may_leave_it(text, self._unfit)
        return silent and not self._wants_something(without_memories(text))

    @property
    def _lets_it_be(self) -> bool:
        """Whether a first message in a trap yields without a word for it."""
        text = self._said.text
        if self._talk.phase is not Phase.OPENING or insult(text) or self._said.assessment.heard(Cue.OFF_TOPIC):
            return False
        asked = any(turn.heard(Fact.ASKED) for turn in self._talk.turns)
        return (
            not asked
            and lets_it_be(text, self._unfit)
            and asks_in_passing(text)
            and not self._wants_something(without_memories(text))
        )

    def _wants_something(self, text: str) -> bool:
        return requests(text) or names_figure(text) or bool(hear_amounts(self._talk.edition.script.ask, text))

    @property
    def _asked_what(self) -> bool:
        """Whether the counterpart has asked what the user wants to say."""
        return bool(self._talk.turns) and self._talk.turns[-1].move in {Move.UNCLEAR, Move.VAGUE_ASK}

    @property
    def _unfit(self) -> str:
        """How the user was told why the technique does not fit."""
        use = self._talk.edition.twist_use
        return f"{use.brief} {use.because}" if use else ""
