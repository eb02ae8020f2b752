"""Release as the owner of the tables; web and worker as a user who may change rows and nothing else (docs/roles.sql)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest

from bot.doctor.database import database_findings
from bot.doctor.findings import Status
from bot.services.deps import Deps
from bot.settings import Settings
from bot.telegram.housekeeping import keep_house
from bot.web.app import Web
from bot.wiring import migrated, wired
from storage.errors import SchemaOutdated
from storage.paces import Rate, Rates
from storage.records import Identity
from storage.unit_of_work import Database
from tests.databases import PostgresqlServer, execute, postgresql_database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot, FakeBotApi
from tests.storage.samples import NOON
from tests.telegram.running import running
from tests.telegram.talks import ASK, opens, talks

ROLES = (Path(__file__).parents[2] / "docs" / "roles.sql").read_text(encoding="utf-8")
SECRET = "of-telegram-and-us-alone-and-long"
QUICK = Rate(timedelta(milliseconds=1), burst=100)

FORBIDDEN = (
    "CREATE TABLE mine (id int)",
    "ALTER TABLE users ADD COLUMN more text",
    "DROP TABLE outgoing",
    "TRUNCATE updates",
    "CREATE INDEX mine ON rounds (seed)",
    "CREATE SCHEMA mine",
    "CREATE TEMPORARY TABLE mine (id int)",
    "ALTER ROLE stepdown_app SUPERUSER",
    "SET ROLE stepdown_owner",
)


@dataclass(frozen=True)
class Urls:
    superuser: str

    def of(self, role: str) -> str:
        return self.superuser.replace("postgres@", f"{role}@")


async def run(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture
async def urls(postgresql_server: PostgresqlServer) -> AsyncIterator[Urls]:
    """An empty database; the roles belong to the whole server and go with the test."""
    async with postgresql_database(postgresql_server, "template0") as url:
        yield Urls(url)
    await execute(postgresql_server, "DROP ROLE IF EXISTS stepdown_owner, stepdown_app, somebody")


@pytest.fixture
def fake() -> Iterator[FakeBot]:
    api = FakeBotApi()
    api.start()
    yield api.new_bot()
    api.stop()


async def play_and_erase(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    """Updates are kept, claimed and answered, a turn is played, everything erased."""
    ann = Player(fake, clock)
    async with running(deps, fake):
        await opens(ann)
        await talks(ann, (ASK,))
        await take_in(deps, ann, "/export")
        await ann.sees("everything stored about you")
        await ann.says("/delete")
        await ann.sees("cannot be undone")
        await ann.presses("Yes, erase everything")
        await ann.sees("is erased")
    async with deps.database.unit_of_work() as uow:
        assert await uow.users.by_identity(Identity(front="telegram", external_id=str(ann.id))) is None


async def take_in(deps: Deps, player: Player, command: str) -> None:
    """By the webhook."""
    web = Web(deps.database, player.bot.state.id, SECRET, lambda: NOON).app()
    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    entities = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    update = {"update_id": 9_000, "message": player.message(text=command, entities=entities)}
    transport = httpx.ASGITransport(web)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=header) as telegram:
        assert (await telegram.post("/telegram", json=update)).status_code == 200
        assert (await telegram.get("/readyz")).text == "ready\n"


async def test_the_bot_works_as_a_user_who_may_only_change_rows(urls: Urls, fake: FakeBot) -> None:
    await run(urls.superuser, ROLES)
    await migrated(urls.of("stepdown_owner"))
    settings = Settings.model_validate({"database_url": urls.of("stepdown_app")})
    clock = Clock()
    async with wired(settings) as deps:
        quick = Database(deps.database.engine, Rates(bot=QUICK, chat=QUICK, group=QUICK))
        await play_and_erase(replace(deps, database=quick, now=clock), fake, clock)
        stop = asyncio.Event()
        stop.set()
        await keep_house(deps.database, lambda: NOON + timedelta(days=365), stop)
    findings = await database_findings(settings.database_url)
    assert [finding.status for finding in findings] == [Status.OK, Status.OK]
    for statement in FORBIDDEN:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await run(urls.of("stepdown_app"), statement)


async def test_nobody_else_comes_in(urls: Urls) -> None:
    await run(urls.superuser, ROLES)
    await run(urls.superuser, "CREATE ROLE somebody LOGIN")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await run(urls.of("somebody"), "SELECT 1")


async def test_before_the_release_the_others_say_who_has_to_make_the_tables(urls: Urls) -> None:
    await run(urls.superuser, ROLES)
    with pytest.raises(SchemaOutdated, match="python -m bot release"):
        await migrated(urls.of("stepdown_app"))
    _, schema = await database_findings(urls.of("stepdown_app"))
    assert schema.status is Status.WRONG
    assert "python -m bot release" in schema.advice


async def test_an_installation_that_is_there_already_is_handed_over(urls: Urls) -> None:
    await migrated(urls.superuser)
    await run(urls.superuser, ROLES)
    await migrated(urls.of("stepdown_app"))
    await run(urls.of("stepdown_app"), "INSERT INTO paces (bot_id, chat_id, full_until) VALUES (1, 2, now())")
    await run(urls.of("stepdown_owner"), "ALTER TABLE paces ADD COLUMN more text")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await run(urls.of("stepdown_app"), "ALTER TABLE paces DROP COLUMN more")
