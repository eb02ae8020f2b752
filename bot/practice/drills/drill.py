"""What a drill is made of: exercises of a minute on one part of the move. The format is explained in docs/drills.md."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints

from bot.hearing.cues import Channel, ConstraintKind, Phase
from bot.practice.rubric import FINDINGS
from bot.practice.script import (
    Ask,
    Difference,
    Line,
    Measure,
    Name,
    OneOrMore,
    Part,
    Slug,
    Stretch,
    Target,
    Text,
    Versioned,
    Words,
)

POLL_LENGTH = 300
"""Characters of a poll's question, as Telegram shows it: situation and question together."""
SPOKEN_LENGTH = 600
"""Characters of what somebody says or writes in an item."""
HELD = "held"
"""A finding of drills alone: the line stands by the offer that is on the table."""
DRILL_FINDINGS = FINDINGS | {HELD}


class DrillKind(StrEnum):
    """How an item is answered: by a line of one's own, or by choosing."""

    LINE = "line"
    CHOICE = "choice"


class Result(StrEnum):
    """What an answer comes to; `unsure` is hearing's doubt, which counts as neither good nor bad."""

    PASSED = "passed"
    PARTLY = "partly"
    MISSED = "missed"
    UNSURE = "unsure"


Shown = Annotated[Text, StringConstraints(max_length=160)]
Spoken = Annotated[Text, StringConstraints(max_length=SPOKEN_LENGTH)]
Findings = Annotated[tuple[Name, ...], OneOrMore, Field(min_length=1, max_length=4)]


class Need(Part):
    """What has to be heard: one of these findings."""

    finding: Findings
    praise: Shown
    advice: Line


class Help(Part):
    """What is good to hear besides; its advice is given where nothing else is left to say."""

    finding: Findings
    praise: Shown
    advice: Line | None = None


class Spoil(Part):
    """What costs where it is heard; `at_best` is all that the line can still come to."""

    finding: Findings
    advice: Line
    at_best: Literal[Result.PARTLY, Result.MISSED] = Result.PARTLY


class Golden(Part):
    """An answer and what must become of it: the findings that are quoted for or against it, and those that are missed."""

    say: Spoken
    verdict: Result
    heard: tuple[Name, ...] = ()
    missing: tuple[Name, ...] = ()


class LineItem(Part):
    """One situation to write a line for. `draft` is a line to be mended; `better` a line that would have passed.

    `offer`: what is on the table where that is not the target.
    """

    own: ClassVar[bool] = False

    id: Slug
    situation: Annotated[Text, StringConstraints(max_length=240)]
    counterpart: Annotated[Text, StringConstraints(max_length=100)]
    constraint: ConstraintKind | None = None
    constraint_words: Annotated[Text, StringConstraints(max_length=100)] | None = None
    answered_by: tuple[Name, ...] = ()
    first_ask: Spoken | None = None
    stretch: Annotated[Text, StringConstraints(max_length=80)] | None = None
    target: Annotated[Text, StringConstraints(max_length=80)]
    floor: Annotated[Text, StringConstraints(max_length=80)] | None = None
    offer: Annotated[Text, StringConstraints(max_length=80)] | None = None
    measures: Annotated[tuple[Measure, ...], Field(max_length=4)] = ()
    differences: Annotated[tuple[Difference, ...], Field(max_length=5)] = ()
    they_say: Spoken | None = None
    draft: Spoken | None = None
    better: Spoken
    golden: tuple[Golden, ...] = ()

    @property
    def told(self) -> str:
        """The situation, said to whoever is in it."""
        return self.situation

    @property
    def told_ask(self) -> str | None:
        return self.first_ask

    @property
    def ask(self) -> Ask | None:
        """The item's figures as a script has them; None where it has no measures and hearing alone decides."""
        if not self.measures:
            return None
        return Ask.model_construct(
            stretch=Stretch.model_construct(words=self.stretch or self.target),
            target=Target.model_construct(words=self.target, gain=""),
            floor=Words.model_construct(words=self.floor or self.target),
            measures=self.measures,
            reasons=(),
        )


class OwnItem(LineItem):
    """A line of the user's own that went wrong in a round, to be written anew; `draft` is that line.

    `situation` and `first_ask` are what hearing was told in the round; `brief` and `asked`, whole sentences, are what its user reads.
    """

    own: ClassVar[bool] = True

    criterion: Name
    failed_on: date
    brief: Text | None = None
    asked: Spoken | None = None

    @property
    def told(self) -> str:
        return self.brief or self.situation

    @property
    def told_ask(self) -> str | None:
        return self.asked or self.first_ask


class ChoiceItem(Part):
    """One question with its options; `answer` counts from 0."""

    id: Slug
    situation: Annotated[Text, StringConstraints(max_length=POLL_LENGTH)] | None = None
    question: Annotated[Text, StringConstraints(max_length=POLL_LENGTH)]
    constraint: ConstraintKind | None = None
    options: Annotated[
        tuple[Annotated[Text, StringConstraints(max_length=100)], ...], Field(min_length=2, max_length=5)
    ]
    answer: Annotated[int, Field(ge=0)]
    explanation: Annotated[Text, StringConstraints(max_length=200)]

    @property
    def asked(self) -> str:
        """The situation and the question, as a poll shows them."""
        return f"{self.situation}\n\n{self.question}" if self.situation else self.question


class _Drill(Versioned):
    id: Slug
    title: Annotated[Text, StringConstraints(max_length=40)]
    asks: Annotated[Text, StringConstraints(max_length=120)]
    trains: Annotated[tuple[Name, ...], Field(min_length=1, max_length=6)]


class LineDrill(_Drill):
    """Answered by a line of one's own, which is heard as in a round that stands at `phase`.

    The first of `needs` is the point of the drill: without it a line is missed, without a later one partly done.
    `offer_made`: the target has been offered already and is on the table.
    """

    kind: Literal[DrillKind.LINE]
    channel: Channel = Channel.CONVERSATION
    phase: Phase
    offer_made: bool = False
    needs: Annotated[tuple[Need, ...], Field(min_length=1, max_length=4)]
    helps: Annotated[tuple[Help, ...], Field(max_length=4)] = ()
    spoils: Annotated[tuple[Spoil, ...], Field(max_length=8)] = ()
    items: Annotated[tuple[LineItem, ...], Field(min_length=1)]

    @property
    def listens_for(self) -> tuple[Need | Help | Spoil, ...]:
        return (*self.needs, *self.helps, *self.spoils)

    def item(self, item_id: str) -> LineItem | None:
        return next((item for item in self.items if item.id == item_id), None)


class ChoiceDrill(_Drill):
    """Answered by choosing one of the options."""

    kind: Literal[DrillKind.CHOICE]
    items: Annotated[tuple[ChoiceItem, ...], Field(min_length=1)]

    def item(self, item_id: str) -> ChoiceItem | None:
        return next((item for item in self.items if item.id == item_id), None)


Drill = LineDrill | ChoiceDrill
DrillItem = LineItem | ChoiceItem


def items_of(drill: Drill) -> tuple[DrillItem, ...]:
    """The items of a drill of either kind."""
    return drill.items


class OfAKind(Part):
    """The one thing that has to be known of a file before the rest can be read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: DrillKind


def model_of(data: object) -> type[LineDrill] | type[ChoiceDrill] | type[OfAKind]:
    """What a drill's data is to be read as; where its kind cannot be told, what says so."""
    kind = data.get("kind") if isinstance(data, dict) else None
    models: dict[object, type[LineDrill | ChoiceDrill]] = {"line": LineDrill, "choice": ChoiceDrill}
    return models.get(kind, OfAKind) if isinstance(kind, str) else OfAKind
