from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Dispute, Round, Score
from storage.records import PlayedScript, RoundKind, RoundStatus, ScoreRecord, UserId
from storage.rows import score_record
from storage.statements import plain

_ROUNDS, _SCORE, _DISPUTE = plain(Round).c, plain(Score).c, plain(Dispute).c
_FINISHED = (
    _ROUNDS.user_id == bindparam("user_id"),
    _ROUNDS.status == RoundStatus.FINISHED,
    _ROUNDS.kind == RoundKind.PRACTICE,
)
# Of one user's rounds the later one has the higher id.
_BY_SCRIPT = (
    select(_ROUNDS.script_id, func.count().label("times"), func.max(_ROUNDS.id).label("last"))
    .where(*_FINISHED)
    .group_by(_ROUNDS.script_id)
    .subquery()
)
_SCRIPTS = (
    select(_BY_SCRIPT.c.script_id, _BY_SCRIPT.c.times, _ROUNDS.temperament, _ROUNDS.total)
    .join_from(_BY_SCRIPT, plain(Round), _ROUNDS.id == _BY_SCRIPT.c.last)
    .order_by(_BY_SCRIPT.c.last)
)
_LATELY = (
    select(_ROUNDS.id)
    .where(*_FINISHED)
    .order_by(_ROUNDS.started_at.desc(), _ROUNDS.id.desc())
    .limit(bindparam("rounds", type_=Integer))
    .subquery()
)
_SCORES = (
    select(_SCORE.criterion, _SCORE.points, _SCORE.possible)
    .join_from(plain(Score), _LATELY, _SCORE.round_id == _LATELY.c.id)
    .outerjoin(plain(Dispute), (_DISPUTE.round_id == _SCORE.round_id) & (_DISPUTE.finding == _SCORE.criterion))
    .where(_DISPUTE.id.is_(None))
    .order_by(_SCORE.id)
)


class Played:
    """A user's finished practice rounds, summed up; what-ifs do not count."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def scripts(self, user_id: UserId) -> tuple[PlayedScript, ...]:
        """Every script that the user played to the end, the one not played for longest first."""
        rows = await self._db_session.execute(_SCRIPTS, {"user_id": user_id})
        return tuple(
            PlayedScript(script_id=row.script_id, times=row.times, temperament=row.temperament, total=row.total or 0)
            for row in rows
        )

    async def scores(self, user_id: UserId, *, rounds: int) -> tuple[ScoreRecord, ...]:
        """Every score of the last `rounds` rounds, but for criteria that are in dispute."""
        rows = await self._db_session.execute(_SCORES, {"user_id": user_id, "rounds": rounds})
        return tuple(map(score_record, rows))
