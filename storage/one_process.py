"""One process on a SQLite file: before version 3.51.3 several can lose what was written (SQLite's "WAL-reset bug")."""

import os
import sys
from pathlib import Path

from storage.errors import DatabaseInUse, DatabaseUnwritable

if sys.platform != "win32":
    import fcntl

_held: dict[Path, int] = {}


def hold(path: Path) -> None:
    """Keeps the file to this process until it ends; raises DatabaseInUse while another one has it. The system releases it even after a crash."""
    path = path.resolve()
    # Windows has no such locks; there the rule stands in the README only.
    if sys.platform == "win32" or path in _held:
        return
    lock = path.with_name(f"{path.name}.lock")
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise DatabaseUnwritable(f"The database file {path} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise DatabaseInUse(
            f"Another process uses {path}. Stop it first (the bot or a terminal round), or use PostgreSQL, which many can share."
        ) from error
    except OSError as error:
        os.close(descriptor)
        raise DatabaseUnwritable(f"The database file {path} cannot be locked here: {error.strerror}.") from error
    _held[path] = descriptor
