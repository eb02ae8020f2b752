"""The database and its schema: can it be used, and by this version of the program."""

from bot.doctor.findings import Finding, Status
from storage.engine import DEFAULT_POOL
from storage.errors import DatabaseUnwritable, MalformedDatabaseUrl, StorageError, UnknownDatabase
from storage.health import Health, PostgresqlHealth, SchemaState, SqliteHealth, look_at

OLDEST_POSTGRESQL = 14
SLOW = 2.0
"""Seconds; a server that takes longer makes every message late."""
MOST_APART = 2.0
"""Seconds; leases last thirty and more."""
FEWEST_PROCESSES = 4
"""A web and a worker, and their successors while they are exchanged."""
LITTLE_SPACE = 100 * 1024 * 1024
_MEGABYTE = 1024 * 1024

_MIGRATE = "Run python -m bot migrate; chat and telegram also do so by themselves."
_SCHEMA = {
    SchemaState.MISSING: (Status.LOOK, "There is none yet.", _MIGRATE),
    SchemaState.OLDER: (Status.LOOK, "It is older than this program.", _MIGRATE),
    SchemaState.CURRENT: (Status.OK, "As this program expects it.", ""),
    SchemaState.NEWER: (
        Status.WRONG,
        "It was written by a newer version of the program.",
        "Install the newer program.",
    ),
}


async def database_findings(url: str, pool: int = DEFAULT_POOL) -> list[Finding]:
    try:
        health = await look_at(url)
    except StorageError as error:
        return [Finding(Status.WRONG, "database", str(error), _advice(error))]
    return [database_finding(health, pool), schema_finding(health)]


def database_finding(health: Health, pool: int = DEFAULT_POOL) -> Finding:
    return _sqlite_finding(health) if isinstance(health, SqliteHealth) else _postgresql_finding(health, pool)


def schema_finding(health: Health) -> Finding:
    if health.schema is None:
        advice = "Stop that process and ask again to have the schema looked at."
        return Finding(Status.LOOK, "schema", "Not looked at: another process has the file.", advice)
    status, told, advice = _SCHEMA[health.schema]
    if health.schema in {SchemaState.MISSING, SchemaState.OLDER} and not _may_make_tables(health):
        advice = "Run python -m bot release as the user who owns the tables; for a user who does it all: GRANT CREATE ON SCHEMA public TO that user."
        return Finding(Status.WRONG, "schema", f"{told} This user may not make tables.", advice)
    return Finding(status, "schema", told, advice)


def _sqlite_finding(health: SqliteHealth) -> Finding:
    state = "" if health.exists else ", made on first use"
    told = f"SQLite {health.version}, {health.path}{state}, {health.free_bytes // _MEGABYTE} MB free."
    if health.free_bytes < LITTLE_SPACE:
        return Finding(Status.LOOK, "database", told, "Make room on this disk: a full one keeps no rounds.")
    if health.schema is None:
        advice = "That is fine if it is the bot or a terminal round; a second one has to wait for its end."
        return Finding(Status.LOOK, "database", f"{told} Another process has it.", advice)
    return Finding(Status.OK, "database", told)


def _postgresql_finding(health: PostgresqlHealth, pool: int) -> Finding:
    told = (
        f"PostgreSQL {health.version}, answered in {health.seconds:.2f} s, has {health.connections} connections for us."
    )
    if health.major < OLDEST_POSTGRESQL:
        return Finding(
            Status.WRONG, "database", told, f"Upgrade the server to PostgreSQL {OLDEST_POSTGRESQL} or later."
        )
    if health.encoding != "UTF8":
        advice = "Make a database with ENCODING 'UTF8' and name it in DATABASE_URL."
        return Finding(Status.WRONG, "database", f"{told} It is kept in {health.encoding}.", advice)
    if health.seconds > SLOW:
        advice = "See what keeps the server or the network busy: every message waits for it."
        return Finding(Status.LOOK, "database", told, advice)
    if health.clocks_apart > MOST_APART:
        told = f"{told} Its clock and this machine's are {health.clocks_apart:.0f} s apart."
        advice = "Set both by NTP: processes take work over from each other by the clock."
        return Finding(Status.LOOK, "database", told, advice)
    if health.connections < FEWEST_PROCESSES * pool:
        told = f"{told} That is room for {health.connections // pool} processes with DATABASE_POOL at {pool}."
        advice = "Lower DATABASE_POOL or raise the limit (max_connections, or that of the user or the database): an update of the program starts new processes before the old ones have ended."
        return Finding(Status.LOOK, "database", told, advice)
    return Finding(Status.OK, "database", told)


def _may_make_tables(health: Health) -> bool:
    return isinstance(health, SqliteHealth) or health.makes_tables


def _advice(error: StorageError) -> str:
    if isinstance(error, (MalformedDatabaseUrl, UnknownDatabase)):
        return "Put DATABASE_URL right."
    if isinstance(error, DatabaseUnwritable):
        return "Give the account that runs the bot this file and its folder, or name another file in DATABASE_URL."
    return "See that the server runs and that DATABASE_URL names its host, user, password and database."
