"""How a round is judged: `dialogues/rubric.yaml`, read. Weights, shares and caps are explained there and in docs/scoring.md."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.hearing.cues import Channel, Cue
from bot.practice.script import Line, Name, Part, Text, Versioned


class Fact(StrEnum):
    """Findings that come from numbers, timing or the course of the talk instead of from hearing."""

    ASKED = "asked"
    STRETCH = "stretch"
    TAME = "tame"
    AT_TARGET = "at_target"
    ABSURD = "absurd"
    BELOW_FLOOR = "below_floor"
    BLIND = "blind"
    TOO_QUICK = "too_quick"
    STALE = "stale"
    KEPT_YES = "kept_yes"
    ASKED_NEXT = "asked_next"
    FITTING = "fitting"
    FITTING_LATE = "fitting_late"
    FIT_REASON = "fit_reason"
    TWO_OPTIONS = "two_options"
    ONE_OPTION = "one_option"
    MANY_OPTIONS = "many_options"
    RECOMMENDS = "recommends"
    DIFFERENCE = "difference"
    DIFFERENCES = "differences"
    EASY_NO = "easy_no"
    SINCERE = "sincere"
    CONFESSED = "confessed"
    LEFT_OPEN = "left_open"
    NEXT_STEP = "next_step"


FINDINGS = frozenset({*(cue.value for cue in Cue), *(fact.value for fact in Fact)})


class Span(StrEnum):
    """Which of the user's messages a criterion looks at; `retreat` is all after the no, once a step down was made."""

    ASK = "ask"
    UNTIL_RETREAT = "until_retreat"
    AFTER_NO = "after_no"
    RETREAT = "retreat"
    CLOSE = "close"
    BEFORE_YES = "before_yes"


class When(StrEnum):
    """Where an example has to sound otherwise: the counterpart has not said what stands in the way, has said no, has said yes."""

    UNNAMED = "unnamed"
    AFTER_NO = "after_no"
    AFTER_YES = "after_yes"


class Fault(Part):
    """A finding that may bring its own name in the list of points, advice and better wording; without them the usual ones stand."""

    finding: Name
    called: Line | None = None
    advice: Line | None = None
    better: Line | None = None
    instead: dict[When, Line] = Field(default_factory=dict)


class Share(Fault):
    share: Annotated[float, Field(gt=0, le=1)]


class Criterion(Part):
    id: Name
    title: Annotated[Text, StringConstraints(max_length=30)]
    span: Span
    weight: Annotated[int, Field(ge=1, le=100)]
    asks: Annotated[Text, StringConstraints(max_length=80)]
    earn: Annotated[tuple[Share, ...], Field(min_length=1)]
    lose: tuple[Share, ...] = ()
    praise: Line
    advice: Line
    better: Line
    instead: dict[When, Line] = Field(default_factory=dict)
    special: bool = False
    """Judged only where a twist or a channel names it."""
    of_step_down: bool = False
    """Whether there is nothing to judge where no step down was made, though the messages before one are looked at."""


class Cap(Fault):
    criterion: Name
    total: Annotated[int, Field(ge=0, le=100)]
    why: Line


class Sizing(Part):
    tame_share: Annotated[float, Field(ge=0, le=1)]


class Timing(Part):
    quick_seconds: Annotated[float, Field(gt=0)]
    quick_rate: Annotated[float, Field(gt=0)]
    stale_hours: Annotated[float, Field(gt=0)]


class Rubric(Versioned):
    sizing: Sizing
    timing: Timing
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    caps: tuple[Cap, ...] = ()
    channels: dict[Channel, Annotated[tuple[Name, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """The only criteria that count in a channel; one that is not named is judged by the usual ones."""

    @property
    def usual(self) -> tuple[Criterion, ...]:
        """The criteria of every round that no twist has turned."""
        return tuple(criterion for criterion in self.criteria if not criterion.special)

    def of_channel(self, channel: Channel) -> tuple[Criterion, ...]:
        """The criteria of every round of this channel that no twist has turned."""
        named = self.channels.get(channel)
        if named is None:
            return self.usual
        known = {criterion.id: criterion for criterion in self.criteria}
        return tuple(known[name] for name in named if name in known)

    def criterion(self, criterion_id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == criterion_id)
