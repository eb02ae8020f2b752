from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Dispute, Round, User
from storage.records import DisputeId, LentDispute, UserId
from storage.rounds import WITH_TURNS
from storage.rows import dispute_record, mapped_round


class Disputes:
    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def any_of(self, user_id: UserId) -> bool:
        """Whether this user has ever objected to anything."""
        theirs = select(Dispute.id).join(Round, Round.id == Dispute.round_id).where(Round.user_id == user_id)
        return bool(await self._db_session.scalar(select(exists(theirs))))

    async def lent(self, *, after: DisputeId, limit: int) -> tuple[LentDispute, ...]:
        """One page, in the order of their ids, of the disputes of users who lend theirs now; 0 begins with the first."""
        rows = await self._db_session.execute(
            select(Dispute, Round, User.name)
            .join(Round, Round.id == Dispute.round_id)
            .join(User, User.id == Round.user_id)
            .where(User.lends_objections, Dispute.id > after)
            .order_by(Dispute.id)
            .limit(limit)
            .options(*WITH_TURNS)
        )
        return tuple(
            LentDispute(
                id=DisputeId(dispute.id),
                dispute=dispute_record(dispute),
                round=mapped_round(played, with_turns=True),
                user_name=name,
            )
            for dispute, played, name in rows
        )
