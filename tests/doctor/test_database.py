from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor.database import database_finding, database_findings, schema_finding
from bot.doctor.findings import Status
from storage.engine import sqlite_url
from storage.health import PostgresqlHealth, SchemaState, SqliteHealth
from tests.databases import free_port

FILE = SqliteHealth(
    path=Path("data/stepdown.db"), version="3.51.3", exists=True, free_bytes=10**10, schema=SchemaState.CURRENT
)
SERVER = PostgresqlHealth(
    version="17.2",
    major=17,
    encoding="UTF8",
    seconds=0.02,
    makes_tables=True,
    connections=97,
    clocks_apart=0.0,
    schema=SchemaState.CURRENT,
)


def test_a_file_is_told_with_its_path_and_the_space_around_it() -> None:
    finding = database_finding(FILE)
    assert finding.status is Status.OK
    assert finding.told == "SQLite 3.51.3, data/stepdown.db, 9536 MB free."


def test_little_space_is_worth_a_look() -> None:
    finding = database_finding(replace(FILE, free_bytes=99 * 1024 * 1024))
    assert finding.status is Status.LOOK
    assert "99 MB" in finding.told
    assert "room" in finding.advice


def test_a_file_in_use_is_worth_a_look_and_its_schema_is_not_looked_at() -> None:
    held = replace(FILE, schema=None)
    assert database_finding(held).status is Status.LOOK
    assert "Another process" in database_finding(held).told
    assert schema_finding(held).status is Status.LOOK
    assert "Stop that process" in schema_finding(held).advice


def test_a_file_that_the_first_use_makes_is_fine() -> None:
    assert database_finding(replace(FILE, exists=False)).status is Status.OK


def test_a_server_is_told_with_its_version_and_its_time() -> None:
    assert database_finding(SERVER).line() == (
        "ok     database     PostgreSQL 17.2, answered in 0.02 s, has 97 connections for us."
    )


@pytest.mark.parametrize(("pool", "status"), [(24, Status.OK), (25, Status.LOOK)])
def test_too_few_connections_for_two_processes_and_their_successors_are_worth_a_look(pool: int, status: Status) -> None:
    assert database_finding(SERVER, pool).status is status


def test_too_few_connections_are_told_as_processes() -> None:
    finding = database_finding(SERVER, 30)
    assert "room for 3 processes with DATABASE_POOL at 30" in finding.told
    assert "max_connections" in finding.advice


@pytest.mark.parametrize(
    ("server", "status", "advice"),
    [
        (replace(SERVER, version="13.9", major=13), Status.WRONG, "PostgreSQL 14 or later"),
        (replace(SERVER, version="14.0", major=14), Status.OK, ""),
        (replace(SERVER, encoding="SQL_ASCII"), Status.WRONG, "ENCODING 'UTF8'"),
        (replace(SERVER, seconds=2.5), Status.LOOK, "busy"),
        (replace(SERVER, clocks_apart=3600.0), Status.LOOK, "NTP"),
    ],
)
def test_a_server_that_is_old_slow_or_cannot_keep_every_text(
    server: PostgresqlHealth, status: Status, advice: str
) -> None:
    finding = database_finding(server)
    assert finding.status is status
    assert advice in finding.advice


@pytest.mark.parametrize("health", [FILE, SERVER])
@pytest.mark.parametrize(
    ("state", "status", "advice"),
    [
        (SchemaState.MISSING, Status.LOOK, "python -m bot migrate"),
        (SchemaState.OLDER, Status.LOOK, "python -m bot migrate"),
        (SchemaState.CURRENT, Status.OK, ""),
        (SchemaState.NEWER, Status.WRONG, "Install the newer program"),
    ],
)
def test_a_schema_says_what_to_do(
    health: SqliteHealth | PostgresqlHealth, state: SchemaState, status: Status, advice: str
) -> None:
    finding = schema_finding(replace(health, schema=state))
    assert finding.status is status
    assert advice in finding.advice


@pytest.mark.parametrize("state", [SchemaState.MISSING, SchemaState.OLDER])
def test_a_user_who_may_not_make_tables_cannot_migrate(state: SchemaState) -> None:
    finding = schema_finding(replace(SERVER, schema=state, makes_tables=False))
    assert finding.status is Status.WRONG
    assert "GRANT CREATE" in finding.advice


def test_a_user_who_may_not_make_tables_is_fine_where_they_are_made() -> None:
    assert schema_finding(replace(SERVER, makes_tables=False)).status is Status.OK


async def test_a_migrated_database_is_fine(database_url: str) -> None:
    findings = await database_findings(database_url)
    assert [(finding.subject, finding.status) for finding in findings] == [
        ("database", Status.OK),
        ("schema", Status.OK),
    ]


async def test_a_database_that_cannot_be_used_is_wrong_and_says_what_to_do(tmp_path: Path) -> None:
    urls = {
        "Put DATABASE_URL right": "mysql://ann:hunter2@host/stepdown",
        "this file and its folder": sqlite_url(tmp_path),
        "the server runs": f"postgresql://ann:hunter2@127.0.0.1:{free_port()}/stepdown",
    }
    for advice, url in urls.items():
        (finding,) = await database_findings(url)
        assert finding.status is Status.WRONG
        assert advice in finding.advice
        assert "hunter2" not in finding.line()
