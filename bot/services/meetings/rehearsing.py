"""A round with a counterpart made from the user's own plan."""

import logging

from bot.practice.meetings.checked import problems_of
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.rehearsing import rehearsal
from bot.services.meetings.asking import totals
from bot.services.meetings.desk import Desk
from bot.services.parts.rounds import BriefShown
from bot.services.replies import CoachSays, Reply
from bot.services.start_round import open_round_first, opened
from storage.meeting_records import MeetingId
from storage.records import RoundRecord
from storage.unit_of_work import UnitOfWork

_LOG = logging.getLogger(__name__)


async def rehearse(desk: Desk) -> Reply:
    """The next rehearsal, a little different from those before. A plan edited meanwhile changes no round that is open."""
    if await desk.uow.rounds.open_of(desk.user_id):
        return await open_round_first(desk.deps, desk.uow, desk.user_id)
    reading = desk.reading
    if desk.plan.next_question is not None or not (reading.target and reading.stretch and reading.measures):
        await desk.keep(asking=None)
        what = "meeting_unfinished" if desk.plan.next_question is not None else "meeting_not_playable"
        row = (desk.button("button_meeting_go_on", "next"), desk.button("button_meeting_edit", "edit"))
        return Reply((CoachSays(what),), (row,))
    library = desk.deps.library
    if library.rehearsal is None:
        return Reply((CoachSays("meeting_not_playable"),))
    script = script_of(desk.record.id, reading, library.rehearsal)
    problems = problems_of(script, library)
    if problems:
        # The rules' numbers alone: their messages quote the plan.
        _LOG.error("A plan makes no counterpart: %s", sorted({problem.rule for problem in problems}))
        return Reply((CoachSays("meeting_not_playable"),), ((desk.button("button_meeting_edit", "edit"),),))
    earlier = await totals(desk)
    edition, seed = rehearsal(script, library, len(earlier) + 1, earlier)
    await desk.keep(asking=None)
    begun = await opened(desk.deps, desk.uow, desk.user_id, edition, seed, desk.record.id)
    return Reply((CoachSays("rehearsal_begins", {"number": str(len(earlier) + 1)}), BriefShown(script), *begun.parts))


async def meeting_of(uow: UnitOfWork, record: RoundRecord) -> MeetingId | None:
    """The meeting that a round rehearses; None for all other rounds."""
    number = (await uow.editions.get(record.edition_id)).meeting_id
    return None if number is None else MeetingId(number)
