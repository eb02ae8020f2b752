"""Words that nothing has asked for, written while one's own meeting lies open."""

from datetime import timedelta

from bot.services.deps import Deps, Person
from bot.services.meetings.asking import shown
from bot.services.meetings.desk import Desk, is_there, plan_in
from bot.services.replies import CoachSays, Reply

_AT_HAND = timedelta(hours=1)
_FEWEST_WORDS = 4
"""Fewer look for a counterpart."""


async def said_to_a_plan(deps: Deps, person: Person, text: str) -> Reply | None:
    """The meeting that was looked at last, with what can be done about it: whoever says their ask to a plan wants to rehearse. None where there is none lately."""
    if len(text.split()) < _FEWEST_WORDS:
        return None
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity, locked=True)
        meetings = await uow.meetings.all_of(user.id) if user else ()
        if user is None or not meetings or not is_there(meetings[0]):
            return None
        latest = await uow.rounds.latest(user.id)
        touched = meetings[0].updated_at
        if deps.now() - touched > _AT_HAND or (latest and (latest.ended_at or latest.last_line_at) > touched):
            return None
        desk = Desk(deps, uow, person, user.id, meetings[0], plan_in(meetings[0]))
        reply = await shown(desk, CoachSays("meeting_nothing_asked"))
        await deps.conclude(uow, reply)
    return reply
