from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.export import chats_of, exported
from storage.inbox import NOBODY
from storage.leases import WAITING
from storage.models import IdentityRow, Outgoing, Pace, Update, User
from storage.records import Identity, UserExport, UserId, UserRecord
from storage.rows import user_record
from storage.statements import insert_unless_there, update_one


class Users:
    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def by_identity(self, identity: Identity) -> UserRecord | None:
        row = await self._db_session.scalar(
            select(User)
            .join(IdentityRow, IdentityRow.user_id == User.id)
            .where(IdentityRow.front == identity.front, IdentityRow.external_id == identity.external_id)
        )
        return None if row is None else user_record(row)

    async def add(self, identity: Identity, name: str, created_at: datetime) -> UserRecord:
        """The new user; or the one who has this identity already, since two first messages may arrive at once."""
        user = User(name=name, temperament=None, timing=True, lends_objections=False, created_at=created_at)
        self._db_session.add(user)
        await self._db_session.flush()
        taken = not await insert_unless_there(
            self._db_session, IdentityRow, user_id=user.id, front=identity.front, external_id=identity.external_id
        )
        if taken:
            await self._db_session.delete(user)
            await self._db_session.flush()
        found = await self.by_identity(identity)
        if found is None:
            raise RecordMissing("The identity vanished while its user was added.")
        return found

    async def lock(self, user_id: UserId) -> None:
        """Until the unit of work ends, nobody else changes this user's things. SQLite's transactions exclude each other anyway and ignore FOR UPDATE."""
        if await self._db_session.scalar(select(User.id).where(User.id == user_id).with_for_update()) is None:
            raise RecordMissing("There is no such user.")

    async def set_preferences(
        self, user_id: UserId, *, temperament: str | None, timing: bool, lends_objections: bool
    ) -> None:
        await update_one(
            self._db_session,
            update(User)
            .where(User.id == user_id)
            .values(temperament=temperament, timing=timing, lends_objections=lends_objections),
        )

    async def rename(self, user_id: UserId, name: str) -> None:
        await update_one(self._db_session, update(User).where(User.id == user_id).values(name=name))

    async def erase(self, user_id: UserId) -> None:
        """The user and everything of theirs; erasing someone who is not there is done already.

        What still waits to be answered stays: the wish to be erased is itself such an update.
        """
        chats = await chats_of(self._db_session, user_id)
        await self._db_session.execute(delete(Outgoing).where(Outgoing.chat_id.in_(chats)))
        # The number of an update stays: delivered again it must not bring anybody back.
        done = update(Update).where(Update.lane.in_(chats), Update.status != WAITING)
        await self._db_session.execute(done.values(lane=NOBODY, body="", error=None, album=None))
        await self._db_session.execute(delete(Pace).where(Pace.chat_id.in_(chats)))
        await self._db_session.execute(delete(User).where(User.id == user_id))

    async def export(self, user_id: UserId) -> UserExport:
        """Everything stored about this user and nobody else, ready for JSON; times are ISO 8601 in UTC."""
        return await exported(self._db_session, user_id)
