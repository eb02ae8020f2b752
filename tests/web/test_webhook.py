"""Telegram hears 200 exactly when an update is kept or can never be."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.watch.backlog import Backlog
from bot.watch.exposition import Exposition
from bot.watch.metrics import Metrics
from bot.web.app import LONGEST, Web
from storage.engine import create_engine
from storage.models import DeadLetter
from storage.unit_of_work import Database
from tests.storage.samples import NOON
from tests.watch.logs import written

BOT = 7
SECRET = "of-telegram-and-us-alone"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
UPDATE = {"update_id": 5, "message": {"message_id": 1, "from": {"id": 501}, "chat": {"id": 501}}}


def client_of(database: Database) -> httpx.AsyncClient:
    app = Web(database, BOT, SECRET, lambda: NOON).app()
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost", headers=HEADER)


@pytest.fixture
async def telegram(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(database) as client:
        yield client


async def kept(database: Database) -> list[int]:
    async with database.unit_of_work() as uow:
        claimed = await uow.inbox.claim(BOT, now=NOON, until=NOON + timedelta(seconds=1), limit=99)
    return [update.update_id for update in claimed]


async def test_an_update_is_kept_before_the_answer(telegram: httpx.AsyncClient, database: Database) -> None:
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 200
    assert await kept(database) == [5]


async def test_the_same_update_ten_times_at_once_is_kept_once(telegram: httpx.AsyncClient, database: Database) -> None:
    answers = await asyncio.gather(*(telegram.post("/telegram", json=UPDATE) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert await kept(database) == [5]


async def test_the_secret_is_compared_in_constant_time(
    telegram: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, wanted: bytes) -> bool:
        compared.append((given, wanted))
        return False

    monkeypatch.setattr("bot.web.app.hmac.compare_digest", compare)
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 401
    del telegram.headers["X-Telegram-Bot-Api-Secret-Token"]
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 401
    assert compared == [(SECRET.encode(), SECRET.encode()), (b"", SECRET.encode())]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], f"{SECRET} ", "ö"])
async def test_without_the_secret_nothing_is_read_and_nothing_logged(
    telegram: httpx.AsyncClient, database: Database, caplog: pytest.LogCaptureFixture, secret: str
) -> None:
    headers = {b"X-Telegram-Bot-Api-Secret-Token": secret.encode()}
    assert (await telegram.post("/telegram", json=UPDATE, headers=headers)).status_code == 401
    assert await kept(database) == []
    assert not secret or secret not in caplog.text


async def dead_letters(database: Database) -> list[tuple[int, str]]:
    async with database.engine.connect() as connection:
        rows = await connection.execute(select(DeadLetter).order_by(DeadLetter.id))
        return [(row.size, row.beginning) for row in rows]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"update_id": "x"}', b"[" * 100_000, b"\xff\xfe", b"1" * 5_000],
    ids=["nothing", "broken", "list", "null", "number", "deep", "bytes", "digits"],
)
async def test_what_cannot_be_read_gets_200_and_is_put_aside_once(
    telegram: httpx.AsyncClient, database: Database, body: bytes
) -> None:
    for _ in range(2):
        assert (await telegram.post("/telegram", content=body)).status_code == 200
    assert await kept(database) == []
    [(size, beginning)] = await dead_letters(database)
    assert (size, beginning[:1]) == (len(body), body.decode(errors="backslashreplace")[:1])
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 200
    assert await kept(database) == [5]


async def test_no_depth_makes_telegram_come_again(telegram: httpx.AsyncClient) -> None:
    """Reading and writing JSON give up at different depths."""
    bodies = [b'{"update_id":5,"message":' + b"[" * deep + b"]" * deep + b"}" for deep in range(850, 1_000)]
    answers = [await telegram.post("/telegram", content=body) for body in bodies]
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("kind", ["poll", "my_chat_member", "channel_post", "chat_join_request", "kind_of_tomorrow"])
async def test_an_update_that_means_nothing_here_gets_200_and_is_left(
    telegram: httpx.AsyncClient, database: Database, kind: str
) -> None:
    assert (await telegram.post("/telegram", json={"update_id": 9, kind: {"id": 1}})).status_code == 200
    assert await kept(database) == []
    assert await dead_letters(database) == []


async def test_numbers_that_begin_anew_after_an_idle_week_are_taken_all_the_same(
    telegram: httpx.AsyncClient, database: Database
) -> None:
    for number in (900_000, 3, 2**63 - 1, -5):
        assert (await telegram.post("/telegram", json={**UPDATE, "update_id": number})).status_code == 200
    async with database.engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT update_id FROM updates ORDER BY id")
        assert [row[0] for row in rows] == [900_000, 3, 2**63 - 1, -5]


@pytest.mark.parametrize("told", [True, False])
async def test_a_body_beyond_all_measure_is_refused_before_it_is_parsed(
    telegram: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    told: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("bot.web.app._parsed", lambda _: pytest.fail("it was parsed"))

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (LONGEST // 2)

    content: Any = b"x" * 2 * LONGEST if told else pieces()
    assert (await telegram.post("/telegram", content=content)).status_code == 413


async def test_a_database_that_is_down_makes_telegram_come_again() -> None:
    database = Database(create_engine("postgresql://nobody@127.0.0.1:9/none"))
    async with client_of(database) as client:
        refused = await client.post("/telegram", content=json.dumps(UPDATE))
        unreadable = await client.post("/telegram", content=b"{")
        ready, alive = await client.get("/readyz"), await client.get("/healthz")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert unreadable.status_code == 503
    assert (ready.status_code, alive.status_code) == (503, 200)
    await database.dispose()


async def test_it_says_when_it_is_ready(telegram: httpx.AsyncClient) -> None:
    assert (await telegram.get("/readyz")).text == "ready\n"
    assert (await telegram.get("/telegram")).status_code == 405
    assert (await telegram.get("/elsewhere")).status_code == 404


async def test_answers_and_what_came_in_are_counted(database: Database) -> None:
    metrics = Metrics()
    app = Web(database, BOT, SECRET, lambda: NOON, metrics=metrics).app()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://localhost", headers=HEADER
    ) as client:
        for content in (json.dumps(UPDATE), json.dumps(UPDATE), "{", '{"update_id": 9, "poll": {}}'):
            await client.post("/telegram", content=content)
        await client.post("/telegram", json=UPDATE, headers={"X-Telegram-Bot-Api-Secret-Token": "wrong"})

    def figure(name: str, **labels: str) -> float | None:
        return metrics.registry.get_sample_value(f"stepdown_{name}", labels)

    assert figure("webhook_responses_total", status="200") == 4
    assert figure("webhook_responses_total", status="401") == 1
    for kind, result in (("message", "kept"), ("message", "duplicate"), ("other", "unreadable"), ("other", "ignored")):
        assert figure("updates_received_total", kind=kind, result=result) == 1


async def test_an_update_that_cannot_be_kept_is_named_by_its_number_and_nobody_is() -> None:
    database = Database(create_engine("postgresql://somebody:hunter2-and-more@127.0.0.1:9/none"))
    update = {"update_id": 77, "message": {"text": "62k", "from": {"id": 501_888_777}, "chat": {"id": 501_888_777}}}
    with written(webhook_secret=SECRET) as log:
        async with client_of(database) as client:
            assert (await client.post("/telegram", json=update)).status_code == 503
    assert log.line("cannot be kept")["update_id"] == 77
    for private in ("501888777", "62k", "hunter2-and-more", SECRET):
        assert private not in log.text
    await database.dispose()


async def test_figures_are_there_for_those_who_may_read_them(database: Database) -> None:
    metrics = Metrics()
    exposition = Exposition(metrics, Backlog(database, metrics))
    app = Web(database, BOT, SECRET, lambda: NOON, metrics=metrics, exposition=exposition).app()
    for client, status in (("127.0.0.1", 200), ("203.0.113.7", 404)):
        transport = httpx.ASGITransport(app, client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as reader:
            assert (await reader.get("/metrics")).status_code == status
