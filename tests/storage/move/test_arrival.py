"""A whole installation on its way from SQLite to a real PostgreSQL server, compared to the letter."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select, text

from storage.engine import create_engine, sqlite_url
from storage.move import move
from storage.unit_of_work import Database
from tests.databases import migrate
from tests.storage.move.installations import (
    BATCH,
    CLEO,
    FIRST_MOMENT,
    LAST_MOMENT,
    LONG_TEXT,
    ODD_TEXT,
    ROOT,
    TABLES,
    Installation,
    contents,
    run,
)
from tests.storage.samples import ANN, BEN, add_user, finished_round


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


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


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
