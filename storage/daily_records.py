"""What leaves storage about drills and reminders: frozen records, as those of `storage.records`. A date is a local one of its user's."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from storage.records import UserId

QuestionId = NewType("QuestionId", int)


class QuestionStatus(StrEnum):
    """`passed`: another one was asked before it was answered."""

    OPEN = "open"
    ANSWERED = "answered"
    PASSED = "passed"


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """An item of a drill that is put to somebody. `body`: the item as JSON, so that it is judged as it was asked; `seed` orders its options; `on_date`: their local date."""

    user_id: UserId
    drill: str
    item: str
    skill: str
    how: str
    body: str
    seed: int
    asked_at: datetime
    on_date: date


@dataclass(frozen=True, kw_only=True)
class QuestionRecord(NewQuestion):
    """`done_on`: the local date of the answer."""

    id: QuestionId
    status: QuestionStatus
    answer: str | None
    outcome: str | None
    answered_at: datetime | None
    done_on: date | None


@dataclass(frozen=True, kw_only=True)
class LentAnswer:
    """An answer that was objected to; `user_name` is there to be taken out of the texts, and for nothing else."""

    question: QuestionRecord
    user_name: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody was asked lately, and what came of it (None: nothing yet)."""

    drill: str
    item: str
    asked_at: datetime
    outcome: str | None


@dataclass(frozen=True, kw_only=True)
class CardRecord:
    """What is known of a skill, as JSON."""

    skill: str
    body: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """`source`: what showed it, "drill:…" or "round:…"."""

    skill: str
    grade: int
    at: datetime
    source: str


class PlanStatus(StrEnum):
    """`blocked`: their chat cannot be written to, until they come back by themselves."""

    ON = "on"
    OFF = "off"
    BLOCKED = "blocked"


@dataclass(frozen=True, kw_only=True)
class SlotRecord:
    """A time of the day: `minute` 0 to 1439, `days` a bit for each weekday from Monday (1) to Sunday (64). `due_at`: the instant that it comes next, for the local date `on_date`; None while nothing is to come."""

    slot: int
    kind: str
    minute: int
    days: int
    on_date: date | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """When somebody wants to be reminded. Quiet hours in minutes of the local day; `paused_until`: the first date that counts again; `tzdata`: the edition of the zones behind every `due_at`."""

    user_id: UserId
    bot_id: int
    chat_id: int
    zone: str
    tzdata: str
    status: PlanStatus
    slots: tuple[SlotRecord, ...] = ()
    quiet_from: int | None = None
    quiet_until: int | None = None
    paused_until: date | None = None
    skipped_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DueRecord:
    """A slot whose time has come, or a snoozed reminder that comes `again`: its user is held until the unit of work ends."""

    plan: PlanRecord
    slot: int
    kind: str
    minute: int
    days: int
    on_date: date
    due_at: datetime
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Fired:
    """What was decided about one slot on one local date."""

    user_id: UserId
    slot: int
    kind: str
    on_date: date
    due_at: datetime
    status: str
