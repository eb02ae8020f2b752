"""Erasing what nobody has come back to: in windows of ids, so that no transaction is long and no one waits for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.daily_records import PlanStatus
from storage.export import chats_of
from storage.leases import WAITING
from storage.meetings import is_over
from storage.models import Dispute, DrillQuestion, Meeting, Outgoing, Pace, ReminderPlan, Review, Round, Update, User
from storage.records import UserId

WINDOW = 50
"""On SQLite nobody is answered meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """What one window brought: `last` is the id it ended with, None where none is left to look at."""

    erased: int
    last: int | None


@dataclass(frozen=True, kw_only=True)
class Expired:
    rounds: int
    users: int


class Retention:
    """A round is as old as its last line, its end or its last objection, and no older than a what-if that branched off it.

    A user without rounds is as old as their first word: nothing else tells when somebody was here.
    """

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def erase_rounds(self, before: datetime, *, after: int, window: int = WINDOW) -> Sweep:
        """Of the `window` rounds behind the id `after` those that are older, with all that belongs to them.

        What-ifs go before what they branched off, so a second run may find more.
        """
        found = await self._db_session.execute(
            select(Round.id, Round.started_at).where(Round.id > after).order_by(Round.id).limit(window)
        )
        ids, last = _window([(row[0], row[1]) for row in found], before)
        gone = (Round.id.in_(ids), _is_old(before), ~_has_branches())
        # Whoever plays one of these rounds just now holds it; it is passed over. Looked at again once held: a what-if may have begun.
        held = await self._db_session.scalars(select(Round.id).where(*gone).with_for_update(skip_locked=True))
        erased = delete(Round).where(Round.id.in_(held.all()), _is_old(before), ~_has_branches()).returning(Round.id)
        return Sweep(erased=len((await self._db_session.scalars(erased)).all()), last=last)

    async def erase_users(self, before: datetime, *, after: int, window: int = WINDOW) -> Sweep:
        """Of the `window` users behind the id `after` those who came earlier, have no round, and are not talking with the bot just now."""
        found = await self._db_session.execute(
            select(User.id, User.created_at).where(User.id > after).order_by(User.id).limit(window)
        )
        ids, last = _window([(row[0], row[1]) for row in found], before)
        gone = (User.id.in_(ids), User.created_at < before, _has_nothing())
        held = await self._db_session.scalars(select(User.id).where(*gone).with_for_update(skip_locked=True))
        quiet = [user_id for user_id in held.all() if not await self._is_talking(UserId(user_id))]
        erased = delete(User).where(User.id.in_(quiet), _has_nothing()).returning(User.id)
        return Sweep(erased=len((await self._db_session.scalars(erased)).all()), last=last)

    async def erase_drills(self, before: datetime) -> int:
        """Drills and reviews that are older; how many. What is known of a skill stays: it holds nobody's words."""
        questions = delete(DrillQuestion).where(DrillQuestion.asked_at < before).returning(DrillQuestion.id)
        reviews = delete(Review).where(Review.at < before).returning(Review.id)
        gone = [(await self._db_session.scalars(each)).all() for each in (questions, reviews)]
        return sum(map(len, gone))

    async def expired(self, before: datetime) -> Expired:
        """What erasing would find now; nothing is changed."""
        kept = select(Round.id, Round.parent_id, Round.user_id).where(~_is_old(before)).cte("kept", recursive=True)
        parents = select(Round.id, Round.parent_id, Round.user_id).join(kept, Round.id == kept.c.parent_id)
        kept = kept.union(parents)
        rounds = select(func.count()).select_from(Round).where(Round.id.not_in(select(kept.c.id)))
        users = (
            select(func.count())
            .select_from(User)
            .where(User.created_at < before, ~exists().where(kept.c.user_id == User.id), _has_no_drills(before))
        )
        return Expired(
            rounds=await self._db_session.scalar(rounds) or 0, users=await self._db_session.scalar(users) or 0
        )

    async def _is_talking(self, user_id: UserId) -> bool:
        """Something waits to be answered or sent, or was sent within the last hour or so."""
        chats = await chats_of(self._db_session, user_id)
        traces = (
            exists().where(Update.lane.in_(chats), Update.status == WAITING),
            exists().where(Outgoing.chat_id.in_(chats), Outgoing.status == WAITING),
            exists().where(Pace.chat_id.in_(chats)),
        )
        return any([await self._db_session.scalar(select(trace)) for trace in traces])


def _window(found: list[tuple[int, datetime]], before: datetime) -> tuple[list[int], int | None]:
    """Ids grow with time: behind a window of which all began later there is nothing to look for."""
    if all(began >= before for _, began in found):
        return [], None
    return [number for number, _ in found], found[-1][0]


def _is_old(before: datetime) -> ColumnElement[bool]:
    later = exists().where(Dispute.round_id == Round.id, Dispute.filed_at >= before)
    return (func.coalesce(Round.ended_at, Round.last_line_at) < before) & (Round.last_line_at < before) & ~later


def _has_nothing() -> ColumnElement[bool]:
    """Neither a round, a drill nor a meeting, and no wish to be reminded of one."""
    return ~exists().where(Round.user_id == User.id) & _has_no_drills()


def _has_no_drills(since: datetime | None = None) -> ColumnElement[bool]:
    asked = exists().where(DrillQuestion.user_id == User.id)
    if since is not None:
        asked = asked.where(DrillQuestion.asked_at >= since)
    wished = exists().where(ReminderPlan.user_id == User.id, ReminderPlan.status == PlanStatus.ON)
    planned = exists().where(Meeting.user_id == User.id)
    if since is not None:
        planned = planned.where(~is_over(since))
    return ~asked & ~wished & ~planned


def _has_branches() -> ColumnElement[bool]:
    branch = aliased(Round)
    return exists().where(branch.parent_id == Round.id)
