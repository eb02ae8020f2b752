"""The environment, read once and checked."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import StepdownError
from bot.practice.draft import DIALOGUES

DEFAULT_DATABASE = "sqlite:///data/stepdown.db"
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,100}")
_HTTP = ("http://", "https://")


class SettingsError(StepdownError):
    """The environment lacks something or holds something unusable; the message says what to do, and never the value."""

    code = "settings"


def _base_url(url: str) -> str:
    if not url.startswith(_HTTP) or not urlsplit(url).hostname:
        raise ValueError("must be http:// or https:// and a host")
    return url.rstrip("/")


class Settings(BaseSettings):
    """`bot_token` is needed by the Telegram front only."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    database_url: str = DEFAULT_DATABASE
    dialogues: Path = DIALOGUES
    bot_token: SecretStr | None = None
    telegram_api_base_url: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"

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


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        details = "; ".join(
            f"{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors(include_input=False)
        )
        raise SettingsError(f"The environment holds something unusable. {details}") from error
