"""Where somebody is: by a city, by what their clock shows, or by a tap. Reminders keep their times on the wall there."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.practice.reminding.clock import DAY_MINUTES, local
from bot.practice.reminding.places import search_zones
from bot.practice.reminding.said import Wanted, said_times
from bot.practice.reminding.zone_names import city
from bot.practice.reminding.zone_rules import MOST_FOUND, ZoneFound, zones_at
from bot.practice.reminding.zones import is_zone
from bot.practice.reminding.zones import zone as zone_of
from bot.services.deps import Deps, Person
from bot.services.people import clean_text
from bot.services.planning import NO_ZONE_YET, PASSED, Planning, choice, clock, with_plan
from bot.services.replies import Choice, CoachSays, Reply, Verb
from storage.daily_records import PlanStatus

_SHOWN = 40
_LONGEST = 80
_HALF_A_DAY = DAY_MINUTES // 2
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2}|h)?(?: ?[ap]\.?m)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_FIRST_OFFERED = (
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Australia/Sydney",
)
"""A tap for many; everybody else names their city."""


async def tell_zone(deps: Deps, person: Person, words: str = "") -> Reply:
    """“Lisbon”, “it is 21:10”, or nothing, which asks."""
    text = clean_text(words)[:_LONGEST]

    async def use(planning: Planning) -> Reply:
        return await _said(planning, text) if text else ask_zone(planning)

    return await with_plan(deps, person, use)


async def place_awaited(deps: Deps, person: Person, text: str) -> Reply | None:
    """“berlin”, written where a reminder waits to know where its user is; None where none waits, or where that is no place."""
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
        plan = await uow.reminders.plan_of(user.id) if user else None
    waits = plan is not None and plan.zone == NO_ZONE_YET
    return await tell_zone(deps, person, text) if waits and search_zones(clean_text(text)[:_LONGEST]) else None


async def press_zone(deps: Deps, person: Person, target: str) -> Reply:
    """A zone's button, or the question for ""."""

    async def use(planning: Planning) -> Reply:
        if not target:
            return ask_zone(planning)
        return await _moved(planning, target) if is_zone(target) and target != NO_ZONE_YET else PASSED

    return await with_plan(deps, person, use, pressed=True)


def ask_zone(planning: Planning, *first: CoachSays) -> Reply:
    offered = (ZoneFound(key, city(key)) for key in _FIRST_OFFERED)
    if planning.has_zone:
        here = CoachSays(
            "zone_now", {"place": city(planning.plan.zone), "time": _time_in(planning, planning.plan.zone)}
        )
        return Reply((*first, here, CoachSays("zone_how")), _rows(planning, offered))
    times = ", ".join(clock(minute) for minute in sorted(slot.minute for slot in planning.plan.slots))
    noted = (CoachSays("zone_times_kept", {"times": times}),) if times else ()
    return Reply((*first, *noted, CoachSays("zone_question")), _rows(planning, offered))


async def _said(planning: Planning, text: str) -> Reply:
    found = _found(planning, text)
    return await _moved(planning, found) if isinstance(found, str) else found


async def place_for(planning: Planning, text: str) -> Reply | None:
    """Takes the place in a text without a word about reminders; None once it is known, else what to say."""
    found = _found(planning, clean_text(text)[:_LONGEST])
    if isinstance(found, Reply):
        return found
    await _moved(planning, found)
    return None


def _found(planning: Planning, text: str) -> str | Reply:
    """The one zone that it names, or what is said where that is none or several."""
    by_clock = _by_clock(planning, text)
    found = by_clock or search_zones(text)
    if not found:
        return Reply((CoachSays("zone_unknown", {"words": text[:_SHOWN]}),))
    if len(found) == 1 and not by_clock:
        return found[0].key
    return Reply((CoachSays("zone_which"),), _rows(planning, found))


def _by_clock(planning: Planning, text: str) -> tuple[ZoneFound, ...]:
    """Zones whose clocks show the time in the text, "21:10", or are as far from UTC as it says, "UTC+2"."""
    found = [
        zone for minute in _minutes(planning, text) for group in zones_at(planning.now, minute) for zone in group.zones
    ]
    return tuple({zone.key: zone for zone in found}.values())[:MOST_FOUND]


def _minutes(planning: Planning, text: str) -> tuple[int, ...]:
    offset = _OFFSET.search(text)
    if offset:
        apart = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        at = planning.now + (apart if offset[1] == "+" else -apart)
        return (at.hour * 60 + at.minute,)
    digits = _CLOCK.search(text)
    said = said_times(digits[0] if digits else text)
    if not isinstance(said, Wanted) or len(said.times) > 1:
        return ()
    [minute] = said.times
    # Half the world says 9:10 in the evening as well.
    is_open = digits is not None and digits[0][-1].isdecimal() and 0 < minute < _HALF_A_DAY + 60
    return (minute, (minute + _HALF_A_DAY) % DAY_MINUTES) if is_open else (minute,)


async def _moved(planning: Planning, key: str) -> Reply:
    """The plan goes on there. Where its times were waiting for a zone, it begins."""
    plan = planning.plan
    begins = not planning.has_zone and bool(plan.slots)
    status = PlanStatus.ON if begins else plan.status
    stays = plan.zone == key
    await planning.keep(replace(plan, zone=key, status=status))
    place = {"place": city(key), "time": _time_in(planning, key)}
    if begins or not plan.slots:
        said = CoachSays("zone_set", place)
    elif stays:
        said = CoachSays("zone_same", place)
    else:
        minute = clock(min(slot.minute for slot in plan.slots))
        said = CoachSays("zone_moved", {**place, "minute": minute})
    return await planning.shown(said)


def _rows(planning: Planning, found: Iterable[ZoneFound]) -> tuple[tuple[Choice, ...], ...]:
    return tuple((_button(planning, zone),) for zone in found)


def _button(planning: Planning, found: ZoneFound) -> Choice:
    place = (
        ", ".join(filter(None, [found.place, found.country]))
        if not found.also
        else ", ".join((found.place, *found.also))
    )
    return choice("button_zone", Verb.ZONE, found.key, place=place, time=_time_in(planning, found.key))


def _time_in(planning: Planning, key: str) -> str:
    return clock(local(zone_of(key), planning.now).minute)
