"""The web process as its command starts it: JSON on standard error, figures, and an end in order."""

import asyncio
import json
import signal

import httpx
import pytest

from bot.settings import Settings
from bot.web.serve import serve
from tests.databases import free_port

TOKEN = "123456:AAmade-up-for-the-web-process-alone"
SECRET = "of-telegram-and-us-alone-and-long"


@pytest.fixture
def backend() -> str:
    return "postgresql"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_logs_json_serves_figures_and_ends_in_order(
    database_url: str, number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    given = {"database_url": database_url, "bot_token": TOKEN, "webhook_secret": SECRET, "host": "127.0.0.1"}
    settings = Settings.model_validate({**given, "port": free_port(), "metrics_port": free_port()})
    serving = asyncio.create_task(serve(settings))
    retrying = httpx.AsyncHTTPTransport(retries=10)
    async with httpx.AsyncClient(transport=retrying) as client:
        address = f"http://127.0.0.1:{settings.port}"
        assert (await client.get(f"{address}/readyz")).text == "ready\n"
        header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert (await client.post(f"{address}/telegram", content=b"{", headers=header)).status_code == 200
        for port in (settings.port, settings.metrics_port):
            page = await client.get(f"http://127.0.0.1:{port}/metrics")
            assert 'stepdown_webhook_responses_total{status="200"} 1.0' in page.text
    signal.raise_signal(number)
    await serving
    written = capfd.readouterr().err
    events = [json.loads(line)["event"] for line in written.splitlines()]
    assert "An update of 1 bytes cannot be read" in events
    assert TOKEN not in written
    assert SECRET not in written
