"""When a meeting is, and where its user's clock hangs."""

from bot.practice.meetings.around import NoticeKind, ahead, notices_of
from bot.practice.meetings.plan import Question
from bot.practice.meetings.said_when import When, WhenProblem, begins, read_when
from bot.practice.reminding.zones import zone as zone_of
from bot.services.meetings.asking import PLACE, ask, ask_aside, ask_next, with_answer, without
from bot.services.meetings.desk import Desk, is_over, is_there
from bot.services.meetings.parts import MeetingWhen
from bot.services.planning import Planning, empty_plan, has_zone, reached, wants_nothing
from bot.services.reminder_plans import plan_in
from bot.services.replies import CoachSays, Reply
from bot.services.tell_zone import place_for
from storage.daily_records import PlanRecord
from storage.meeting_records import NewNotice


async def keep_when(desk: Desk, text: str) -> Reply:
    """“next Tuesday at 3pm”, read by the user's own clock; asks where they are where nobody knows."""
    plan = await _clock(desk)
    if plan is None:
        return await ask_next(desk, CoachSays("when_elsewhere"))
    if not has_zone(plan):
        return await ask_aside(desk, PLACE, CoachSays("when_where"))
    zone = zone_of(plan.zone)
    found = read_when(text, zone, desk.now)
    if isinstance(found, WhenProblem):
        return await ask(desk, Question.WHEN, CoachSays(f"when_{found.trouble}", {"what": found.what}))
    was = desk.record.on_date
    await desk.keep(
        with_answer(desk.plan, Question.WHEN, text),
        zone=plan.zone,
        on_date=found.on,
        minute=found.minute,
        begins_at=begins(found, zone),
        asking=None,
    )
    planned = await plan_notices(desk)
    key = _told(planned, plan, has_time=found.minute is not None, is_moved=was is not None and was != found.on)
    taken = tuple(CoachSays(f"when_taken_{one}") for one in sorted(found.taken))
    return await ask_next(desk, CoachSays(key, {"when": str(MeetingWhen(found.on, found.minute))}), *taken)


async def tell_place(desk: Desk, text: str) -> Reply:
    """A city or a clock; then the date is asked again."""
    plan = await _clock(desk)
    if plan is None:
        return await ask_next(desk, CoachSays("when_elsewhere"))
    if has_zone(plan):
        # A zone's button was quicker.
        return await keep_when(desk, text)
    planning = Planning(desk.uow, desk.user_id, plan, desk.now)
    told = await place_for(planning, text)
    if told is not None:
        return told
    return await ask(desk, Question.WHEN, CoachSays("when_there"))


async def forget_when(desk: Desk) -> Reply:
    """Without a date nothing comes."""
    await desk.keep(without(desk.plan, Question.WHEN), zone=None, on_date=None, minute=None, begins_at=None)
    await plan_notices(desk)
    return await ask_next(desk, CoachSays("when_forgotten"))


async def plan_notices(desk: Desk) -> frozenset[str]:
    """What is still to come of the date that it has now, by kind; of one that is put away once it is over, whether it came true. Be it from a terminal."""
    record = desk.record
    clock = await _clock(desk) or await desk.uow.reminders.plan_of(desk.user_id)
    new: list[NewNotice] = []
    if clock is not None and record.on_date is not None and record.zone:
        when = When(record.on_date, record.minute)
        new = [
            NewNotice(
                kind=one.kind.value,
                on_date=one.meeting_on,
                bot_id=clock.bot_id,
                chat_id=clock.chat_id,
                due_at=one.due_at,
                worth_until=one.worth_until,
            )
            for one in ahead(notices_of(when, zone_of(record.zone), plan_in(clock)), desk.now)
            if is_there(record) or (one.kind is NoticeKind.TWO_WEEKS and is_over(record, desk.now))
        ]
    await desk.uow.meetings.plan_notices(desk.user_id, record.id, new)
    return frozenset(one.kind for one in new)


def _told(planned: frozenset[str], clock: PlanRecord, *, has_time: bool, is_moved: bool) -> str:
    """Which sentence says what will come: never one that promises what will not."""
    if wants_nothing(clock):
        return "when_kept_silent"
    if NoticeKind.BEFORE not in planned:
        return "when_kept_soon"
    if is_moved:
        return "when_kept_moved"
    return "when_kept" if has_time else "when_kept_day"


async def _clock(desk: Desk) -> PlanRecord | None:
    """What is known of the user's clock and settings; None where they cannot be written to."""
    reach = desk.deps.reach(desk.person)
    if reach is None:
        return None
    stored = await desk.uow.reminders.plan_of(desk.user_id)
    return reached(stored or empty_plan(desk.user_id, reach), reach)
