from datetime import UTC, datetime

import pytest

from bot.telegram.health import TelegramUnreachableError, TokenRefusedError, look_at
from tests.databases import free_port
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault

SOMEBODY_ELSES = "424242:AAsomebody-elses-token-long-enough-to-be-one"


async def test_the_bot_is_told_by_its_name_and_nothing_of_it_is_touched(fake: FakeBot) -> None:
    await fake.add_update("message", {})
    health = await look_at(fake.token, fake.api.url)
    assert health.name == "@stepdown_bot"
    assert health.seconds > 0
    assert [call.method for call in fake.state.calls] == ["getMe", "getWebhookInfo"]
    assert len(fake.state.updates) == 1


async def test_updates_that_wait_are_counted(fake: FakeBot) -> None:
    await fake.add_update("message", {})
    await fake.add_update("message", {})
    webhook = (await look_at(fake.token, fake.api.url)).webhook
    assert webhook
    assert (webhook.is_set, webhook.waiting, webhook.last_error) == (False, 2, "")


async def test_a_webhook_is_told_with_its_last_error_and_never_with_the_token(fake: FakeBot) -> None:
    fake.state.webhook = {
        "url": f"https://example.org/{fake.token}",
        "last_error_date": 1_790_000_000,
        "last_error_message": f"Wrong response from https://example.org/{fake.token}",
    }
    webhook = (await look_at(fake.token, fake.api.url)).webhook
    assert webhook
    assert webhook.is_set
    assert webhook.last_error == "Wrong response from https://example.org/[token]"
    assert webhook.last_error_at == datetime.fromtimestamp(1_790_000_000, UTC)


async def test_a_server_that_tells_nothing_of_webhooks_is_fine(fake: FakeBot) -> None:
    fake.state.faults.append(Fault("getWebhookInfo", status=400))
    assert (await look_at(fake.token, fake.api.url)).webhook is None


@pytest.mark.parametrize("path", ["", "/nowhere"])
async def test_a_refused_token_is_told_without_it(fake: FakeBot, path: str) -> None:
    with pytest.raises(TokenRefusedError, match="does not accept BOT_TOKEN") as caught:
        await look_at(SOMEBODY_ELSES, f"{fake.api.url}{path}")
    assert SOMEBODY_ELSES not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_a_telegram_that_cannot_be_reached_is_told_by_the_kind_of_error() -> None:
    with pytest.raises(TelegramUnreachableError, match="ClientConnectorError") as caught:
        await look_at(SOMEBODY_ELSES, f"http://127.0.0.1:{free_port()}")
    assert SOMEBODY_ELSES not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault("getMe", status=502), "NetworkError"),
        (Fault("getMe", status=429, retry_after=17), "wait 17 s"),
        (Fault("getMe", broken_off=True), "no answer"),
    ],
)
async def test_a_telegram_that_does_not_answer_well_is_told(fake: FakeBot, fault: Fault, told: str) -> None:
    fake.state.faults.append(fault)
    with pytest.raises(TelegramUnreachableError, match=told):
        await look_at(fake.token, fake.api.url)


async def test_a_telegram_that_takes_too_long_is_given_up(fake: FakeBot) -> None:
    fake.state.faults.append(Fault("getMe", delay=0.5))
    with pytest.raises(TelegramUnreachableError, match=r"within 0\.1 s"):
        await look_at(fake.token, fake.api.url, patience=0.1)
