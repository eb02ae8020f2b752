"""/digest: the week in figures, on a day and at a time of the user's own."""

from dataclasses import replace

from bot.practice.reminding.misread import Off, Trouble, Unclear
from bot.practice.reminding.plan import SlotKind
from bot.practice.reminding.said import Wanted, said_times
from bot.services.deps import Deps, Person
from bot.services.people import clean_text
from bot.services.planning import (
    DIGEST_SLOT,
    Planning,
    choice,
    clock,
    digest_slot,
    drill_slots,
    quiet_wins,
    told_unclear,
    with_plan,
)
from bot.services.reminder_plans import bits_of
from bot.services.replies import Choice, CoachSays, Reply, coach
from bot.services.tell_zone import ask_zone
from storage.daily_records import PlanStatus, SlotRecord

USUAL_TIME = "18:00"


async def set_digest(deps: Deps, person: Person, words: str = "") -> Reply:
    """“sunday 18:00”, “friday”, “off”; nothing tells what may be said."""
    text = clean_text(words)

    async def use(planning: Planning) -> Reply:
        return await ask_digest(planning, text)

    return await with_plan(deps, person, use)


async def ask_digest(planning: Planning, text: str) -> Reply:
    """A button says it as "sunday.18:00"."""
    if not text:
        return _offer(planning)
    said = _read(text.replace(".", " ", 1) if text[:1].isalpha() else text)
    if isinstance(said, Unclear):
        return told_unclear(said)
    if isinstance(said, Off):
        return await _turn_off(planning)
    if len(said.days) > 1 or len(said.times) > 1:
        return coach("digest_one_day")
    return await _turn_on(planning, said)


def _read(text: str) -> Wanted | Off | Unclear:
    said = said_times(text)
    is_day_alone = isinstance(said, Unclear) and said.trouble is Trouble.NO_TIME
    return said_times(f"{text} {USUAL_TIME}") if is_day_alone else said


def _offer(planning: Planning) -> Reply:
    days: tuple[Choice, ...] = (
        choice("button_digest_sunday", target="digest=sunday.18:00"),
        choice("button_digest_friday", target="digest=friday.17:00"),
    )
    off = (choice("button_digest_off", target="digest=off"),)
    if digest_slot(planning.plan) is None:
        return Reply((CoachSays("digest_how"),), (days,))
    return Reply((CoachSays("digest_how"),), (days, off))


async def _turn_off(planning: Planning) -> Reply:
    plan = planning.plan
    left = drill_slots(plan)
    await planning.keep(replace(plan, slots=left, status=plan.status if left else PlanStatus.OFF))
    return await planning.shown(CoachSays("digest_off"))


async def _turn_on(planning: Planning, said: Wanted) -> Reply:
    """Who has turned reminders off and wants the digest wants the digest alone."""
    plan, [minute] = planning.plan, said.times
    drills = () if planning.has_zone and plan.status is PlanStatus.OFF else drill_slots(plan)
    slot = SlotRecord(slot=DIGEST_SLOT, kind=SlotKind.DIGEST.value, minute=minute, days=bits_of(said.days))
    status = PlanStatus.ON if planning.has_zone else PlanStatus.OFF
    await planning.keep(replace(plan, slots=(*drills, slot), status=status))
    notes = (CoachSays("digest_set", {"time": clock(minute)}), *quiet_wins(plan, [minute]))
    return await planning.shown(*notes) if planning.has_zone else ask_zone(planning, *notes)
