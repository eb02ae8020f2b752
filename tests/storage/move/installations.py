"""What is moved, and what is found where it was moved to."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import CheckConstraint, Column, Table, insert, inspect, select, text
from sqlalchemy.types import Boolean, Date

from storage import schema
from storage.columns import Instant, PlainText, RealNumber
from storage.engine import create_engine
from storage.models import Base
from storage.records import Identity, RoundKind, UserId
from storage.unit_of_work import Database
from tests.storage.samples import BEN, NOON, TURN, add_user, finished_round, minutes, new_round, open_round

TABLES = Base.metadata.sorted_tables
ROOT = Path(schema.__file__).parents[1]
CLEO = Identity(front="telegram", external_id="777")
ODD = Identity(front="telegram", external_id="")
# One step from the ends of the calendar, which PostgreSQL's driver takes for infinity.
FIRST_MOMENT = datetime.min.replace(tzinfo=UTC) + datetime.resolution
LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - datetime.resolution
ODD_TEXT = "🙂👩🏽‍🚀 Zoë\n\t\x01\x7f\\ 'quoted' \"so\" %s :name \u200f\ufeff\U0010ffff\r\n"
LONG_TEXT = "Ω🙂 and so on, " * 100_000
BATCH = 3


@dataclass(frozen=True, kw_only=True)
class Owners:
    """`last_user` and `last_round` are ids that were given to people who erased themselves."""

    ann: UserId
    ben: UserId
    last_user: int
    last_round: int


@dataclass(frozen=True, kw_only=True)
class Installation(Owners):
    """A SQLite installation with something in every table."""

    url: str
    path: Path


async def furnished(url: str) -> Owners:
    """Something in every table of an installation that nobody has used."""
    database = Database(create_engine(url))
    ann = await add_user(database, name=ODD_TEXT)
    ben = await add_user(database, BEN, name="")
    await add_user(database, ODD, name="Nobody's number")
    first = await finished_round(database, ann.id)
    # Several batches of rounds, each with a parent among the others.
    for count in range(2 * BATCH):
        first = await finished_round(
            database, ann.id, kind=RoundKind.WHAT_IF, started_at=minutes(count + 1), parent=first
        )
    await open_round(database, ann.id)
    await odd_round(database, ben.id)
    last_user, last_round = await erased(database)
    async with database.engine.begin() as connection:
        for table in TABLES:
            if (await connection.execute(select(table).limit(1))).first() is None:
                await connection.execute(insert(table), [row_of(table, number) for number in (1, 2, 3)])
    await database.dispose()
    return Owners(ann=ann.id, ben=ben.id, last_user=last_user, last_round=last_round)


async def odd_round(database: Database, user_id: UserId) -> None:
    """Texts, numbers and instants that databases like to change."""
    verdicts = (replace(TURN.verdicts[0], quote=ODD_TEXT, probability=0.1 + 0.2),)
    async with database.unit_of_work() as uow:
        added = await uow.rounds.add(replace(await new_round(uow, user_id), seed=-(2**63) + 1, started_at=FIRST_MOMENT))
        for number, words, elapsed in ((1, ODD_TEXT, 5e-324), (2, "", -0.0), (3, LONG_TEXT, 1.7976931348623157e308)):
            turn = replace(
                TURN, number=number, text=words, elapsed=elapsed, sent_at=LAST_MOMENT, reply="", verdicts=verdicts
            )
            await uow.rounds.add_turn(added.id, turn, replied_at=LAST_MOMENT, state=ODD_TEXT)
        await uow.rounds.finish(added.id, total=-1, scores=(), ended_at=LAST_MOMENT)
        await uow.commit()


async def erased(database: Database) -> tuple[int, int]:
    """The ids of a user and a round that are gone; both were the largest."""
    cleo = await add_user(database, CLEO)
    played = await finished_round(database, cleo.id)
    async with database.unit_of_work() as uow:
        await uow.users.erase(cleo.id)
        await uow.commit()
    return cleo.id, played


def row_of(table: Table, number: int) -> dict[str, object]:
    """A row for a table that no repository filled above, so that a new table cannot be forgotten here."""
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: Column[object], number: int) -> object:
    allowed = [
        found[1]
        for constraint in column.table.constraints
        if isinstance(constraint, CheckConstraint)
        and (found := re.match(rf"{column.name} IN \('(\w+)'", str(constraint.sqltext)))
    ]
    if allowed:
        return allowed[0]
    values: dict[type[object], object] = {
        PlainText: f"{ODD_TEXT}{number}",
        Instant: NOON,
        RealNumber: 0.5,
        Boolean: True,
        Date: NOON.date(),
    }
    return values.get(type(column.type), number)


Rows = dict[str, list[tuple[object, ...]]]


async def contents(url: str) -> Rows:
    """Every row of every table that the database itself has, whatever the program believes."""
    engine = create_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        found = {}
        for name in sorted(set(names) - {"alembic_version"}):
            table = Base.metadata.tables[name]
            rows = await connection.execute(select(table).order_by(table.c.id))
            found[name] = [tuple(row) for row in rows]
    await engine.dispose()
    return found


async def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


def is_empty(rows: Rows) -> bool:
    return bool(rows) and not any(rows.values())
