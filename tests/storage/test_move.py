"""A whole installation on its way from SQLite to a real PostgreSQL server, compared to the letter."""

import os
import re
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, Table, func, insert, inspect, select, text
from sqlalchemy.types import Boolean

from storage import move as moving
from storage import schema
from storage.columns import Instant, PlainText, RealNumber
from storage.engine import create_engine, sqlite_url
from storage.errors import (
    CopyDiffers,
    DatabaseDamaged,
    DatabaseInUse,
    DatabaseMissing,
    MalformedDatabaseUrl,
    NotPostgresql,
    NotSqlite,
    SchemaOutdated,
    SchemaUnknown,
    StorageError,
    TargetNotEmpty,
    UnstorableValue,
)
from storage.models import Base
from storage.move import move
from storage.records import Identity, RoundKind, UserId
from storage.unit_of_work import Database
from tests.databases import PostgresqlServer, free_port, migrate, postgresql_database
from tests.storage.samples import ANN, BEN, NOON, TURN, add_user, finished_round, minutes, new_round, open_round

TABLES = Base.metadata.sorted_tables
ROOT = Path(schema.__file__).parents[1]
CLEO = Identity(front="telegram", external_id="777")
ODD = Identity(front="telegram", external_id="")
# One step from the ends of the calendar, which PostgreSQL's driver takes for infinity.
FIRST_MOMENT = datetime.min.replace(tzinfo=UTC) + datetime.resolution
LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - datetime.resolution
ODD_TEXT = "🙂👩🏽‍🚀 Zoë\n\t\x01\x7f\\ 'quoted' \"so\" %s :name \u200f\ufeff\U0010ffff\r\n"
LONG_TEXT = "Ω🙂 and so on, " * 100_000
BATCH = 3


@dataclass(frozen=True, kw_only=True)
class Installation:
    """A SQLite installation with something in every table; `last_user` and `last_round` are ids that were given to people who erased themselves."""

    url: str
    path: Path
    ann: UserId
    ben: UserId
    last_user: int
    last_round: int


@pytest.fixture
async def empty(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite installation that nobody has used."""
    return sqlite_url(Path(shutil.copy(sqlite_template, tmp_path / "stepdown.db")))


@pytest.fixture
async def source(empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setattr(moving, "BATCH", BATCH)
    database = Database(create_engine(empty))
    ann = await add_user(database, name=ODD_TEXT)
    ben = await add_user(database, BEN, name="")
    await add_user(database, ODD, name="Nobody's number")
    first = await finished_round(database, ann.id)
    # Several batches of rounds, each with a parent among the others.
    for count in range(2 * BATCH):
        first = await finished_round(
            database, ann.id, kind=RoundKind.WHAT_IF, started_at=minutes(count + 1), parent=first
        )
    await open_round(database, ann.id)
    await odd_round(database, ben.id)
    last_user, last_round = await erased(database)
    async with database.engine.begin() as connection:
        for table in TABLES:
            if (await connection.execute(select(table).limit(1))).first() is None:
                await connection.execute(insert(table), [row_of(table, number) for number in (1, 2, 3)])
    await database.dispose()
    return Installation(
        url=empty,
        path=tmp_path / "stepdown.db",
        ann=ann.id,
        ben=ben.id,
        last_user=last_user,
        last_round=last_round,
    )


async def odd_round(database: Database, user_id: UserId) -> None:
    """Texts, numbers and instants that databases like to change."""
    verdicts = (replace(TURN.verdicts[0], quote=ODD_TEXT, probability=0.1 + 0.2),)
    async with database.unit_of_work() as uow:
        added = await uow.rounds.add(replace(await new_round(uow, user_id), seed=-(2**63) + 1, started_at=FIRST_MOMENT))
        for number, words, elapsed in ((1, ODD_TEXT, 5e-324), (2, "", -0.0), (3, LONG_TEXT, 1.7976931348623157e308)):
            turn = replace(
                TURN, number=number, text=words, elapsed=elapsed, sent_at=LAST_MOMENT, reply="", verdicts=verdicts
            )
            await uow.rounds.add_turn(added.id, turn, replied_at=LAST_MOMENT, state=ODD_TEXT)
        await uow.rounds.finish(added.id, total=-1, scores=(), ended_at=LAST_MOMENT)
        await uow.commit()


async def erased(database: Database) -> tuple[int, int]:
    """The ids of a user and a round that are gone; both were the largest."""
    cleo = await add_user(database, CLEO)
    played = await finished_round(database, cleo.id)
    async with database.unit_of_work() as uow:
        await uow.users.erase(cleo.id)
        await uow.commit()
    return cleo.id, played


def row_of(table: Table, number: int) -> dict[str, object]:
    """A row for a table that no repository filled above, so that a new table cannot be forgotten here."""
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: Column[object], number: int) -> object:
    allowed = [
        found[1]
        for constraint in column.table.constraints
        if isinstance(constraint, CheckConstraint)
        and (found := re.match(rf"{column.name} IN \('(\w+)'", str(constraint.sqltext)))
    ]
    if allowed:
        return allowed[0]
    values: dict[type[object], object] = {
        PlainText: f"{ODD_TEXT}{number}",
        Instant: NOON,
        RealNumber: 0.5,
        Boolean: True,
    }
    return values.get(type(column.type), number)


@pytest.fixture
async def target(postgresql_server: PostgresqlServer) -> AsyncIterator[str]:
    """A PostgreSQL database without any table."""
    async with postgresql_database(postgresql_server, "template0") as url:
        yield url


Rows = dict[str, list[tuple[object, ...]]]


async def contents(url: str) -> Rows:
    """Every row of every table that the database itself has, whatever the program believes."""
    engine = create_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        found = {}
        for name in sorted(set(names) - {"alembic_version"}):
            table = Base.metadata.tables[name]
            rows = await connection.execute(select(table).order_by(table.c.id))
            found[name] = [tuple(row) for row in rows]
    await engine.dispose()
    return found


async def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def is_empty(rows: Rows) -> bool:
    return bool(rows) and not any(rows.values())


async def test_every_table_arrives_to_the_letter(source: Installation, target: str) -> None:
    moved = await move(source.url, target)
    before, after = await contents(source.url), await contents(target)
    assert after == before
    assert {table.name: table.rows for table in moved} == {name: len(rows) for name, rows in before.items()}
    # A table without rows would have proved nothing.
    assert [name for name, rows in before.items() if not rows] == []


async def test_everybody_finds_their_own_things_again(source: Installation, target: str) -> None:
    await move(source.url, target)
    seen = []
    for url in (source.url, target):
        database = Database(create_engine(url))
        async with database.unit_of_work() as uow:
            ann, ben = await uow.users.by_identity(ANN), await uow.users.by_identity(BEN)
            assert ann
            assert ben
            page = await uow.rounds.page(ann.id, offset=0, limit=1000)
            opened, latest = await uow.rounds.open_of(ann.id), await uow.rounds.latest(ben.id)
            assert latest
            editions = [await uow.editions.get(each.edition_id) for each in page.rounds]
            exports = [await uow.users.export(user.id) for user in (ann, ben)]
            seen.append((ann, ben, page, opened, latest, editions, exports))
        await database.dispose()
    assert seen[1] == seen[0]
    ann, ben, page, opened, latest, *_ = seen[1]
    assert (ann.id, ann.name, ben.id, ben.name) == (source.ann, ODD_TEXT, source.ben, "")
    assert page.total == 2 * BATCH + 1
    assert opened is not None
    assert [turn.text for turn in latest.turns] == [ODD_TEXT, "", LONG_TEXT]
    assert (latest.started_at, latest.ended_at) == (FIRST_MOMENT, LAST_MOMENT)


async def test_an_erased_persons_ids_stay_unused_after_the_move(source: Installation, target: str) -> None:
    await move(source.url, target)
    database = Database(create_engine(target))
    dora = await add_user(database, CLEO, name="Dora")
    played = await finished_round(database, dora.id)
    await database.dispose()
    assert (dora.id, played) == (source.last_user + 1, source.last_round + 1)


async def test_every_table_goes_on_counting_behind_its_largest_id(source: Installation, target: str) -> None:
    await move(source.url, target)
    engine = create_engine(target)
    async with engine.connect() as connection:
        for table in TABLES:
            largest = await connection.scalar(select(func.max(table.c.id)))
            assert largest
            next_id = await connection.scalar(text(f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id'))"))
            assert next_id > largest, table.name
    await engine.dispose()


async def test_an_unused_installation_moves_too(empty: str, target: str) -> None:
    moved = await move(empty, target)
    assert {table.rows for table in moved} == {0}
    database = Database(create_engine(target))
    assert (await add_user(database)).id == 1
    await database.dispose()


async def test_the_source_is_never_written_to(source: Installation, target: str) -> None:
    before = digest(source.path)
    await move(source.url, target)
    assert digest(source.path) == before
    assert [file.stat().st_size for file in source.path.parent.glob("*-wal")] in ([], [0])


async def test_what_a_crashed_bot_left_in_the_wal_file_moves_too(
    source: Installation, target: str, tmp_path: Path
) -> None:
    database = Database(create_engine(source.url))
    zoe = await add_user(database, CLEO, name="Zoe")
    # Copied while it is open: as a crash would leave it.
    crashed = tmp_path / "crashed.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{source.path}{ending}", f"{crashed}{ending}")
    await database.dispose()
    await move(sqlite_url(crashed), target)
    database = Database(create_engine(target))
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(CLEO) == zoe
    await database.dispose()


KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.move import move

def die(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO turns"):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", die)
asyncio.run(move(sys.argv[1], sys.argv[2]))
"""


async def test_killed_in_the_middle_it_leaves_the_target_empty_and_works_the_next_time(
    source: Installation, target: str, tmp_path: Path
) -> None:
    # A copy, since this process has the first file.
    path = Path(shutil.copy(source.path, tmp_path / "copy.db"))
    done = subprocess.run(  # noqa: ASYNC221 (the other process is the point)
        [sys.executable, "-c", KILLED, sqlite_url(path), target], cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert is_empty(await contents(target))
    await move(sqlite_url(path), target)
    assert await contents(target) == await contents(source.url)


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


async def test_a_migrated_and_empty_target_is_fine(source: Installation, target: str) -> None:
    await migrate(target)
    await move(source.url, target)
    assert await contents(target) == await contents(source.url)


async def test_a_target_that_had_users_before_reuses_no_id_of_theirs_either(empty: str, target: str) -> None:
    await migrate(target)
    await run(target, "SELECT setval('users_id_seq', 4000)")
    source = Database(create_engine(empty))
    await add_user(source)
    await source.dispose()
    await move(empty, target)
    database = Database(create_engine(target))
    assert (await add_user(database, BEN)).id == 4001
    await database.dispose()


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


@pytest.mark.parametrize(
    ("statement", "error", "sentence"),
    [
        ("UPDATE turns SET text = 'a' || char(0)", UnstorableValue, "in the table turns"),
        ("DELETE FROM editions", DatabaseDamaged, "table rounds"),
    ],
)
async def test_what_cannot_arrive_whole_is_told_by_its_table(
    source: Installation, target: str, statement: str, error: type[StorageError], sentence: str
) -> None:
    # By hand, past the program, which lets neither happen.
    engine = create_engine(source.url)
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection
        await raw.driver_connection.execute("PRAGMA foreign_keys = OFF")
        await raw.driver_connection.execute(statement)
        await raw.driver_connection.commit()
    await engine.dispose()
    with pytest.raises(error, match=sentence):
        await move(source.url, target)
    assert not any((await contents(target)).values())


async def test_a_difference_on_arrival_undoes_everything(source: Installation, target: str) -> None:
    await migrate(target)
    await run(
        target,
        "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.cue := upper(NEW.cue); RETURN NEW; END $$",
        "CREATE TRIGGER shout BEFORE INSERT ON verdicts FOR EACH ROW EXECUTE FUNCTION shout()",
    )
    with pytest.raises(CopyDiffers, match="table verdicts"):
        await move(source.url, target)
    assert is_empty(await contents(target))


def test_the_same_rows_count_as_the_same_in_any_order_and_as_often_as_they_are_there() -> None:
    def of(*rows: tuple[object, ...]) -> moving.Contents:
        found = moving.Contents()
        found.add(rows)  # type: ignore[arg-type]
        return found

    assert of((1, "a"), (2, None)) == of((2, None), (1, "a"))
    assert of((1, "a"), (1, "a")) != of((2, "a"), (2, "a"))
    assert of((1, "")) != of((1, None))


async def test_the_command_prints_what_was_moved_and_what_to_do_next(source: Installation, target: str) -> None:
    path = Path(shutil.copy(source.path, source.path.with_name("command.db")))
    command = [sys.executable, "-m", "bot", "move-to", target]
    done, again = (
        subprocess.run(  # noqa: ASYNC221 (the command is the point)
            command,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": sqlite_url(path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        for _ in range(2)
    )
    rows = sum(map(len, (await contents(target)).values()))
    assert (done.returncode, done.stderr) == (0, "")
    assert "users: 3\n" in done.stdout
    assert f"Moved and compared: {len(TABLES)} tables, {rows} rows.\nNow set DATABASE_URL" in done.stdout
    assert again.returncode == 2
    assert again.stderr.startswith("The target database is in use already")
