"""Days and hours without reminders: /skip, /pause, /quiet."""

from dataclasses import replace
from datetime import date

from bot.practice.reminding.misread import Off, Unclear
from bot.practice.reminding.said_date import said_date
from bot.practice.reminding.said_quiet import said_quiet
from bot.services.deps import Deps, Person
from bot.services.people import clean_text
from bot.services.planning import PASSED, Planning, choice, clock, quiet_wins, told_unclear, with_plan
from bot.services.replies import CoachSays, Reply, coach
from bot.services.tell_zone import ask_zone
from storage.daily_records import PlanStatus

_OFF = frozenset({"off", "on", "end", "stop", "over", "no"})


async def skip(deps: Deps, person: Person) -> Reply:
    """/skip: nothing more today."""
    return await with_plan(deps, person, skip_today)


async def skip_today(planning: Planning) -> Reply:
    if planning.plan.status is not PlanStatus.ON:
        return coach("remind_not_on")
    plan = planning.plan
    await planning.keep(replace(plan, skipped_on=planning.today))
    await planning.uow.outbox.drop_reminders(plan.bot_id, plan.chat_id, planning.now)
    return await planning.shown(CoachSays("skipped"))


async def pause(deps: Deps, person: Person, words: str = "") -> Reply:
    """/pause "a week", "until Friday", "2026-12-05", "off"; "" asks for how long."""
    text = clean_text(words)

    async def use(planning: Planning) -> Reply:
        if planning.plan.status is not PlanStatus.ON:
            return coach("remind_not_on")
        if not text:
            rows = tuple((choice(f"button_pause_{days}", target=f"pause={days}"),) for days in (7, 14, 30))
            return Reply((CoachSays("pause_how"),), rows)
        if text.lower() in _OFF:
            await planning.keep(replace(planning.plan, paused_until=None))
            return await planning.shown(CoachSays("pause_over"))
        said = said_date(text, planning.today)
        if isinstance(said, Unclear):
            return told_unclear(said)
        return await pause_until(planning, said.on)

    return await with_plan(deps, person, use)


async def pause_until(planning: Planning, on: date) -> Reply:
    """`on` is the first day with reminders again; one that is on its way comes no more."""
    if planning.plan.status is not PlanStatus.ON:
        return PASSED
    plan = planning.plan
    await planning.keep(replace(plan, paused_until=on))
    if on > planning.today:
        await planning.uow.outbox.drop_reminders(plan.bot_id, plan.chat_id, planning.now)
    return await planning.shown(CoachSays("paused"))


async def quiet(deps: Deps, person: Person, words: str = "") -> Reply:
    """/quiet "22-7", "off"; "" tells what holds."""
    text = clean_text(words)

    async def use(planning: Planning) -> Reply:
        if not text:
            return await _quiet_now(planning)
        said = said_quiet(text)
        if isinstance(said, Unclear):
            return told_unclear(said)
        if isinstance(said, Off):
            await planning.keep(replace(planning.plan, quiet_from=None, quiet_until=None))
            return await planning.shown(CoachSays("quiet_off"))
        between = said.quiet
        await planning.keep(replace(planning.plan, quiet_from=between.start, quiet_until=between.end))
        wins = quiet_wins(planning.plan, sorted(slot.minute for slot in planning.plan.slots))
        set_to = CoachSays("quiet_set", {"start": clock(between.start), "end": clock(between.end)})
        if not planning.has_zone:
            return ask_zone(planning, set_to, *wins)
        return await planning.shown(set_to, *wins)

    return await with_plan(deps, person, use)


async def _quiet_now(planning: Planning) -> Reply:
    plan = planning.plan
    if plan.quiet_from is None or plan.quiet_until is None:
        return coach("quiet_how")
    return coach("quiet_now", start=clock(plan.quiet_from), end=clock(plan.quiet_until))
