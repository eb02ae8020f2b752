"""Leaving a round and coming back to it, on whichever front."""

from bot.practice.meetings.counterpart import plan_of
from bot.services.deps import Deps, Person
from bot.services.meetings.desk import button
from bot.services.open_round import listen_to_round, moment_of, rebuild, said
from bot.services.parts.rounds import BriefShown, CounterpartSays, StepShown, TranscriptShown
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Reply, Verb
from bot.services.start_round import aside

SHOWN_AGAIN = 4


async def resume_round(deps: Deps, person: Person) -> Reply:
    """The open round where it was left: the brief, the last words, whose turn it is."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        record = await uow.rounds.open_of(user.id)
        moment = await moment_of(uow, user.id)
        talk = await rebuild(deps, uow, record) if record else None
        if record:
            await listen_to_round(uow, user.id)
        await uow.commit()
    if record is None or talk is None:
        return Reply((CoachSays("nothing_to_resume"),), ((Choice(Action(Verb.MENU, moment), "button_practise"),),))
    lines = said(talk, record)
    earlier = TranscriptShown(tuple(lines[:-1][-SHOWN_AGAIN:]), whole=False)
    return Reply(
        (
            BriefShown(talk.edition.script),
            *aside(talk.edition),
            *((earlier,) if record.turns else ()),
            CounterpartSays(*lines[-1]),
            StepShown(talk.step, talk.task, talk.steps),
        )
    )


async def cancel_round(deps: Deps, person: Person) -> Reply:
    """Drops the open round; it is not scored. From a rehearsal the way leads back to the meeting."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        record = await uow.rounds.open_of(user.id)
        dropped = record is not None and await uow.rounds.cancel(user.id, record.id, deps.now())
        moment = await moment_of(uow, user.id)
        key = "round_dropped" if dropped else "nothing_to_drop"
        row = [Choice(Action(Verb.MENU, moment), "button_practise")]
        if record and (meeting := plan_of(record.script_id)):
            row = [button("button_meeting_rehearse", meeting, "go"), button("button_meetings", meeting, "show"), *row]
        reply = Reply((CoachSays(key),), (tuple(row),))
        await deps.conclude(uow, reply)
    return reply
