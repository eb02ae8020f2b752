"""Messages around a meeting's date whose time has come: the card before it, four taps after it, one question two weeks on."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.practice.meetings.around import Notice, NoticeKind
from bot.practice.meetings.deciding import decide, leaves_by
from bot.practice.meetings.warm_up import warm_up
from bot.practice.reminding.decide import Verdict
from bot.practice.reminding.plan import Plan
from bot.practice.reminding.zones import is_zone
from bot.services.deps import Deps, Person
from bot.services.meetings.carding import card_for
from bot.services.meetings.desk import Desk, plan_in
from bot.services.meetings.happened import ask_happened, ask_outcome
from bot.services.meetings.parts import CardShown
from bot.services.planning import wants_nothing
from bot.services.reminder_plans import plan_in as reminders_in
from bot.services.replies import CoachSays, Reply
from bot.services.send_due_reminders import IN_PLAY
from storage.daily_records import PlanRecord, PlanStatus
from storage.errors import DatabaseUnavailable, DatabaseUnwritable
from storage.meeting_records import MeetingRecord, NoticeRecord, NoticeStatus
from storage.records import NewMessage
from storage.seal import SealBroken
from storage.unit_of_work import UnitOfWork

BATCH = 20
_NO_KEY_WAIT = timedelta(minutes=10)
"""A plan that no key opens is not lost: somebody may set the key."""
_LOG = logging.getLogger(__name__)

Send = Callable[[NoticeRecord, Reply], Sequence[NewMessage]]
"""A reply as the messages of a front, to the chat of the notice."""

Owner = Callable[[NoticeRecord], Person]
"""Who is written to there."""

_BECAME = {
    Verdict.SEND: NoticeStatus.SENT,
    Verdict.MISSED: NoticeStatus.MISSED,
    Verdict.LATER: NoticeStatus.WAITING,
    Verdict.DONE: NoticeStatus.DROPPED,
}
"""All others: its user wanted nothing then."""


async def send_due_notices(
    deps: Deps, bot_id: int, now: datetime, owner: Owner, send: Send, *, most: int = BATCH
) -> Counter[str]:
    """Decides what is due and puts it on its way, in one transaction: what was decided is never decided again. By verdict, how many; empty where nothing is due."""
    tried: list[NoticeRecord] = []
    try:
        return await _decided(deps, bot_id, now, owner, send, most, tried)
    except (DatabaseUnavailable, DatabaseUnwritable):
        raise
    except Exception as error:
        if not tried:
            raise
        if most == 1:
            _LOG.exception("A notice about a meeting cannot be made")
            return await _given_up(deps, tried[-1], now + _NO_KEY_WAIT if isinstance(error, SealBroken) else None)
        # One of them is to blame: alone, it fails alone.
        _LOG.warning("Notices about meetings are tried one by one", extra={"error": error})
        return await send_due_notices(deps, bot_id, now, owner, send, most=1)


async def _decided(
    deps: Deps, bot_id: int, now: datetime, owner: Owner, send: Send, most: int, tried: list[NoticeRecord]
) -> Counter[str]:
    """The last of `tried` is the one that failed, where one has."""
    found: Counter[str] = Counter()
    async with deps.database.unit_of_work() as uow:
        for notice in await uow.meetings.claim_due(bot_id, now, most):
            tried.append(notice)
            meeting = await uow.meetings.get(notice.user_id, notice.meeting_id)
            if meeting is not None:
                found[await _settled(deps, uow, meeting, notice, now, owner, send)] += 1
        await uow.commit()
    return found


async def _settled(
    deps: Deps, uow: UnitOfWork, meeting: MeetingRecord, notice: NoticeRecord, now: datetime, owner: Owner, send: Send
) -> str:
    """What becomes of one."""
    clock = await uow.reminders.plan_of(notice.user_id)
    plan = _wishes(clock, meeting)
    if plan is None:
        _LOG.error("A meeting names a time zone that there is not")
        await uow.meetings.decide(notice, NoticeStatus.HELD)
        return Verdict.OFF.value
    told = Notice(NoticeKind(notice.kind), notice.on_date, notice.due_at, notice.worth_until)
    user, since = [notice.user_id], now - IN_PLAY
    playing = await uow.rounds.in_play(user, since) or await uow.drills.under_way(user, since)
    playing = playing or await uow.meetings.under_way(user, since)
    decision = decide(
        told,
        plan,
        now,
        outcome=plan_in(meeting).outcome,
        blocked=clock is not None and clock.status is PlanStatus.BLOCKED,
        busy=bool(playing),
    )
    await uow.meetings.decide(notice, _BECAME.get(decision.verdict, NoticeStatus.HELD), decision.at)
    if decision.verdict is Verdict.SEND:
        desk = Desk(deps, uow, owner(notice), notice.user_id, meeting, plan_in(meeting))
        messages = send(notice, await _message(desk, told.kind))
        until = leaves_by(told, plan, now)
        await uow.outbox.add([replace(message, not_after=until) for message in messages], now)
    return decision.verdict.value


async def _message(desk: Desk, kind: NoticeKind) -> Reply:
    if kind is NoticeKind.MORNING_AFTER:
        return await ask_outcome(desk, CoachSays("notice_morning_after", {"title": desk.title}))
    if kind is NoticeKind.TWO_WEEKS:
        return await ask_happened(desk, CoachSays("notice_two_weeks", {"title": desk.title}))
    card = await card_for(desk)
    steps = tuple(CoachSays(step.key, step.params) for step in warm_up(card))
    row = (desk.button("button_card_picture", "picture", "light"), desk.button("button_meeting_rehearse", "go"))
    return Reply((CoachSays("notice_before", {"title": desk.title}), CardShown(desk.title, card), *steps), (row,))


def _wishes(clock: PlanRecord | None, meeting: MeetingRecord) -> Plan | None:
    """The user's settings; who never had reminders has said no to nothing. None where nobody can say what time it is there."""
    zone = clock.zone if clock and is_zone(clock.zone) else meeting.zone
    if zone is None or not is_zone(zone):
        return None
    if clock is None:
        return Plan(zone=zone)
    plan = reminders_in(replace(clock, zone=zone))
    return replace(plan, on=not wants_nothing(clock))


async def _given_up(deps: Deps, notice: NoticeRecord, again: datetime | None) -> Counter[str]:
    """That one alone, for good or until `again`: what else is due may well be made."""
    waits = again is not None and again < notice.worth_until
    async with deps.database.unit_of_work() as uow:
        status = NoticeStatus.WAITING if waits else NoticeStatus.MISSED
        await uow.meetings.decide(notice, status, again if waits else None)
        await uow.commit()
    return Counter({"failed": 1})
