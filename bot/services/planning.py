"""Somebody's plan of reminders while they look at it or change it: read, kept and shown in one transaction."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.practice.reminding.clock import local
from bot.practice.reminding.misread import Unclear
from bot.practice.reminding.plan import SlotKind, in_quiet_hours, upcoming
from bot.practice.reminding.zone_names import city
from bot.practice.reminding.zones import zone as zone_of
from bot.services.deps import Deps, Person, Reach
from bot.services.parts.reminders import Coming, PlanShown
from bot.services.people import ensure_user
from bot.services.reminder_plans import plan_in, scheduled, zones_edition
from bot.services.replies import Action, Choice, CoachSays, Reply, Verb, coach
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

NO_ZONE_YET = "Factory"
"""IANA's name for a clock whose zone nobody has set: what somebody wants is kept until they say where they are."""

DIGEST_SLOT = 0
SHOWN = 3
DATES_APART = timedelta(days=3)
"""No journey takes anybody further back in the calendar."""

PASSED = Reply((CoachSays("moment_passed"),), passed=True)


@dataclass
class Planning:
    """The user is held until the transaction ends; `plan` is what holds now, kept or not."""

    uow: UnitOfWork
    user_id: UserId
    plan: PlanRecord
    now: datetime

    @property
    def today(self) -> date:
        return local(zone_of(self.plan.zone), self.now).date

    @property
    def has_zone(self) -> bool:
        return has_zone(self.plan)

    async def keep(self, plan: PlanRecord) -> None:
        """With the next instant of each slot: never on a date that it has fired for."""
        fired = await self.uow.reminders.fired_since(self.user_id, self.now.date() - DATES_APART)
        self.plan = _undisturbed(self.plan, scheduled(plan, self.now, fired))
        await self.uow.reminders.keep_plan(self.plan)

    async def shown(self, *first: CoachSays) -> Reply:
        """What holds now in words, and what may be changed about it."""
        part = await plan_shown(self.uow, self.plan, self.now)
        return Reply((*first, part), _choices(self.plan, part))


Use = Callable[[Planning], Awaitable[Reply]]


async def with_plan(deps: Deps, person: Person, use: Use, *, pressed: bool = False) -> Reply:
    """What `use` changes and says, as one; `pressed`: by a button, which must not bring back somebody who has been erased."""
    reach = deps.reach(person)
    if reach is None:
        return coach("remind_elsewhere")
    async with deps.database.unit_of_work() as uow:
        if pressed and await uow.users.by_identity(person.identity) is None:
            return PASSED
        user = await ensure_user(deps, uow, person)
        stored = await uow.reminders.plan_of(user.id)
        reply = await use(Planning(uow, user.id, reached(stored or empty_plan(user.id, reach), reach), deps.now()))
        await deps.conclude(uow, reply)
    return reply


def empty_plan(user_id: UserId, reach: Reach) -> PlanRecord:
    return PlanRecord(
        user_id=user_id,
        bot_id=reach.bot_id,
        chat_id=reach.chat_id,
        zone=NO_ZONE_YET,
        tzdata=zones_edition(),
        status=PlanStatus.OFF,
    )


def has_zone(plan: PlanRecord) -> bool:
    return plan.zone != NO_ZONE_YET


def wants_nothing(plan: PlanRecord) -> bool:
    """Whoever turned their reminders off, or cannot be reached; who never had any has said no to nothing."""
    return bool(plan.slots) and plan.status is not PlanStatus.ON


def drill_slots(plan: PlanRecord) -> tuple[SlotRecord, ...]:
    return tuple(slot for slot in plan.slots if slot.kind == SlotKind.DRILL)


def digest_slot(plan: PlanRecord) -> SlotRecord | None:
    return next((slot for slot in plan.slots if slot.kind == SlotKind.DIGEST), None)


async def plan_shown(uow: UnitOfWork, plan: PlanRecord, now: datetime) -> PlanShown:
    """With the next three times; none of a plan that is off."""
    rules = plan_in(plan)
    zone = zone_of(plan.zone)
    today = local(zone, now).date
    fired = await uow.reminders.fired_since(plan.user_id, now.date() - DATES_APART)
    done = (await uow.drills.done_on([plan.user_id], today - DATES_APART))[plan.user_id]
    coming = upcoming(rules, now, SHOWN, fired=[(on, slot) for slot, on in fired], done_on=done)
    drills = [slot for slot in rules.slots if slot.kind is SlotKind.DRILL]
    weekly = next((slot for slot in rules.slots if slot.kind is SlotKind.DIGEST), None)
    return PlanShown(
        status=plan.status.value,
        place=city(plan.zone) if has_zone(plan) else "",
        times=tuple(sorted(slot.minute for slot in drills)),
        days=tuple(sorted(drills[0].days)) if drills else (),
        digest=(min(weekly.days), weekly.minute) if weekly else None,
        quiet=(rules.quiet.start, rules.quiet.end) if rules.quiet else None,
        paused_until=rules.paused_until if rules.paused_until and rules.paused_until > today else None,
        is_skipped=rules.skipped == today,
        coming=tuple(Coming(one.at.astimezone(zone), is_digest=one.slot == DIGEST_SLOT) for one in coming),
    )


def _choices(plan: PlanRecord, part: PlanShown) -> tuple[tuple[Choice, ...], ...]:
    if not plan.slots:
        return (*USUAL_TIMES, *(((choice("button_zone_change", Verb.ZONE),),) if has_zone(plan) else ()))
    if plan.status is not PlanStatus.ON:
        return ((choice("button_remind_on", target="on"), choice("button_zone_change", Verb.ZONE)),)
    if part.paused_until is not None or part.is_skipped:
        first: tuple[Choice, ...] = (choice("button_remind_again", target="on"),)
    else:
        first = (choice("button_skip", target="skip"), choice("button_pause_7", target="pause=7"))
    return (
        first,
        (choice("button_zone_change", Verb.ZONE), choice("button_digest", target="digest")),
        (choice("button_remind_off", target="off"),),
    )


def choice(key: str, verb: Verb = Verb.REMIND, target: str = "", **params: str) -> Choice:
    """A button about reminders: it belongs to no moment of a round."""
    return Choice(Action(verb, target=target), key, params)


USUAL_TIMES = (
    (
        choice("button_remind_morning", target="at=8:30.weekdays"),
        choice("button_remind_noon", target="at=12:30.weekdays"),
    ),
    (choice("button_remind_evening", target="at=18:00.daily"),),
)


def reached(plan: PlanRecord, reach: Reach) -> PlanRecord:
    """Who wrote just now is reached where they wrote."""
    return replace(plan, bot_id=reach.bot_id, chat_id=reach.chat_id)


def _undisturbed(before: PlanRecord, after: PlanRecord) -> PlanRecord:
    """A slot that stays as it was keeps its instant: what is due this very minute is not lost to a change of something else."""
    if (before.status, before.zone, before.tzdata) != (after.status, after.zone, after.tzdata):
        return after
    known = {_time_of(slot): slot for slot in before.slots if slot.due_at is not None}
    return replace(after, slots=tuple(known.get(_time_of(slot), slot) for slot in after.slots))


def _time_of(slot: SlotRecord) -> SlotRecord:
    return replace(slot, on_date=None, due_at=None)


def quiet_wins(plan: PlanRecord, minutes: Iterable[int]) -> tuple[CoachSays, ...]:
    """Said at once where a time lies in quiet hours: nothing will come then."""
    quiet = plan_in(plan, ()).quiet
    covered = [clock(minute) for minute in minutes if in_quiet_hours(quiet, minute)]
    return (CoachSays("quiet_wins", {"times": ", ".join(covered)}),) if covered else ()


def told_unclear(unclear: Unclear) -> Reply:
    """What was not understood, and how it can be said."""
    return coach(f"unclear_{unclear.trouble.value}", what=unclear.what)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
