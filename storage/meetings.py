from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import Instant
from storage.meeting_records import (
    MeetingId,
    MeetingRecord,
    MeetingStatus,
    NewNotice,
    NoticeRecord,
    NoticeStatus,
)
from storage.models import Edition, Meeting, MeetingNotice, Round, User
from storage.records import RoundId, UserId
from storage.seal import Seal
from storage.statements import change, change_one, plain, upsert

_MEETINGS, _NOTICES, _USERS, _EDITIONS, _ROUNDS = map(plain, (Meeting, MeetingNotice, User, Edition, Round))
_THEIRS = _MEETINGS.c.user_id == bindparam("user_id")
_BY_ID = select(*_MEETINGS.c).where(_THEIRS, _MEETINGS.c.id == bindparam("id"))
_ALL = select(*_MEETINGS.c).where(_THEIRS).order_by(_MEETINGS.c.updated_at.desc(), _MEETINGS.c.id.desc())
_ASKING = select(*_MEETINGS.c).where(_THEIRS, _MEETINGS.c.asking.is_not(None))
_UNDER_WAY = select(_MEETINGS.c.user_id).where(
    _MEETINGS.c.user_id.in_(bindparam("user_ids", expanding=True)),
    _MEETINGS.c.asking.is_not(None),
    _MEETINGS.c.updated_at >= bindparam("since", type_=Instant),
)
_ADD = insert(_MEETINGS).returning(_MEETINGS.c.id)
_STOP_ASKING = (
    update(_MEETINGS)
    .where(_MEETINGS.c.user_id == bindparam("of_user"), _MEETINGS.c.asking.is_not(None))
    .values(asking=None)
)
_MADE_FROM = select(_EDITIONS.c.id).where(_EDITIONS.c.meeting_id == bindparam("id"))
_ITS_ROUNDS = (
    select(_ROUNDS.c.id)
    .where(_ROUNDS.c.user_id == bindparam("user_id"), _ROUNDS.c.edition_id.in_(_MADE_FROM))
    .order_by(_ROUNDS.c.id)
)
_DROP_ROUNDS = delete(_ROUNDS).where(_ROUNDS.c.edition_id.in_(_MADE_FROM))
_DROP = delete(_MEETINGS).where(_THEIRS, _MEETINGS.c.id == bindparam("id")).returning(_MEETINGS.c.id)
_NOW = bindparam("now", type_=Instant)
# Whoever changes anything of a user's holds the user first, as everywhere.
_WHOSE_DUE = (
    select(_USERS.c.id)
    .join_from(_NOTICES, _USERS, _USERS.c.id == _NOTICES.c.user_id)
    .where(_NOTICES.c.bot_id + 0 == bindparam("bot_id"), _NOTICES.c.due_at <= _NOW)
    .order_by(_NOTICES.c.due_at)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=_USERS, skip_locked=True)
)
_DUE = (
    select(*_NOTICES.c)
    .where(_NOTICES.c.user_id.in_(bindparam("held", expanding=True)))
    .where(_NOTICES.c.bot_id + 0 == bindparam("bot_id"), _NOTICES.c.due_at <= _NOW)
    .order_by(_NOTICES.c.due_at)
)
_DECIDED = select(_NOTICES.c.kind, _NOTICES.c.on_date).where(
    _NOTICES.c.user_id == bindparam("user_id"),
    _NOTICES.c.meeting_id == bindparam("meeting_id"),
    _NOTICES.c.due_at.is_(None),
    _NOTICES.c.status != NoticeStatus.DROPPED,
)
_DROP_WAITING = (
    update(_NOTICES)
    .where(
        _NOTICES.c.user_id == bindparam("of_user"),
        _NOTICES.c.meeting_id == bindparam("of_meeting"),
        _NOTICES.c.due_at.is_not(None),
    )
    .values(due_at=None, status=NoticeStatus.DROPPED)
)
_BODIES = select(_MEETINGS.c.id, _MEETINGS.c.body).where(_MEETINGS.c.id > bindparam("after")).order_by(_MEETINGS.c.id)


def is_over(before: datetime) -> ColumnElement[bool]:
    """Nobody has touched it since, and its date is past by then."""
    begins = func.coalesce(_MEETINGS.c.begins_at, _MEETINGS.c.updated_at)
    return (_MEETINGS.c.updated_at < before) & (begins < before)


class Meetings:
    """A user's own meetings: what is asked by a user's id never answers with another user's."""

    def __init__(self, db_session: AsyncSession, seal: Seal) -> None:
        self._db_session = db_session
        self._seal = seal

    async def begin(self, user_id: UserId, body: str, asking: str | None, now: datetime) -> MeetingRecord:
        """A new draft; the caller holds the user."""
        await self.stop_asking(user_id)
        values = {
            "user_id": user_id,
            "status": MeetingStatus.DRAFT,
            "asking": asking,
            "zone": None,
            "on_date": None,
            "minute": None,
            "begins_at": None,
            "created_at": now,
            "updated_at": now,
        }
        number = await self._db_session.scalar(_ADD, {**values, "body": self._seal.close(body)})
        return MeetingRecord(**{**values, "id": MeetingId(number), "body": body})  # type: ignore[arg-type]

    async def get(self, user_id: UserId, meeting_id: MeetingId) -> MeetingRecord | None:
        return self._one(await self._db_session.execute(_BY_ID, {"user_id": user_id, "id": meeting_id}))

    async def asking(self, user_id: UserId) -> MeetingRecord | None:
        """The one whose question the user's next message answers."""
        return self._one(await self._db_session.execute(_ASKING, {"user_id": user_id}))

    async def all_of(self, user_id: UserId) -> tuple[MeetingRecord, ...]:
        """The one that was touched last first."""
        return tuple(map(self._record, await self._db_session.execute(_ALL, {"user_id": user_id})))

    async def keep(self, meeting: MeetingRecord) -> None:
        """As it is now; RecordMissing where it is gone. One that asks silences the others."""
        if meeting.asking is not None:
            await self.stop_asking(meeting.user_id)
        values = {name: getattr(meeting, name) for name in _CHANGING}
        values["body"] = self._seal.close(meeting.body)
        await change_one(self._db_session, Meeting, {"user_id": meeting.user_id, "id": meeting.id}, values)

    async def stop_asking(self, user_id: UserId) -> None:
        """The user goes on with something else."""
        await self._db_session.execute(_STOP_ASKING, {"of_user": user_id})

    async def under_way(self, user_ids: Collection[UserId], since: datetime) -> set[UserId]:
        """Who of these is answering a meeting's questions, and has said something since then."""
        found = await self._db_session.scalars(_UNDER_WAY, {"user_ids": list(user_ids), "since": since})
        return set(map(UserId, found))

    async def rounds_of(self, user_id: UserId, meeting_id: MeetingId) -> tuple[RoundId, ...]:
        """The ids of its rehearsals, oldest first."""
        return tuple(map(RoundId, await self._db_session.scalars(_ITS_ROUNDS, {"user_id": user_id, "id": meeting_id})))

    async def drop(self, user_id: UserId, meeting_id: MeetingId) -> bool:
        """With its rehearsals; whether it was there."""
        if await self.get(user_id, meeting_id) is None:
            return False
        await self._db_session.execute(_DROP_ROUNDS, {"id": meeting_id})
        return await self._db_session.scalar(_DROP, {"user_id": user_id, "id": meeting_id}) is not None

    async def plan_notices(self, user_id: UserId, meeting_id: MeetingId, notices: Iterable[NewNotice]) -> None:
        """In place of those that still wait. What was decided about a date stays: no kind comes twice for it."""
        whose = {"user_id": user_id, "meeting_id": meeting_id}
        await self._db_session.execute(_DROP_WAITING, {"of_user": user_id, "of_meeting": meeting_id})
        decided = {(row.kind, row.on_date) for row in await self._db_session.execute(_DECIDED, whose)}
        rows = [
            {**whose, **asdict(one), "status": NoticeStatus.WAITING}
            for one in notices
            if (one.kind, one.on_date) not in decided
        ]
        if rows:
            await upsert(self._db_session, MeetingNotice, ("meeting_id", "kind", "on_date"), rows)

    async def claim_due(self, bot_id: int, now: datetime, most: int) -> tuple[NoticeRecord, ...]:
        """Notices whose time has come, longest ago first; their users are held until the unit of work ends."""
        asked: dict[str, Any] = {"bot_id": bot_id, "now": now}
        users = list(await self._db_session.scalars(_WHOSE_DUE, {**asked, "most": most}))
        if not users:
            return ()
        rows = await self._db_session.execute(_DUE, {**asked, "held": users})
        return tuple(map(_notice, rows))

    async def decide(self, notice: NoticeRecord, status: NoticeStatus, due_at: datetime | None = None) -> None:
        """What became of it; with `due_at` it waits until then."""
        whose = {"user_id": notice.user_id, "id": notice.id}
        await change(self._db_session, MeetingNotice, whose, {"status": status, "due_at": due_at})

    async def erase_untouched(self, before: datetime) -> int:
        """Those that nobody has touched since, and whose date is over by then; how many."""
        found = await self._db_session.execute(select(_MEETINGS.c.user_id, _MEETINGS.c.id).where(is_over(before)))
        gone = [await self.drop(UserId(row.user_id), MeetingId(row.id)) for row in found]
        return len(gone)

    async def seal_anew(self, after: int, most: int) -> tuple[int, int | None]:
        """Closes the next `most` behind `after`, with their editions, as they would be closed today; how many, and the last id, None where none is left."""
        rows = (await self._db_session.execute(_BODIES.limit(most), {"after": after})).all()
        for row in rows:
            await self._seal_row(Meeting, row.id, row.body)
        made = select(_EDITIONS.c.id, _EDITIONS.c.body).where(_EDITIONS.c.meeting_id.in_([row.id for row in rows]))
        for row in (await self._db_session.execute(made)).all():
            await self._seal_row(Edition, row.id, row.body)
        return len(rows), rows[-1].id if rows else None

    async def _seal_row(self, table: type[Meeting | Edition], number: int, body: str) -> None:
        if not self._seal.is_current(body):
            fresh = self._seal.close(self._seal.open(body))
            await change(self._db_session, table, {"id": number}, {"body": fresh})

    def _one(self, found: Any) -> MeetingRecord | None:  # noqa: ANN401 (a result of rows)
        row = found.one_or_none()
        return None if row is None else self._record(row)

    def _record(self, row: Any) -> MeetingRecord:  # noqa: ANN401 (a row)
        record = MeetingRecord(**{name: getattr(row, name) for name in MeetingRecord.__dataclass_fields__})
        return replace(record, status=MeetingStatus(record.status), body=self._seal.open(record.body))


_CHANGING: Sequence[str] = ("status", "body", "asking", "zone", "on_date", "minute", "begins_at", "updated_at")


def _notice(row: Any) -> NoticeRecord:  # noqa: ANN401 (a row)
    return NoticeRecord(**{name: getattr(row, name) for name in NoticeRecord.__dataclass_fields__})
