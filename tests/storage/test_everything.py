"""Whatever is stored about somebody is handed over by an export and gone after erasing: in every table there is, and in those to come."""

import json

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table

from storage.columns import PlainText, WholeNumber
from storage.models import Base
from storage.records import UserId
from storage.unit_of_work import Database
from tests.storage.everything import Somebody, fill, personal, rows_of, traces

ANN = Somebody("the words of Ann", 7_010_000_501)
BEN = Somebody("the words of Ben", 7_010_000_502)

NOT_PERSONAL = {
    "dead_letters": "bytes that cannot be read as an update, so nobody can say whose; few, cut short, and forgotten by housekeeping",
}
"""Tables that hold nothing about anybody, and why."""


def unclear(metadata: MetaData) -> set[str]:
    """Tables of which nobody has said whether they hold anything about users."""
    return set(metadata.tables) - personal(metadata) - set(NOT_PERSONAL)


async def shortcomings(database: Database, metadata: MetaData) -> dict[str, set[str]]:
    """Fills every table for two users and erases one: tables that the export left out, that still know them, that lost something of the other's."""
    async with database.engine.begin() as connection:
        ann = await fill(connection, metadata, ANN)
        ben = await fill(connection, metadata, BEN)
        before = await rows_of(connection, metadata, BEN, ben)
    async with database.unit_of_work() as uow:
        export = json.dumps(await uow.users.export(UserId(ann)), ensure_ascii=False)
        await uow.users.erase(UserId(ann))
        await uow.commit()
    async with database.engine.begin() as connection:
        left = await rows_of(connection, metadata, ANN, ann)
        after = await rows_of(connection, metadata, BEN, ben)
    return {
        "not exported": {
            name for name in personal(metadata) if not any(trace in export for trace in traces(metadata, name, ANN))
        },
        "exported of others": {name for name in personal(metadata) if BEN.mark in export},
        "left": set(left) - set(NOT_PERSONAL),
        "lost": {name for name in before if before[name] != after.get(name)},
        "not filled": personal(metadata) - set(before),
    }


NONE: dict[str, set[str]] = {
    "not exported": set(),
    "exported of others": set(),
    "left": set(),
    "lost": set(),
    "not filled": set(),
}


def test_of_every_table_somebody_has_said_whether_it_holds_anything_about_users() -> None:
    assert unclear(Base.metadata) == set()
    assert set(NOT_PERSONAL) <= set(Base.metadata.tables)
    assert personal(Base.metadata) & set(NOT_PERSONAL) == set()


async def test_every_table_that_knows_a_user_is_exported_and_erased(database: Database) -> None:
    assert await shortcomings(database, Base.metadata) == NONE


@pytest.fixture
def tomorrow() -> MetaData:
    """The tables of today and three that somebody added without a thought for either."""
    metadata = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(metadata)

    def add(name: str, *columns: Column[object]) -> None:
        Table(name, metadata, Column("id", WholeNumber(), primary_key=True), *columns, Column("words", PlainText()))

    add("nudges", Column("chat_id", WholeNumber()))
    add("badges", Column("user_id", WholeNumber(), ForeignKey("users.id", ondelete="CASCADE")))
    add("remarks", Column("turn_id", WholeNumber(), ForeignKey("turns.id", ondelete="SET NULL")))
    add("weather")
    return metadata


def test_a_new_table_that_knows_users_is_seen_by_its_columns_and_any_other_is_asked_about(tomorrow: MetaData) -> None:
    assert personal(tomorrow) - personal(Base.metadata) == {"nudges", "badges", "remarks"}
    assert unclear(tomorrow) == {"weather"}


async def test_a_new_table_that_is_not_erased_or_not_exported_is_noticed(
    database: Database, tomorrow: MetaData
) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(tomorrow.create_all)
    found = await shortcomings(database, tomorrow)
    assert found["not exported"] == {"nudges", "badges", "remarks"}
    assert found["left"] - {"weather"} == {"nudges", "remarks"}
    assert found["lost"] == set()
