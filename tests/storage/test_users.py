import asyncio

import pytest

from storage.errors import RecordMissing
from storage.records import Identity, UserId
from storage.unit_of_work import Database
from tests.storage.samples import ANN, BEN, NOON, add_user, finished_round, open_round

NOBODY = UserId(999)


async def test_a_user_is_found_by_the_identity_they_were_added_with(database: Database) -> None:
    added = await add_user(database)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) == added
    assert (added.name, added.temperament, added.timing, added.created_at) == ("Ann", None, True, NOON)


@pytest.mark.parametrize("stranger", [BEN, Identity(front="terminal", external_id="501")])
async def test_nobody_is_found_by_another_identity(database: Database, stranger: Identity) -> None:
    await add_user(database)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(stranger) is None


async def test_adding_a_known_identity_gives_the_user_who_has_it(database: Database) -> None:
    first = await add_user(database)
    assert await add_user(database, name="Anna") == first
    async with database.unit_of_work() as uow:
        assert (await uow.users.add(BEN, "Ben", NOON)).name == "Ben"


async def test_two_first_messages_at_once_make_one_user(database: Database) -> None:
    first, second = await asyncio.gather(add_user(database), add_user(database, name="Anna"))
    assert first == second
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) == first


async def test_preferences_and_names_change_for_one_user_only(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    async with database.unit_of_work() as uow:
        await uow.users.set_preferences(ann.id, temperament="reactant", timing=False, lends_objections=True)
        await uow.users.rename(ann.id, "Änne")
        await uow.commit()
    async with database.unit_of_work() as uow:
        changed = await uow.users.by_identity(ANN)
        assert await uow.users.by_identity(BEN) == ben
    assert changed is not None
    assert (changed.name, changed.temperament) == ("Änne", "reactant")
    assert (changed.timing, changed.lends_objections) == (False, True)


async def test_a_change_is_seen_in_the_unit_of_work_that_made_it(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        before = await uow.users.by_identity(ANN)
        await uow.users.rename(ann.id, "Änne")
        after = await uow.users.by_identity(ANN)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Ann", "Änne")


async def test_a_missing_user_cannot_be_changed_or_exported(database: Database) -> None:
    async with database.unit_of_work() as uow:
        for attempt in (
            uow.users.rename(NOBODY, "x"),
            uow.users.set_preferences(NOBODY, temperament=None, timing=True, lends_objections=True),
            uow.users.export(NOBODY),
        ):
            with pytest.raises(RecordMissing):
                await attempt


async def test_a_locked_user_waits_for_the_unit_of_work_that_locked_them(database: Database) -> None:
    ann = await add_user(database)

    async def lock() -> None:
        async with database.unit_of_work() as uow:
            assert await uow.users.by_identity(ANN, locked=True) == ann

    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN, locked=True) == ann
        second = asyncio.create_task(lock())
        _, waiting = await asyncio.wait({second}, timeout=0.1)
    await second
    assert waiting == {second}


async def test_erasing_a_user_takes_everything_of_theirs_and_nothing_of_others(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    parent = await finished_round(database, ann.id)
    await finished_round(database, ann.id, parent=parent)
    await open_round(database, ann.id)
    of_ben = await finished_round(database, ben.id)
    async with database.unit_of_work() as uow:
        kept = await uow.users.export(ben.id)
        await uow.users.erase(ann.id)
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) is None
        assert await uow.rounds.get(ann.id, parent) is None
        assert await uow.users.export(ben.id) == kept
        assert await uow.rounds.get(ben.id, of_ben) is not None


async def test_erasing_a_user_leaves_no_row_that_belonged_to_them(database: Database) -> None:
    ann = await add_user(database)
    await finished_round(database, ann.id)
    async with database.unit_of_work() as uow:
        await uow.users.erase(ann.id)
        await uow.commit()
    async with database.engine.connect() as connection:
        left = {
            table: (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608 (fixed names)
            for table in ("users", "identities", "rounds", "turns", "verdicts", "scores", "disputes", "editions")
        }
    assert left == dict.fromkeys(left, 0) | {"editions": 1}


async def test_an_erased_users_id_is_never_given_again(database: Database) -> None:
    ann = await add_user(database)
    async with database.unit_of_work() as uow:
        await uow.users.erase(ann.id)
        await uow.commit()
    assert (await add_user(database)).id != ann.id


async def test_erasing_nobody_is_no_error(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.erase(NOBODY)
        await uow.commit()
