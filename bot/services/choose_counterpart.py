"""Whom to practise with: three suggestions with their reasons, and the ways to everybody else."""

from collections.abc import Mapping

from bot.practice.choosing import Met, Offer, choose
from bot.services.come_back import come_back
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.parts.library import Offered, OffersShown
from bot.services.people import clean_name, ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Part, Reply, Verb
from bot.services.show_progress import ROUNDS_SHOWN
from bot.services.start_round import open_round_first
from storage.records import ScoreRecord, UserId
from storage.unit_of_work import UnitOfWork

ALL = "all"
_A_DRILL = (Choice(Action(Verb.DRILL), "button_drill_start"),)
_A_MEETING = Choice(Action(Verb.PLAN, target="list"), "button_meetings")


async def greet(deps: Deps, person: Person) -> Reply:
    """The first words to a user, then the counterparts to choose from, or the open round to go on with. Who had blocked the bot is reminded again."""
    return await _menu(deps, person, (CoachSays("welcome", {"name": clean_name(person.name)}),), is_start=True)


async def show_help() -> Reply:
    """All commands, with the one that takes a minute as a button."""
    return Reply((CoachSays("help"),), ((*_A_DRILL, _A_MEETING),))


async def show_menu(deps: Deps, person: Person, *first: Part) -> Reply:
    """The menu behind `first`."""
    return await _menu(deps, person, first)


async def _menu(deps: Deps, person: Person, first: tuple[Part, ...], *, is_start: bool = False) -> Reply:
    deps = await deps.after_a_look()
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        back = await come_back(deps, uow, person, user.id) if is_start else ()
        if await uow.rounds.open_of(user.id):
            reply = await open_round_first(deps, uow, user.id)
        else:
            reply = _suggestions(await offers(deps, uow, user.id), await moment_of(uow, user.id))
        others = ((*(_A_DRILL if deps.library.drills else ()), _A_MEETING),) if is_start else ()
        whole = Reply((*first, *back, *reply.parts), (*reply.choices, *others))
        await deps.conclude(uow, whole)
    return whole


async def offers(deps: Deps, uow: UnitOfWork, user_id: UserId) -> tuple[Offer, ...]:
    """At least one, since no library is empty; the same until another round is finished."""
    met = [Met(played.script_id, played.times) for played in await uow.played.scripts(user_id)]
    shares = _shares(await uow.played.scores(user_id, rounds=ROUNDS_SHOWN))
    return choose(deps.library.scripts, deps.library.rubric.usual, met, shares)


def _shares(scores: tuple[ScoreRecord, ...]) -> Mapping[str, float]:
    """The average share of its points that each criterion earned, as /progress has it."""
    found: dict[str, list[float]] = {}
    for score in scores:
        if score.possible > 0:
            found.setdefault(score.criterion, []).append(score.points / score.possible)
    return {criterion: sum(shares) / len(shares) for criterion, shares in found.items()}


def _suggestions(found: tuple[Offer, ...], moment: Moment) -> Reply:
    shown = tuple(
        Offered(
            title=offer.script.title,
            counterpart=offer.script.counterpart.name,
            role=offer.script.counterpart.role,
            reason=offer.reason.value,
            criterion=offer.criterion.title if offer.criterion else "",
        )
        for offer in found
    )
    rows = tuple((brief_choice(moment, offer.script.id, offer.script.title),) for offer in found)
    return Reply((CoachSays("choose"), OffersShown(shown)), (*rows, ways(moment)))


def brief_choice(moment: Moment, script_id: str, title: str) -> Choice:
    return Choice(Action(Verb.BRIEF, moment, script_id), "button_script", {"title": title})


def ways(moment: Moment) -> tuple[Choice, ...]:
    """To all the counterparts that are not on the screen."""
    return (
        Choice(Action(Verb.FIND, moment), "button_search"),
        Choice(Action(Verb.BROWSE, moment), "button_areas"),
        Choice(Action(Verb.BROWSE, moment, f"{ALL}.1"), "button_all"),
    )
