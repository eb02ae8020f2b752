import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import schema
from storage.engine import create_engine
from storage.errors import RecordRefused, SchemaUnknown
from storage.models import Base
from storage.records import RoundId
from storage.unit_of_work import Database
from tests.storage.samples import ANN, NOON, add_user

TABLES = set(Base.metadata.tables)


async def table_names(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) - {"alembic_version"}


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


async def test_a_database_goes_up_down_and_up_again(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    await schema.upgrade(engine)
    up = await table_names(engine)
    await schema.downgrade(engine, "base")
    down = await table_names(engine)
    await schema.upgrade(engine)
    again = await table_names(engine)
    await engine.dispose()
    assert (up, down, again) == (TABLES, set(), TABLES)


async def test_the_migrations_lead_to_the_models(database_url: str) -> None:
    engine = create_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []


def index_definition(index: ReflectedIndex) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


def definitions(connection: Connection) -> dict[str, object]:
    """What autogeneration does not compare: checks, cascades and the conditions of indexes."""
    found = inspect(connection)
    return {
        table: (
            found.get_check_constraints(table),
            sorted(found.get_foreign_keys(table), key=str),
            sorted(map(index_definition, found.get_indexes(table))),
            sorted(map(str, found.get_unique_constraints(table))),
            found.get_pk_constraint(table),
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(table)],
        )
        for table in sorted(TABLES)
    }


async def test_the_migrations_make_what_the_models_make(database_url: str, empty_database_url: str) -> None:
    found = []
    for url in (database_url, empty_database_url):
        engine = create_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
            found.append(await connection.run_sync(definitions))
        await engine.dispose()
    assert found[0] == found[1]


def test_the_known_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


async def test_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    engines = [create_engine(empty_database_url) for _ in range(2)]
    await asyncio.gather(*map(schema.upgrade, engines))
    assert await table_names(engines[0]) == TABLES
    for engine in engines:
        await engine.dispose()


async def test_upgrading_keeps_references_checked(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    await schema.upgrade(engine)
    database = Database(engine)
    with pytest.raises(RecordRefused):
        async with database.unit_of_work() as uow:
            await uow.rounds.add_dispute(RoundId(1), 1, "ask", NOON)
    await database.dispose()


async def test_upgrading_keeps_records(database: Database) -> None:
    ann = await add_user(database)
    await schema.upgrade(database.engine)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) == ann


async def test_users_of_an_older_schema_lend_nothing_and_survive_the_way_back(database: Database) -> None:
    ann = await add_user(database)
    await schema.downgrade(database.engine, "0001")
    async with database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT name FROM users"))).scalars().all() == ["Ann"]
    await schema.upgrade(database.engine)
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(ANN) == ann
        await uow.users.erase(ann.id)
        await uow.commit()
    # Ids stay unique for ever, also behind a migration.
    assert (await add_user(database)).id > ann.id


async def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaUnknown):
        await schema.upgrade(database.engine)


def test_an_up_to_date_database_is_opened_without_alembic(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from storage import schema; from storage.engine import create_engine; "
        "engine = create_engine(sys.argv[1]); asyncio.run(schema.upgrade(engine)); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, f"sqlite:///{tmp_path / 'stepdown.db'}"]
    root = Path(schema.__file__).parents[1]
    loaded = [subprocess.run(command, check=True, capture_output=True, text=True, cwd=root).stdout for _ in range(2)]
    assert loaded == ["True\n", "False\n"]
