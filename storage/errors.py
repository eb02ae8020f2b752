"""What storage raises. Sentences name no password and no stored text; `code` is stable."""
# ruff: noqa: N818 (errors are named by what happened, so that `except TurnTaken` reads as a sentence)

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, DontWrapMixin, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

# What PostgreSQL says in SQLSTATE.
DISK_FULL = "53100"
READ_ONLY = "25006"
NOT_ALLOWED = "42501"


class StorageError(Exception):
    code = "storage"


class MalformedDatabaseUrl(StorageError):
    code = "storage_url_malformed"


class UnknownDatabase(StorageError):
    code = "storage_database_unknown"


class DatabaseUnwritable(StorageError):
    code = "storage_unwritable"


class DatabaseFull(DatabaseUnwritable):
    """No room on the database's disk; nothing of this unit of work was kept."""

    code = "storage_full"


class DatabaseInUse(StorageError):
    code = "storage_in_use"


class DatabaseUnavailable(StorageError):
    """Nobody answers, the database is locked, or it failed half-way; nothing was kept, so trying again later is right."""

    code = "storage_unavailable"


class DatabaseMissing(StorageError):
    code = "storage_missing"


class DatabaseDamaged(StorageError):
    code = "storage_damaged"


class NotSqlite(StorageError):
    code = "storage_not_sqlite"


class NotPostgresql(StorageError):
    code = "storage_not_postgresql"


class TargetNotEmpty(StorageError):
    """An installation moves into an empty database only; what is there stays as it is."""

    code = "storage_target_not_empty"


class CopyDiffers(StorageError):
    """What arrived is not what was read; nothing was committed."""

    code = "storage_copy_differs"


class BackupExists(StorageError):
    code = "storage_backup_exists"


class SchemaOutdated(StorageError):
    """The database waits for a migration."""

    code = "storage_schema_outdated"


class SchemaUnknown(StorageError):
    """The database was written by a newer version of the program."""

    code = "storage_schema_unknown"


class UnstorableValue(StorageError, DontWrapMixin):
    """A text with NUL or half a surrogate pair, a time without zone or at an end of the calendar, a number beyond 64 bits or not finite: refused before it reaches the database."""

    code = "storage_value_unstorable"


class RecordMissing(StorageError):
    code = "record_missing"


class RecordRefused(StorageError):
    """A record contradicts others, or refers to one that is gone. The unit of work is lost."""

    code = "record_refused"


class TurnTaken(StorageError):
    code = "turn_taken"


class RoundAlreadyOpen(StorageError):
    code = "round_already_open"


class LeaseLost(StorageError):
    """Somebody else has taken over what this process had claimed; nothing of this unit of work may stay."""

    code = "lease_lost"


@contextmanager
def driver_errors_translated() -> Iterator[None]:
    """Callers know storage's errors only: they import no database library."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise RecordRefused("The database refused a record that does not fit the others.") from error
    except TimeoutError as error:
        raise DatabaseUnavailable("The database does not answer in time.") from error
    except DBAPIError as error:
        raise _translated(error) from error
    except NoConnectionFree as error:
        raise DatabaseUnavailable(f"The database failed ({type(error).__name__}).") from error


def _translated(error: DBAPIError) -> StorageError:
    """SQLite tells what is wrong in words only."""
    said, state = str(error.orig), sqlstate(error)
    if "file is not a database" in said:
        return DatabaseUnwritable("The database file is not a SQLite database; choose another path.")
    if state == DISK_FULL or "database or disk is full" in said:
        return DatabaseFull(
            "The database's disk is full, so nothing was changed. Make room on it; all goes on by itself."
        )
    if state == READ_ONLY or "readonly database" in said:
        return DatabaseUnwritable(
            "The database takes no changes (it is read-only), so nothing was changed. See why; all goes on by itself afterwards."
        )
    return DatabaseUnavailable(f"The database failed ({type(error).__name__}).")


def sqlstate(error: BaseException) -> str:
    """The server's code for what went wrong, from wherever in the chain of causes the driver put it; "" where there is none."""
    found: BaseException | None = error
    while found is not None:
        state = getattr(found, "sqlstate", None)
        if isinstance(state, str):
            return state
        found = found.__cause__
    return ""
