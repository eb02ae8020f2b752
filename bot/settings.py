"""The environment, read once and checked."""

import hashlib
import ipaddress
import re
import secrets
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import StepdownError
from bot.practice.draft import DIALOGUES

DEFAULT_DATABASE = "sqlite:///data/stepdown.db"
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
_FERNET = re.compile(r"[A-Za-z0-9_-]{43}=")
_DSN = re.compile(r"https?://[A-Za-z0-9]+(:[A-Za-z0-9]+)?@[^/\s@]+/(\S+/)?\d+")
_HTTP = ("http://", "https://")


class SettingsError(StepdownError):
    """The environment lacks something or holds something unusable; the message says what to do, and never the value."""

    code = "settings"


def _base_url(url: str) -> str:
    if not url.startswith(_HTTP) or not urlsplit(url).hostname:
        raise ValueError("must be http:// or https:// and a host")
    return url.rstrip("/")


def _dsn(dsn: SecretStr) -> SecretStr:
    if not _DSN.fullmatch(dsn.get_secret_value()):
        raise ValueError("must be a DSN: https://key@host/number")
    return dsn


def _fernet_keys(keys: SecretStr) -> SecretStr:
    if not all(_FERNET.fullmatch(key) for key in _several(keys)):
        raise ValueError("must be keys of 44 characters with commas between: python -m bot plan-key makes one")
    return keys


def _several(keys: SecretStr) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.get_secret_value().split(","))


class Settings(BaseSettings):
    """`bot_token` is needed by the Telegram front only."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    database_url: str = DEFAULT_DATABASE
    database_pool: Annotated[int, Field(ge=1, le=50)] = 5
    database_statement_seconds: Annotated[int, Field(ge=1, le=300)] = 15
    retention_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    dialogues: Path = DIALOGUES
    bot_token: SecretStr | None = None
    telegram_api_base_url: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"
    log_format: Literal["json", "plain"] | None = None
    log_key: SecretStr | None = None
    plan_keys: Annotated[SecretStr, AfterValidator(_fernet_keys)] | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    metrics_token: SecretStr | None = None
    sentry_dsn: Annotated[SecretStr, AfterValidator(_dsn)] | None = None
    webhook_url: Annotated[str, AfterValidator(_base_url)] | None = None
    webhook_secret: SecretStr | None = None
    host: str = "0.0.0.0"  # noqa: S104 (a host's router stands in front; HOST narrows it)
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    sends_per_second: Annotated[int, Field(ge=1, le=1000)] = 25

    def secret(self) -> str:
        """What only Telegram and the web processes know; raises SettingsError where it is missing or too short to be one."""
        secret = self.webhook_secret.get_secret_value().strip() if self.webhook_secret else ""
        if not _SECRET.fullmatch(secret):
            raise SettingsError(
                "WEBHOOK_SECRET is not set, or is not 32 to 256 letters, digits, _ and -. Make one: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        return secret

    def metrics_secret(self) -> str:
        """What a reader of the metrics has to show, "" where none is set; raises SettingsError for one that could be guessed, or is missed."""
        secret = _value(self.metrics_token).strip()
        if secret and not _SECRET.fullmatch(secret):
            raise SettingsError(
                "METRICS_TOKEN is not 32 to 256 letters, digits, _ and -. Make a longer one, or unset it."
            )
        if not secret and self.metrics_port and not is_loopback(self.metrics_host):
            raise SettingsError(
                "METRICS_HOST opens the metrics to other machines, and no METRICS_TOKEN keeps them shut. Set one, or unset METRICS_HOST."
            )
        return secret

    def pseudonym_key(self) -> bytes:
        """What turns a user's number into a pseudonym for the log; the same in all processes of a bot."""
        key = _value(self.log_key) or _value(self.bot_token).strip()
        return hashlib.sha256(f"log {key}".encode()).digest() if key else secrets.token_bytes(32)

    def seal_keys(self) -> tuple[str, ...]:
        """What closes the users' plans, the newest first; () where they are stored as they are."""
        return _several(self.plan_keys) if self.plan_keys else ()

    def all_secrets(self) -> tuple[str, ...]:
        """All values that nobody may read anywhere."""
        given = (self.bot_token, self.webhook_secret, self.metrics_token, self.log_key, self.sentry_dsn)
        password = _password(self.database_url)
        values = (*(_value(secret).strip() for secret in given), *self.seal_keys())
        return tuple({*values, password, unquote(password)} - {""})

    def needs_postgresql(self, command: str) -> None:
        """Raises SettingsError for a database that only one process can use."""
        if not self.database_url.startswith("postgres"):
            raise SettingsError(
                f"`{command}` shares its database with other processes, and a SQLite file is for one. Set DATABASE_URL to a postgresql:// address, or run `python -m bot telegram`, which does everything in one process."
            )

    def token(self) -> str:
        """The bot's token; raises SettingsError where it is missing or cannot be one."""
        token = self.bot_token.get_secret_value().strip() if self.bot_token else ""
        if not token:
            raise SettingsError(
                "BOT_TOKEN is not set. Ask @BotFather for a token and set it: export BOT_TOKEN=123456:ABC…"
            )
        if not _TOKEN.fullmatch(token):
            raise SettingsError(
                "BOT_TOKEN does not look like a token. It is a number, a colon and some 35 letters, as @BotFather gave it."
            )
        return token


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine are, or reach, this address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def _value(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        details = "; ".join(
            f"{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors(include_input=False)
        )
        raise SettingsError(f"The environment holds something unusable. {details}") from error
