"""/plan: a new meeting, the one that was left half-way, or a list of them."""

from dataclasses import replace

from bot.practice.meetings.plan import FIVE, Question
from bot.practice.meetings.reading import read
from bot.services.deps import Deps, Person
from bot.services.meetings.answering import take_answer
from bot.services.meetings.asking import ask, ask_next
from bot.services.meetings.desk import MOST, Desk, begun, button, is_there, plan_in, title_of
from bot.services.meetings.parts import MeetingRow, MeetingsShown, MeetingWhen
from bot.services.people import clean_text, ensure_user
from bot.services.replies import Choice, CoachSays, Reply
from bot.services.take_turn import unusable
from storage.meeting_records import MeetingRecord, MeetingStatus

NEW, LIST, ARCHIVE, STATISTICS = "new", "list", "archive", "stats"
"""Targets of buttons that are about no one meeting."""
_SHOWN = 6
_LONGEST_TITLE = 48


async def plan_meeting(deps: Deps, person: Person, words: str = "") -> Reply:
    """/plan; with words behind it they are the first answer of a new meeting."""
    text = clean_text(words)
    if text:
        return await new_meeting(deps, person, text)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        meetings = await uow.meetings.all_of(user.id)
        draft = next((one for one in meetings if one.status is MeetingStatus.DRAFT), None)
        if draft is not None and draft == next(filter(is_there, meetings), None):
            reply = await _resumed(Desk(deps, uow, person, user.id, draft, plan_in(draft)))
            await deps.conclude(uow, reply)
            return reply
        await uow.commit()
    if any(map(is_there, meetings)):
        return list_of(meetings, archived=False)
    return await new_meeting(deps, person)


async def new_meeting(deps: Deps, person: Person, first_answer: str = "") -> Reply:
    async with deps.database.unit_of_work() as uow:
        desk = await begun(deps, uow, person, Question.WHO)
        if desk is None:
            return Reply(
                (CoachSays("meeting_too_many", {"most": str(MOST)}),), ((button("button_meeting_list", LIST),),)
            )
        if first_answer and unusable(first_answer) is None:
            reply = await take_answer(desk, Question.WHO, first_answer)
        else:
            reply = await ask(desk, Question.WHO, CoachSays("meeting_intro"))
        await deps.conclude(uow, reply)
    return reply


async def show_list(deps: Deps, person: Person, *, archived: bool = False) -> Reply:
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        meetings = await uow.meetings.all_of(user.id)
        await uow.commit()
    return list_of(meetings, archived=archived)


def list_of(meetings: tuple[MeetingRecord, ...], *, archived: bool) -> Reply:
    """The ones that were touched last, each with a button; the rest by their archive."""
    shown = [one for one in meetings if is_there(one) is not archived]
    rows = tuple(_row(one) for one in shown[:_SHOWN])
    buttons: list[tuple[Choice, ...]] = [
        (button("button_meeting_open", str(one.id), "show", title=row.title[:_LONGEST_TITLE]),)
        for one, row in zip(shown, rows, strict=False)
    ]
    last: list[Choice] = [button("button_meeting_new", NEW)]
    if archived:
        last.append(button("button_meeting_list", LIST))
    elif len(shown) < len(meetings):
        last.append(button("button_meeting_archived", ARCHIVE))
    held = any((plan_in(one).outcome is not None) for one in meetings)
    more = ((button("button_meeting_statistics", STATISTICS),),) if held else ()
    heading = "meetings_archived" if archived else "meetings_here"
    said = CoachSays(heading if rows else f"{heading}_none")
    return Reply((said, *((MeetingsShown(rows),) if rows else ())), (*buttons, tuple(last), *more))


async def _resumed(desk: Desk) -> Reply:
    """Where it was left, be it days ago."""
    started = any(question in desk.plan.answers for question in FIVE)
    left = CoachSays("meeting_resumed", {"title": desk.title}) if started else CoachSays("meeting_intro")
    reply = await ask_next(desk, left)
    return replace(reply, choices=(*reply.choices, (button("button_meeting_new", NEW),))) if started else reply


def _row(meeting: MeetingRecord) -> MeetingRow:
    when = MeetingWhen(meeting.on_date, meeting.minute) if meeting.on_date else None
    return MeetingRow(title=title_of(read(plan_in(meeting))), status=meeting.status.value, when=when)
