"""What a user may set."""

from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Reply, Verb, coach
from storage.records import UserRecord

ASK_EACH_TIME = "ask"
TEMPERAMENT = "temperament"
TIMING = "timing"
IS = "="


async def show_settings(deps: Deps, person: Person) -> Reply:
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    return _settings(deps, moment, user.temperament, timing=user.timing)


async def change_setting(deps: Deps, person: Person, target: str) -> Reply:
    """Takes "temperament=guarded", "temperament=ask", "timing=on" or "timing=off"; anything else changes nothing."""
    name, _, value = target.partition(IS)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        wanted = _wanted(deps, user, name, value)
        if wanted is None:
            return coach("not_understood")
        temperament, timing = wanted
        await uow.users.set_preferences(user.id, temperament=temperament, timing=timing)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    return _settings(deps, moment, temperament, timing=timing)


def _wanted(deps: Deps, user: UserRecord, name: str, value: str) -> tuple[str | None, bool] | None:
    known = {temperament.id for temperament in deps.library.temperaments}
    if name == TEMPERAMENT and value in known | {ASK_EACH_TIME}:
        return (None if value == ASK_EACH_TIME else value), user.timing
    if name == TIMING and value in {"on", "off"}:
        return user.temperament, value == "on"
    return None


def _settings(deps: Deps, moment: Moment, temperament: str | None, *, timing: bool) -> Reply:
    names = [found.id for found in deps.library.temperaments]
    chosen = temperament if temperament in names else ASK_EACH_TIME
    first = tuple(
        Choice(Action(Verb.SETTING, moment, f"{TEMPERAMENT}{IS}{name}"), f"button_{name}")
        for name in [*names, ASK_EACH_TIME]
        if name != chosen
    )
    switch = "off" if timing else "on"
    second = (Choice(Action(Verb.SETTING, moment, f"{TIMING}{IS}{switch}"), f"button_timing_{switch}"),)
    parts = (
        CoachSays(f"setting_temperament_{chosen}"),
        CoachSays("setting_timing_on" if timing else "setting_timing_off"),
    )
    return Reply(parts, (first, second))
