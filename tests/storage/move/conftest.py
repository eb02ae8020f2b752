import shutil
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import pytest

from storage import move as moving
from storage.engine import sqlite_url
from tests.databases import PostgresqlServer, postgresql_database, run_apart
from tests.storage.move.installations import BATCH, Installation, Owners, furnished


@pytest.fixture
async def empty(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite installation that nobody has used."""
    return sqlite_url(Path(shutil.copy(sqlite_template, tmp_path / "stepdown.db")))


@pytest.fixture(scope="session")
def furnished_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Owners]:
    """Made once; each test moves a copy of its own."""
    path, owners = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("move") / "furnished.db")), []

    async def furnish() -> None:
        owners.append(await furnished(sqlite_url(path)))

    run_apart(furnish())
    return path, owners[0]


@pytest.fixture
def source(furnished_template: tuple[Path, Owners], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setattr(moving, "BATCH", BATCH)
    template, owners = furnished_template
    path = Path(shutil.copy(template, tmp_path / "stepdown.db"))
    return Installation(url=sqlite_url(path), path=path, **asdict(owners))


@pytest.fixture
async def target(postgresql_server: PostgresqlServer) -> AsyncIterator[str]:
    """A PostgreSQL database without any table."""
    async with postgresql_database(postgresql_server, "template0") as url:
        yield url
