"""What a temperament is made of: the state graph that scripts share, and what is said to questions about a recap."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.hearing.cues import Channel
from bot.practice.script import Line, Name, OneOrMore, Part, Text, Versioned
from bot.practice.states import Condition, Move

SAME = "same"
"""Where a transition leads that stays where it is."""


class Transition(Part):
    from_: Annotated[tuple[Name, ...], OneOrMore, Field(alias="from", min_length=1)]
    move: Annotated[tuple[Move, ...], OneOrMore, Field(min_length=1)]
    to: Name
    if_: Annotated[tuple[Condition, ...], OneOrMore, Field(alias="if")] = ()
    unless: Annotated[tuple[Condition, ...], OneOrMore] = ()

    def destination(self, source: str) -> str:
        return source if self.to == SAME else self.to


class Answers(Part):
    """What is said to a question in the user's recap, beside the last line: one that a yes answers, one that stays open, and whether there is more.

    `why`: to whoever asks after the yes why it is one; `corrected`: to whoever was misheard and says so; `as_said`: behind a yes to an offer on which
    more hangs than its figures say.
    """

    whether: Annotated[tuple[Line, ...], Field(min_length=4)]
    open: Annotated[tuple[Line, ...], Field(min_length=4)]
    more: Annotated[tuple[Line, ...], Field(min_length=4)]
    # A round that began before there were these has none.
    why: tuple[Line, ...] = ()
    corrected: tuple[Line, ...] = ()
    as_said: tuple[Line, ...] = ()


class Temperament(Versioned):
    id: Name
    title: Annotated[Text, StringConstraints(max_length=30)]
    about: Annotated[Text, StringConstraints(max_length=160)]
    channel: Channel = Channel.CONVERSATION
    patience: Annotated[int, Field(ge=1, le=9)]
    max_turns: Annotated[int, Field(ge=6, le=30)]
    initial: Name
    states: Annotated[tuple[Name, ...], Field(min_length=2)]
    final: Annotated[tuple[Name, ...], Field(min_length=1)]
    transitions: Annotated[tuple[Transition, ...], Field(min_length=1)]
    like: dict[Name, Name] = Field(default_factory=dict)
    answers: Answers | None = None

    def voices(self, state: str) -> tuple[str, ...]:
        """Whose lines are said in `state`: its own, then those of the state that it is like."""
        return (state, self.like[state]) if state in self.like else (state,)

    def reachable_pairs(self) -> frozenset[tuple[str, str]]:
        """Every (state after, move) that can come up in a talk, the first line's included."""
        return frozenset({(self.initial, Move.START.value)}) | self.pairs_from({self.initial})

    def pairs_from(self, states: Collection[str]) -> frozenset[tuple[str, str]]:
        """Every (state after, move) that can come up once the talk stands in one of `states`."""
        pairs: set[tuple[str, str]] = set()
        seen, waiting = set(states), list(states)
        while waiting:
            state = waiting.pop()
            for transition in self.transitions:
                if state not in transition.from_:
                    continue
                after = transition.destination(state)
                pairs |= {(after, move.value) for move in transition.move}
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return frozenset(pairs)
