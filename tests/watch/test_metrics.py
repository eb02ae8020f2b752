"""Figures of one process: what came in, what became of it, what waits, and who may read them."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from sqlalchemy import event, text
from starlette.applications import Starlette

from bot.hearing.cues import Context, Phase
from bot.settings import Settings, SettingsError
from bot.watch.backlog import EVERY, Backlog
from bot.watch.exposition import Exposition
from bot.watch.listening import TimedListener
from bot.watch.metrics import Metrics
from bot.watch.start import watched
from storage.engine import create_engine
from storage.errors import DatabaseUnavailable
from storage.records import NewMessage, SendKind
from storage.unit_of_work import Database
from tests.databases import free_port
from tests.ears import LISTENER
from tests.storage.samples import NOON, add_user
from tests.storage.test_reminders import EVENING, MORNING, kept, plan

BOT = 7
TOKEN = "of-prometheus-and-us-alone-and-long"
LATER = NOON + timedelta(minutes=5)
NAME = re.compile(r"stepdown_[a-z_]+")
MANY_UPDATES = """
INSERT INTO updates (bot_id, update_id, lane, body, received_at, status)
SELECT 7, n, 0, '', now(), CASE WHEN n % 1000 = 0 THEN 'waiting' ELSE 'done' END FROM generate_series(1, 5000) AS n"""
MANY_MESSAGES = """
INSERT INTO outgoing (bot_id, chat_id, kind, body, part, created_at, status)
SELECT 7, n, 'reply', '', 1, now(), CASE WHEN n % 1000 = 0 THEN 'waiting' ELSE 'sent' END FROM generate_series(1, 5000) AS n"""


def figure(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"stepdown_{name}", labels)


async def test_what_waits_and_for_how_long_is_looked_up(database: Database) -> None:
    async with database.unit_of_work() as uow:
        for number, minutes in ((1, 0), (2, 3)):
            at = NOON + timedelta(minutes=minutes)
            await uow.inbox.add(bot_id=BOT, update_id=number, lane=number, body="{}", received_at=at)
        soon, tomorrow = NOON + timedelta(minutes=4), NOON + timedelta(days=1)
        message = NewMessage(bot_id=BOT, chat_id=1, kind=SendKind.REPLY, body="{}", not_before=soon)
        await uow.outbox.add([message, replace(message, not_before=tomorrow)], NOON)
        await uow.commit()
    metrics = Metrics()
    await Backlog(database, metrics, lambda: LATER).refresh()
    assert figure(metrics, "updates_waiting") == 2
    assert figure(metrics, "updates_oldest_seconds") == 300
    assert figure(metrics, "outgoing_waiting") == 1
    assert figure(metrics, "outgoing_oldest_seconds") == 60


async def test_reminders_that_nobody_has_decided_are_looked_up(database: Database) -> None:
    ann = await add_user(database)
    await kept(database, plan(ann.id, MORNING, EVENING))
    metrics = Metrics()
    await Backlog(database, metrics, lambda: LATER).refresh()
    assert (figure(metrics, "reminders_due"), figure(metrics, "reminders_oldest_seconds")) == (1, 300)


async def test_nothing_waits_for_no_time(database: Database) -> None:
    metrics = Metrics()
    await Backlog(database, metrics, lambda: LATER).refresh()
    assert figure(metrics, "outgoing_waiting") == figure(metrics, "outgoing_oldest_seconds") == 0


async def test_asked_again_at_once_nobody_looks_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Backlog] = []

    async def look(backlog: Backlog) -> None:
        looks.append(backlog)

    monkeypatch.setattr(Backlog, "_look_up", look)
    backlog = Backlog(database, Metrics())
    await asyncio.gather(*(backlog.refresh() for _ in range(5)))
    await backlog.refresh()
    assert len(looks) == 1
    backlog._begun -= EVERY
    await backlog.refresh()
    assert len(looks) == 2


async def test_a_database_that_does_not_answer_leaves_the_figures_unknown_and_the_page_readable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.watch.backlog.PATIENCE", 0.01)
    never, metrics = asyncio.Event(), Metrics()
    for gauge in (metrics.updates_waiting, metrics.oldest_outgoing):
        gauge.set(3)
    monkeypatch.setattr(Backlog, "_look_up", lambda _: never.wait())
    backlog = Backlog(Database(create_engine("postgresql://nobody@127.0.0.1:9/none")), metrics)
    await backlog.refresh()
    assert "stepdown_updates_waiting NaN" in metrics.page().decode()
    assert "stepdown_outgoing_oldest_seconds NaN" in metrics.page().decode()
    await backlog.close()


async def test_failed_units_of_work_are_counted_by_their_code() -> None:
    metrics = Metrics()
    database = Database(create_engine("postgresql://nobody@127.0.0.1:9/none"))
    async with watched(Settings(), database, metrics) as backlog:
        with pytest.raises(DatabaseUnavailable):
            async with database.unit_of_work():
                pass
        await backlog.refresh()
    assert figure(metrics, "database_errors_total", code="storage_unavailable") == 2
    assert "stepdown_updates_waiting NaN" in metrics.page().decode()
    await database.dispose()


@pytest.mark.parametrize("backend", ["postgresql"])
async def test_in_a_large_table_only_what_waits_is_read(database: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *found: statements.append(found[2]))
    async with database.unit_of_work() as uow:
        await uow.inbox.waiting()
        await uow.outbox.due(NOON)
    async with database.engine.connect() as connection:
        for statement in (MANY_UPDATES, MANY_MESSAGES, "ANALYZE updates, outgoing"):
            await connection.execute(text(statement))
        server = (await connection.get_raw_connection()).driver_connection
        assert server is not None
        # Planned once for all values: what a busy process ends up with.
        await server.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        await server.execute(f"PREPARE inbox AS {statements[0]}; PREPARE outbox AS {statements[1]}")
        plans = [
            str(await server.fetch("EXPLAIN EXECUTE inbox")),
            str(await server.fetch(f"EXPLAIN EXECUTE outbox('{NOON}')")),
        ]
    assert "ix_updates_status_received_at" in plans[0]
    assert "ix_outgoing_bot_id_chat_id_id_waiting" in plans[1]
    assert "Seq Scan" not in "".join(plans)


async def page(exposition: Exposition, client: str = "127.0.0.1", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(Starlette(routes=[exposition.route()]), client=(client, 123))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as reader:
        return await reader.get("/metrics", headers=headers)


@pytest.fixture
def exposition(database: Database) -> Exposition:
    metrics = Metrics()
    return Exposition(metrics, Backlog(database, metrics))


@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
async def test_a_program_on_this_machine_reads_without_a_token(exposition: Exposition, client: str) -> None:
    answer = await page(exposition, client)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert "stepdown_outgoing_oldest_seconds 0.0" in answer.text


@pytest.mark.parametrize("client", ["10.0.0.5", "203.0.113.7", "", "::ffff:10.0.0.5"])
async def test_without_a_token_nobody_else_reads(exposition: Exposition, client: str) -> None:
    assert (await page(exposition, client)).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"])
async def test_whoever_comes_through_a_proxy_on_this_machine_is_not_near(exposition: Exposition, header: str) -> None:
    assert (await page(exposition, **{header: "127.0.0.1"})).status_code == 404


async def test_with_a_token_whoever_shows_it_reads(exposition: Exposition) -> None:
    kept = replace(exposition, token=TOKEN)
    assert (await page(kept, "203.0.113.7", Authorization=f"Bearer {TOKEN}")).status_code == 200
    for wrong in ("", TOKEN, f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Bearer", "Basic eA=="):
        answer = await page(kept, "127.0.0.1", Authorization=wrong)
        assert (answer.status_code, answer.text) == (401, "")


async def test_a_process_without_a_web_front_serves_its_figures_at_a_port_of_their_own(database: Database) -> None:
    settings = Settings.model_validate({"metrics_port": free_port()})
    async with watched(settings, database, Metrics()), httpx.AsyncClient() as reader:
        with pytest.raises(SettingsError, match="METRICS_PORT"):
            async with watched(settings, database, Metrics()):
                pass
        address = f"http://127.0.0.1:{settings.metrics_port}/metrics"
        assert (await reader.get(address)).status_code == 200
    async with httpx.AsyncClient() as reader:
        with pytest.raises(httpx.ConnectError):
            await reader.get(address)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"metrics_token": "short"}, "METRICS_TOKEN"),
        ({"metrics_token": "with a space in it that is long enough"}, "METRICS_TOKEN"),
        ({"metrics_port": 9100, "metrics_host": "0.0.0.0"}, "METRICS_HOST"),  # noqa: S104 (refused)
        ({"metrics_port": 9100, "metrics_host": "::"}, "METRICS_HOST"),
        ({"metrics_port": 9100, "metrics_host": "metrics.example"}, "METRICS_HOST"),
    ],
)
def test_figures_that_everybody_could_read_are_refused(given: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint) as error:
        Settings.model_validate(given).metrics_secret()
    assert str(given.get("metrics_token")) not in str(error.value)


def test_hearing_is_timed() -> None:
    metrics = Metrics()
    context = Context(phase=Phase.OPENING)
    heard = TimedListener(LISTENER, metrics).listen(context, "62k from May.")
    assert heard == LISTENER.listen(context, "62k from May.")
    assert figure(metrics, "hearing_seconds_count") == 1


def test_two_processes_in_one_do_not_mix_and_no_label_names_a_user() -> None:
    one, other = Metrics(), Metrics()
    one.processed.labels("message", "done").inc()
    assert figure(other, "updates_total", kind="message", result="done") is None
    labels = {name for family in one.registry.collect() for sample in family.samples for name in sample.labels}
    assert labels <= {"kind", "result", "le"}


def test_the_page_for_operators_names_every_figure_and_no_other() -> None:
    whole = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    [page] = re.findall(r"^## Watching$(.*?)^## ", whole, re.DOTALL | re.MULTILINE)
    table = {found for row in page.splitlines() if row.startswith("| `stepdown_") for found in NAME.findall(row)}
    there = {family.name for family in Metrics().registry.collect()}
    assert {name.removesuffix("_total") for name in table} == {name for name in there if name.startswith("stepdown_")}
    [block] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    [group] = yaml.safe_load(block)["groups"]
    for rule in group["rules"]:
        named = {re.sub(r"_bucket$", "", name) for name in NAME.findall(rule["expr"])}
        assert named
        assert named <= table
