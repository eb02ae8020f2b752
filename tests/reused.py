"""PostgreSQL databases that one test after another has to itself: to make one and to drop it takes longer than most tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg  # type: ignore[import-untyped]
import pytest

from tests.databases import DATABASE_NAMES, PostgresqlServer, execute

OTHERS_END = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Whatever changes a table, a column, a function, a right or a setting writes a row of one of these, and so its `xmin`.
# One that has grown large (a new one has 8 MB) is not worth emptying.
CATALOGUE = """
SELECT string_agg(seen, ' ') FROM (
    SELECT 'class ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_class
    UNION ALL SELECT 'attribute ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_attribute
    UNION ALL SELECT 'default ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_attrdef
    UNION ALL SELECT 'constraint ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_constraint
    UNION ALL SELECT 'proc ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_proc
    UNION ALL SELECT 'trigger ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_trigger
    UNION ALL SELECT 'type ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_type
    UNION ALL SELECT 'namespace ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_namespace
    UNION ALL SELECT 'policy ' || count(*) || ' ' || sum(xmin::text::bigint) FROM pg_policy
    UNION ALL SELECT 'setting ' || count(*) FROM pg_db_role_setting WHERE setdatabase = (
        SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL SELECT 'database ' || xmin FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'size ' || pg_database_size(current_database()) / 12000000
    UNION ALL SELECT 'version ' || version_num || xmin FROM alembic_version
) AS catalogue (seen)
"""
# Rows only: TRUNCATE writes every table's file anew, and the catalogue with it. A sequence begins again.
EMPTY = """
DO $$
DECLARE found record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT oid::regclass AS name, relkind AS kind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname <> 'alembic_version'
    LOOP
        IF found.kind = 'r' THEN
            EXECUTE format('DELETE FROM %s', found.name);
        ELSE
            PERFORM setval(found.name, 1, false);
        END IF;
    END LOOP;
END $$
"""


class Reused:
    """Migrated databases, each empty again after a test. One whose tables, settings or rights the test has changed is dropped."""

    def __init__(self, server: PostgresqlServer, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        self._new_ones: dict[str, str] = {}
        """What the catalogue of each said when the database was new."""

    @asynccontextmanager
    async def one(self) -> AsyncIterator[str]:
        name = self._free.pop() if self._free else await self._new()
        yield self._server.url(name)
        if await self._emptied(name):
            self._free.append(name)
        else:
            await execute(self._server, f"DROP DATABASE {name} WITH (FORCE)")

    async def _new(self) -> str:
        name = f"test_{next(DATABASE_NAMES)}"
        await execute(self._server, f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        async with self._connected(name) as connection:
            self._new_ones[name] = await connection.fetchval(CATALOGUE)
        return name

    async def _emptied(self, name: str) -> bool:
        """Whether it could be; what a test has left connected goes first, as with a drop."""
        try:
            async with self._connected(name) as connection:
                await connection.execute(OTHERS_END)
                if await connection.fetchval(CATALOGUE) != self._new_ones[name]:
                    return False
                await connection.execute(EMPTY)
        except (OSError, asyncpg.PostgresError):
            return False
        return True

    @asynccontextmanager
    async def _connected(self, name: str) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(self._server.url(name))
        try:
            yield connection
        finally:
            await connection.close()


@pytest.fixture(scope="session")
def reused(postgresql_server: PostgresqlServer, postgresql_template: str) -> Reused:
    return Reused(postgresql_server, postgresql_template)
