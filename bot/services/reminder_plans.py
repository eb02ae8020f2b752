"""Plans of reminders between storage and the rules: the same plan, and the instants that follow from it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.practice.reminding.plan import Firing, Plan, Quiet, Slot, SlotKind, jitter, next_firing
from bot.practice.reminding.zones import TZDATA_VERSION
from bot.practice.reminding.zones import zone as zone_of
from storage.daily_records import DueRecord, PlanRecord, PlanStatus, SlotRecord

_WEEK = range(7)


def zones_edition() -> str:
    """Of the time zones that plans are computed with, as in "2026f"."""
    edition: str = TZDATA_VERSION
    return edition


def plan_in(record: PlanRecord, slots: Iterable[Slot] | None = None) -> Plan:
    """The plan as the rules know it; with other `slots` where its own were not read."""
    quiet = None
    if record.quiet_from is not None and record.quiet_until is not None:
        quiet = Quiet(record.quiet_from, record.quiet_until)
    return Plan(
        zone=record.zone,
        slots=tuple(map(slot_in, record.slots) if slots is None else slots),
        quiet=quiet,
        paused_until=record.paused_until,
        skipped=record.skipped_on,
        on=record.status is PlanStatus.ON,
    )


def slot_in(record: SlotRecord) -> Slot:
    return Slot(record.slot, record.minute, days_in(record.days), SlotKind(record.kind))


def slot_record(slot: Slot) -> SlotRecord:
    """Without an instant: `scheduled` gives it one."""
    return SlotRecord(slot=slot.number, kind=slot.kind.value, minute=slot.minute, days=bits_of(slot.days))


def days_in(bits: int) -> frozenset[int]:
    return frozenset(day for day in _WEEK if bits >> day & 1)


def bits_of(days: Collection[int]) -> int:
    return sum(1 << day for day in days)


def slot_due(due: DueRecord) -> Slot:
    """The slot behind what is due; of what was snoozed only the number and the kind count."""
    if due.again:
        return Slot(due.slot, 0, kind=SlotKind(due.kind))
    return Slot(due.slot, due.minute, days_in(due.days), SlotKind(due.kind))


def scheduled(record: PlanRecord, now: datetime, fired: Collection[tuple[int, date]]) -> PlanRecord:
    """The plan with the next instant of every slot: later than `now`, on no date that the slot has `fired` for. A plan that is off has none."""
    if record.status is not PlanStatus.ON:
        idle = tuple(replace(slot, on_date=None, due_at=None) for slot in record.slots)
        return replace(record, tzdata=TZDATA_VERSION, slots=idle)
    slots = []
    for slot in record.slots:
        dates = {on for number, on in fired if number == slot.slot}
        firing = next_firing(slot_in(slot), zone_of(record.zone), now, dates)
        slots.append(replace(slot, on_date=firing.date, due_at=leaving(record, firing)))
    return replace(record, tzdata=TZDATA_VERSION, slots=tuple(slots))


def leaving(record: PlanRecord, firing: Firing) -> datetime:
    """When it is looked at: a little later than asked for, since thousands want theirs at nine."""
    return firing.at + jitter(record.user_id, firing)
