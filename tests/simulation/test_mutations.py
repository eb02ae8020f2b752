"""The simulation can fail: what is broken on purpose is found within a few seeds."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.services.raw_updates import RawUpdate
from bot.telegram import housekeeping, processor, sender
from bot.telegram.calls import Call
from bot.telegram.errand import Errand
from bot.telegram.receiver import Receiver
from bot.telegram.sender import Ended, Fate, Later, Moved
from storage.errors import LeaseLost, StorageError
from storage.records import Outcome, SendKind
from storage.unit_of_work import UnitOfWork
from tests.simulation import stores
from tests.simulation.process import Process
from tests.simulation.run import first_failure
from tests.simulation.stores import SimulatedInbox, SimulatedOutbox
from tests.simulation.tables import Table, Transaction, UpdateRow

WITHIN = range(1000)
Mutation = Callable[[pytest.MonkeyPatch], None]


def settled_without_a_fence(patch: pytest.MonkeyPatch) -> None:
    async def settle(transaction: Transaction, table: Table[Any], row_id: int, _: int, **values: object) -> None:
        await transaction.lock((table.name, row_id))
        row = transaction.get(table, row_id)
        if row is None:
            raise LeaseLost
        await transaction.change(table, row, **values)

    patch.setattr(stores, "_settle", settle)


def done_after_the_effect(patch: pytest.MonkeyPatch) -> None:
    """The effect in one transaction, "done" in the next."""

    async def settle(errand: Errand, uow: UnitOfWork, calls: Sequence[Call]) -> None:
        now = errand.clock()
        await uow.outbox.add(errand._messages(calls), now, answers=errand.claimed.id)
        await uow.commit()
        async with errand.deps.database.unit_of_work() as later:
            await later.inbox.finish(errand.claimed, now)
            await later.commit()
        errand.settled = True

    patch.setattr(Errand, "_settle", settle)


def replies_after_done(patch: pytest.MonkeyPatch) -> None:
    async def settle(errand: Errand, uow: UnitOfWork, calls: Sequence[Call]) -> None:
        now = errand.clock()
        await uow.inbox.finish(errand.claimed, now)
        await uow.commit()
        errand.settled = True
        async with errand.deps.database.unit_of_work() as later:
            await later.outbox.add(errand._messages(calls), now, answers=errand.claimed.id)
            await later.commit()

    patch.setattr(Errand, "_settle", settle)


def duplicates_kept(patch: pytest.MonkeyPatch) -> None:
    async def add(
        inbox: SimulatedInbox, *, bot_id: int, update_id: int, lane: int, body: str, received_at: datetime
    ) -> bool:
        await inbox._transaction.lock(("lane", lane))
        key = inbox._table.next_id()
        row = UpdateRow(id=key, bot_id=bot_id, update_id=update_id, lane=lane, body=body, received_at=received_at)
        inbox._transaction.put(inbox._table, key, row)
        return True

    patch.setattr(SimulatedInbox, "add", add)


def numbers_only_rise(patch: pytest.MonkeyPatch) -> None:
    """Dedupe by "greater than the last"."""
    add = SimulatedInbox.add

    async def add_if_greater(inbox: SimulatedInbox, **values: Any) -> bool:
        known = [row.update_id for _, row in inbox._transaction.all(inbox._table)]
        return values["update_id"] > max(known, default=0) and await add(inbox, **values)

    patch.setattr(SimulatedInbox, "add", add_if_greater)


def lanes_in_no_order(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stores, "first_of_each", lambda rows, _: list(rows))


def attempts_not_counted(patch: pytest.MonkeyPatch) -> None:
    again = SimulatedOutbox.send_again

    async def uncounted(outbox: SimulatedOutbox, claimed: Any, at: datetime, error: str, **_: bool) -> None:
        await again(outbox, claimed, at, error, reached=False)

    patch.setattr(SimulatedOutbox, "send_again", uncounted)


def acknowledged_before_kept(patch: pytest.MonkeyPatch) -> None:
    take_in, kept = Process.take_in, list[asyncio.Task[bool]]()

    async def hurry(process: Process, update: RawUpdate) -> bool:
        kept.append(asyncio.create_task(take_in(process, update)))
        return True

    patch.setattr(Process, "take_in", hurry)


def offset_before_kept(patch: pytest.MonkeyPatch) -> None:
    keep = Receiver._keep

    async def forgiving(receiver: Receiver, updates: Sequence[RawUpdate]) -> None:
        try:
            await keep(receiver, updates)
        except StorageError:
            return

    patch.setattr(Receiver, "_keep", forgiving)


def unknown_taken_as_sent(patch: pytest.MonkeyPatch) -> None:
    judge = sender.fate_of

    def hopeful(error: Any, message: Any) -> Fate:
        fate = judge(error, message)
        return Ended(Outcome.SENT) if isinstance(fate, Later) and fate.reached else fate

    patch.setattr(sender, "fate_of", hopeful)


def unknown_given_up(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sender.MOST_ATTEMPTS, SendKind.REPLY, 1)


def replies_sent_five_times(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sender.MOST_ATTEMPTS, SendKind.REPLY, 5)


def waits_not_kept(patch: pytest.MonkeyPatch) -> None:
    judge = sender.fate_of

    def impatient(error: Any, message: Any) -> Fate:
        fate = judge(error, message)
        return replace(fate, wait=timedelta(0), hold=False) if isinstance(fate, Later) else fate

    patch.setattr(sender, "fate_of", impatient)


def floods_given_up(patch: pytest.MonkeyPatch) -> None:
    judge = sender.fate_of

    def resigned(error: Any, message: Any) -> Fate:
        fate = judge(error, message)
        return Ended(Outcome.REFUSED) if isinstance(fate, Later) and fate.hold else fate

    patch.setattr(sender, "fate_of", resigned)


def migration_not_followed(patch: pytest.MonkeyPatch) -> None:
    judge = sender.fate_of

    def stubborn(error: Any, message: Any) -> Fate:
        fate = judge(error, message)
        return Later(timedelta(seconds=1), reached=False) if isinstance(fate, Moved) else fate

    patch.setattr(sender, "fate_of", stubborn)


def no_pace(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SimulatedOutbox, "_fill", lambda *_: asyncio.sleep(0))


def an_outage_taken_for_poison(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(processor, "DatabaseUnavailable", ZeroDivisionError)
    patch.setattr(processor, "ATTEMPTS", 1)


def poison_tried_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(processor, "ATTEMPTS", 10_000)
    patch.setattr(processor, "_MOST_CLAIMS", 10_000)


def leases_without_an_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stores, "is_free", lambda row, _: row.leased_until is None)


def numbers_forgotten_at_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(housekeeping, "KEPT", timedelta(0))


def locks_not_skipped(patch: pytest.MonkeyPatch) -> None:
    """Rows are claimed without a lock: two may have one."""
    patch.setattr(Transaction, "is_free", lambda *_: True)
    patch.setattr(Transaction, "lock", lambda *_: asyncio.sleep(0))


MUTATIONS: dict[str, Mutation] = {
    mutation.__name__: mutation
    for mutation in (
        settled_without_a_fence,
        done_after_the_effect,
        replies_after_done,
        duplicates_kept,
        numbers_only_rise,
        lanes_in_no_order,
        attempts_not_counted,
        acknowledged_before_kept,
        offset_before_kept,
        unknown_taken_as_sent,
        unknown_given_up,
        replies_sent_five_times,
        waits_not_kept,
        floods_given_up,
        migration_not_followed,
        no_pace,
        an_outage_taken_for_poison,
        poison_tried_for_ever,
        leases_without_an_end,
        numbers_forgotten_at_once,
        locks_not_skipped,
    )
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_what_is_broken_on_purpose_is_found(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation(monkeypatch)
    failure = first_failure(WITHIN)
    assert failure is not None
    assert failure.violations
