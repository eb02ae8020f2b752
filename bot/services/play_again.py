"""After a debrief: the same again, harder, the next counterpart, or one turn said differently."""

from bot.practice.edition import Edition
from bot.services.choose_counterpart import offers
from bot.services.deps import Deps, Person
from bot.services.meetings.desk import Desk, plan_in
from bot.services.meetings.rehearsing import meeting_of, rehearse
from bot.services.open_round import edition_of, round_id, store_branch
from bot.services.parts.rounds import CounterpartSays, StepShown
from bot.services.people import ensure_user
from bot.services.replies import CoachSays, Reply, coach
from bot.services.review_round import OF
from bot.services.start_round import open_round_first, opened, show_brief
from storage.meeting_records import MeetingId
from storage.records import RoundRecord, RoundStatus, UserRecord
from storage.unit_of_work import UnitOfWork


async def play_again(deps: Deps, person: Person, target: str) -> Reply:
    """The same counterpart and temperament with a fresh seed."""
    return await _fresh(deps, person, target, harder=False)


async def play_harder(deps: Deps, person: Person, target: str) -> Reply:
    """The same counterpart in the next harder temperament; in the hardest, once more."""
    return await _fresh(deps, person, target, harder=True)


async def play_next(deps: Deps, person: Person, _: str) -> Reply:
    """The brief of whoever fits best next."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        first, *_others = await offers(deps, uow, user.id)
        await uow.commit()
    return await show_brief(deps, person, first.script.id)


async def retry_turn(deps: Deps, person: Person, target: str) -> Reply:
    """A what-if: the round up to one turn, with the same seed; the user's next message replaces that turn."""
    number, _, turn_text = target.partition(OF)
    turn = round_id(turn_text)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        parent = await _finished(uow, user, number)
        if parent is None or not 1 <= turn <= len(parent.turns):
            return coach("round_gone")
        if await uow.rounds.open_of(user.id):
            return await open_round_first(deps, uow, user.id)
        _, talk = await store_branch(deps, uow, parent, turn)
        reply = Reply(
            (
                CoachSays("what_if_begins", {"said": parent.turns[turn - 1].text}),
                CounterpartSays(talk.last_speaker, talk.last_line),
                StepShown(talk.step, talk.task, talk.steps),
            )
        )
        await deps.conclude(uow, reply)
    return reply


async def _fresh(deps: Deps, person: Person, target: str, *, harder: bool) -> Reply:
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        earlier = await _finished(uow, user, target)
        if earlier is None:
            return coach("round_gone")
        if await uow.rounds.open_of(user.id):
            return await open_round_first(deps, uow, user.id)
        if (meeting_id := await meeting_of(uow, earlier)) is not None:
            return await _rehearsed(deps, uow, person, user, meeting_id)
        seed = deps.new_seed()
        edition = await _edition(deps, uow, earlier, seed, harder=harder)
        begun = await opened(deps, uow, user.id, edition, seed)
        hardest = harder and edition.temperament.id == earlier.temperament
        note = CoachSays(
            "temperament_hardest" if hardest else "temperament_now", {"temperament": edition.temperament.title}
        )
        reply = Reply((note, *begun.parts), begun.choices)
        await deps.conclude(uow, reply)
    return reply


async def _rehearsed(deps: Deps, uow: UnitOfWork, person: Person, user: UserRecord, meeting_id: MeetingId) -> Reply:
    """After a rehearsal comes the next: a counterpart of one's own is no stranger to be met again."""
    meeting = await uow.meetings.get(user.id, meeting_id)
    if meeting is None:
        return coach("meeting_gone")
    reply = await rehearse(Desk(deps, uow, person, user.id, meeting, plan_in(meeting)))
    await deps.conclude(uow, reply)
    return reply


async def _edition(deps: Deps, uow: UnitOfWork, earlier: RoundRecord, seed: int, *, harder: bool) -> Edition:
    """Today's edition of the earlier round's script, or the stored one where the script is gone."""
    script = deps.library.scripts_by_id.get(earlier.script_id)
    names = [temperament.id for temperament in deps.library.temperaments_of(script)] if script else []
    place = names.index(earlier.temperament) if earlier.temperament in names else 0
    name = names[min(place + 1, len(names) - 1)] if harder and names else earlier.temperament
    return deps.library.drawn(earlier.script_id, name, seed) or await edition_of(deps, uow, earlier)


async def _finished(uow: UnitOfWork, user: UserRecord, target: str) -> RoundRecord | None:
    record = await uow.rounds.get(user.id, round_id(target))
    return record if record and record.status is RoundStatus.FINISHED else None
