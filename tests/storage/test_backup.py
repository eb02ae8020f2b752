import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storage import schema
from storage.backup import backup
from storage.engine import create_engine, sqlite_url
from storage.errors import (
    BackupExists,
    DatabaseDamaged,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseUnwritable,
    NotSqlite,
)
from storage.records import UserExport
from storage.unit_of_work import Database
from tests.storage.samples import ANN, BEN, add_user, finished_round

ROOT = Path(schema.__file__).parents[1]
PAGE = 4096
# For SQLite's -shm file, and less than the backup.
ENOUGH_TO_READ = 10 * PAGE


@pytest.fixture
async def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """An installation where Ann has played; nobody else has its folder."""
    (tmp_path / "data").mkdir()
    path = Path(shutil.copy(sqlite_template, tmp_path / "data" / "stepdown.db"))
    database = Database(create_engine(sqlite_url(path)))
    ann = await add_user(database)
    await finished_round(database, ann.id)
    await database.dispose()
    return path


async def everything_of_ann(path: Path) -> UserExport | None:
    database = Database(create_engine(sqlite_url(path)))
    async with database.unit_of_work() as uow:
        ann = await uow.users.by_identity(ANN)
        export = await uow.users.export(ann.id) if ann else None
    await database.dispose()
    return export


def put_back(kept: Path, path: Path) -> None:
    """As docs/operations.md says."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    shutil.copy(kept, path)


async def test_what_was_backed_up_comes_back_whole(path: Path, tmp_path: Path) -> None:
    before = await everything_of_ann(path)
    backup(sqlite_url(path), tmp_path / "kept.db")
    database = Database(create_engine(sqlite_url(path)))
    ben = await add_user(database, BEN, name="Ben")
    async with database.unit_of_work() as uow:
        ann = await uow.users.by_identity(ANN)
        assert ann
        await uow.users.erase(ann.id)
        await uow.commit()
    await database.dispose()
    assert await everything_of_ann(path) is None

    put_back(tmp_path / "kept.db", path)
    assert await everything_of_ann(path) == before
    database = Database(create_engine(sqlite_url(path)))
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(BEN) is None
    assert (await add_user(database, BEN)).id == ben.id
    await database.dispose()


async def test_what_a_crashed_bot_left_in_the_wal_file_is_in_the_backup(path: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed.db"
    database = Database(create_engine(sqlite_url(path)))
    await add_user(database, BEN, name="Ben")
    # Copied while it is open: as a crash would leave it.
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    await database.dispose()
    backup(sqlite_url(crashed), tmp_path / "kept.db")
    database = Database(create_engine(sqlite_url(tmp_path / "kept.db")))
    async with database.unit_of_work() as uow:
        assert await uow.users.by_identity(BEN)
    await database.dispose()


def test_a_backup_is_one_file_for_its_owner(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    size = backup(sqlite_url(path), kept / "today.db")
    assert [file.name for file in kept.iterdir()] == ["today.db"]
    assert stat.S_IMODE((kept / "today.db").stat().st_mode) == 0o600
    assert (kept / "today.db").stat().st_size == size
    with sqlite3.connect(kept / "today.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_the_source_is_never_written_to(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    backup(sqlite_url(path), tmp_path / "kept.db")
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link", "the database itself"])
def test_nothing_is_overwritten(path: Path, tmp_path: Path, kind: str) -> None:
    there = path if kind == "the database itself" else tmp_path / "there"
    match kind:
        case "file":
            there.write_text("Dear diary", encoding="utf-8")
        case "folder":
            there.mkdir()
        case "dangling link":
            there.symlink_to(tmp_path / "gone")
    before = there.lstat()
    with pytest.raises(BackupExists, match="Choose another name"):
        backup(sqlite_url(path), there)
    after = there.lstat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns)


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "kept.db"
    monkeypatch.setattr("storage.backup._copy", lambda *_: there.write_text("Dear diary", encoding="utf-8"))
    with pytest.raises(BackupExists):
        backup(sqlite_url(path), there)
    assert there.read_text(encoding="utf-8") == "Dear diary"


def test_a_folder_that_is_not_there_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnwritable, match="No such file or directory"):
        backup(sqlite_url(path), tmp_path / "nowhere" / "kept.db")


def test_a_full_disk_leaves_no_half_backup(path: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    assert path.stat().st_size > ENOUGH_TO_READ
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ENOUGH_TO_READ, before[1]))
    try:
        with pytest.raises(DatabaseUnwritable, match=r"failed: (disk I/O error|database or disk is full)"):
            backup(sqlite_url(path), tmp_path / "kept.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def damaged_in_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(2 * PAGE)
        file.write(b"\xff" * PAGE)


def damaged_in_its_schema(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 500)


def damaged_in_an_index(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        # The index of open rounds is told to hold finished ones, which it does not.
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'open''', 'finished''') WHERE type = 'index'")
    connection.close()


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(3 * PAGE)


def no_database(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


@pytest.mark.parametrize(
    "harm", [damaged_in_a_page, damaged_in_its_schema, damaged_in_an_index, cut_short, no_database]
)
def test_a_damaged_database_is_told_and_leaves_no_backup(path: Path, tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    harm(path)
    with pytest.raises(DatabaseDamaged, match=r"stepdown\.db"):
        backup(sqlite_url(path), tmp_path / "kept.db")
    assert [file.name for file in tmp_path.iterdir()] == ["data"]


def test_postgresql_is_told_its_own_tool_and_nothing_of_the_address(tmp_path: Path) -> None:
    with pytest.raises(NotSqlite, match="pg_dump --format=custom") as caught:
        backup("postgresql://ann:hunter2@host/stepdown", tmp_path / "kept.db")
    assert "hunter2" not in str(caught.value)


def test_a_missing_database_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="DATABASE_URL"):
        backup(sqlite_url(tmp_path / "data" / "stepdown.db"), tmp_path / "kept.db")
    assert list(tmp_path.iterdir()) == []


HOLDER = """
import sys
from pathlib import Path
from storage.one_process import hold
hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_while_the_bot_runs_it_says_to_stop_it_first(sqlite_template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sqlite_template, tmp_path / "stepdown.db"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as bot:
        assert bot.stdout
        assert bot.stdout.readline() == "held\n"
        with pytest.raises(DatabaseInUse, match="Stop it first"):
            backup(sqlite_url(path), tmp_path / "kept.db")
        bot.kill()
        bot.wait()
    assert backup(sqlite_url(path), tmp_path / "kept.db") > 0


def test_the_command_writes_the_file_once(path: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(path, tmp_path / "command.db"))
    command = [sys.executable, "-m", "bot", "backup", str(tmp_path / "kept.db")]
    done, again = (
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": sqlite_url(copied)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        for _ in range(2)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Written and checked: {tmp_path / 'kept.db'}, ")
    assert again.returncode == 2
    assert "stays as it is" in again.stderr
