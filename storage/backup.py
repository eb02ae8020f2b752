"""A copy of the SQLite installation to keep somewhere else: whole, checked, for its owner's eyes only."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.errors import BackupExists, DatabaseDamaged, DatabaseUnwritable
from storage.sqlite_file import check_pages, held_file, reading

OWNER_ONLY = 0o600
OTHERWISE = (
    "This installation is on PostgreSQL, which brings its own tool: "
    'pg_dump --format=custom --no-owner --file=FILE "$DATABASE_URL"'
)


def backup(source_url: str, target: Path) -> int:
    """Writes the new file `target` and returns its size in bytes. The file appears once it is whole and checked, or not at all."""
    path = held_file(source_url, otherwise=OTHERWISE)
    _refuse_to_overwrite(target)
    try:
        # Beside the target, so that the finished file only has to be renamed.
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            copy = Path(folder) / "copy.db"
            copy.touch(mode=OWNER_ONLY, exist_ok=False)
            _copy(path, copy)
            _refuse_to_overwrite(target)
            size = copy.stat().st_size
            copy.rename(target)
    except OSError as error:
        raise DatabaseUnwritable(f"The backup {target} cannot be written: {error.strerror}.") from error
    return size


def _refuse_to_overwrite(target: Path) -> None:
    if os.path.lexists(target):
        raise BackupExists(f"{target} is there already and stays as it is. Choose another name for the backup.")


def _copy(path: Path, copy: Path) -> None:
    """Page by page, the last transactions of the -wal file included."""
    with closing(sqlite3.connect(reading(path), uri=True)) as source, closing(sqlite3.connect(copy)) as written:
        try:
            source.backup(written)
            # The page that says "look for a -wal file" came along; a backup is one file.
            written.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise DatabaseUnwritable(f"The backup of {path} failed: {error}.") from error
        except sqlite3.DatabaseError as error:
            raise DatabaseDamaged(
                f"The database file {path} is damaged or is no SQLite database; there is nothing sound to back up."
            ) from error
        check_pages(written, path)
