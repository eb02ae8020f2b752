from tests.databases import (
    backend,
    database,
    database_url,
    empty_database_url,
    postgresql_server,
    postgresql_template,
    sqlite_template,
)

__all__ = [
    "backend",
    "database",
    "database_url",
    "empty_database_url",
    "postgresql_server",
    "postgresql_template",
    "sqlite_template",
]
