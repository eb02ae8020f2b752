"""What only its owner is to read is closed before it is stored, where the installation has a key for that."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from functools import cached_property

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import StorageError

_MARK = "sealed:"
"""What is stored is JSON where it is not sealed, and no JSON begins so."""


class SealBroken(StorageError):  # noqa: N818 (named by what happened, as the others)
    """Stored text was closed with a key that this process does not have, or was changed since."""

    code = "storage_seal_broken"


class Seal:
    """`keys`: Fernet keys (32 bytes in URL-safe base 64), the newest first; what older ones have closed is opened still. Without keys texts are stored as they are.

    Fernet is AES-128 in CBC mode with an HMAC (SHA-256) over it, from the `cryptography` package; https://github.com/fernet/spec.
    """

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        self._first = keys[0].encode() if keys else b""

    @property
    def has_key(self) -> bool:
        return self._fernet is not None

    def close(self, text: str) -> str:
        return _MARK + self._fernet.encrypt(text.encode()).decode() if self._fernet else text

    def open(self, stored: str) -> str:
        """Raises SealBroken. What was stored before there was a key is plain."""
        if not stored.startswith(_MARK):
            return stored
        if self._fernet is None:
            raise SealBroken("Stored plans are sealed, and PLAN_KEYS is not set. Set the key they were sealed with.")
        try:
            return self._fernet.decrypt(stored[len(_MARK) :]).decode()
        except InvalidToken as error:
            raise SealBroken("No key of PLAN_KEYS opens a stored plan. Add the one it was sealed with.") from error

    def is_current(self, stored: str) -> bool:
        """Whether it is stored as it would be today: closed with the first key, or plain where there is none."""
        if self._fernet is None or not stored.startswith(_MARK):
            return self._fernet is None and not stored.startswith(_MARK)
        try:
            Fernet(self._first).decrypt(stored[len(_MARK) :])
        except InvalidToken:
            return False
        return True

    def fingerprint(self, text: str) -> str:
        """Hexadecimal; tells the same text again within an installation, and nothing to whoever lacks the key."""
        return hmac.new(self._first or self._random, text.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def _random(self) -> bytes:
        """Without a key nothing is told again by another process: rather twice the text than a print of it that can be guessed at."""
        return secrets.token_bytes(32)
