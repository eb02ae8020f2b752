import pytest

from tests import no_secrets
from tests.databases import (
    backend,
    database,
    database_url,
    empty_database_url,
    postgresql_server,
    postgresql_template,
    sqlite_template,
)
from tests.reused import reused

__all__ = [
    "backend",
    "database",
    "database_url",
    "empty_database_url",
    "postgresql_server",
    "postgresql_template",
    "reused",
    "sqlite_template",
]


def pytest_configure(config: pytest.Config) -> None:
    no_secrets.pytest_configure(config)
