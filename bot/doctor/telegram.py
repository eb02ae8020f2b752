"""The token and what Telegram says to it."""

from urllib.parse import urlsplit

from bot.doctor.findings import Finding, Status
from bot.settings import Settings, SettingsError
from bot.telegram.health import PATIENCE, TelegramHealth, TelegramUnreachableError, TokenRefusedError, Webhook, look_at


def token_finding(settings: Settings) -> Finding:
    """Without a token the terminal still works; a malformed one is a mistake."""
    try:
        settings.token()
    except SettingsError as error:
        told, _, advice = str(error).partition(". ")
        status = Status.WRONG if _given(settings) else Status.LOOK
        return Finding(status, "token", f"{told}.", advice)
    return Finding(Status.OK, "token", "BOT_TOKEN is set and looks like a token.")


async def telegram_findings(settings: Settings, patience: float = PATIENCE) -> list[Finding]:
    try:
        token = settings.token()
    except SettingsError:
        return [Finding(Status.LOOK, "Telegram", "Not asked: there is no usable token.", "Set BOT_TOKEN first.")]
    host = urlsplit(settings.telegram_api_base_url).hostname or ""
    try:
        health = await look_at(token, settings.telegram_api_base_url, patience)
    except TokenRefusedError as error:
        advice = "Copy it again from @BotFather, and check TELEGRAM_API_BASE_URL if you set it."
        return [Finding(Status.WRONG, "Telegram", str(error), advice)]
    except TelegramUnreachableError as error:
        advice = f"See that this machine reaches {host}: its network, firewall, proxy, TELEGRAM_API_BASE_URL."
        return [Finding(Status.WRONG, "Telegram", str(error), advice)]
    return [_answer_finding(health, host), webhook_finding(health.webhook, wanted=settings.webhook_url is not None)]


def webhook_finding(webhook: Webhook | None, *, wanted: bool = False) -> Finding:
    """`wanted`: whether WEBHOOK_URL is set here. Without it the bot polls; with a webhook set, whoever set it is served instead."""
    if webhook is None:
        return Finding(Status.LOOK, "webhook", "The server did not tell.", "Ask again later.")
    told = f"{'One is set' if webhook.is_set else 'None is set'}, updates waiting: {webhook.waiting}."
    if webhook.last_error:
        when = f" ({webhook.last_error_at:%Y-%m-%d %H:%M} UTC)" if webhook.last_error_at else ""
        told = f"{told} Last error{when}: {webhook.last_error}."
    if wanted and not webhook.is_set:
        return Finding(Status.WRONG, "webhook", told, "Run python -m bot release: it tells Telegram WEBHOOK_URL.")
    if wanted:
        return Finding(Status.LOOK if webhook.last_error else Status.OK, "webhook", f"{told} WEBHOOK_URL wants one.")
    if webhook.is_set:
        advice = "Stop the program that set it: while it is set Telegram refuses polling, and python -m bot telegram takes it away when it starts."
        return Finding(Status.LOOK, "webhook", told, advice)
    return Finding(Status.OK, "webhook", told)


def _answer_finding(health: TelegramHealth, host: str) -> Finding:
    return Finding(Status.OK, "Telegram", f"{health.name} answered from {host} in {health.seconds:.2f} s.")


def _given(settings: Settings) -> bool:
    return bool(settings.bot_token and settings.bot_token.get_secret_value().strip())
