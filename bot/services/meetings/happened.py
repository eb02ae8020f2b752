"""What came of a meeting: four taps, a note, whether it came true; and what all of one's meetings come to."""

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.outcome import LONGEST_NOTE, Outcome, Result, Tap, came_true, next_tap, noted, tapped
from bot.practice.meetings.prediction import predicted_versus_actual
from bot.practice.meetings.reading import read
from bot.practice.meetings.statistics import Held, statistics
from bot.services.deps import Deps, Person
from bot.services.meetings.asking import NOTE, ask_aside, shown
from bot.services.meetings.desk import Desk, plan_in
from bot.services.meetings.parts import PredictionShown, StatisticsShown
from bot.services.people import ensure_user
from bot.services.replies import Choice, CoachSays, Part, Reply

_BOTH = {Tap.ASKED: ("yes", "no"), Tap.RETREATED: ("yes", "no")}
_KINDS = tuple(kind for kind in ConstraintKind)
_VALUES = {
    **_BOTH,
    Tap.CONSTRAINT: tuple(kind.value for kind in _KINDS),
    Tap.RESULT: tuple(result.value for result in Result),
}
_ROW = 2
PASS, ANEW = "pass", "anew"


async def ask_outcome(desk: Desk, *first: Part) -> Reply:
    """The next of the taps; behind the last what they come to."""
    tap = next_tap(desk.plan.outcome)
    if tap is None:
        return await _told(desk, *first)
    buttons = [desk.button(f"button_{tap}_{value}", "done", tap.value, value) for value in _VALUES[tap]]
    rows = [tuple(buttons[place : place + _ROW]) for place in range(0, len(buttons), _ROW)]
    rows.append((desk.button("button_happened_pass", "done", tap.value, PASS),))
    return Reply((*first, CoachSays(f"happened_ask_{tap}", {"name": desk.name})), tuple(rows))


async def keep_tap(desk: Desk, tap: str, value: str) -> Reply:
    """A tap of the four; a button that says nothing known changes nothing."""
    if tap == ANEW:
        note = desk.plan.outcome.note if desk.plan.outcome else ""
        await _keep(desk, Outcome(note=note))
        return await ask_outcome(desk)
    if tap == NOTE:
        return await ask_aside(desk, NOTE, CoachSays("happened_ask_note"))
    if tap == "happened":
        await _keep(desk, came_true(desk.plan.outcome, value == "yes"))
        return await _told(desk, CoachSays(f"happened_{'yes' if value == 'yes' else 'no'}"))
    if tap not in set(Tap) or value not in {*_VALUES[Tap(tap)], PASS}:
        return await ask_outcome(desk)
    await _keep(desk, tapped(desk.plan.outcome, Tap(tap), _meant(Tap(tap), value)))
    return await ask_outcome(desk)


def _meant(tap: Tap, value: str) -> bool | str | None:
    """What a button's word says of that tap: the “no” of a result is one of its words."""
    if value == PASS:
        return None
    return value == "yes" if tap in _BOTH else value


async def keep_note(desk: Desk, text: str) -> Reply:
    cut = (CoachSays("meeting_cut", {"most": str(LONGEST_NOTE)}),) if len(text) > LONGEST_NOTE else ()
    await _keep(desk, noted(desk.plan.outcome, text[:LONGEST_NOTE]), asking=None)
    return await _told(desk, *cut, CoachSays("happened_noted"))


async def ask_happened(desk: Desk, *first: Part) -> Reply:
    row = (desk.button("button_yes", "done", "happened", "yes"), desk.button("button_no", "done", "happened", "no"))
    return Reply((*first, CoachSays("happened_ask_happened", {"name": desk.name})), (row,))


async def show_statistics(deps: Deps, person: Person) -> Reply:
    """Counts of the user's own meetings, shown to nobody else."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        plans = [plan_in(one) for one in await uow.meetings.all_of(user.id)]
        await uow.commit()
    held = [Held(read(plan), plan.outcome) for plan in plans if plan.outcome and plan.outcome.is_begun]
    if not held:
        return Reply((CoachSays("statistics_none"),))
    return Reply((StatisticsShown(statistics(held)),))


async def _told(desk: Desk, *first: Part) -> Reply:
    """What was told, the constraint that was expected beside the one that came, and a note where there is none."""
    prediction = predicted_versus_actual(desk.reading, desk.plan.outcome)
    compared = (PredictionShown(prediction),) if prediction else ()
    reply = await shown(desk, *first, CoachSays("happened_kept"), *compared)
    row: tuple[Choice, ...] = (
        desk.button("button_happened_note", "done", NOTE),
        desk.button("button_happened_anew", "done", ANEW),
    )
    return Reply(reply.parts, (row, *reply.choices))


async def _keep(desk: Desk, outcome: Outcome, **changes: object) -> None:
    await desk.keep(desk.plan.model_copy(update={"outcome": outcome}), **changes)
