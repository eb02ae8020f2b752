from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from storage.columns import Instant
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
    TurnRecord,
    UserId,
    VerdictRecord,
)
from storage.rows import dispute_record, mapped_round, round_record, score_record, turn_record
from storage.statements import change, change_one, insert_unless_there, plain

WITHOUT_TURNS = (selectinload(Round.disputes), selectinload(Round.scores))
WITH_TURNS = (selectinload(Round.turns).selectinload(Turn.verdicts), *WITHOUT_TURNS)
NEWEST_FIRST = (Round.started_at.desc(), Round.id.desc())

_ROUNDS, _TURN, _VERDICT = plain(Round).c, plain(Turn).c, plain(Verdict).c
_THEIRS = _ROUNDS.user_id == bindparam("user_id")
_BY_ID = select(*_ROUNDS).where(_THEIRS, _ROUNDS.id == bindparam("id"))
_OPEN = select(*_ROUNDS).where(_THEIRS, _ROUNDS.status == RoundStatus.OPEN)
_LATEST = select(*_ROUNDS).where(_THEIRS).order_by(_ROUNDS.id.desc()).limit(1)
_FINISHED = (
    select(_ROUNDS.id)
    .where(_THEIRS, _ROUNDS.status == RoundStatus.FINISHED, _ROUNDS.script_id == bindparam("script_id"))
    .limit(1)
)
_IN_PLAY = select(_ROUNDS.user_id).where(
    _ROUNDS.user_id.in_(bindparam("user_ids", expanding=True)),
    _ROUNDS.status == RoundStatus.OPEN,
    _ROUNDS.last_line_at >= bindparam("since", type_=Instant),
)
_TURNS_OF_OPEN = select(select(func.count(_TURN.id)).where(_TURN.round_id == _ROUNDS.id).scalar_subquery()).where(
    _THEIRS, _ROUNDS.id == bindparam("id"), _ROUNDS.status == RoundStatus.OPEN
)
_TURNS = (
    select(*_TURN, _VERDICT.cue, _VERDICT.status, _VERDICT.probability, _VERDICT.quote)
    .outerjoin_from(plain(Turn), plain(Verdict), _VERDICT.turn_id == _TURN.id)
    .where(_TURN.round_id == bindparam("round_id"))
    .order_by(_TURN.number, _VERDICT.id)
)
_DISPUTES = (
    select(plain(Dispute)).where(plain(Dispute).c.round_id == bindparam("round_id")).order_by(plain(Dispute).c.id)
)
_SCORES = select(plain(Score)).where(plain(Score).c.round_id == bindparam("round_id")).order_by(plain(Score).c.id)
_DROP_SCORES = delete(plain(Score)).where(plain(Score).c.round_id == bindparam("round_id"))
_ADD_SCORES, _ADD_VERDICTS = insert(plain(Score)), insert(plain(Verdict))


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
        return await self._one(_OPEN, user_id=user_id)

    async def get(self, user_id: UserId, round_id: RoundId) -> RoundRecord | None:
        return await self._one(_BY_ID, user_id=user_id, id=round_id)

    async def latest(self, user_id: UserId) -> RoundRecord | None:
        """The user's newest round, whatever became of it."""
        return await self._one(_LATEST, user_id=user_id)

    async def has_finished(self, user_id: UserId, script_id: str) -> bool:
        """Whether the user has ended a round of this script before."""
        found = await self._db_session.scalar(_FINISHED, {"user_id": user_id, "script_id": script_id})
        return found is not None

    async def turns_of_open(self, user_id: UserId, round_id: RoundId) -> int | None:
        """How many turns a round has; None where it is not this user's open one."""
        count: int | None = await self._db_session.scalar(_TURNS_OF_OPEN, {"user_id": user_id, "id": round_id})
        return count

    async def in_play(self, user_ids: Collection[UserId], since: datetime) -> set[UserId]:
        """Who of these has an open round with a line in it since then."""
        found = await self._db_session.scalars(_IN_PLAY, {"user_ids": list(user_ids), "since": since})
        return set(map(UserId, found))

    async def _one(self, query: Select[*tuple[Any, ...]], **asked: int) -> RoundRecord | None:
        row = (await self._db_session.execute(query, asked)).one_or_none()
        if row is None:
            return None
        turns = await self._turns(row.id)
        if row.status == RoundStatus.OPEN:
            # It is scored when it ends, and only a score can be disputed.
            return round_record(row, turns)
        disputes = await self._db_session.execute(_DISPUTES, {"round_id": row.id})
        scores = await self._db_session.execute(_SCORES, {"round_id": row.id})
        return round_record(row, turns, map(dispute_record, disputes), map(score_record, scores))

    async def _turns(self, round_id: int) -> list[TurnRecord]:
        rows = await self._db_session.execute(_TURNS, {"round_id": round_id})
        return [turn_record(together) for _, together in groupby(rows, key=attrgetter("number"))]

    async def add_turn(self, round_id: RoundId, new: NewTurn, *, replied_at: datetime, state: str) -> None:
        """Stores the turn and moves the round on; TurnTaken when the round has a turn of this number, and then nothing is changed."""
        values = {name: getattr(new, name) for name in NewTurn.__dataclass_fields__ if name != "verdicts"}
        turn_id = await insert_unless_there(self._db_session, Turn, round_id=round_id, **values)
        if turn_id is None:
            raise TurnTaken(f"Turn {new.number} is stored already.")
        await self._add_verdicts(turn_id, new.verdicts)
        moved = {"state": state, "last_line_at": replied_at}
        await change_one(self._db_session, Round, {"id": round_id}, moved)

    async def _add_verdicts(self, turn_id: int, verdicts: Iterable[VerdictRecord]) -> None:
        rows = [{"turn_id": turn_id, **asdict(verdict)} for verdict in verdicts]
        if rows:
            await self._db_session.execute(_ADD_VERDICTS, rows)

    async def finish(self, round_id: RoundId, *, total: int, scores: Iterable[ScoreRecord], ended_at: datetime) -> None:
        """Ends the round with these scores. Called again after a dispute, with the scores that then hold."""
        ended = {"status": RoundStatus.FINISHED, "total": total, "ended_at": ended_at}
        await change_one(self._db_session, Round, {"id": round_id}, ended)
        await self._db_session.execute(_DROP_SCORES, {"round_id": round_id})
        rows = [{"round_id": round_id, **asdict(score)} for score in scores]
        if rows:
            await self._db_session.execute(_ADD_SCORES, rows)

    async def cancel(self, user_id: UserId, round_id: RoundId, ended_at: datetime) -> bool:
        """False, and nothing changed, when the user has no such open round."""
        theirs = {"user_id": user_id, "id": round_id, "status": RoundStatus.OPEN}
        return await change(self._db_session, Round, theirs, {"status": RoundStatus.CANCELLED, "ended_at": ended_at})

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
        return tuple(mapped_round(row, with_turns=False) for row in rows)

    async def add_dispute(self, round_id: RoundId, turn: int, finding: str, filed_at: datetime) -> bool:
        """False when this finding of this turn is disputed already."""
        dispute_id = await insert_unless_there(
            self._db_session, Dispute, round_id=round_id, turn=turn, finding=finding, filed_at=filed_at
        )
        return dispute_id is not None
