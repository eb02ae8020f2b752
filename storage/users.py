from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.export import chats_of, exported
from storage.inbox import NOBODY
from storage.leases import WAITING
from storage.models import IdentityRow, Outgoing, Pace, Update, User
from storage.records import Identity, UserExport, UserId, UserRecord
from storage.rows import user_record
from storage.seal import Seal
from storage.statements import change_one, insert_unless_there, plain

_USERS, _IDENTITIES = plain(User), plain(IdentityRow)
_BY_IDENTITY = (
    select(*_USERS.c)
    .join_from(_USERS, _IDENTITIES, _IDENTITIES.c.user_id == _USERS.c.id)
    .where(_IDENTITIES.c.front == bindparam("front"), _IDENTITIES.c.external_id == bindparam("external_id"))
)
_LOCKED = _BY_IDENTITY.with_for_update(of=_USERS)


class Users:
    def __init__(self, db_session: AsyncSession, seal: Seal) -> None:
        self._db_session = db_session
        self._seal = seal

    async def by_identity(self, identity: Identity, *, locked: bool = False) -> UserRecord | None:
        """`locked`: until the unit of work ends, nobody else changes this user's things. SQLite's transactions exclude each other anyway."""
        asked = {"front": identity.front, "external_id": identity.external_id}
        row = (await self._db_session.execute(_LOCKED if locked else _BY_IDENTITY, asked)).one_or_none()
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

    async def set_preferences(
        self, user_id: UserId, *, temperament: str | None, timing: bool, lends_objections: bool
    ) -> None:
        wanted = {"temperament": temperament, "timing": timing, "lends_objections": lends_objections}
        await change_one(self._db_session, User, {"id": user_id}, wanted)

    async def rename(self, user_id: UserId, name: str) -> None:
        await change_one(self._db_session, User, {"id": user_id}, {"name": name})

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
        return await exported(self._db_session, user_id, self._seal)
