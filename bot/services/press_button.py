"""A button, pressed now or a week later: what it does while its moment lasts, and nothing afterwards."""

from collections.abc import Awaitable, Callable

from bot.services.answer_drill import press_option
from bot.services.ask_drill import press_drill
from bot.services.beside_drill import press_beside
from bot.services.browse_library import browse, find_by_button
from bot.services.choose_counterpart import show_menu
from bot.services.deps import Deps, Person
from bot.services.keep_settings import change_setting
from bot.services.leave_round import cancel_round, resume_round
from bot.services.meetings.pressing import press_plan
from bot.services.object_to_drill import object_to_drill
from bot.services.open_round import moment_of
from bot.services.own_data import erase_data
from bot.services.play_again import play_again, play_harder, play_next, retry_turn
from bot.services.remind import press_remind
from bot.services.replies import Action, CoachSays, Moment, Reply, Verb
from bot.services.review_round import file_dispute, show_history, show_points, show_round
from bot.services.show_progress import show_progress
from bot.services.snooze import press_snooze
from bot.services.start_round import SEPARATOR, begin_round, show_brief
from bot.services.tell_zone import press_zone

# What only shows something works at any time.
TIMELESS = frozenset(
    {
        *(Verb.MENU, Verb.BROWSE, Verb.FIND, Verb.BRIEF, Verb.NEXT),
        *(Verb.POINTS, Verb.HISTORY, Verb.SHOW, Verb.PROGRESS),
        # A question knows by itself whether it was answered.
        *(Verb.DRILL, Verb.PICK, Verb.OBJECT, Verb.BESIDE),
        # Reminders know their own moments: a date and a slot, or none.
        *(Verb.REMIND, Verb.ZONE, Verb.SNOOZE),
        # A meeting knows by itself what has passed.
        Verb.PLAN,
    }
)


async def press_button(deps: Deps, person: Person, action: Action) -> Reply:
    """Does what the button says; a button of an earlier round or turn changes nothing and says so."""
    if action.verb not in TIMELESS and await _has_passed(deps, person, action):
        return Reply((CoachSays("moment_passed"),), passed=True)
    return await _DOES[action.verb](deps, person, action.target)


async def _has_passed(deps: Deps, person: Person, action: Action) -> bool:
    async with deps.database.unit_of_work() as uow:
        # Looking must not bring back a user who has just been erased.
        user = await uow.users.by_identity(person.identity)
        moment = await moment_of(uow, user.id) if user else Moment()
    return moment != action.moment


async def _begin(deps: Deps, person: Person, target: str) -> Reply:
    script_id, _, temperament = target.partition(SEPARATOR)
    return await begin_round(await _with_script(deps, script_id), person, script_id, temperament)


async def _brief(deps: Deps, person: Person, script_id: str) -> Reply:
    return await show_brief(await _with_script(deps, script_id), person, script_id)


async def _with_script(deps: Deps, script_id: str) -> Deps:
    """Another process may have made the button from a script that this one has not seen yet."""
    known = any(script.id == script_id for script in deps.library.scripts)
    return deps if known else await deps.after_a_look(at_once=True)


async def _menu(deps: Deps, person: Person, _: str) -> Reply:
    return await show_menu(deps, person)


async def _resume(deps: Deps, person: Person, _: str) -> Reply:
    return await resume_round(deps, person)


async def _cancel(deps: Deps, person: Person, _: str) -> Reply:
    return await cancel_round(deps, person)


async def _progress(deps: Deps, person: Person, _: str) -> Reply:
    return await show_progress(deps, person)


_DOES: dict[Verb, Callable[[Deps, Person, str], Awaitable[Reply]]] = {
    Verb.MENU: _menu,
    Verb.BROWSE: browse,
    Verb.FIND: find_by_button,
    Verb.BRIEF: _brief,
    Verb.BEGIN: _begin,
    Verb.RESUME: _resume,
    Verb.CANCEL: _cancel,
    Verb.AGAIN: play_again,
    Verb.HARDER: play_harder,
    Verb.NEXT: play_next,
    Verb.RETRY: retry_turn,
    Verb.POINTS: show_points,
    Verb.DISPUTE: file_dispute,
    Verb.HISTORY: show_history,
    Verb.SHOW: show_round,
    Verb.PROGRESS: _progress,
    Verb.SETTING: change_setting,
    Verb.ERASE: erase_data,
    Verb.DRILL: press_drill,
    Verb.PICK: press_option,
    Verb.OBJECT: object_to_drill,
    Verb.BESIDE: press_beside,
    Verb.REMIND: press_remind,
    Verb.ZONE: press_zone,
    Verb.SNOOZE: press_snooze,
    Verb.PLAN: press_plan,
}
