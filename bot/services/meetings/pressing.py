"""The buttons of meetings: what each does, now or a week later."""

from collections.abc import Awaitable, Callable, Mapping

from bot.practice.meetings.plan import Question
from bot.services.deps import Deps, Person
from bot.services.meetings.answering import be_sincere, skip, tell_fit
from bot.services.meetings.asking import CARD, FIT, SINCERE, ask, ask_next, shown
from bot.services.meetings.carding import ask_line, choose_line, send_picture, show_card, show_letter
from bot.services.meetings.dating import forget_when, plan_notices
from bot.services.meetings.desk import SEPARATOR, Desk, at_desk, button
from bot.services.meetings.happened import ask_outcome, keep_tap, show_statistics
from bot.services.meetings.listing import ARCHIVE, LIST, NEW, new_meeting, show_list
from bot.services.meetings.rehearsing import rehearse
from bot.services.replies import CoachSays, Reply, coach
from storage.meeting_records import MeetingStatus


async def press_plan(deps: Deps, person: Person, target: str) -> Reply:
    """“12/edit/floor”: the meeting, what to do, and what with; or one of the few that are about no one meeting."""
    meeting_id, _, rest = target.partition(SEPARATOR)
    what, _, about = rest.partition(SEPARATOR)
    match meeting_id:
        case "new":
            return await new_meeting(deps, person)
        case "list" | "archive":
            return await show_list(deps, person, archived=meeting_id == ARCHIVE)
        case "stats":
            return await show_statistics(deps, person)
    if what == "picture":
        return await send_picture(deps, person, meeting_id, about)
    if what == LIST:
        return await show_list(deps, person)
    does = _DOES.get(what)
    if does is None:
        return coach("moment_passed")
    return await at_desk(deps, person, meeting_id, lambda desk: does(desk, about))


async def _later(desk: Desk, _: str) -> Reply:
    await desk.keep(asking=None)
    return Reply((CoachSays("meeting_later"),), ((desk.button("button_meeting_go_on", "next"),),))


async def _sincere(desk: Desk, said: str) -> Reply:
    return await be_sincere(desk, yes=said == "yes")


async def _fit(desk: Desk, about: str) -> Reply:
    rule, _, said = about.partition(SEPARATOR)
    return await tell_fit(desk, rule, yes=said == "yes")


async def _edit(desk: Desk, question: str) -> Reply:
    if question in set(Question):
        return await ask(desk, Question(question))
    rows = tuple(
        (desk.button(f"button_edit_{one}", "edit", one.value),) for one in Question if _may_be_edited(desk, one)
    )
    return Reply((CoachSays("meeting_edit_which"),), (*rows, (desk.button("button_meeting_back", "show"),)))


def _may_be_edited(desk: Desk, question: Question) -> bool:
    return question is not Question.WHEN or desk.deps.reach(desk.person) is not None


async def _more(desk: Desk, _: str) -> Reply:
    rows = [
        (desk.button("button_edit_when", "edit", Question.WHEN.value),) if _may_be_edited(desk, Question.WHEN) else (),
        (desk.button("button_when_forget", "nodate"),) if desk.record.on_date else (),
        (desk.button("button_meeting_archive", "archive"), desk.button("button_meeting_delete", "delete")),
        (desk.button("button_meeting_list", LIST), button("button_meeting_new", NEW)),
        (desk.button("button_meeting_back", "show"),),
    ]
    return Reply((CoachSays("meeting_more", {"title": desk.title}),), tuple(row for row in rows if row))


async def _archive(desk: Desk, _: str) -> Reply:
    await desk.keep(status=MeetingStatus.ARCHIVED, asking=None)
    await plan_notices(desk)
    row = (desk.button("button_meeting_unarchive", "back"), button("button_meeting_list", LIST))
    return Reply((CoachSays("meeting_archived"),), (row,))


async def _back(desk: Desk, _: str) -> Reply:
    whole = desk.plan.next_question is None
    await desk.keep(status=MeetingStatus.SAVED if whole else MeetingStatus.DRAFT)
    await plan_notices(desk)
    return await shown(desk, CoachSays("meeting_is_back"))


async def _delete(desk: Desk, said: str) -> Reply:
    """Asked once more: with it go its rehearsals and its card."""
    if said != "yes":
        row = (desk.button("button_meeting_delete_yes", "delete", "yes"), desk.button("button_meeting_back", "show"))
        return Reply((CoachSays("meeting_delete_sure", {"title": desk.title}),), (row,))
    await desk.uow.meetings.drop(desk.user_id, desk.record.id)
    return Reply((CoachSays("meeting_deleted"),), ((button("button_meeting_list", LIST),),))


async def _card(desk: Desk, about: str) -> Reply:
    """The card; below it which line to change."""
    what, _, line = about.partition(SEPARATOR)
    return await ask_line(desk, line) if what == "edit" and line else await show_card(desk)


async def _done(desk: Desk, about: str) -> Reply:
    tap, _, value = about.partition(SEPARATOR)
    return await keep_tap(desk, tap, value) if tap else await ask_outcome(desk)


def _plain(use: Callable[[Desk], Awaitable[Reply]]) -> Callable[[Desk, str], Awaitable[Reply]]:
    async def run(desk: Desk, _: str) -> Reply:
        return await use(desk)

    return run


_DOES: Mapping[str, Callable[[Desk, str], Awaitable[Reply]]] = {
    "show": _plain(shown),
    "next": _plain(ask_next),
    "later": _later,
    "skip": skip,
    SINCERE: _sincere,
    FIT: _fit,
    "edit": _edit,
    "go": _plain(rehearse),
    CARD: _card,
    "lines": _plain(choose_line),
    "letter": _plain(show_letter),
    "done": _done,
    "nodate": _plain(forget_when),
    "more": _more,
    "archive": _archive,
    "back": _back,
    "delete": _delete,
}
