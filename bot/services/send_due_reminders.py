"""What is due becomes a message on its way, in one transaction: its date is decided, its slot goes on, and the sender has it, or nothing of that."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.practice.reminding.clock import instant
from bot.practice.reminding.decide import GRACE, Decision, Verdict, decide, worth_until
from bot.practice.reminding.plan import Firing, next_firing
from bot.practice.reminding.zones import TZDATA_VERSION, is_zone
from bot.practice.reminding.zones import zone as zone_of
from bot.services.reminder_plans import leaving, plan_in, scheduled, slot_due
from storage.daily_records import DueRecord, Fired
from storage.errors import StorageError
from storage.records import NewMessage, UserId
from storage.unit_of_work import Database, UnitOfWork

BATCH = 25
"""Users who are held at once: as many as may be written to in a second."""

IN_PLAY = timedelta(minutes=10)
"""Somebody whose counterpart spoke within this time is in the middle of a round; who asked for a drill is at it."""

FAILED = "failed"
_DATES_APART = timedelta(days=3)
"""No journey takes anybody further back in the calendar."""

_LOG = logging.getLogger(__name__)

Compose = Callable[[UnitOfWork, DueRecord], Awaitable[Sequence[NewMessage]]]
"""The reminder as its front sends it; kept in the same transaction as what it asks."""


@dataclass(frozen=True)
class _Due:
    record: DueRecord
    firing: Firing
    decision: Decision

    @property
    def key(self) -> tuple[UserId, date, int]:
        return self.record.plan.user_id, self.firing.date, self.firing.slot


async def send_due_reminders(
    database: Database, bot_id: int, now: datetime, compose: Compose, *, most: int = BATCH
) -> Counter[str]:
    """Decides what is due by now, at most `most` of it, and how often each verdict was given; empty where nothing is due.

    A reminder that cannot be composed is counted as failed and holds up nobody else's.
    """
    try:
        return await _decided(database, bot_id, now, compose, most)
    except StorageError:
        raise
    except Exception:  # noqa: BLE001 (whatever one reminder does, the others go out)
        _LOG.exception("A reminder cannot be composed")
    return await _one_by_one(database, bot_id, now, compose, most)


async def _one_by_one(database: Database, bot_id: int, now: datetime, compose: Compose, most: int) -> Counter[str]:
    """One of them is to blame: alone, it fails alone."""
    found: Counter[str] = Counter()
    for _ in range(most):
        try:
            decided = await _decided(database, bot_id, now, compose, 1)
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 (said above, once for all of them)
            decided = await _decided(database, bot_id, now, None, 1)
        if not decided:
            break
        found += decided
    return found


async def bring_up_to_date(database: Database, bot_id: int, now: datetime, *, most: int = BATCH) -> int:
    """Plans computed with another edition of the time zones are computed anew; how many, 0 where none is left."""
    async with database.unit_of_work() as uow:
        users = await uow.reminders.claim_outdated(bot_id, TZDATA_VERSION, most)
        for user_id in users:
            await reschedule(uow, user_id, now)
        await uow.commit()
    return len(users)


async def reschedule(uow: UnitOfWork, user_id: UserId, now: datetime) -> None:
    """What is due and was not decided yet stays due; the caller holds the user."""
    plan = await uow.reminders.plan_of(user_id)
    if plan is not None:
        fired = await uow.reminders.fired_since(user_id, now.date() - _DATES_APART)
        await uow.reminders.keep_plan(scheduled(plan, now - GRACE, fired))


async def _decided(database: Database, bot_id: int, now: datetime, compose: Compose | None, most: int) -> Counter[str]:
    """`compose` is None where what is found first is to be given up."""
    async with database.unit_of_work() as uow:
        due = await uow.reminders.claim_due(bot_id, now, most)
        due += await uow.reminders.claim_again(bot_id, now, most - len(due)) if len(due) < most else ()
        if not due:
            return Counter()
        weighed = await _weighed(uow, due, now)
        sent = await _kept(uow, weighed, now, failed=compose is None)
        if compose is not None:
            await uow.outbox.add(await _composed(uow, sent, compose), now)
        await uow.commit()
    if compose is None:
        return Counter({FAILED: len(sent)})
    repeated = sum(one.decision.verdict is Verdict.SEND for one in weighed) - len(sent)
    counted = Counter(str(one.decision.verdict) for one in weighed)
    counted[Verdict.SEND] -= repeated
    return +counted


async def _composed(uow: UnitOfWork, sent: Sequence[_Due], compose: Compose) -> list[NewMessage]:
    """What is not sent within the grace or before quiet hours, since Telegram is away or others wait before it, is not sent."""
    messages: list[NewMessage] = []
    for one in sent:
        until = worth_until(plan_in(one.record.plan, ()), one.firing)
        messages += [replace(message, not_after=until) for message in await compose(uow, one.record)]
    return messages


async def _weighed(uow: UnitOfWork, due: Sequence[DueRecord], now: datetime) -> list[_Due]:
    users = {one.plan.user_id for one in due}
    done_on = await uow.drills.done_on(users, min(one.on_date for one in due))
    in_play = await uow.rounds.in_play(users, now - IN_PLAY) | await uow.drills.under_way(users, now - IN_PLAY)
    in_play |= await uow.meetings.under_way(users, now - IN_PLAY)
    weighed = []
    for one in due:
        if not is_zone(one.plan.zone):
            # Nobody can say what time it is there; it must not keep the others waiting.
            _LOG.error("A plan names a time zone that there is not")
            weighed.append(_Due(one, Firing(one.on_date, one.slot, one.due_at), Decision(Verdict.OFF)))
            continue
        slot, user_id = slot_due(one), one.plan.user_id
        at = one.due_at if one.again else instant(zone_of(one.plan.zone), one.on_date, one.minute)
        firing = Firing(one.on_date, one.slot, at)
        plan = plan_in(one.plan, [slot])
        decision = decide(plan, firing, now, done_on=done_on[user_id], busy=user_id in in_play)
        weighed.append(_Due(one, firing, decision))
    return weighed


async def _kept(uow: UnitOfWork, weighed: Sequence[_Due], now: datetime, *, failed: bool) -> list[_Due]:
    """What is to be sent: nobody has decided its date before, or it comes again."""
    final = [one for one in weighed if one.decision.verdict is not Verdict.LATER]
    first = [one for one in final if not one.record.again]
    new = await uow.reminders.decide([_fired(one, failed=failed) for one in first], now)
    again = {one.key for one in weighed if one.record.again}
    await uow.reminders.snooze(again & {one.key for one in final}, None)
    following: list[tuple[UserId, int, date | None, datetime | None]] = []
    for one in weighed:
        user_id, slot = one.record.plan.user_id, one.record.slot
        if one.decision.verdict is Verdict.LATER and one.record.again:
            await uow.reminders.put_off([one.key], one.decision.at)
        elif one.decision.verdict is Verdict.LATER:
            following.append((user_id, slot, one.firing.date, one.decision.at))
        elif not is_zone(one.record.plan.zone):
            following.append((user_id, slot, None, None))
        elif not one.record.again:
            after = _next(one, now)
            following.append((user_id, slot, after.date, leaving(one.record.plan, after)))
    await uow.reminders.go_on(following)
    return [one for one in final if one.decision.verdict is Verdict.SEND and (one.record.again or one.key in new)]


def _next(one: _Due, now: datetime) -> Firing:
    """What was missed while nobody looked is one reminder, not a heap; what is still within the grace is looked at."""
    after = max(one.firing.at, now - GRACE)
    return next_firing(slot_due(one.record), zone_of(one.record.plan.zone), after, {one.firing.date})


def _fired(one: _Due, *, failed: bool) -> Fired:
    status = FAILED if failed and one.decision.verdict is Verdict.SEND else str(one.decision.verdict)
    return Fired(
        user_id=one.record.plan.user_id,
        slot=one.firing.slot,
        kind=one.record.kind,
        on_date=one.firing.date,
        due_at=one.firing.at,
        status=status,
    )
