"""What may be told to whoever watches: nothing that opens a door, and nobody's number."""

import hmac
import re
from collections.abc import Iterable, Mapping

MASK = "[token]"
PASSWORD_MASK = "[password]"  # noqa: S105 (what stands in its place)
_SHORTEST = 6
"""A shorter secret is also a part of ordinary words, and masking those would tell it."""

_DIGITS = 12
_SHAPED = re.compile(r"\d{5,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,100}")
_IN_ADDRESS = re.compile(r"(/bot)\d{1,20}(?::|%3[Aa])[^/\s'\"]+")
_IN_DATABASE_URL = re.compile(r"(://[^\s:/@'\"]*:)[^\s/@'\"]+(?=@)")


class Redactor:
    """Masks whatever looks like a bot token or the password in an address, and the given secrets."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # The longest first: one may be a part of another.
        self._secrets = sorted((secret for secret in secrets if len(secret) >= _SHORTEST), key=len, reverse=True)

    def text(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        text = _SHAPED.sub(MASK, _IN_ADDRESS.sub(rf"\1{MASK}", text))
        return _IN_DATABASE_URL.sub(rf"\1{PASSWORD_MASK}", text)

    def everywhere(self, value: object) -> object:
        """In every text of lists and mappings, however deep."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.everywhere(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.everywhere(item) for item in value]
        return value


def pseudonym(key: bytes, number: int) -> str:
    """The same for the same user, and without the key nobody can tell whose it is."""
    return hmac.digest(key, str(number).encode(), "sha256").hex()[:_DIGITS]
