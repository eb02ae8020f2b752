"""The same reminder later today. The plan stays as it is."""

from datetime import date, timedelta

from bot.practice.reminding.clock import local
from bot.practice.reminding.decide import NotPossible, Snooze, Until, Verdict, snooze_until
from bot.practice.reminding.plan import SlotKind
from bot.practice.reminding.said_snooze import said_snooze
from bot.practice.reminding.zones import zone as zone_of
from bot.services.deps import Deps, Person
from bot.services.hold_reminders import skip_today
from bot.services.people import clean_text
from bot.services.planning import PASSED, Planning, choice, clock, with_plan
from bot.services.reminder_plans import plan_in
from bot.services.replies import Choice, Reply, Verb, coach
from storage.daily_records import DueRecord, Fired, PlanStatus

SKIP = "skip"
_LOOKED_AT = 6
"""As many as a day may have, with one for another day's end."""


async def snooze(deps: Deps, person: Person, words: str = "") -> Reply:
    """/snooze "20 min", "2 hours", "until 21:00", "tonight"; what tells no time is asked about."""
    how = said_snooze(clean_text(words))

    async def use(planning: Planning) -> Reply:
        fired = await _sent_today(planning)
        if fired is None:
            return coach("snooze_nothing")
        if how is None:
            return Reply(coach("snooze_how").parts, snooze_rows(fired))
        return await _later(planning, fired, how)

    return await with_plan(deps, person, use)


async def press_snooze(deps: Deps, person: Person, target: str) -> Reply:
    """Below a reminder: "10m.20261123.1" is about slot 1 of that date, and about no later one."""
    how, _, which = target.partition(".")

    async def use(planning: Planning) -> Reply:
        fired = await _sent_today(planning)
        if fired is None or which != _which(fired.on_date, fired.slot):
            return PASSED
        if how == SKIP:
            return await skip_today(planning)
        return await _later(planning, fired, Snooze(how)) if how in set(Snooze) else PASSED

    return await with_plan(deps, person, use, pressed=True)


def snooze_rows(about: DueRecord | Fired) -> tuple[tuple[Choice, ...], ...]:
    """The buttons below a reminder."""
    which = _which(about.on_date, about.slot)
    later = tuple(choice(f"button_snooze_{how.value}", Verb.SNOOZE, f"{how.value}.{which}") for how in Snooze)
    return (later, (choice("button_skip", Verb.SNOOZE, f"{SKIP}.{which}"),))


def _which(on: date, slot: int) -> str:
    return f"{on:%Y%m%d}.{slot}"


async def _sent_today(planning: Planning) -> Fired | None:
    """The reminder of a drill that came last, unless that was on another day."""
    fired = await planning.uow.reminders.recent(planning.user_id, _LOOKED_AT)
    sent = (one for one in fired if one.kind == SlotKind.DRILL and one.status == Verdict.SEND)
    latest = next(sent, None)
    return latest if latest and latest.on_date == planning.today else None


async def _later(planning: Planning, fired: Fired, how: Snooze | timedelta | Until) -> Reply:
    plan, today = planning.plan, planning.today
    if plan.status is not PlanStatus.ON or plan.skipped_on == today or (plan.paused_until or today) > today:
        return coach("remind_not_on")
    if today in (await planning.uow.drills.done_on([planning.user_id], today))[planning.user_id]:
        return coach("snooze_done")
    at = snooze_until(plan_in(plan), planning.now, how)
    if isinstance(at, NotPossible):
        return coach(f"snooze_not_{at.reason.value}")
    await planning.uow.reminders.snooze([(planning.user_id, fired.on_date, fired.slot)], at)
    return coach("snoozed", time=clock(local(zone_of(plan.zone), at).minute))
