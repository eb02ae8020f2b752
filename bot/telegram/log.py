"""Logging to standard error, one line a record, with no token in it."""

import logging
import re
from collections.abc import Iterable

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MASK = "[token]"
# Only our own packages talk below WARNING: what the HTTP library says holds every address, and Telegram's addresses hold the token.
_OURS = ("bot", "storage")
_SHAPED = re.compile(r"\d{5,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,100}")
_IN_ADDRESS = re.compile(r"(/bot)\d{1,20}(?::|%3[Aa])[^/\s'\"]+")


class RedactingFormatter(logging.Formatter):
    """Masks whatever looks like a bot token, and the given secrets, in the finished line: message, arguments and traceback alike."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__(LINE)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, MASK)
        return _SHAPED.sub(MASK, _IN_ADDRESS.sub(rf"\1{MASK}", line))


def configure_logging(level: str, secrets: Iterable[str] = ()) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
