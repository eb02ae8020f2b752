"""Everything stored about one user, for them to take away."""

from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.models import (
    Base,
    DrillQuestion,
    Edition,
    IdentityRow,
    Meeting,
    MeetingNotice,
    Outgoing,
    Pace,
    Reminder,
    ReminderPlan,
    ReminderSlot,
    Review,
    Round,
    SkillCard,
    Update,
    User,
)
from storage.records import UserExport, UserId
from storage.rounds import WITH_TURNS
from storage.rows import mapped_round, user_record
from storage.seal import Seal
from storage.statements import plain

_LONGEST_NUMBER = 18
_MESSENGER = "telegram"


async def exported(db_session: AsyncSession, user_id: UserId, seal: Seal) -> UserExport:
    user = await db_session.get(User, user_id)
    if user is None:
        raise RecordMissing("There is no such user.")
    identities = await db_session.scalars(
        select(IdentityRow).where(IdentityRow.user_id == user_id).order_by(IdentityRow.id)
    )
    rounds = await db_session.scalars(
        select(Round).where(Round.user_id == user_id).order_by(Round.id).options(*WITH_TURNS)
    )
    return {
        "user": _plain(asdict(user_record(user))),
        "identities": [{"front": row.front, "external_id": row.external_id} for row in identities],
        "editions": await _editions(db_session, user_id),
        "meetings": await _meetings(db_session, user_id, seal),
        "messages": await _messages(db_session, user_id),
        "drills": await _drills(db_session, user_id),
        "reminders": await _reminders(db_session, user_id),
        "rounds": [_plain(asdict(mapped_round(row, with_turns=True))) for row in rounds],
    }


async def chats_of(db_session: AsyncSession, user_id: UserId) -> list[int]:
    """A private chat in Telegram has the number of its user."""
    ids = await db_session.scalars(
        select(IdentityRow.external_id).where(IdentityRow.user_id == user_id, IdentityRow.front == _MESSENGER)
    )
    return [int(id_) for id_ in ids if id_.isascii() and id_.isdecimal() and len(id_) <= _LONGEST_NUMBER]


async def _messages(db_session: AsyncSession, user_id: UserId) -> dict[str, object]:
    """What is on its way, and for some days that something was: the words of a message are kept only until it has had its effect."""
    chats = await chats_of(db_session, user_id)
    received = select(Update.received_at, Update.status, Update.error, Update.body)
    outgoing = select(Outgoing.created_at, Outgoing.kind, Outgoing.status, Outgoing.error, Outgoing.body)
    pace = select(Pace.full_until, Pace.held_until)
    return {
        "received": await _rows(db_session, received.where(Update.lane.in_(chats)).order_by(Update.id)),
        "outgoing": await _rows(db_session, outgoing.where(Outgoing.chat_id.in_(chats)).order_by(Outgoing.id)),
        "pace": await _rows(db_session, pace.where(Pace.chat_id.in_(chats)).order_by(Pace.id)),
    }


async def _drills(db_session: AsyncSession, user_id: UserId) -> dict[str, object]:
    return {
        "questions": await _all_of(db_session, DrillQuestion, user_id),
        "skills": await _all_of(db_session, SkillCard, user_id),
        "reviews": await _all_of(db_session, Review, user_id),
    }


async def _reminders(db_session: AsyncSession, user_id: UserId) -> dict[str, object]:
    return {
        "plan": await _all_of(db_session, ReminderPlan, user_id),
        "times": await _all_of(db_session, ReminderSlot, user_id),
        "sent": await _all_of(db_session, Reminder, user_id),
    }


async def _meetings(db_session: AsyncSession, user_id: UserId, seal: Seal) -> dict[str, object]:
    """Opened: it is their own. What a counterpart was made from stands in the plan, but it is theirs too."""
    plans = await _all_of(db_session, Meeting, user_id)
    made = (
        select(Edition.digest, Edition.script_id, Edition.temperament, Edition.body)
        .join(Meeting, Meeting.id == Edition.meeting_id)
        .where(Meeting.user_id == user_id)
        .order_by(Edition.id)
    )
    return {
        "plans": [_opened(plan, seal) for plan in plans],
        "notices": await _all_of(db_session, MeetingNotice, user_id),
        "counterparts": [_opened(one, seal) for one in await _rows(db_session, made)],
    }


def _opened(row: dict[str, Any], seal: Seal) -> dict[str, Any]:
    return {**row, "body": seal.open(row["body"])}


async def _all_of(db_session: AsyncSession, table: type[Base], user_id: UserId) -> list[dict[str, Any]]:
    """Every row of theirs, but for the numbers that hold it together."""
    columns = [column for column in plain(table).c if column.name not in {"id", "user_id"}]
    theirs = plain(table).c.user_id == user_id
    return await _rows(db_session, select(*columns).where(theirs).order_by(plain(table).c.id))


async def _rows(db_session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [
        {name: _plain(value) for name, value in row.items()} for row in (await db_session.execute(query)).mappings()
    ]


async def _editions(db_session: AsyncSession, user_id: UserId) -> list[dict[str, object]]:
    """Which revisions were played; their bodies are content, not the user's."""
    played = select(Round.edition_id).where(Round.user_id == user_id)
    rows = await db_session.execute(
        select(Edition.id, Edition.script_id, Edition.revision, Edition.temperament)
        .where(Edition.id.in_(played))
        .order_by(Edition.id)
    )
    return [dict(row) for row in rows.mappings()]


def _plain(value: object) -> object:
    match value:
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case tuple():
            return [_plain(part) for part in value]
        case datetime() | date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value
