"""The counterpart that was chosen, and the beginning of a round."""

from bot.practice.edition import Edition
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of, rebuild, store_round
from bot.services.people import ensure_user
from bot.services.replies import (
    Action,
    BriefShown,
    Choice,
    CoachSays,
    CounterpartSays,
    Moment,
    Part,
    Reply,
    StepShown,
    TemperamentsShown,
    Verb,
    coach,
)
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
    names = [temperament.id for temperament in deps.library.temperaments]
    chosen = [user.temperament] if user.temperament in names else names
    row = tuple(
        Choice(Action(Verb.BEGIN, moment, f"{script.id}{SEPARATOR}{name}"), f"button_{name}") for name in chosen
    )
    shown: tuple[Part, ...] = (BriefShown(script),)
    if len(chosen) > 1:
        shown += (TemperamentsShown(deps.library.temperaments),)
    return Reply(shown, (row, (Choice(Action(Verb.MENU, moment), "button_other"),)))


async def begin_round(deps: Deps, person: Person, script_id: str, temperament: str, seed: int | None = None) -> Reply:
    """A fresh round with its first line. An open round is never dropped silently: it is offered instead."""
    edition = deps.library.edition(script_id, temperament)
    if edition is None:
        return coach("script_gone")
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        if await uow.rounds.open_of(user.id):
            return await open_round_first(deps, uow, user.id)
        reply = await opened(deps, uow, user.id, edition, deps.new_seed() if seed is None else seed)
        await deps.conclude(uow, reply)
    return reply


async def opened(deps: Deps, uow: UnitOfWork, user_id: UserId, edition: Edition, seed: int) -> Reply:
    """Stores and begins a round; the caller concludes."""
    _, talk = await store_round(deps, uow, user_id, edition, seed)
    return Reply((CounterpartSays(edition.script.counterpart.name, talk.first_line), StepShown(talk.step, talk.task)))


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
