import asyncio

import pytest

from storage.errors import RecordMissing
from storage.records import EditionId, EditionRecord
from storage.unit_of_work import Database

BODY = '{"lines": ["“No”, she said."]}'


async def remember(database: Database, digest: str = "d1", body: str = BODY) -> EditionRecord:
    async with database.unit_of_work() as uow:
        edition = await uow.editions.remember(digest, "salary-raise", 3, "guarded", body)
        await uow.commit()
    return edition


async def test_an_edition_comes_back_as_it_was_remembered(database: Database) -> None:
    stored = await remember(database)
    async with database.unit_of_work() as uow:
        assert await uow.editions.get(stored.id) == stored
    assert stored == EditionRecord(
        id=stored.id, digest="d1", script_id="salary-raise", revision=3, temperament="guarded", body=BODY
    )


async def test_the_same_digest_is_stored_once(database: Database) -> None:
    first = await remember(database)
    assert await remember(database, body="something else") == first
    assert (await remember(database, digest="d2")).id != first.id


async def test_editions_remembered_at_once_are_one(database: Database) -> None:
    editions = await asyncio.gather(*(remember(database, body=f"{number}") for number in range(4)))
    assert len(set(editions)) == 1


async def test_an_edition_remembered_while_a_rival_gives_up_is_stored(database: Database) -> None:
    """The rival's uncommitted row makes the second wait on PostgreSQL; its rollback must not leave the second with nothing."""
    async with database.unit_of_work() as uow:
        await uow.editions.remember("d1", "salary-raise", 3, "guarded", "rival")
        second = asyncio.create_task(remember(database))
        await asyncio.wait({second}, timeout=0.1)
    assert (await second).body == BODY


async def test_an_unknown_edition_is_missing(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(RecordMissing):
            await uow.editions.get(EditionId(999))


async def test_the_highest_revision_of_each_script_is_known(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.editions.revisions() == {}
        for number, (script_id, revision) in enumerate((("salary-raise", 3), ("salary-raise", 2), ("b2b-pilot", 1))):
            await uow.editions.remember(f"d{number}", script_id, revision, "guarded", BODY)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.editions.revisions() == {"salary-raise": 3, "b2b-pilot": 1}
