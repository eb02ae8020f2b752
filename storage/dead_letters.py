from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import DeadLetter
from storage.statements import insert_unless_there, lock_number

MOST = 100
"""Kept of each bot; the oldest make room."""

LONGEST = 4_000
"""Bytes kept of each."""


class DeadLetters:
    """What was handed over and cannot be read as an update, for whoever looks after the bot: the beginning of each, once, and not many."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def add(self, bot_id: int, letter: bytes, received_at: datetime) -> bool:
        """False where the same bytes are here already."""
        await lock_number(self._db_session, bot_id)
        row_id = await insert_unless_there(
            self._db_session,
            DeadLetter,
            bot_id=bot_id,
            digest=sha256(letter).hexdigest(),
            size=len(letter),
            beginning=_readable(letter[:LONGEST]),
            received_at=received_at,
        )
        newest = select(DeadLetter.id).where(DeadLetter.bot_id == bot_id).order_by(DeadLetter.id.desc()).limit(MOST)
        await self._db_session.execute(
            delete(DeadLetter).where(DeadLetter.bot_id == bot_id, DeadLetter.id.not_in(newest))
        )
        return row_id is not None

    async def forget(self, received_before: datetime) -> int:
        """Removes what came long ago; returns how many there were."""
        gone = await self._db_session.scalars(
            delete(DeadLetter).where(DeadLetter.received_at < received_before).returning(DeadLetter.id)
        )
        return len(gone.all())


def _readable(letter: bytes) -> str:
    """As text that both databases keep, whatever the bytes are."""
    return letter.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
