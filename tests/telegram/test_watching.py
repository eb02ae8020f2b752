"""What is seen of a running bot: figures that add up, lines that can be joined, and nobody's number or words."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.services.deps import Deps
from bot.settings import Settings
from bot.telegram.app import run, serve
from bot.watch.metrics import Metrics
from tests.databases import free_port
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import BotState, Fault
from tests.telegram.running import settings_for
from tests.telegram.talks import GOOD_ROUND, KOFI, finishes, opens
from tests.watch.logs import written

ANN, BO = 501_888_777, 502_999_666
UNREADABLE = {"entities": 5}
"""A number where a list belongs: the library cannot read it, whoever tries."""


@asynccontextmanager
async def watched_bot(deps: Deps, fake: FakeBot) -> AsyncIterator[Metrics]:
    stop, metrics = asyncio.Event(), Metrics()
    serving = asyncio.create_task(serve(deps, settings_for(fake), stop, metrics=metrics))
    try:
        yield metrics
    finally:
        stop.set()
        await serving


def figure(metrics: Metrics, name: str, **labels: str) -> float:
    return metrics.registry.get_sample_value(f"stepdown_{name}", labels) or 0


async def test_figures_of_a_round_add_up(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    ann = Player(fake, clock, id=ANN)
    number = await ann.says("/help")
    async with watched_bot(deps, fake) as metrics:
        await ann.sees("/practice")
        await fake.add_again({"update_id": number, "message": ann.message(text="/help")})
        await fake.add_update("chat_boost", {})
        await finishes(ann)
    received = {
        (kind, result): figure(metrics, "updates_received_total", kind=kind, result=result)
        for kind in ("message", "callback_query", "other")
        for result in ("kept", "duplicate", "ignored")
    }
    assert received["message", "kept"] == len(GOOD_ROUND) + 2
    assert received["callback_query", "kept"] == 2
    assert received["message", "duplicate"] == 1
    assert received["other", "ignored"] == 1
    done = {kind: figure(metrics, "updates_total", kind=kind, result="done") for kind in ("message", "callback_query")}
    assert done == {"message": received["message", "kept"], "callback_query": 2}
    assert figure(metrics, "update_seconds_count", kind="message") == done["message"]
    assert figure(metrics, "hearing_seconds_count") == len(GOOD_ROUND)
    sent = [call for call in fake.calls("sendMessage") if call.status == 200]
    assert figure(metrics, "sends_total", method="sendMessage", kind="reply", outcome="sent") == len(sent)
    assert figure(metrics, "send_seconds_count", method="sendMessage") == len(sent)


async def test_what_fails_is_counted_by_what_becomes_of_it(
    deps: Deps, fake: FakeBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.processor.ATTEMPTS", 2)
    monkeypatch.setattr("bot.telegram.processor._PAUSE", timedelta(0))
    async with watched_bot(deps, fake) as metrics:
        ann = Player(fake, clock, id=ANN)
        fake.state.faults.append(Fault("sendMessage", status=502, times=2))
        await ann.says("/help")
        await fake.add_update("message", {**ann.message(text="x"), **UNREADABLE})
        await ann.says("/privacy")
        await ann.sees("What is stored")
    assert figure(metrics, "updates_total", kind="message", result="dead") == 1
    assert figure(metrics, "updates_total", kind="message", result="put_back") == 1
    assert figure(metrics, "sends_total", method="sendMessage", kind="reply", outcome="unknown") == 1
    assert figure(metrics, "sends_total", method="sendMessage", kind="reply", outcome="uncertain") == 1


async def test_lines_name_updates_and_messages_and_users_by_pseudonym_only(
    deps: Deps, fake: FakeBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.processor.ATTEMPTS", 1)

    def blocked(state: BotState) -> bool | None:
        return len([call for call in state.calls if call.status == 403]) == 2 or None

    with written(bot_token=fake.token) as log:
        async with watched_bot(deps, fake):
            ann, bo = Player(fake, clock, id=ANN), Player(fake, clock, id=BO, first_name="Bo")
            for player in (ann, bo):
                fake.state.blocked_by.add(player.id)
                await player.says("/help")
            await fake.wait_for(blocked, "two refusals")
            fake.state.blocked_by.clear()
            number = await fake.add_update("message", {**ann.message(text=GOOD_ROUND[0]), **UNREADABLE})
            await ann.says("/privacy")
            await ann.sees("What is stored")
    refused = [line for line in log.lines if line["event"] == "A message did not go out: refused"]
    assert [line["error"] for line in refused] == ["Forbidden: Forbidden: bot was blocked by the user"] * 2
    assert len({line["chat"] for line in refused}) == 2
    failed = log.line("The update failed")
    assert failed["update_id"] == number
    assert failed["user"] == refused[0]["chat"]
    for private in (str(ANN), str(BO), GOOD_ROUND[0], "Ann", fake.token):
        assert private not in log.text


async def test_a_process_writes_json_and_serves_its_figures_until_it_ends(
    deps: Deps, fake: FakeBot, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    @asynccontextmanager
    async def wired(_settings: Settings) -> AsyncIterator[Deps]:
        yield deps

    settings = settings_for(fake).model_copy(update={"metrics_port": free_port()})
    address = f"http://127.0.0.1:{settings.metrics_port}/metrics"
    bot = asyncio.create_task(run(settings, wired))
    ann = Player(fake, clock, id=ANN)
    await opens(ann)
    async with httpx.AsyncClient() as reader:
        page = (await reader.get(address)).text
        signal.raise_signal(signal.SIGTERM)
        await bot
        with pytest.raises(httpx.ConnectError):
            await reader.get(address)
    assert 'stepdown_updates_total{kind="callback_query",result="done"} 2.0' in page
    assert "stepdown_updates_waiting 0.0" in page
    assert str(ANN) not in page
    lines: list[dict[str, Any]] = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert "Listening as @stepdown_bot" in [line["event"] for line in lines]
    assert KOFI not in str(lines)
