"""/start after the bot could not be written to: reminders begin again."""

from dataclasses import replace

from bot.services.deps import Deps, Person
from bot.services.planning import Planning, reached
from bot.services.replies import CoachSays
from storage.daily_records import PlanStatus
from storage.records import UserId
from storage.unit_of_work import UnitOfWork


async def come_back(deps: Deps, uow: UnitOfWork, person: Person, user_id: UserId) -> tuple[CoachSays, ...]:
    """What is said of it; nothing where no plan was stopped. The caller holds the user."""
    plan, reach = await uow.reminders.plan_of(user_id), deps.reach(person)
    if plan is None or reach is None or plan.status is not PlanStatus.BLOCKED:
        return ()
    planning = Planning(uow, user_id, reached(plan, reach), deps.now())
    await planning.keep(replace(planning.plan, status=PlanStatus.ON))
    return (CoachSays("reminders_back"),)
