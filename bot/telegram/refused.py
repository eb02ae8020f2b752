"""What Telegram refuses, and how that may be told."""

import re

from telegram.error import TelegramError

_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?|“[^”]*”?")


class TokenRefused(Exception):  # noqa: N818 (named by what happened)
    """Telegram does not know the token any more; the library's own errors name it."""


def said(error: TelegramError) -> str:
    """The kind and the words, but for what they quote: that may be ours, and so a user's."""
    return f"{type(error).__name__}: {_QUOTED.sub('…', error.message)}"
