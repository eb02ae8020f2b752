from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import RecordMissing
from storage.meeting_records import MeetingId
from storage.models import Edition
from storage.records import EditionId, EditionRecord
from storage.rows import edition_record
from storage.seal import Seal
from storage.statements import insert_unless_there, plain

_EDITIONS = plain(Edition).c
_REVISIONS = (
    select(_EDITIONS.script_id, func.max(_EDITIONS.revision).label("revision"))
    .where(_EDITIONS.meeting_id.is_(None))
    .group_by(_EDITIONS.script_id)
)


class Editions:
    def __init__(self, db_session: AsyncSession, seal: Seal) -> None:
        self._db_session = db_session
        self._seal = seal

    async def remember(
        self,
        digest: str,
        script_id: str,
        revision: int,
        temperament: str,
        body: str,
        meeting_id: MeetingId | None = None,
    ) -> EditionRecord:
        """The edition with this digest, stored now if it was not yet; whoever comes second gets the first one's. One that was made from a meeting is sealed, and belongs to it."""
        if meeting_id is not None:
            digest, body = self._seal.fingerprint(f"{meeting_id} {body}"), self._seal.close(body)
        known = await self._by_digest(digest)
        if known is not None:
            return known
        await insert_unless_there(
            self._db_session,
            Edition,
            digest=digest,
            script_id=script_id,
            revision=revision,
            temperament=temperament,
            body=body,
            meeting_id=meeting_id,
        )
        stored = await self._by_digest(digest)
        if stored is None:
            raise RecordMissing("The edition vanished while it was stored.")
        return stored

    async def get(self, edition_id: EditionId) -> EditionRecord:
        row = await self._db_session.get(Edition, edition_id)
        if row is None:
            raise RecordMissing("There is no such edition.")
        return self._opened(row)

    async def revisions(self) -> dict[str, int]:
        """The highest revision of each script that a round was ever begun with."""
        return {row.script_id: row.revision for row in await self._db_session.execute(_REVISIONS)}

    async def _by_digest(self, digest: str) -> EditionRecord | None:
        row = await self._db_session.scalar(select(Edition).where(Edition.digest == digest))
        return None if row is None else self._opened(row)

    def _opened(self, row: Edition) -> EditionRecord:
        found = edition_record(row)
        return found if found.meeting_id is None else replace(found, body=self._seal.open(found.body))
