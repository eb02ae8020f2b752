"""What leaves storage about meetings: frozen records, as those of `storage.records`, opened."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from storage.records import UserId

MeetingId = NewType("MeetingId", int)
NoticeId = NewType("NoticeId", int)


class MeetingStatus(StrEnum):
    DRAFT = "draft"
    SAVED = "saved"
    ARCHIVED = "archived"


class NoticeStatus(StrEnum):
    """`dropped`: the meeting was moved or put away; `held`: its user wanted nothing then; `missed`: nobody was there to send it in time."""

    WAITING = "waiting"
    SENT = "sent"
    MISSED = "missed"
    HELD = "held"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class MeetingRecord:
    """`body`: the plan as JSON. `asking`: the question that the user's next message answers, None where it is no answer."""

    id: MeetingId
    user_id: UserId
    status: MeetingStatus
    body: str
    asking: str | None
    zone: str | None
    on_date: date | None
    minute: int | None
    begins_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class NewNotice:
    """`on_date`: the meeting's. `worth_until`: it says nothing to anybody afterwards."""

    kind: str
    on_date: date
    bot_id: int
    chat_id: int
    due_at: datetime
    worth_until: datetime


@dataclass(frozen=True, kw_only=True)
class NoticeRecord(NewNotice):
    id: NoticeId
    user_id: UserId
    meeting_id: MeetingId
