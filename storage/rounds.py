from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from storage.errors import RecordMissing, RoundAlreadyOpen, TurnTaken
from storage.models import Dispute, Round, Score, Turn, Verdict
from storage.records import (
    NewRound,
    NewTurn,
    Page,
    RoundId,
    RoundKind,
    RoundRecord,
    RoundStatus,
    ScoreRecord,
    UserId,
    VerdictRecord,
)
from storage.rows import round_record
from storage.statements import insert_unless_there, matches, update_one

WITHOUT_TURNS = (selectinload(Round.disputes), selectinload(Round.scores))
WITH_TURNS = (selectinload(Round.turns).selectinload(Turn.verdicts), *WITHOUT_TURNS)
NEWEST_FIRST = (Round.started_at.desc(), Round.id.desc())


class Rounds:
    """What is asked by a user's id never answers with another user's round."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, new: NewRound) -> RoundRecord:
        """The round, open; RoundAlreadyOpen while the user has another open one."""
        values = asdict(new)
        round_id = await insert_unless_there(
            self._db_session,
            Round,
            **{name: value for name, value in values.items() if name != "parent"},
            parent_id=new.parent,
            status=RoundStatus.OPEN,
            last_line_at=new.started_at,
        )
        if round_id is None:
            raise RoundAlreadyOpen("This user has an open round.")
        added = await self.get(new.user_id, RoundId(round_id))
        if added is None:
            raise RecordMissing("The round vanished while it was added.")
        return added

    async def open_of(self, user_id: UserId) -> RoundRecord | None:
        return await self._one(select(Round).where(Round.user_id == user_id, Round.status == RoundStatus.OPEN))

    async def get(self, user_id: UserId, round_id: RoundId) -> RoundRecord | None:
        return await self._one(select(Round).where(Round.user_id == user_id, Round.id == round_id))

    async def latest(self, user_id: UserId) -> RoundRecord | None:
        """The user's newest round, whatever became of it."""
        return await self._one(select(Round).where(Round.user_id == user_id).order_by(Round.id.desc()).limit(1))

    async def turns_of_open(self, user_id: UserId, round_id: RoundId) -> int | None:
        """How many turns a round has; None where it is not this user's open one."""
        turns = select(func.count(Turn.id)).where(Turn.round_id == Round.id).scalar_subquery()
        count: int | None = await self._db_session.scalar(
            select(turns).where(Round.user_id == user_id, Round.id == round_id, Round.status == RoundStatus.OPEN)
        )
        return count

    async def _one(self, query: Select[Round]) -> RoundRecord | None:
        row = await self._db_session.scalar(query.options(*WITH_TURNS))
        return None if row is None else round_record(row, with_turns=True)

    async def add_turn(self, round_id: RoundId, new: NewTurn, *, replied_at: datetime, state: str) -> None:
        """Stores the turn and moves the round on; TurnTaken when the round has a turn of this number, and then nothing is changed."""
        values = {name: getattr(new, name) for name in NewTurn.__dataclass_fields__ if name != "verdicts"}
        turn_id = await insert_unless_there(self._db_session, Turn, round_id=round_id, **values)
        if turn_id is None:
            raise TurnTaken(f"Turn {new.number} is stored already.")
        await self._add_verdicts(turn_id, new.verdicts)
        await update_one(
            self._db_session, update(Round).where(Round.id == round_id).values(state=state, last_line_at=replied_at)
        )

    async def _add_verdicts(self, turn_id: int, verdicts: Iterable[VerdictRecord]) -> None:
        rows = [{"turn_id": turn_id, **asdict(verdict)} for verdict in verdicts]
        if rows:
            await self._db_session.execute(insert(Verdict), rows)

    async def finish(self, round_id: RoundId, *, total: int, scores: Iterable[ScoreRecord], ended_at: datetime) -> None:
        """Ends the round with these scores. Called again after a dispute, with the scores that then hold."""
        await update_one(
            self._db_session,
            update(Round)
            .where(Round.id == round_id)
            .values(status=RoundStatus.FINISHED, total=total, ended_at=ended_at),
        )
        await self._db_session.execute(delete(Score).where(Score.round_id == round_id))
        rows = [{"round_id": round_id, **asdict(score)} for score in scores]
        if rows:
            await self._db_session.execute(insert(Score), rows)

    async def cancel(self, user_id: UserId, round_id: RoundId, ended_at: datetime) -> bool:
        """False, and nothing changed, when the user has no such open round."""
        return await matches(
            self._db_session,
            update(Round)
            .where(Round.user_id == user_id, Round.id == round_id, Round.status == RoundStatus.OPEN)
            .values(status=RoundStatus.CANCELLED, ended_at=ended_at),
        )

    async def page(self, user_id: UserId, *, offset: int, limit: int) -> Page:
        """Finished rounds of either kind, newest first, with scores and disputes but without turns."""
        finished = select(Round).where(Round.user_id == user_id, Round.status == RoundStatus.FINISHED)
        total = await self._db_session.scalar(select(func.count()).select_from(finished.subquery()))
        return Page(
            rounds=await self._many(finished.order_by(*NEWEST_FIRST).offset(offset).limit(limit)), total=total or 0
        )

    async def finished(self, user_id: UserId, *, limit: int) -> tuple[RoundRecord, ...]:
        """The last `limit` finished practice rounds, oldest first, with their scores and without turns."""
        newest_first = await self._many(
            select(Round)
            .where(Round.user_id == user_id, Round.status == RoundStatus.FINISHED, Round.kind == RoundKind.PRACTICE)
            .order_by(*NEWEST_FIRST)
            .limit(limit)
        )
        return newest_first[::-1]

    async def _many(self, query: Select[Round]) -> tuple[RoundRecord, ...]:
        rows = await self._db_session.scalars(query.options(*WITHOUT_TURNS))
        return tuple(round_record(row, with_turns=False) for row in rows)

    async def add_dispute(self, round_id: RoundId, turn: int, finding: str, filed_at: datetime) -> bool:
        """False when this finding of this turn is disputed already."""
        dispute_id = await insert_unless_there(
            self._db_session, Dispute, round_id=round_id, turn=turn, finding=finding, filed_at=filed_at
        )
        return dispute_id is not None
