"""Where nothing is moved: the other side is in use, or is not what it should be."""

import shutil
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from sqlalchemy import inspect

from storage import move as moving
from storage import schema
from storage.engine import create_engine, sqlite_url
from storage.errors import (
    DatabaseInUse,
    DatabaseMissing,
    MalformedDatabaseUrl,
    NotPostgresql,
    NotSqlite,
    SchemaOutdated,
    SchemaUnknown,
    StorageError,
    TargetNotEmpty,
)
from storage.move import move
from storage.unit_of_work import Database
from tests.databases import free_port, migrate
from tests.storage.move.installations import (
    ROOT,
    Installation,
    contents,
    is_empty,
    run,
)
from tests.storage.samples import add_user

HOLDER = """
import sys
from pathlib import Path
from storage.one_process import hold
hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


async def test_it_is_refused_while_the_bot_runs(sqlite_template: Path, target: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(sqlite_template, tmp_path / "held.db"))
    with subprocess.Popen(  # noqa: ASYNC220 (the other process is the point)
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as bot:
        assert bot.stdout
        assert bot.stdout.readline() == "held\n"
        with pytest.raises(DatabaseInUse, match="Stop it first"):
            await move(sqlite_url(path), target)
        bot.kill()
    assert await contents(target) == {}


async def test_a_target_in_use_is_refused_and_stays_as_it_is(source: Installation, target: str) -> None:
    await migrate(target)
    database = Database(create_engine(target))
    await add_user(database, name="Somebody else")
    await database.dispose()
    before = await contents(target)
    with pytest.raises(TargetNotEmpty, match=r"in use already \(table identities\)"):
        await move(source.url, target)
    assert await contents(target) == before


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE guests AS SELECT 'Mia' AS name", "CREATE TABLE users (name text)"],
    ids=["their rows", "their empty table of the same name"],
)
async def test_another_programs_database_is_refused_and_not_migrated(
    source: Installation, target: str, statement: str
) -> None:
    await run(target, statement)
    with pytest.raises(TargetNotEmpty):
        await move(source.url, target)
    engine = create_engine(target)
    async with engine.connect() as connection:
        assert len(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) == 1
    await engine.dispose()


async def test_a_row_that_comes_between_the_first_look_and_the_copy_is_seen(
    source: Installation, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_seen(_: object) -> None:
        await migrate(target)
        await run(target, "INSERT INTO users (name, timing, created_at) VALUES ('Mia', true, now())")

    monkeypatch.setattr(moving, "_refuse_used", nothing_seen)
    with pytest.raises(TargetNotEmpty, match="table users"):
        await move(source.url, target)


async def test_a_target_of_a_newer_program_is_refused(source: Installation, target: str) -> None:
    await migrate(target)
    await run(target, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaUnknown):
        await move(source.url, target)
    assert is_empty(await contents(target))


async def test_a_source_that_waits_for_a_migration_is_refused(empty: str, target: str) -> None:
    engine = create_engine(empty)
    await schema.downgrade(engine, "0001")
    await engine.dispose()
    with pytest.raises(SchemaOutdated, match="python -m bot migrate"):
        await move(empty, target)
    assert await contents(target) == {}


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


async def test_a_missing_source_is_told_and_not_made(target: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="DATABASE_URL"):
        await move(sqlite_url(tmp_path / "nowhere.db"), target)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("source_url", "target_url", "error"),
    [
        ("postgresql://ann:hunter2@host/stepdown", "postgresql://ann:hunter2@host/other", NotSqlite),
        ("sqlite:///stepdown.db", "sqlite:///other.db", NotPostgresql),
        ("sqlite:///stepdown.db", "postgresql://ann:hunter2@host:port/stepdown", MalformedDatabaseUrl),
    ],
)
async def test_only_sqlite_moves_and_only_to_postgresql(
    source_url: str, target_url: str, error: type[StorageError]
) -> None:
    with pytest.raises(error) as caught:
        await move(source_url, target_url)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


async def test_a_server_that_does_not_answer_changes_nothing(source: Installation) -> None:
    nobody_there = f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/stepdown"
    with pytest.raises(StorageError, match="does not answer") as caught:
        await move(source.url, nobody_there)
    assert "hunter2" not in str(caught.value)
