"""Inbox and outbox over tables in memory: the contract of `storage.inbox` and `storage.outbox`, with their arithmetic."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import TypeVar

from storage.errors import LeaseLost, RecordRefused
from storage.inbox import DEAD, DONE, NOBODY, Inbox
from storage.leases import WAITING, leasing
from storage.outbox import FIRST_PART, Outbox
from storage.paces import WHOLE_BOT, Rates, filling, fuller, holding, room
from storage.records import NewMessage, Outcome, OutgoingMessage, ReceivedUpdate, SendKind, UpdateRowId
from storage.rows import outgoing_message, received_update
from tests.simulation.tables import LeasedRow, OutgoingRow, PaceRow, Table, Transaction, UpdateRow

Row = TypeVar("Row", bound=LeasedRow)
LANE, CHAT = attrgetter("lane"), attrgetter("chat_id")
Pause = Callable[[], Awaitable[None]]
"""Awaited before every statement: there others may come in between, and processes end."""


class SimulatedInbox(Inbox):
    def __init__(self, transaction: Transaction, pause: Pause) -> None:
        self._transaction = transaction
        self._table = transaction.tables.updates
        self._pause = pause

    async def add(
        self, *, bot_id: int, update_id: int, lane: int, body: str, received_at: datetime, album: str | None = None
    ) -> bool:
        await self._pause()
        await self._transaction.lock(("lane", lane))
        row = UpdateRow(
            id=self._table.next_id(),
            bot_id=bot_id,
            update_id=update_id,
            lane=lane,
            body=body,
            received_at=received_at,
            album=album,
        )
        return await self._put_if_new(row)

    async def pass_over(self, *, bot_id: int, update_id: int, received_at: datetime, reason: str) -> None:
        await self._pause()
        row = UpdateRow(
            id=self._table.next_id(),
            bot_id=bot_id,
            update_id=update_id,
            lane=NOBODY,
            body="",
            received_at=received_at,
            status=DONE,
            error=reason,
            ended_at=received_at,
        )
        await self._put_if_new(row)

    async def _put_if_new(self, row: UpdateRow) -> bool:
        await self._transaction.lock(("number", row.bot_id, row.update_id))
        if row.album is not None:
            await self._transaction.lock(("album", row.bot_id, row.album))
        for _, known in self._transaction.all(self._table):
            same_album = row.album is not None and known.album == row.album
            if known.bot_id == row.bot_id and (known.update_id == row.update_id or same_album):
                return False
        self._transaction.put(self._table, row.id, row)
        return True

    async def claim(self, bot_id: int, *, now: datetime, until: datetime, limit: int) -> tuple[ReceivedUpdate, ...]:
        await self._pause()
        found = first_of_each([row for row in self._transaction.waiting(self._table) if row.bot_id == bot_id], LANE)
        rows = await _take(self._transaction, self._table, [row for row in found if is_free(row, now)], until, limit)
        return tuple(map(received_update, rows))

    async def finish(self, claimed: ReceivedUpdate, ended_at: datetime) -> None:
        await self._settle(claimed, status=DONE, lane=NOBODY, body="", ended_at=ended_at)

    async def put_back(self, claimed: ReceivedUpdate, error: str, again_at: datetime, *, failed: bool) -> None:
        attempts = claimed.attempts if failed else claimed.attempts - 1
        await self._settle(
            claimed, leased_until=again_at, error=error, failures=claimed.failures + failed, attempts=attempts
        )

    async def bury(self, claimed: ReceivedUpdate, error: str, ended_at: datetime) -> None:
        await self._settle(claimed, status=DEAD, error=error, ended_at=ended_at)

    async def waiting(self) -> tuple[int, datetime | None]:
        await self._pause()
        since = [row.received_at for row in self._transaction.waiting(self._table)]
        return len(since), min(since, default=None)

    async def forget(self, received_before: datetime) -> int:
        await self._pause()
        return _forget(self._transaction, self._table, lambda row: row.received_at < received_before)

    async def _settle(self, claimed: ReceivedUpdate, **values: object) -> None:
        await self._pause()
        await _settle(self._transaction, self._table, claimed.id, claimed.lease, **values)


class SimulatedOutbox(Outbox):
    def __init__(self, transaction: Transaction, rates: Rates, pause: Pause) -> None:
        self._transaction = transaction
        self._table = transaction.tables.outgoing
        self._rates = rates
        self._pause = pause

    async def add(self, messages: Sequence[NewMessage], now: datetime, *, answers: UpdateRowId | None = None) -> None:
        await self._pause()
        for part, message in enumerate(messages, start=FIRST_PART):
            if answers is not None:
                await self._must_be_new(answers, part)
            row = OutgoingRow(
                id=self._table.next_id(),
                bot_id=message.bot_id,
                chat_id=message.chat_id,
                addressee=message.chat_id,
                kind=message.kind,
                body=message.body,
                answers=answers,
                part=part,
                created_at=now,
                not_before=message.not_before,
                not_after=message.not_after,
            )
            self._transaction.put(self._table, row.id, row)

    async def claim(self, bot_id: int, *, now: datetime, until: datetime, limit: int) -> tuple[OutgoingMessage, ...]:
        await self._pause()
        whole = await self._pace(bot_id, WHOLE_BOT, now)
        most = min(limit, room(self._rates.bot, whole.full_until, whole.held_until, now))
        if not most:
            return ()
        await self._pause()
        waiting = [
            row
            for row in self._transaction.waiting(self._table)
            if row.bot_id == bot_id and (row.not_before is None or row.not_before <= now)
        ]
        may = [row for row in first_of_each(waiting, CHAT) if self._may_leave(row, now)]
        rows = await _take(self._transaction, self._table, may, until, most)
        for row in rows:
            await self._fill(bot_id, row.chat_id, now, 1)
        if rows:
            await self._fill(bot_id, WHOLE_BOT, now, len(rows))
        return tuple(map(outgoing_message, rows))

    async def finish(self, claimed: OutgoingMessage, outcome: Outcome, ended_at: datetime, error: str = "") -> None:
        await self._settle(claimed, status=outcome, chat_id=NOBODY, body="", ended_at=ended_at, error=error or None)

    async def send_again(self, claimed: OutgoingMessage, at: datetime, error: str, *, reached: bool) -> None:
        attempts = claimed.attempts if reached else claimed.attempts - 1
        await self._settle(claimed, leased_until=at, attempts=attempts, error=error)

    async def hold(self, bot_id: int, chat_id: int | None, until: datetime) -> None:
        await self._pause()
        chat_id = WHOLE_BOT if chat_id is None else chat_id
        pace = await self._pace(bot_id, chat_id, until)
        held = until if pace.held_until is None else max(pace.held_until, until)
        self._transaction.put(self._transaction.tables.paces, (bot_id, chat_id), replace(pace, held_until=held))

    async def follow(self, bot_id: int, chat_id: int, moved_to: int) -> None:
        await self._pause()
        for row in self._waiting_for(bot_id, chat_id):
            await self._transaction.change(self._table, row, chat_id=moved_to, addressee=moved_to)

    async def drop_waiting(self, bot_id: int, chat_id: int, error: str, ended_at: datetime) -> int:
        await self._pause()
        gone = self._waiting_for(bot_id, chat_id)
        for row in gone:
            values = {"status": Outcome.REFUSED, "chat_id": NOBODY, "body": "", "error": error, "ended_at": ended_at}
            await self._transaction.change(self._table, row, **values)
        return len(gone)

    async def drop_reminders(self, bot_id: int, chat_id: int, ended_at: datetime) -> None:
        await self._pause()
        for row in self._waiting_for(bot_id, chat_id):
            if row.kind == SendKind.REMINDER and is_free(row, ended_at):
                values = {"status": Outcome.REFUSED, "chat_id": NOBODY, "body": "", "error": "Done"}
                await self._transaction.change(self._table, row, **values, ended_at=ended_at)

    async def forget(self, created_before: datetime) -> int:
        await self._pause()
        return _forget(self._transaction, self._table, lambda row: row.created_at < created_before)

    async def forget_paces(self, unused_since: datetime) -> None:
        await self._pause()
        paces = self._transaction.tables.paces
        for key, pace in list(self._transaction.all(paces)):
            if pace.full_until < unused_since and (pace.held_until is None or pace.held_until < unused_since):
                self._transaction.put(paces, key, None)

    async def waiting(self) -> tuple[int, datetime | None]:
        await self._pause()
        since = [row.created_at for row in self._transaction.waiting(self._table)]
        return len(since), min(since, default=None)

    async def _must_be_new(self, answers: int, part: int) -> None:
        await self._transaction.lock(("answer", answers, part))
        if any(row.answers == answers and row.part == part for _, row in self._transaction.all(self._table)):
            raise RecordRefused("The database refused a record that does not fit the others.")

    def _waiting_for(self, bot_id: int, chat_id: int) -> list[OutgoingRow]:
        waiting = self._transaction.waiting(self._table)
        return [row for row in waiting if row.bot_id == bot_id and row.chat_id == chat_id]

    def _may_leave(self, row: OutgoingRow, now: datetime) -> bool:
        if not is_free(row, now):
            return False
        pace = self._transaction.get(self._transaction.tables.paces, (row.bot_id, row.chat_id))
        if pace is None:
            return True
        held = pace.held_until is not None and pace.held_until in holding(now)
        return not held and pace.full_until not in filling(self._rates.of(row.chat_id), now)

    async def _pace(self, bot_id: int, chat_id: int, now: datetime) -> PaceRow:
        await self._transaction.lock(("pace", bot_id, chat_id))
        return self._transaction.get(self._transaction.tables.paces, (bot_id, chat_id)) or PaceRow(full_until=now)

    async def _fill(self, bot_id: int, chat_id: int, now: datetime, count: int) -> None:
        pace = await self._pace(bot_id, chat_id, now)
        full_until = fuller(self._rates.of(chat_id), pace.full_until, now, count)
        self._transaction.put(self._transaction.tables.paces, (bot_id, chat_id), replace(pace, full_until=full_until))

    async def _settle(self, claimed: OutgoingMessage, **values: object) -> None:
        await self._pause()
        await _settle(self._transaction, self._table, claimed.id, claimed.lease, **values)


def first_of_each(rows: Sequence[Row], lane: Callable[[Row], int]) -> list[Row]:
    """`rows`: oldest first."""
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(lane(row), row)
    return list(found.values())


def is_free(row: LeasedRow, now: datetime) -> bool:
    return row.leased_until is None or row.leased_until not in leasing(now)


async def _take(
    transaction: Transaction, table: Table[Row], rows: Sequence[Row], until: datetime, limit: int
) -> list[Row]:
    """`rows` as far as nobody else has them locked, claimed."""
    unlocked = [row for row in rows if transaction.is_free((table.name, row.id))][:limit]
    taken = [replace(row, lease=row.lease + 1, attempts=row.attempts + 1, leased_until=until) for row in unlocked]
    for row in taken:
        await transaction.lock((table.name, row.id))
        transaction.put(table, row.id, row)
    return taken


async def _settle(transaction: Transaction, table: Table[Row], row_id: int, lease: int, **values: object) -> None:
    """The row is looked at once it is locked, as PostgreSQL looks again after it has waited."""
    await transaction.lock((table.name, row_id))
    row = transaction.get(table, row_id)
    if row is None or row.lease != lease or row.status != WAITING:
        raise LeaseLost("Somebody else has taken this over.")
    await transaction.change(table, row, **values)


def _forget(transaction: Transaction, table: Table[Row], is_old: Callable[[Row], bool]) -> int:
    rows = [row for _, row in transaction.all(table) if row.status != WAITING and is_old(row)]
    for row in rows:
        transaction.put(table, row.id, None)
    return len(rows)
