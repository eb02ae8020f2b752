"""One user's reminders as an operator sees them: what is to come, and what became of the last ones."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.practice.reminding.plan import upcoming
from bot.practice.reminding.zones import zone as zone_of
from bot.services.parts.reminders import PlanShown
from bot.services.planning import DATES_APART, has_zone, plan_shown
from bot.services.reminder_plans import plan_in
from storage.records import Identity
from storage.unit_of_work import Database

LAST = 10


@dataclass(frozen=True)
class Decided:
    """A reminder of a local date: `at` by the user's clock of today."""

    on: date
    at: datetime
    slot: int
    status: str


@dataclass(frozen=True)
class Outlook:
    """`coming`: slot and instant by the user's own clock; `zone`: by its IANA name, "" where nobody knows it."""

    plan: PlanShown
    zone: str
    coming: tuple[tuple[int, datetime], ...]
    decided: tuple[Decided, ...]


async def look_ahead(database: Database, identity: Identity, now: datetime, count: int) -> Outlook | None:
    """Nothing is changed; None where there is no such user or no plan of theirs."""
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(identity)
        plan = await uow.reminders.plan_of(user.id) if user else None
        if plan is None:
            return None
        fired = await uow.reminders.fired_since(plan.user_id, now.date() - DATES_APART)
        recent = await uow.reminders.recent(plan.user_id, LAST)
        done = await uow.drills.done_on([plan.user_id], now.date() - DATES_APART)
        shown = await plan_shown(uow, plan, now)
    zone = zone_of(plan.zone)
    firings = upcoming(plan_in(plan), now, count, fired=[(on, slot) for slot, on in fired], done_on=done[plan.user_id])
    return Outlook(
        plan=shown,
        zone=plan.zone if has_zone(plan) else "",
        coming=tuple((one.slot, one.at.astimezone(zone)) for one in firings),
        decided=tuple(Decided(one.on_date, one.due_at.astimezone(zone), one.slot, one.status) for one in recent),
    )
