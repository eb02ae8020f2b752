"""What leaves storage: frozen records, never rows. Times are aware UTC datetimes; ids are distinct types."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

UserId = NewType("UserId", int)
EditionId = NewType("EditionId", int)
RoundId = NewType("RoundId", int)
DisputeId = NewType("DisputeId", int)
UpdateRowId = NewType("UpdateRowId", int)
OutgoingId = NewType("OutgoingId", int)


class RoundKind(StrEnum):
    PRACTICE = "practice"
    WHAT_IF = "what_if"


class RoundStatus(StrEnum):
    OPEN = "open"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who speaks, as a front knows them: ("telegram", "501") or ("terminal", "local")."""

    front: str
    external_id: str


@dataclass(frozen=True, kw_only=True)
class UserRecord:
    id: UserId
    name: str
    temperament: str | None
    timing: bool
    lends_objections: bool
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class EditionRecord:
    """One revision of a script with one temperament and the rubric, kept as JSON so that a round ends on what it began with. `meeting_id`: whose own meeting it was made from."""

    id: EditionId
    digest: str
    script_id: str
    revision: int
    temperament: str
    body: str
    meeting_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class VerdictRecord:
    cue: str
    status: str
    probability: float
    quote: str


@dataclass(frozen=True, kw_only=True)
class NewTurn:
    """A turn before it is stored: what the user said and what came back. `elapsed` in seconds since the counterpart's last line, None where unknown."""

    number: int
    text: str
    sent_at: datetime
    elapsed: float | None
    move: str
    state: str
    reply: str
    verdicts: tuple[VerdictRecord, ...]


@dataclass(frozen=True, kw_only=True)
class TurnRecord(NewTurn):
    """A stored turn of a round; `number` counts from 1; `state` is the machine's state after it."""


@dataclass(frozen=True, kw_only=True)
class DisputeRecord:
    turn: int
    finding: str
    filed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ScoreRecord:
    """Points of one criterion; `possible` may be lower than the weight where hearing was unsure."""

    criterion: str
    points: float
    possible: float


@dataclass(frozen=True, kw_only=True)
class RoundRecord:
    """A round with its turns, disputes and scores. `parent` and `branch_turn` are set for a what-if round only."""

    id: RoundId
    user_id: UserId
    edition_id: EditionId
    script_id: str
    temperament: str
    seed: int
    kind: RoundKind
    status: RoundStatus
    state: str
    parent: RoundId | None
    branch_turn: int | None
    total: int | None
    started_at: datetime
    last_line_at: datetime
    ended_at: datetime | None
    turns: tuple[TurnRecord, ...] = ()
    disputes: tuple[DisputeRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlayedScript:
    """What a user has played of a script: how many rounds to the end, and what the last of them was."""

    script_id: str
    times: int
    temperament: str
    total: int


@dataclass(frozen=True, kw_only=True)
class LentDispute:
    """A dispute with its whole round; `user_name` is there to be taken out of the texts, and for nothing else."""

    id: DisputeId
    dispute: DisputeRecord
    round: RoundRecord
    user_name: str


@dataclass(frozen=True, kw_only=True)
class NewRound:
    user_id: UserId
    edition_id: EditionId
    script_id: str
    temperament: str
    seed: int
    kind: RoundKind
    state: str
    started_at: datetime
    parent: RoundId | None = None
    branch_turn: int | None = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of rounds, newest first (without their turns); `total` counts all rounds there are."""

    rounds: tuple[RoundRecord, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class ReceivedUpdate:
    """An update that somebody has claimed: `lease` is the fence, which only the latest claim knows; `attempts` counts this one, and what was cut off; `failures` only errors of its own."""

    id: UpdateRowId
    bot_id: int
    update_id: int
    lane: int
    body: str
    lease: int
    attempts: int
    failures: int


class SendKind(StrEnum):
    """What may be done when nobody knows whether a message arrived: a reply goes out once more, an edit as often as needed, a reminder never."""

    REPLY = "reply"
    EDIT = "edit"
    REMINDER = "reminder"


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message before it is stored: `body` is what the front needs to send it, as JSON."""

    bot_id: int
    chat_id: int
    kind: SendKind
    body: str
    not_before: datetime | None = None
    not_after: datetime | None = None


class Outcome(StrEnum):
    SENT = "sent"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class OutgoingMessage:
    """A message that somebody has claimed to send; `lease` and `attempts` as for an update."""

    id: OutgoingId
    bot_id: int
    chat_id: int
    kind: SendKind
    body: str
    lease: int
    attempts: int
    not_after: datetime | None = None


UserExport = Mapping[str, object]
