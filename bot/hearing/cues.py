"""What the coach listens for: the cues of a message, in its context, each with the words that show it.

The definitions stand in docs/cues.md. This module is the seam between the bot and whatever hears: rules today,
something stronger later. Whoever implements `Listener` needs nothing else of the project.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Cue(StrEnum):
    SPECIFIC_ASK = "specific_ask"
    JUSTIFICATION = "justification"
    COUNTERPART_BENEFIT = "counterpart_benefit"
    INVITES_CONSTRAINT = "invites_constraint"
    ACKNOWLEDGES_REFUSAL = "acknowledges_refusal"
    REFLECTS_CONSTRAINT = "reflects_constraint"
    DELIBERATE_PAUSE = "deliberate_pause"
    NAMES_CONCESSION = "names_concession"
    SMALLER_ASK = "smaller_ask"
    TIES_TO_CONSTRAINT = "ties_to_constraint"
    MUTUAL_GAIN = "mutual_gain"
    LEAVES_CHOICE = "leaves_choice"
    COMMITMENT = "commitment"
    NO_ORIENTED = "no_oriented"
    HEDGING = "hedging"
    PREMATURE_FALLBACK = "premature_fallback"
    PRESSURE = "pressure"
    ARGUES = "argues"
    CASCADE = "cascade"
    OFF_TOPIC = "off_topic"


# Cues that speak against the user. A wrong one costs trust, so it is heard late and doubted early.
ACCUSING = frozenset({Cue.HEDGING, Cue.PREMATURE_FALLBACK, Cue.PRESSURE, Cue.ARGUES, Cue.CASCADE, Cue.OFF_TOPIC})


class Status(StrEnum):
    HEARD = "heard"
    UNSURE = "unsure"
    NOT_HEARD = "not_heard"


class Channel(StrEnum):
    CONVERSATION = "conversation"
    MESSAGE = "message"


class Phase(StrEnum):
    """Where the talk stands before the message that is judged."""

    OPENING = "opening"
    AFTER_REFUSAL = "after_refusal"
    AFTER_CONSTRAINT = "after_constraint"
    CLOSING = "closing"


class ConstraintKind(StrEnum):
    TIME = "time"
    BUDGET = "budget"
    PEOPLE = "people"
    POLICY = "policy"
    RISK = "risk"
    TRUST = "trust"
    SCOPE = "scope"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Context:
    """All that a listener may know besides the text. Free text fields are in plain words, as a person would say them."""

    phase: Phase
    channel: Channel = Channel.CONVERSATION
    situation: str = ""
    counterpart: str = ""
    target: str = ""
    stretch: str = ""
    floor: str = ""
    first_ask: str | None = None
    constraint_kind: ConstraintKind | None = None
    counterpart_line: str | None = None
    retreat_made: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One cue's verdict: `probability` in 0..1, `quote` the user's own words (an exact part of the text), "" where nothing shows it."""

    status: Status
    probability: float
    quote: str = ""


NOTHING = Verdict(status=Status.NOT_HEARD, probability=0.0)


@dataclass(frozen=True)
class Assessment:
    """The verdicts on one message; a cue without an entry was not heard. `understood`: False for another language and for gibberish,
    on which nobody should be judged.
    """

    verdicts: Mapping[Cue, Verdict] = field(default_factory=dict)
    understood: bool = True

    def __getitem__(self, cue: Cue) -> Verdict:
        return self.verdicts.get(cue, NOTHING)

    def heard(self, *cues: Cue) -> bool:
        return any(self[cue].status is Status.HEARD for cue in cues)

    def unsure(self, *cues: Cue) -> bool:
        return any(self[cue].status is Status.UNSURE for cue in cues)

    def with_status(self, status: Status) -> tuple[Cue, ...]:
        return tuple(cue for cue in Cue if self[cue].status is status)


class Listener(Protocol):
    """Hears the cues of one message. Pure: no clock, no network, no database; the same input gives the same verdicts."""

    def listen(self, context: Context, text: str) -> Assessment: ...
