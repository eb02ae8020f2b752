"""What is stored about a user: said, handed over, erased."""

import json
from datetime import datetime

from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, FileSent, Reply, Verb, coach

YES = "yes"
AT = "@"
PATIENCE_MINUTES = 10
_LONGEST_MINUTE = 12
EXPORT_NAME = "stepdown-export.json"


async def show_privacy(deps: Deps) -> Reply:
    """What is stored and for how long, without storing anything for it."""
    days = deps.retention_days
    kept = CoachSays("privacy_kept") if days is None else CoachSays("privacy_kept_days", {"days": str(days)})
    return Reply((CoachSays("privacy"), kept, CoachSays("privacy_rights")))


async def export_data(deps: Deps, person: Person) -> Reply:
    """Everything stored about the user as one JSON file."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        data = await uow.users.export(user.id)
        await uow.commit()
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return Reply((CoachSays("export_ready"), FileSent(EXPORT_NAME, content)))


async def ask_erasure(deps: Deps, person: Person) -> Reply:
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    row = (
        Choice(Action(Verb.ERASE, moment, f"{YES}{AT}{_minute(deps.now())}"), "button_erase_yes"),
        Choice(Action(Verb.ERASE, moment, "no"), "button_erase_no"),
    )
    return Reply((CoachSays("erase_question"),), (row,))


async def erase_data(deps: Deps, person: Person, target: str) -> Reply:
    """Erases the user and everything of theirs, if the answer was yes and came within ten minutes."""
    answer, _, asked = target.partition(AT)
    if answer != YES:
        return coach("erase_kept")
    if not asked.isdecimal() or _minute(deps.now()) - int(asked[:_LONGEST_MINUTE]) > PATIENCE_MINUTES:
        return coach("erase_too_late")
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
        if user is not None:
            await uow.users.erase(user.id)
        reply = coach("erase_done")
        await deps.conclude(uow, reply)
    return reply


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
