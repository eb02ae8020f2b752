"""What a user may set."""

from dataclasses import replace

from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.people import ensure_user
from bot.services.planning import choice, plan_shown
from bot.services.replies import Action, Choice, CoachSays, Moment, Part, Reply, Verb, coach
from storage.records import UserId, UserRecord
from storage.unit_of_work import UnitOfWork

ASK_EACH_TIME = "ask"
TEMPERAMENT = "temperament"
TIMING = "timing"
LENDING = "lending"
IS = "="
_SWITCHED = {"on": True, "off": False}


async def show_settings(deps: Deps, person: Person) -> Reply:
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        moment = await moment_of(uow, user.id)
        reminded = await _reminded(deps, uow, person, user.id)
        await uow.commit()
    return _settings(deps, moment, user, reminded)


async def change_setting(deps: Deps, person: Person, target: str) -> Reply:
    """Takes "temperament=guarded", "temperament=ask", "timing=on", "lending=off" and the like; anything else changes nothing."""
    name, _, value = target.partition(IS)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        wanted = _wanted(deps, user, name, value)
        if wanted is None:
            return coach("not_understood")
        await uow.users.set_preferences(
            user.id,
            temperament=wanted.temperament,
            timing=wanted.timing,
            lends_objections=wanted.lends_objections,
        )
        reminded = await _reminded(deps, uow, person, user.id)
        reply = _settings(deps, await moment_of(uow, user.id), wanted, reminded)
        await deps.conclude(uow, reply)
    return reply


def _wanted(deps: Deps, user: UserRecord, name: str, value: str) -> UserRecord | None:
    known = {temperament.id for temperament in deps.library.common_temperaments}
    if name == TEMPERAMENT and value in known | {ASK_EACH_TIME}:
        return replace(user, temperament=None if value == ASK_EACH_TIME else value)
    if name == TIMING and value in _SWITCHED:
        return replace(user, timing=_SWITCHED[value])
    if name == LENDING and value in _SWITCHED:
        return replace(user, lends_objections=_SWITCHED[value])
    return None


async def _reminded(deps: Deps, uow: UnitOfWork, person: Person, user_id: UserId) -> tuple[Part, ...]:
    """The plan in words; nothing on a front that can remind nobody, unless there is one."""
    plan = await uow.reminders.plan_of(user_id)
    if plan is not None and plan.slots:
        return (await plan_shown(uow, plan, deps.now()),)
    return (CoachSays("setting_no_reminders"),) if deps.reach(person) else ()


def _settings(deps: Deps, moment: Moment, user: UserRecord, reminded: tuple[Part, ...]) -> Reply:
    names = [found.id for found in deps.library.common_temperaments]
    chosen = user.temperament if user.temperament in names else ASK_EACH_TIME
    first = tuple(
        Choice(Action(Verb.SETTING, moment, f"{TEMPERAMENT}{IS}{name}"), f"button_{name}")
        for name in [*names, ASK_EACH_TIME]
        if name != chosen
    )
    parts = (
        CoachSays(f"setting_temperament_{chosen}"),
        CoachSays("setting_timing_on" if user.timing else "setting_timing_off"),
        CoachSays("setting_lending_on" if user.lends_objections else "setting_lending_off"),
        *reminded,
    )
    second = (_switch(moment, TIMING, now=user.timing),)
    third = (_switch(moment, LENDING, now=user.lends_objections),)
    fourth = (choice("button_reminders"),) if reminded else ()
    return Reply(parts, (first, second, third, fourth))


def _switch(moment: Moment, name: str, *, now: bool) -> Choice:
    """The button that turns a setting to what it is not."""
    value = "off" if now else "on"
    return Choice(Action(Verb.SETTING, moment, f"{name}{IS}{value}"), f"button_{name}_{value}")
