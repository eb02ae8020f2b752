"""A row in every table that knows a user, whatever tables there are: to see what of them is exported, and what stays behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Date, MetaData, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import Instant, PlainText, RealNumber, WholeNumber
from tests.storage.samples import NOON

USERS = "users"
OF_A_USER = frozenset({"user_id", "chat_id", "lane", "external_id"})
"""Columns that say whose a row is, by our number or by Telegram's."""

# Where only some values are allowed. A dead update keeps its words; one that is done has lost them, and whose it was.
ALLOWED: dict[str, dict[str, object]] = {
    "identities": {"front": "telegram"},
    "rounds": {"kind": "practice", "status": "finished", "parent_id": None},
    "updates": {"status": "dead"},
    "outgoing": {"kind": "reply", "status": "waiting"},
    "drill_questions": {"status": "answered"},
    "reminder_plans": {"status": "on"},
    "reminder_slots": {"kind": "drill"},
    "meetings": {"status": "saved"},
}

Row = tuple[object, ...]


@dataclass(frozen=True)
class Somebody:
    """`number` is Telegram's; `mark` stands in every text of theirs."""

    mark: str
    number: int


def personal(metadata: MetaData) -> set[str]:
    """Tables that say whose a row is, and those that refer to such a table."""
    found = {USERS, *(table.name for table in metadata.sorted_tables if OF_A_USER & set(table.columns.keys()))}
    while True:
        more = {
            table.name
            for table in metadata.sorted_tables
            if any(key.column.table.name in found for key in table.foreign_keys)
        }
        if more <= found:
            return found
        found |= more


async def fill(connection: AsyncConnection, metadata: MetaData, somebody: Somebody) -> int:
    """A row of theirs in every table; their id."""
    ids: dict[str, int] = {}
    for table in metadata.sorted_tables:
        values = {
            column.name: ALLOWED.get(table.name, {}).get(column.name, _value(column, somebody, ids))
            for column in table.columns
            if not column.primary_key
        }
        result = await connection.execute(insert(table).values(values).returning(*table.primary_key))
        ids[table.name] = result.scalar_one()
    return ids[USERS]


async def rows_of(
    connection: AsyncConnection, metadata: MetaData, somebody: Somebody, user_id: int
) -> dict[str, list[Row]]:
    """By table, every row that holds their mark or their number."""
    found: dict[str, list[Row]] = {}
    for table in metadata.sorted_tables:
        owner = table.columns.get("user_id")
        for row in await connection.execute(select(table)):
            holds = any(somebody.mark in str(value) or str(somebody.number) in str(value) for value in row)
            if holds or (owner is not None and row._mapping[owner] == user_id):
                found.setdefault(table.name, []).append(tuple(row))
    return found


def traces(metadata: MetaData, name: str, somebody: Somebody) -> list[str]:
    """What an export can show of the row in a table: its texts and times, which no other table has."""
    table = metadata.tables[name]
    values = (_value(column, somebody, {}) for column in table.columns if not column.foreign_keys)
    return [value.isoformat() if isinstance(value, datetime) else value for value in values if _tells(value)]


def _tells(value: object) -> bool:
    return isinstance(value, (str, datetime))


def _value(column: Column[Any], somebody: Somebody, ids: dict[str, int]) -> Any:
    for key in column.foreign_keys:
        return ids.get(key.column.table.name)
    if column.name in OF_A_USER:
        return somebody.number if isinstance(column.type, WholeNumber) else str(somebody.number)
    match column.type:
        case PlainText():
            return f"{somebody.mark} in {column.table.name}.{column.name}"
        case Instant():
            return NOON + timedelta(seconds=_place(column), microseconds=somebody.number % 1000)
        case WholeNumber():
            return somebody.number % 1000 + 1
        case RealNumber():
            return 0.5
        case Boolean():
            return False
        case Date():
            return NOON.date() + timedelta(days=_place(column) + somebody.number % 1000)
    raise TypeError(f"A row needs a value for {column.table.name}.{column.name}.")


def _place(column: Column[Any]) -> int:
    """A number of the column's own."""
    table: Table = column.table
    return 100 * sorted(table.metadata.tables).index(table.name) + table.columns.keys().index(column.name)
