"""The counterpart that was chosen, and the beginning of a round."""

from bot.practice.edition import Edition
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of, rebuild, store_round
from bot.services.parts.library import TemperamentsShown
from bot.services.parts.rounds import BriefShown, CounterpartSays, StepShown
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Part, Reply, Verb, coach
from storage.meeting_records import MeetingId
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

SEPARATOR = "/"


async def show_brief(deps: Deps, person: Person, script_id: str) -> Reply:
    """Who the counterpart is and what is wanted, with the temperaments as buttons, or one button where the settings name one."""
    script = next((script for script in deps.library.scripts if script.id == script_id), None)
    if script is None:
        return coach("script_gone")
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        if await uow.rounds.open_of(user.id):
            return await open_round_first(deps, uow, user.id)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    temperaments = deps.library.temperaments_of(script)
    names = [temperament.id for temperament in temperaments]
    chosen = [user.temperament] if user.temperament in names else names
    row = tuple(
        Choice(Action(Verb.BEGIN, moment, f"{script.id}{SEPARATOR}{name}"), f"button_{name}") for name in chosen
    )
    shown: tuple[Part, ...] = (BriefShown(script),)
    if len(chosen) > 1:
        shown += (TemperamentsShown(temperaments),)
    return Reply(shown, (row, (Choice(Action(Verb.MENU, moment), "button_other"),)))


async def begin_round(
    deps: Deps, person: Person, script_id: str, temperament: str, seed: int | None = None, twist: str = ""
) -> Reply:
    """A fresh round with its first line. An open round is never dropped silently: it is offered instead.

    Whoever has played this script before may meet a turn of events; a round of a given `seed` goes as it did, with `twist` or without.
    """
    if deps.library.edition(script_id, temperament, twist) is None:
        return coach("script_gone")
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        if await uow.rounds.open_of(user.id):
            return await open_round_first(deps, uow, user.id)
        chosen = deps.new_seed() if seed is None else seed
        draws = seed is None and not twist and await uow.rounds.has_finished(user.id, script_id)
        edition = (
            deps.library.drawn(script_id, temperament, chosen)
            if draws
            else deps.library.edition(script_id, temperament, twist)
        )
        if edition is None:
            return coach("script_gone")
        reply = await opened(deps, uow, user.id, edition, chosen)
        await deps.conclude(uow, reply)
    return reply


async def opened(
    deps: Deps, uow: UnitOfWork, user_id: UserId, edition: Edition, seed: int, meeting_id: MeetingId | None = None
) -> Reply:
    """Stores and begins a round; the caller concludes."""
    _, talk = await store_round(deps, uow, user_id, edition, seed, meeting_id)
    first = CounterpartSays(edition.script.counterpart.name, talk.first_line)
    return Reply((*aside(edition), first, StepShown(talk.step, talk.task, talk.steps)))


def aside(edition: Edition) -> tuple[Part, ...]:
    """What the user has to know beyond the script's brief: in a trap, what speaks against the technique."""
    use = edition.twist_use
    return (CoachSays("also_known", {"brief": use.brief}),) if edition.is_trap and use and use.brief else ()


async def open_round_first(deps: Deps, uow: UnitOfWork, user_id: UserId) -> Reply:
    """The open round, with the choice to go on or to drop it."""
    record = await uow.rounds.open_of(user_id)
    if record is None:
        return coach("no_round")
    talk = await rebuild(deps, uow, record)
    moment = Moment(record.id, len(record.turns))
    return Reply(
        (
            CoachSays(
                "round_is_open", {"name": talk.edition.script.counterpart.name, "title": talk.edition.script.title}
            ),
        ),
        (
            (
                Choice(Action(Verb.RESUME, moment), "button_resume"),
                Choice(Action(Verb.CANCEL, moment), "button_drop"),
            ),
        ),
    )
