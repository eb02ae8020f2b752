from datetime import UTC, datetime

import pytest

from bot.doctor.findings import Status
from bot.doctor.telegram import telegram_findings, token_finding, webhook_finding
from bot.settings import Settings
from bot.telegram.health import Webhook
from tests.databases import free_port
from tests.fake_bot_api.server import FakeBot
from tests.telegram.running import settings_for

TOKEN = "123456:AAsomebody-elses-token-long-enough-to-be-one"


def settings(token: str | None, url: str = "https://api.telegram.org") -> Settings:
    return Settings.model_validate({"bot_token": token, "telegram_api_base_url": url})


@pytest.mark.parametrize("token", [None, "", " "])
def test_without_a_token_somebody_is_told_where_to_get_one(token: str | None) -> None:
    finding = token_finding(settings(token))
    assert finding.status is Status.LOOK
    assert finding.told == "BOT_TOKEN is not set."
    assert "@BotFather" in finding.advice


def test_a_malformed_token_is_wrong_and_not_repeated() -> None:
    finding = token_finding(settings("hello"))
    assert finding.status is Status.WRONG
    assert "hello" not in finding.line()
    assert "@BotFather" in finding.advice


def test_a_token_of_the_right_form_is_fine_and_not_repeated() -> None:
    finding = token_finding(settings(TOKEN))
    assert finding.status is Status.OK
    assert "somebody" not in finding.line()


@pytest.mark.parametrize("token", [None, "hello"])
async def test_without_a_usable_token_telegram_is_not_asked(token: str | None) -> None:
    (finding,) = await telegram_findings(settings(token, f"http://127.0.0.1:{free_port()}"))
    assert finding.status is Status.LOOK
    assert finding.told.startswith("Not asked")


async def test_a_bot_that_answers_is_named(fake: FakeBot) -> None:
    answer, webhook = await telegram_findings(settings_for(fake))
    assert answer.status is Status.OK
    assert answer.told.startswith("@stepdown_bot answered from 127.0.0.1 in ")
    assert (webhook.status, webhook.told) == (Status.OK, "None is set, updates waiting: 0.")


async def test_a_refused_token_is_wrong(fake: FakeBot) -> None:
    (finding,) = await telegram_findings(settings(TOKEN, fake.api.url))
    assert finding.status is Status.WRONG
    assert "Copy it again" in finding.advice
    assert "somebody" not in finding.line()


async def test_a_telegram_out_of_reach_is_wrong_and_names_the_host_only() -> None:
    (finding,) = await telegram_findings(settings(TOKEN, f"http://ann:hunter2@127.0.0.1:{free_port()}"))
    assert finding.status is Status.WRONG
    assert "127.0.0.1" in finding.advice
    assert "hunter2" not in finding.line()
    assert "somebody" not in finding.line()


def test_a_webhook_is_worth_a_look_with_its_last_error() -> None:
    webhook = Webhook(
        is_set=True, waiting=12, last_error="Connection refused", last_error_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    )
    finding = webhook_finding(webhook)
    assert finding.status is Status.LOOK
    assert finding.told == ("One is set, updates waiting: 12. Last error (2026-03-02 09:05 UTC): Connection refused.")
    assert "refuses polling" in finding.advice


def test_updates_that_wait_are_fine() -> None:
    finding = webhook_finding(Webhook(is_set=False, waiting=3, last_error="", last_error_at=None))
    assert (finding.status, finding.told) == (Status.OK, "None is set, updates waiting: 3.")


def test_a_server_that_tells_nothing_of_webhooks_is_worth_a_look() -> None:
    assert webhook_finding(None).status is Status.LOOK


@pytest.mark.parametrize(("is_set", "status"), [(True, Status.OK), (False, Status.WRONG)])
def test_where_a_webhook_is_wanted_it_has_to_be_there(is_set: bool, status: Status) -> None:  # noqa: FBT001
    finding = webhook_finding(Webhook(is_set=is_set, waiting=0, last_error="", last_error_at=None), wanted=True)
    assert finding.status is status
    assert is_set or "python -m bot release" in finding.advice
