"""/remind: when to be reminded of the daily drill."""

from dataclasses import replace
from datetime import timedelta

from bot.practice.reminding.misread import Off, Unclear
from bot.practice.reminding.plan import SlotKind
from bot.practice.reminding.said import MOST_TIMES, Wanted, said_times
from bot.services.deps import Deps, Person
from bot.services.hold_reminders import pause_until, skip_today
from bot.services.people import clean_text
from bot.services.planning import (
    PASSED,
    USUAL_TIMES,
    Planning,
    digest_slot,
    drill_slots,
    quiet_wins,
    told_unclear,
    with_plan,
)
from bot.services.reminder_plans import bits_of
from bot.services.replies import CoachSays, Reply
from bot.services.tell_zone import ask_zone
from bot.services.weekly_digest import ask_digest
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord

_ON = frozenset({"on", "again", "start", "resume"})
_MOST_PAUSED = 3  # digits


async def remind(deps: Deps, person: Person, words: str = "") -> Reply:
    """The plan for "", or what is typed of it: "8:30 weekdays", "off", "on"."""
    text = clean_text(words)

    async def use(planning: Planning) -> Reply:
        return await _said(planning, text)

    return await with_plan(deps, person, use)


async def press_remind(deps: Deps, person: Person, target: str) -> Reply:
    """A button of the plan: "", "on", "off", "at=8:30.weekdays", "skip", "pause=7", "digest"."""
    name, _, value = target.partition("=")

    async def use(planning: Planning) -> Reply:
        if name == "skip":
            return await skip_today(planning)
        if name == "pause" and value.isdecimal() and value.isascii() and len(value) < _MOST_PAUSED:
            return await pause_until(planning, planning.today + timedelta(days=max(1, int(value))))
        if name == "digest":
            return await ask_digest(planning, value)
        if name in {"", "on", "off"}:
            return await _said(planning, name)
        return await _said(planning, value.replace(".", " ")) if name == "at" else PASSED

    return await with_plan(deps, person, use, pressed=True)


async def _said(planning: Planning, text: str) -> Reply:
    if not text:
        return await _shown(planning)
    if text.lower() in _ON:
        return await _turn_on(planning)
    wanted = said_times(text)
    if isinstance(wanted, Unclear):
        return told_unclear(wanted)
    return await (_turn_off(planning) if isinstance(wanted, Off) else _set_times(planning, wanted))


async def _shown(planning: Planning) -> Reply:
    if not planning.plan.slots:
        return Reply((CoachSays("remind_how"),), USUAL_TIMES)
    if not planning.has_zone:
        return ask_zone(planning)
    return await planning.shown()


async def _turn_on(planning: Planning) -> Reply:
    """From now on, whatever kept the reminders away."""
    plan = planning.plan
    if not plan.slots:
        return Reply((CoachSays("remind_how"),), USUAL_TIMES)
    if not planning.has_zone:
        return ask_zone(planning)
    await planning.keep(replace(plan, status=PlanStatus.ON, paused_until=None, skipped_on=None))
    return await planning.shown(CoachSays("remind_on"))


async def _turn_off(planning: Planning) -> Reply:
    plan = planning.plan
    if not plan.slots:
        return Reply((CoachSays("remind_off_already"),), USUAL_TIMES)
    await planning.keep(replace(plan, status=PlanStatus.OFF))
    await planning.uow.outbox.drop_reminders(plan.bot_id, plan.chat_id, planning.now)
    return await planning.shown(CoachSays("remind_off"))


async def _set_times(planning: Planning, wanted: Wanted) -> Reply:
    """The new times in place of the old ones, and no pause: whoever names a time wants to be reminded. The digest stays."""
    plan = planning.plan
    slots = (*slots_for(wanted, plan), *filter(None, [digest_slot(plan)]))
    status = PlanStatus.ON if planning.has_zone else PlanStatus.OFF
    await planning.keep(replace(plan, slots=slots, status=status, paused_until=None, skipped_on=None))
    notes = _notes(planning.plan, wanted)
    if not planning.has_zone:
        return ask_zone(planning, *notes)
    return await planning.shown(CoachSays("remind_set"), *notes)


def slots_for(wanted: Wanted, plan: PlanRecord) -> tuple[SlotRecord, ...]:
    """A time that stays keeps its number, since a date that a slot has fired for counts for that number; new ones take what is free."""
    numbers = {slot.minute: slot.slot for slot in drill_slots(plan) if slot.minute in wanted.times}
    free = (number for number in range(1, MOST_TIMES + 1) if number not in numbers.values())
    days = bits_of(wanted.days)
    kind = SlotKind.DRILL.value
    return tuple(
        SlotRecord(slot=numbers[minute] if minute in numbers else next(free), kind=kind, minute=minute, days=days)
        for minute in wanted.times
    )


def _notes(plan: PlanRecord, wanted: Wanted) -> tuple[CoachSays, ...]:
    """What was guessed, and what will not come: quiet hours win."""
    guessed = (CoachSays("remind_morning_taken"),) if wanted.morning_taken else ()
    return (*guessed, *quiet_wins(plan, wanted.times))
