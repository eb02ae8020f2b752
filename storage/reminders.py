from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Executable, Integer, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import Instant
from storage.daily_records import DueRecord, Fired, PlanRecord, PlanStatus
from storage.daily_rows import plan_record, slot_record
from storage.models import Reminder, ReminderPlan, ReminderSlot, User
from storage.records import UserId
from storage.statements import plain, upsert

_USERS, _PLANS, _SLOTS, _FIRED = plain(User), plain(ReminderPlan), plain(ReminderSlot), plain(Reminder)
_NOW, _MOST = bindparam("now", type_=Instant), bindparam("most", type_=Integer)
# A sum has no index: SQLite would rather look at every plan of the bot each second than at the few that are due.
_OF_BOT = _PLANS.c.bot_id + 0 == bindparam("bot_id")
_PLAN_OF = select(*_PLANS.c).where(_PLANS.c.user_id == bindparam("user_id"))
_SLOTS_OF = select(*_SLOTS.c).where(_SLOTS.c.user_id == bindparam("user_id")).order_by(_SLOTS.c.slot)
_WHOSE_DUE = (
    select(_USERS.c.id)
    .join_from(_SLOTS, _PLANS, _PLANS.c.user_id == _SLOTS.c.user_id)
    .join(_USERS, _USERS.c.id == _SLOTS.c.user_id)
    .where(_OF_BOT, _SLOTS.c.due_at <= _NOW)
    .order_by(_SLOTS.c.due_at)
    .limit(_MOST)
    # Who changes anything of a user's holds the user first: whoever is being served just now is reminded a moment later.
    .with_for_update(of=_USERS, skip_locked=True)
)
_OF_HELD: BindParameter[int] = bindparam("held", expanding=True)
# Read once they are held: a statement does not see what was committed while it ran, and what it takes for due may be wished otherwise by now.
_DUE = (
    select(*_PLANS.c, _SLOTS.c.slot, _SLOTS.c.kind, _SLOTS.c.minute, _SLOTS.c.days, _SLOTS.c.on_date, _SLOTS.c.due_at)
    .join_from(_SLOTS, _PLANS, _PLANS.c.user_id == _SLOTS.c.user_id)
    .where(_SLOTS.c.user_id.in_(_OF_HELD), _OF_BOT, _SLOTS.c.due_at <= _NOW)
    .order_by(_SLOTS.c.due_at)
)
_WHOSE_AGAIN = (
    select(_USERS.c.id)
    .join_from(_FIRED, _PLANS, _PLANS.c.user_id == _FIRED.c.user_id)
    .join(_USERS, _USERS.c.id == _FIRED.c.user_id)
    .where(_OF_BOT, _FIRED.c.again_at <= _NOW)
    .order_by(_FIRED.c.again_at)
    .limit(_MOST)
    .with_for_update(of=_USERS, skip_locked=True)
)
# A round that keeps it waiting changes nothing about since when it waits.
_AGAIN_SINCE = func.coalesce(_FIRED.c.snoozed_to, _FIRED.c.again_at)
_AGAIN = (
    select(
        *_PLANS.c,
        *(_FIRED.c.slot, _FIRED.c.kind, _FIRED.c.on_date, _AGAIN_SINCE.label("due_at")),
        # Its slot may be gone by now, which changes nothing about when it comes again.
        *(literal(0).label("minute"), literal(0).label("days")),
    )
    .join_from(_FIRED, _PLANS, _PLANS.c.user_id == _FIRED.c.user_id)
    .where(_FIRED.c.user_id.in_(_OF_HELD), _OF_BOT, _FIRED.c.again_at <= _NOW)
    .order_by(_FIRED.c.again_at)
)
_OUTDATED = (
    select(_PLANS.c.user_id)
    .join_from(_PLANS, _USERS, _USERS.c.id == _PLANS.c.user_id)
    .where(_OF_BOT, _PLANS.c.tzdata != bindparam("tzdata"))
    .limit(_MOST)
    .with_for_update(of=_USERS, skip_locked=True)
)
_OVERDUE = select(func.count(), func.min(_SLOTS.c.due_at)).where(_SLOTS.c.due_at <= _NOW)
_KEY = (
    _FIRED.c.user_id == bindparam("of_user"),
    _FIRED.c.on_date == bindparam("of_date"),
    _FIRED.c.slot == bindparam("of_slot"),
)
_FIRED_ON = select(_FIRED.c.slot, _FIRED.c.on_date).where(
    _FIRED.c.user_id == bindparam("user_id"), _FIRED.c.on_date >= bindparam("since")
)
_NEXT = (
    update(_SLOTS)
    .where(_SLOTS.c.user_id == bindparam("of_user"), _SLOTS.c.slot == bindparam("of_slot"))
    .values(on_date=bindparam("next_date"), due_at=bindparam("next_at", type_=Instant))
)
_AT = bindparam("at", type_=Instant)
_SNOOZE = update(_FIRED).where(*_KEY).values(again_at=_AT, snoozed_to=None)
_PUT_OFF = update(_FIRED).where(*_KEY).values(again_at=_AT, snoozed_to=_AGAIN_SINCE)
_DROP_SLOTS = delete(_SLOTS).where(_SLOTS.c.user_id == bindparam("user_id"))
_ADD_SLOTS = insert(_SLOTS)


@cache
def _firing(dialect: str) -> Executable:
    made: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    added: Executable = (
        made(_FIRED).on_conflict_do_nothing().returning(_FIRED.c.user_id, _FIRED.c.on_date, _FIRED.c.slot)
    )
    return added


Key = tuple[UserId, date, int]
"""Whose, on which local date, which slot: there is one reminder at most."""


class Reminders:
    """When somebody wants to hear from the bot, and what became of each time."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def plan_of(self, user_id: UserId) -> PlanRecord | None:
        row = (await self._db_session.execute(_PLAN_OF, {"user_id": user_id})).one_or_none()
        if row is None:
            return None
        return plan_record(row, map(slot_record, await self._db_session.execute(_SLOTS_OF, {"user_id": user_id})))

    async def keep_plan(self, plan: PlanRecord) -> None:
        """In place of the one before; the caller holds the user."""
        row = {name: value for name, value in asdict(plan).items() if name != "slots"}
        await upsert(self._db_session, ReminderPlan, ("user_id",), [row])
        await self._db_session.execute(_DROP_SLOTS, {"user_id": plan.user_id})
        slots = [{"user_id": plan.user_id, **asdict(slot)} for slot in plan.slots]
        if slots:
            await self._db_session.execute(_ADD_SLOTS, slots)

    async def claim_due(self, bot_id: int, now: datetime, most: int) -> tuple[DueRecord, ...]:
        """What is due by now, longest ago first; their users are held until the unit of work ends. Plans come without their slots."""
        return await self._claimed(_WHOSE_DUE, _DUE, {"bot_id": bot_id, "now": now, "most": most}, again=False)

    async def claim_again(self, bot_id: int, now: datetime, most: int) -> tuple[DueRecord, ...]:
        """Snoozed ones whose time has come."""
        return await self._claimed(_WHOSE_AGAIN, _AGAIN, {"bot_id": bot_id, "now": now, "most": most}, again=True)

    async def _claimed(
        self, whose: Executable, what: Executable, asked: dict[str, Any], *, again: bool
    ) -> tuple[DueRecord, ...]:
        users = list(await self._db_session.scalars(whose, asked))
        if not users:
            return ()
        asked = {"held": users, "bot_id": asked["bot_id"], "now": asked["now"]}
        return _due(await self._db_session.execute(what, asked), again=again)

    async def claim_outdated(self, bot_id: int, tzdata: str, most: int) -> tuple[UserId, ...]:
        """Whose instants were computed with another edition of the zones."""
        found = await self._db_session.scalars(_OUTDATED, {"bot_id": bot_id, "tzdata": tzdata, "most": most})
        return tuple(map(UserId, found))

    async def decide(self, fired: Sequence[Fired], decided_at: datetime) -> set[Key]:
        """Keeps what was decided; those that nobody had decided before."""
        if not fired:
            return set()
        dialect = self._db_session.get_bind().dialect.name
        rows = [{**asdict(each), "decided_at": decided_at} for each in fired]
        found = await self._db_session.execute(_firing(dialect), rows)
        return {(UserId(row.user_id), row.on_date, row.slot) for row in found}

    async def go_on(self, following: Sequence[tuple[UserId, int, date | None, datetime | None]]) -> None:
        """Each slot's next date and instant."""
        rows = [
            {"of_user": user_id, "of_slot": slot, "next_date": on_date, "next_at": due_at}
            for user_id, slot, on_date, due_at in following
        ]
        if rows:
            await self._db_session.execute(_NEXT, rows)

    async def snooze(self, keys: Collection[Key], again_at: datetime | None) -> None:
        """They come back then; None where they have."""
        await self._come_again(_SNOOZE, keys, again_at)

    async def put_off(self, keys: Collection[Key], again_at: datetime | None) -> None:
        """Snoozed ones whose user is busy: looked at then, and worth no longer than before."""
        await self._come_again(_PUT_OFF, keys, again_at)

    async def _come_again(self, how: Executable, keys: Collection[Key], again_at: datetime | None) -> None:
        rows = [{"of_user": user_id, "of_date": day, "of_slot": slot, "at": again_at} for user_id, day, slot in keys]
        if rows:
            await self._db_session.execute(how, rows)

    async def fired_since(self, user_id: UserId, since: date) -> set[tuple[int, date]]:
        """Slots and local dates that are decided, from that date on."""
        rows = await self._db_session.execute(_FIRED_ON, {"user_id": user_id, "since": since})
        return {(row.slot, row.on_date) for row in rows}

    async def recent(self, user_id: UserId, most: int) -> tuple[Fired, ...]:
        """What was decided last, the latest first."""
        query = (
            select(*_FIRED.c)
            .where(_FIRED.c.user_id == user_id)
            .order_by(_FIRED.c.due_at.desc(), _FIRED.c.id.desc())
            .limit(most)
        )
        return tuple(
            Fired(
                user_id=UserId(row.user_id),
                slot=row.slot,
                kind=row.kind,
                on_date=row.on_date,
                due_at=row.due_at,
                status=row.status,
            )
            for row in await self._db_session.execute(query)
        )

    async def overdue(self, now: datetime) -> tuple[int, datetime | None]:
        """How many reminders are due that nobody has decided, and since when the oldest is."""
        row = await self._db_session.execute(_OVERDUE, {"now": now})
        count, oldest = row.one()
        return count, oldest

    async def silence(self, bot_id: int, chat_id: int) -> None:
        """Nobody reads this chat any more: nothing is due there until its user comes back."""
        blocked = (
            update(_PLANS)
            .where(_PLANS.c.bot_id == bot_id, _PLANS.c.chat_id == chat_id, _PLANS.c.status == PlanStatus.ON)
            .values(status=PlanStatus.BLOCKED)
            .returning(_PLANS.c.user_id)
        )
        users = list(await self._db_session.scalars(blocked))
        if users:
            await self._db_session.execute(
                update(_SLOTS).where(_SLOTS.c.user_id.in_(users)).values(due_at=None, on_date=None)
            )
            await self._db_session.execute(
                update(_FIRED).where(_FIRED.c.user_id.in_(users)).values(again_at=None, snoozed_to=None)
            )

    async def follow(self, bot_id: int, chat_id: int, moved_to: int) -> None:
        """A group became a supergroup: reminders go there."""
        await self._db_session.execute(
            update(_PLANS).where(_PLANS.c.bot_id == bot_id, _PLANS.c.chat_id == chat_id).values(chat_id=moved_to)
        )

    async def forget(self, due_before: datetime) -> int:
        """Removes what was decided long ago; returns how many there were."""
        gone = delete(_FIRED).where(_FIRED.c.due_at < due_before, _FIRED.c.again_at.is_(None)).returning(_FIRED.c.id)
        return len((await self._db_session.scalars(gone)).all())


def _due(rows: Iterable[Any], *, again: bool) -> tuple[DueRecord, ...]:
    return tuple(
        DueRecord(
            plan=plan_record(row),
            slot=row.slot,
            kind=row.kind,
            minute=row.minute,
            days=row.days,
            on_date=row.on_date,
            due_at=row.due_at,
            again=again,
        )
        for row in rows
    )
