import asyncio
import re
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import schema
from storage.engine import connected, create_engine, sqlite_url
from storage.errors import (
    DatabaseInUse,
    DatabaseUnavailable,
    DatabaseUnwritable,
    MalformedDatabaseUrl,
    StorageError,
    UnknownDatabase,
)
from tests.databases import PostgresqlServer, free_port, postgresql_database


async def pragmas(engine: AsyncEngine, *names: str) -> list[object]:
    async with connected(engine) as connection:
        return [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in names]


@pytest.mark.parametrize(
    ("url", "rendered"),
    [
        ("sqlite:///data/stepdown.db", "sqlite+aiosqlite:///data/stepdown.db"),
        ("sqlite+aiosqlite:////srv/stepdown.db", "sqlite+aiosqlite:////srv/stepdown.db"),
        ("postgresql://ann@host/stepdown", "postgresql+asyncpg://ann@host/stepdown"),
        ("postgres://ann@host:6432/stepdown", "postgresql+asyncpg://ann@host:6432/stepdown"),
        ("postgresql+asyncpg://ann@host/stepdown", "postgresql+asyncpg://ann@host/stepdown"),
        ("postgres://ann@host/stepdown?sslmode=require", "postgresql+asyncpg://ann@host/stepdown?ssl=require"),
        ("postgres://ann@host/stepdown?channel_binding=require", "postgresql+asyncpg://ann@host/stepdown"),
        ("postgresql://ann@/stepdown?host=/run/sql", "postgresql+asyncpg://ann@/stepdown?host=%2Frun%2Fsql"),
    ],
)
def test_urls_are_taken_as_people_and_hosts_write_them(url: str, rendered: str) -> None:
    assert create_engine(url).url.render_as_string() == rendered


@pytest.mark.parametrize(
    "url",
    [
        "",
        "stepdown.db",
        "postgres//ann:hunter2@host/stepdown",
        "postgresql://ann:hunter2@host:port/stepdown",
        "postgresql://ann:hunter2@host",
        "postgresql://ann:hunter2@host/stepdown?passfile=hunter2",
        "postgresql://ann:hunter2@host/stepdown?port=hunter2",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:stepdown.db?uri=true",
        "sqlite:///stepdown.db?mode=hunter2",
        "sqlite://hunter2/stepdown.db",
    ],
)
def test_a_malformed_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(MalformedDatabaseUrl) as caught:
        create_engine(url)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("scheme", ["mysql", "postgresql+psycopg", "https", "sqlite+pysqlcipher"])
def test_an_unknown_database_is_refused_by_its_scheme(scheme: str) -> None:
    with pytest.raises(UnknownDatabase, match=re.escape(f"begins with {scheme}.")):
        create_engine(f"{scheme}://ann:hunter2@host/stepdown")


async def test_a_process_takes_no_more_of_a_server_than_its_pool(
    postgresql_server: PostgresqlServer, postgresql_template: str
) -> None:
    async with postgresql_database(postgresql_server, postgresql_template) as url:
        engine = create_engine(url, pool=2)

        async def asks() -> None:
            async with connected(engine) as connection:
                await connection.exec_driver_sql("SELECT pg_sleep(0.02)")

        await asyncio.gather(*(asks() for _ in range(6)))
        async with connected(engine) as connection:
            count = await connection.exec_driver_sql(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            )
            assert count.scalar() == 2
        await engine.dispose()


async def test_a_statement_ends_when_its_time_is_over(
    postgresql_server: PostgresqlServer, postgresql_template: str
) -> None:
    async with postgresql_database(postgresql_server, postgresql_template) as url:
        engine = create_engine(url, statement_seconds=1)
        with pytest.raises(DatabaseUnavailable):
            async with connected(engine) as connection:
                await connection.exec_driver_sql("SELECT pg_sleep(3)")
        await engine.dispose()


def test_every_error_has_a_code_of_its_own() -> None:
    errors: list[type[StorageError]] = [StorageError, *StorageError.__subclasses__()]
    assert len({error.code for error in errors}) == len(errors)


async def test_sqlite_makes_its_folder_and_a_file_for_its_owner_on_first_use(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "stepdown.db"
    engine = create_engine(f"sqlite:///{path}")
    assert not path.parent.exists()
    await schema.upgrade(engine)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    await engine.dispose()
    assert modes == {0o600}


async def test_sqlite_is_durable_and_checks_references(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'stepdown.db'}")
    found = await pragmas(engine, "journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
    await engine.dispose()
    assert found == ["wal", 2, 1, 30000, 1]


async def test_sqlite_takes_the_write_lock_with_the_first_reading(tmp_path: Path) -> None:
    path = tmp_path / "stepdown.db"
    first, second = create_engine(f"sqlite:///{path}"), create_engine(f"sqlite:///{path}")
    assert await pragmas(second, "busy_timeout = 1") == [1]
    async with connected(first) as reader:
        await reader.exec_driver_sql("SELECT 1")
        with pytest.raises(DatabaseUnavailable):
            await pragmas(second, "user_version")
    assert await pragmas(second, "user_version") == [0]
    await first.dispose()
    await second.dispose()


@pytest.mark.parametrize("place", ["file/stepdown.db", "file/below/stepdown.db", "folder"])
async def test_an_unwritable_path_is_told_on_first_use(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path / place}")
    with pytest.raises(DatabaseUnwritable, match=str(tmp_path / place)):
        await schema.upgrade(engine)
    await engine.dispose()


async def test_a_file_that_is_no_database_is_told_on_first_use(tmp_path: Path) -> None:
    path = tmp_path / "stepdown.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    engine = create_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnwritable, match="not a SQLite database"):
        await schema.upgrade(engine)
    await engine.dispose()
    assert path.read_text(encoding="utf-8").startswith("Dear diary")


async def test_a_server_that_does_not_answer_is_told() -> None:
    engine = create_engine(f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/stepdown")
    with pytest.raises(DatabaseUnavailable) as caught:
        await schema.upgrade(engine)
    await engine.dispose()
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


async def test_a_missing_database_on_the_server_is_told(postgresql_server: PostgresqlServer) -> None:
    engine = create_engine(postgresql_server.url("nowhere"))
    with pytest.raises(DatabaseUnavailable):
        await schema.upgrade(engine)
    await engine.dispose()


HOLDER = """
import asyncio, sys
from storage.engine import create_engine, sqlite_url, sqlite_url
from storage.schema import upgrade
from pathlib import Path
asyncio.run(upgrade(create_engine(sqlite_url(Path(sys.argv[1])))))
print("held", flush=True)
sys.stdin.read()
"""


async def test_a_second_process_on_the_same_file_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    path = tmp_path / "stepdown.db"
    with subprocess.Popen(  # noqa: ASYNC220 (the other process is the point)
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        engine = create_engine(sqlite_url(path))
        with pytest.raises(DatabaseInUse, match="Another process uses"):
            await schema.upgrade(engine)
        first.kill()
        first.wait()
        await schema.upgrade(engine)
        await engine.dispose()


@pytest.mark.parametrize("name", ["what?.db", "a%20b@c.db", "ünï code.db", "a#b.db"])
async def test_any_path_is_a_path(tmp_path: Path, name: str) -> None:
    engine = create_engine(sqlite_url(tmp_path / name))
    await schema.upgrade(engine)
    await engine.dispose()
    assert (tmp_path / name).is_file()
