"""What a script is made of, and the kinds of text that temperaments, twists and the rubric share with it. The format is explained in docs/script-format.md."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.hearing.cues import Channel, ConstraintKind
from bot.practice.states import Move

FORMAT_VERSION = 1
WILDCARD = "any"
GENERAL = ("cooperative", "guarded", "reactant")
"""The temperaments of a script that names none."""


class MeasureKind(StrEnum):
    MONEY = "money"
    DURATION = "duration"
    COUNT = "count"


class Area(StrEnum):
    WORK = "work"
    SALES = "sales"
    PROCUREMENT = "procurement"
    COMMUNITY = "community"
    HOME = "home"


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RULE_PATTERN = r"^DLG[0-9]{3}$"
NAME_PATTERN = r"^[a-z][a-z0-9_]*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=32)]
Name = Annotated[str, StringConstraints(pattern=NAME_PATTERN, max_length=40)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=280, strip_whitespace=True)]
Unit = Literal["minute", "hour", "day", "week", "month", "year"]
OneOrMore = BeforeValidator(_as_list)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, allow_inf_nan=False)


class Versioned(Part):
    format_version: Literal[1]
    revision: Annotated[int, Field(ge=1, le=1_000_000)]


class Counterpart(Part):
    name: Annotated[Text, StringConstraints(max_length=30)]
    role: Annotated[Text, StringConstraints(max_length=60)]
    about: Annotated[Text, StringConstraints(max_length=160)]


class Words(Part):
    words: Annotated[Text, StringConstraints(max_length=80)]


class Stretch(Words):
    """`gain` is needed only where the target's would be untrue of the whole."""

    gain: Annotated[Text, StringConstraints(max_length=80)] | None = None


class Target(Words):
    """`gain` says, as a clause, what the target still does for the counterpart."""

    gain: Annotated[Text, StringConstraints(max_length=80)]


class Measure(Part):
    """One quantity an ask is sized by; `stretch`, `target`, `floor`, `limit` and `base` are in `unit` (durations) or plain numbers.

    `said_as`: how values are said back that a single word of the user's may stand for.
    """

    id: Name
    kind: MeasureKind
    stretch: float
    target: float
    floor: float
    limit: float
    base: float | None = None
    unit: Unit | None = None
    per: Literal["hour", "day", "week", "month", "year"] | None = None
    nouns: tuple[Text, ...] = ()
    phrases: dict[Text, float] = Field(default_factory=dict)
    said_as: dict[Text, float] = Field(default_factory=dict)


class Ask(Part):
    stretch: Stretch
    target: Target
    floor: Words
    joined_by: Literal["and", "for", "in", "on", "at", "with"] = "and"
    """What stands between two figures said back: “6,500 and ten doors”, “2,000 for the youth day”; “no to six weeks and two regions” would sound like two things."""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1, max_length=4)]
    reasons: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]


class Constraint(Part):
    id: Slug
    kind: ConstraintKind
    short: Annotated[Text, StringConstraints(max_length=100)]
    answered_by: tuple[Name, ...] = ()
    says: tuple[Line, ...]


class Difference(Part):
    """One fact in which a message's two options differ, and the words by which it is recognised when it is told."""

    what: Annotated[Text, StringConstraints(max_length=160)]
    words: Annotated[tuple[Annotated[Text, StringConstraints(max_length=60)], ...], Field(min_length=1, max_length=16)]


class LineGroup(Part):
    move: Annotated[tuple[Move, ...], OneOrMore, Field(min_length=1)]
    temperaments: tuple[Name, ...] = ()
    twists: tuple[Name, ...] = ()
    say: tuple[Line, ...]

    def serves(self, move: str, temperament: str, twist: str) -> bool:
        return (
            move in self.move
            and (not self.temperaments or temperament in self.temperaments)
            and (not self.twists or twist in self.twists)
        )


class Counter(Words):
    """What the counterpart offers instead: its words, and its amounts by measure."""

    amounts: Annotated[dict[Name, float], Field(min_length=1)]


class Colleague(Part):
    """Who takes over for a while."""

    name: Annotated[Text, StringConstraints(max_length=30)]
    role: Annotated[Text, StringConstraints(max_length=60)]


class TwistUse(Part):
    """A turn of events that this script can take, with what it needs to know of this script.

    For a trap, `brief` is what the user is told on top of the script's own brief, `because` why the technique does not fit, and `says` how
    the counterpart puts that to somebody who has walked into it.
    """

    id: Name
    brief: Line | None = None
    because: Line | None = None
    counter: Counter | None = None
    colleague: Colleague | None = None
    says: tuple[Line, ...] = ()


class Aside(Part):
    """What is answered to a question in passing about somebody or something in the lines; `about`: the words that it is known by."""

    about: Annotated[tuple[Annotated[Text, StringConstraints(max_length=40)], ...], Field(min_length=1, max_length=12)]
    says: Annotated[tuple[Line, ...], Field(min_length=2)]


class Waiver(Part):
    """A false alarm: the rule that gives it, words of its message, and why they are right here."""

    rule: Annotated[str, StringConstraints(pattern=RULE_PATTERN)]
    about: Annotated[Text, StringConstraints(min_length=3, max_length=280)]
    because: Annotated[str, StringConstraints(max_length=280, strip_whitespace=True)] = ""


OWN = "my-meeting-"
"""How the ids of scripts begin that were made from somebody's own plan."""


class Script(Versioned):
    id: Slug
    title: Annotated[Text, StringConstraints(max_length=40)]
    area: Area
    channel: Channel = Channel.CONVERSATION
    counterpart: Counterpart
    brief: Annotated[Text, StringConstraints(max_length=420)]
    situation: Annotated[Text, StringConstraints(max_length=240)]
    ask: Ask
    differences: Annotated[tuple[Difference, ...], Field(max_length=5)] = ()
    constraints: tuple[Constraint, ...]
    temperaments: Annotated[tuple[Name, ...], Field(min_length=1)] = GENERAL
    twists: tuple[TwistUse, ...] = ()
    asides: Annotated[tuple[Aside, ...], Field(max_length=8)] = ()
    gap_lines: tuple[Line, ...]
    lines: dict[Name, tuple[LineGroup, ...]]
    # For the check alone: a round that keeps its script has no use for it.
    waive: Annotated[tuple[Waiver, ...], Field(exclude=True)] = ()

    @property
    def of_a_plan(self) -> bool:
        """Whether it was made from a meeting of the user's own."""
        return self.id.startswith(OWN)

    @property
    def is_message(self) -> bool:
        """Whether the user writes one text in one go instead of talking."""
        return self.channel is Channel.MESSAGE

    def lines_for(self, states: tuple[str, ...], move: str, temperament: str, twist: str = "") -> tuple[str, ...]:
        """The lines said after `move`: the groups of the first of `states` that has one, then those for any state; () where there are none."""
        for state in (*states, WILDCARD):
            for group in self.lines.get(state, ()):
                if group.serves(move, temperament, twist):
                    return group.say
        return ()

    def twist(self, twist_id: str) -> TwistUse | None:
        return next((use for use in self.twists if use.id == twist_id), None)
