"""What a limit would erase is told, and nothing is erased for telling it."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.doctor.findings import Status
from bot.doctor.retention import retention_findings
from storage.engine import sqlite_url
from storage.forecast import would_erase
from storage.retention import Expired
from storage.unit_of_work import Database
from tests.databases import free_port
from tests.storage.samples import NOON, add_user, finished_round

MONTHS_LATER = NOON + timedelta(days=200)


def free(url: str) -> str:
    """The same database, which no process has: this one keeps a SQLite file that it once opened."""
    if not url.startswith("sqlite"):
        return url
    path = Path(url.removeprefix("sqlite:///"))
    folder = path.with_name("alone")
    folder.mkdir()
    return sqlite_url(Path(shutil.copy(path, folder)))


def beside(url: str) -> dict[str, bytes]:
    """The file and whatever lies beside it."""
    return {found.name: found.read_bytes() for found in Path(url.removeprefix("sqlite:///")).parent.iterdir()}


async def test_without_a_limit_there_is_nothing_to_tell(database_url: str) -> None:
    assert await retention_findings(database_url, None) == []


async def test_a_limit_is_told_with_what_it_would_erase(database: Database, database_url: str) -> None:
    ann = await add_user(database)
    await finished_round(database, ann.id)
    await finished_round(database, ann.id, started_at=MONTHS_LATER)
    await database.dispose()
    url = free(database_url)
    for _ in range(2):
        [finding] = await retention_findings(url, 90, MONTHS_LATER)
        assert finding.status is Status.OK
        assert finding.told == "RETENTION_DAYS is 90: would erase 1 rounds and 0 users now."


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_looking_leaves_a_file_as_it_was(database: Database, database_url: str) -> None:
    await add_user(database)
    await database.dispose()
    url = free(database_url)
    before = beside(url)
    assert await would_erase(url, NOON) == Expired(rounds=0, users=0)
    assert beside(url) == before


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_a_file_that_a_bot_has_is_left_alone(database: Database, database_url: str) -> None:
    await add_user(database)
    assert await would_erase(database_url, NOON) is None


async def test_what_cannot_be_counted_is_worth_a_look(empty_database_url: str, tmp_path: Path) -> None:
    down = f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/stepdown"
    for url in (empty_database_url, sqlite_url(tmp_path / "none.db"), down):
        [finding] = await retention_findings(url, 90)
        assert finding.status is Status.LOOK
        assert "not counted" in finding.told
        assert "hunter2" not in finding.line()
