"""The tables of delivery in memory, with PostgreSQL's manners: what a transaction changes is seen after its commit, rows are locked by who changes them."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from storage.errors import DatabaseUnavailable
from storage.leases import WAITING

LOCK_TIMEOUT = 10.0  # seconds, as `storage.engine` asks of PostgreSQL


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedRow:
    """What rows of both tables have, so that they can be claimed and settled."""

    id: int
    bot_id: int
    body: str
    status: str = WAITING
    attempts: int = 0
    lease: int = 0
    leased_until: datetime | None = None
    error: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRow(LeasedRow):
    update_id: int
    lane: int
    received_at: datetime
    album: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRow(LeasedRow):
    chat_id: int
    addressee: int
    """The chat, for the checker: of what is settled the tables do not know whom it was for."""

    kind: str
    answers: int | None
    part: int
    created_at: datetime
    not_before: datetime | None = None
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    full_until: datetime
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """The effect of an update: a turn of its user's round."""

    user_id: int
    number: int
    update_id: int


Row = TypeVar("Row")
LeasedT = TypeVar("LeasedT", bound=LeasedRow)


@dataclass
class Table(Generic[Row]):
    """Committed rows by their key; `waiting` holds the keys of those that somebody has yet to work on."""

    name: str
    rows: dict[Any, Row] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    last_id: int = 0

    def next_id(self) -> int:
        """Given before the commit and never given back, as a sequence does."""
        self.last_id += 1
        return self.last_id


@dataclass
class Tables:
    updates: Table[UpdateRow] = field(default_factory=lambda: Table("updates"))
    outgoing: Table[OutgoingRow] = field(default_factory=lambda: Table("outgoing"))
    paces: Table[PaceRow] = field(default_factory=lambda: Table("paces"))
    turns: Table[TurnRow] = field(default_factory=lambda: Table("turns"))
    held: dict[object, "Transaction"] = field(default_factory=dict)
    queues: dict[object, list["asyncio.Future[None]"]] = field(default_factory=lambda: defaultdict(list))
    committing: Callable[["Transaction"], None] = lambda _: None
    committed: Callable[[frozenset[str]], None] = lambda _: None


class Transaction:
    """`changes`: rows as this transaction sees them, None where it deleted one; nobody else sees them before the commit."""

    def __init__(self, tables: Tables, owner: object = None) -> None:
        self.tables = tables
        self.owner = owner
        self.open = True
        self.changes: dict[str, dict[Any, Any]] = {}
        self._locks: list[object] = []
        self._waits_for: Transaction | None = None

    def get(self, table: Table[Row], key: object) -> Row | None:
        changed = self.changes.get(table.name)
        if changed is not None and key in changed:
            found: Row | None = changed[key]
            return found
        return table.rows.get(key)

    def put(self, table: Table[Row], key: object, row: Row | None) -> None:
        self.changes.setdefault(table.name, {})[key] = row

    def all(self, table: Table[Row]) -> Iterator[tuple[Any, Row]]:
        changed = self.changes.get(table.name, {})
        yield from ((key, row) for key, row in table.rows.items() if key not in changed)
        yield from ((key, row) for key, row in changed.items() if row is not None)

    def waiting(self, table: Table[LeasedT]) -> list[LeasedT]:
        """The oldest first."""
        rows = table.rows
        changed = self.changes.get(table.name)
        if not changed:
            return [rows[key] for key in sorted(table.waiting)]
        seen = (self.get(table, key) for key in sorted({*table.waiting, *changed}))
        return [row for row in seen if row is not None and row.status == WAITING]

    def is_free(self, key: object) -> bool:
        """Whether nobody else holds this lock."""
        return self.tables.held.get(key, self) is self

    async def lock(self, key: object) -> None:
        """Until the transaction ends. Who would wait for somebody waiting for them is refused, as in PostgreSQL."""
        held = self.tables.held
        while (holder := held.get(key, self)) is not self:
            if holder.leads_to(self):
                raise DatabaseUnavailable("Two transactions waited for each other.")
            freed = asyncio.get_running_loop().create_future()
            self.tables.queues[key].append(freed)
            self._waits_for = holder
            try:
                async with asyncio.timeout(LOCK_TIMEOUT):
                    await freed
            except TimeoutError:
                raise DatabaseUnavailable("A lock was not to be had in time.") from None
            finally:
                self._waits_for = None
            self.must_be_open()
        if key not in held:
            held[key] = self
            self._locks.append(key)

    async def change(self, table: Table[LeasedT], row: LeasedT, **values: Any) -> None:
        await self.lock((table.name, row.id))
        self.put(table, row.id, replace(row, **values))

    def leads_to(self, other: "Transaction") -> bool:
        step: Transaction | None = self
        while step is not None:
            if step is other:
                return True
            step = step._waits_for
        return False

    def must_be_open(self) -> None:
        if not self.open:
            raise DatabaseUnavailable("The database ended this transaction.")

    def commit(self) -> None:
        self.tables.committing(self)
        for table in (self.tables.updates, self.tables.outgoing, self.tables.paces, self.tables.turns):
            changed = self.changes.get(table.name)
            if changed:
                _apply(table, changed)
        names = frozenset(self.changes)
        self.roll_back()
        self.open = True
        if names:
            self.tables.committed(names)

    def roll_back(self) -> None:
        """What is not committed is gone; whoever waits for its locks goes on."""
        self.open = False
        self.changes = {}
        for key in self._locks:
            del self.tables.held[key]
            for freed in self.tables.queues.pop(key, ()):
                if not freed.done():
                    freed.set_result(None)
        self._locks = []


def _apply(table: Table[Any], changed: dict[Any, Any]) -> None:
    for key, row in changed.items():
        if row is None:
            table.rows.pop(key, None)
        else:
            table.rows[key] = row
        if isinstance(row, LeasedRow) and row.status == WAITING:
            table.waiting.add(key)
        else:
            table.waiting.discard(key)
