import asyncio
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.engine import sqlite_url
from storage.errors import DatabaseUnavailable, DatabaseUnwritable, MalformedDatabaseUrl
from storage.health import PostgresqlHealth, SchemaState, SqliteHealth, look_at
from tests.databases import PostgresqlServer, execute, free_port

HOLDER = """
import sys
from pathlib import Path
from storage.one_process import hold
hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


async def write_revision(url: str, revision: str) -> None:
    """As a program of another version leaves it; past the engine, which would keep a SQLite file to this process."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        return
    server = await asyncpg.connect(url)
    await server.execute("UPDATE alembic_version SET version_num = $1", revision)
    await server.close()


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    """A migrated SQLite file, as the program leaves it: with its lock beside it."""
    path = Path(shutil.copy(sqlite_template, tmp_path / "stepdown.db"))
    path.with_name("stepdown.db.lock").touch()
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir()}


def damage(path: Path) -> None:
    """All but the header, which says that this is a SQLite file."""
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("revision", "state"), [("0001", SchemaState.OLDER), ("9999", SchemaState.NEWER), ("else", SchemaState.NEWER)]
)
async def test_a_schema_of_another_version_is_told(database_url: str, revision: str, state: SchemaState) -> None:
    await write_revision(database_url, revision)
    assert (await look_at(database_url)).schema is state


async def test_the_schema_of_this_version_is_told(database_url: str) -> None:
    assert (await look_at(database_url)).schema is SchemaState.CURRENT


async def test_a_database_without_a_schema_is_told(empty_database_url: str) -> None:
    assert (await look_at(empty_database_url)).schema is SchemaState.MISSING


async def test_looking_at_a_file_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    health = await look_at(sqlite_url(tmp_path / "new" / "stepdown.db"))
    assert isinstance(health, SqliteHealth)
    assert not health.exists
    assert health.free_bytes > 0
    assert contents(tmp_path) == {}


async def test_looking_leaves_a_file_as_it_was_and_free_for_the_next(file: Path) -> None:
    before = contents(file.parent)
    found = [(await look_at(sqlite_url(file))).schema for _ in range(2)]
    assert found == [SchemaState.CURRENT, SchemaState.CURRENT]
    assert contents(file.parent) == before


async def test_a_file_that_another_process_has_is_left_alone(file: Path) -> None:
    with subprocess.Popen(  # noqa: ASYNC220 (the other process is the point)
        [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        meanwhile = await look_at(sqlite_url(file))
        other.communicate("")
    assert meanwhile.schema is None
    assert (await look_at(sqlite_url(file))).schema is SchemaState.CURRENT


@pytest.mark.parametrize("place", ["file/stepdown.db", "file/below/stepdown.db", "folder"])
async def test_a_path_that_cannot_be_a_file_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(DatabaseUnwritable, match=str(tmp_path / place)):
        await look_at(sqlite_url(tmp_path / place))


async def test_a_lock_that_cannot_be_opened_is_told(file: Path) -> None:
    lock = file.with_name("stepdown.db.lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(DatabaseUnwritable, match=r"stepdown\.db\.lock beside the database"):
        await look_at(sqlite_url(file))


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "stepdown.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnwritable, match="not a SQLite database"):
        await look_at(sqlite_url(path))


async def test_a_damaged_file_is_told(file: Path) -> None:
    damage(file)
    with pytest.raises(DatabaseUnavailable, match="cannot be read"):
        await look_at(sqlite_url(file))


async def test_a_malformed_url_is_told() -> None:
    with pytest.raises(MalformedDatabaseUrl):
        await look_at("stepdown.db")


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_server_tells_its_version_its_encoding_and_what_this_user_may(database_url: str) -> None:
    health = await look_at(database_url)
    assert isinstance(health, PostgresqlHealth)
    assert health.version.startswith(f"{health.major}.")
    assert health.major >= 14
    assert (health.encoding, health.makes_tables) == ("UTF8", True)
    assert 0 < health.seconds < 10
    assert health.connections == 57


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize("limited", ["DATABASE", "ROLE"])
async def test_the_tightest_limit_of_connections_counts(
    empty_database_url: str, postgresql_server: PostgresqlServer, limited: str
) -> None:
    await execute(postgresql_server, "CREATE ROLE few LOGIN")
    name = "few" if limited == "ROLE" else empty_database_url.rpartition("/")[2]
    await execute(postgresql_server, f"ALTER {limited} {name} CONNECTION LIMIT 8")
    health = await look_at(empty_database_url.replace("postgres@", "few@"))
    await execute(postgresql_server, "DROP ROLE few")
    assert isinstance(health, PostgresqlHealth)
    assert health.connections == 8


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_user_who_may_not_make_tables_is_told(
    empty_database_url: str, postgresql_server: PostgresqlServer
) -> None:
    await execute(postgresql_server, "CREATE ROLE reader LOGIN")
    health = await look_at(empty_database_url.replace("postgres@", "reader@"))
    await execute(postgresql_server, "DROP ROLE reader")
    assert isinstance(health, PostgresqlHealth)
    assert not health.makes_tables


@pytest.mark.parametrize(
    ("user", "name", "told"), [("postgres", "nowhere", "no database"), ("ann", "postgres", "user")]
)
async def test_a_server_that_refuses_says_why(
    postgresql_server: PostgresqlServer, user: str, name: str, told: str
) -> None:
    url = postgresql_server.url(name).replace("postgres@", f"{user}:hunter2@")
    with pytest.raises(DatabaseUnavailable, match=told) as caught:
        await look_at(url)
    assert "hunter2" not in str(caught.value)


async def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        await look_at(f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/stepdown")


async def test_a_server_that_says_nothing_is_given_up() -> None:
    with silent_server() as port:
        async with asyncio.timeout(5):
            with pytest.raises(DatabaseUnavailable, match=r"within 0\.1 s"):
                await look_at(f"postgresql://ann:hunter2@127.0.0.1:{port}/stepdown?sslmode=disable", patience=0.1)
