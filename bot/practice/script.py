"""What a script, a temperament and the rubric are made of. The format is explained in docs/script-format.md."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.hearing.cues import Channel, ConstraintKind

FORMAT_VERSION = 1
WILDCARD = "any"
SAME = "same"
GENERAL = ("cooperative", "guarded", "reactant")
"""The temperaments of a script that names none."""


class Move(StrEnum):
    """What the user just did, as the counterpart experiences it. The glossary explains each."""

    START = "start"
    VAGUE_ASK = "vague_ask"
    BARE_ASK = "bare_ask"
    JUSTIFIED_ASK = "justified_ask"
    ABSURD_ASK = "absurd_ask"
    TAME_ASK = "tame_ask"
    LEAKED_FALLBACK = "leaked_fallback"
    ACCEPTED_NO = "accepted_no"
    ASKED_CONSTRAINT = "asked_constraint"
    PAUSED = "paused"
    ARGUED = "argued"
    PRESSED = "pressed"
    NAMED_RETREAT = "named_retreat"
    UNNAMED_RETREAT = "unnamed_retreat"
    CASCADED = "cascaded"
    BELOW_FLOOR = "below_floor"
    HELD = "held"
    SECURED = "secured"
    ASKED_AFTER = "asked_after"
    CORRECTED = "corrected"
    STALLED = "stalled"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    TOOK_COUNTER = "took_counter"
    ASKED_WHO = "asked_who"
    CONFESSED = "confessed"
    TWO_OPTIONS = "two_options"
    ONE_OPTION = "one_option"
    MANY_OPTIONS = "many_options"
    BARE_OPTIONS = "bare_options"
    NO_WAY_OUT = "no_way_out"
    DECLINED = "declined"
    OUT_OF_TIME = "out_of_time"


class Condition(StrEnum):
    """What a transition may ask of the talk so far."""

    TIED = "tied"
    FREE = "free"
    ACCEPTED = "accepted"
    CONSTRAINT_KNOWN = "constraint_known"
    OFFER_ON_TABLE = "offer_on_table"
    OUT_OF_PATIENCE = "out_of_patience"
    TURNED = "turned"


class State(StrEnum):
    """The states that the bot itself knows; a temperament may add its own."""

    OPENING = "opening"
    PROBING = "probing"
    AWAITING = "awaiting"
    PUZZLED = "puzzled"
    PUZZLED_AGAIN = "puzzled_again"
    REFUSED = "refused"
    CONSTRAINT_NAMED = "constraint_named"
    CONSIDERING = "considering"
    REACTANCE = "reactance"
    BAITING = "baiting"
    CALLED_OUT = "called_out"
    COUNTERED = "countered"
    PARTLY_AGREED = "partly_agreed"
    HANDED_OVER = "handed_over"
    NEXT_DAY = "next_day"
    CONSTRAINT_CORRECTED = "constraint_corrected"
    GRANTED = "granted"
    GRANTED_CLOSING = "granted_closing"
    AGREED = "agreed"
    CLOSING = "closing"
    WALKED_AWAY = "walked_away"
    DONE = "done"


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
