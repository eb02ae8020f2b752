"""How the criteria have gone over the last rounds, and how the skills stand that drills and rounds have shown."""

from collections.abc import Iterable, Mapping, Sequence

from bot.practice.skills.asking import Drill, by_criterion
from bot.practice.skills.cards import Card
from bot.practice.skills.skill import criterion_of, kind_of
from bot.practice.skills.standing import Standing, standing
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.parts.progress import ProgressRow, ProgressShown, SkillRow, SkillsShown
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Part, Reply, Verb
from bot.services.skills import here, known_cards
from bot.services.week import week_said
from storage.records import RoundRecord

ROUNDS_SHOWN = 10


async def show_progress(deps: Deps, person: Person) -> Reply:
    """Shares of each criterion's points over the last ten practice rounds, oldest first (what-ifs do not count), and the skills."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        rounds = await uow.rounds.finished(user.id, limit=ROUNDS_SHOWN)
        cards = await known_cards(uow, user.id)
        moment = await moment_of(uow, user.id)
        week = await week_said(uow, user.id, (await here(uow, user.id, deps.now())).today)
        await uow.commit()
    drills = by_criterion(deps.library.drills, [criterion.id for criterion in deps.library.rubric.criteria])
    known = standing([card for card in cards if criterion_of(card.skill) in drills], deps.now())
    parts: tuple[Part, ...] = (*_rounds(deps, rounds), *_skills(deps, known), *week)
    practise = Choice(Action(Verb.MENU, moment), "button_practise")
    drill = Choice(Action(Verb.DRILL, moment, _drill_of(known, drills)), "button_drill_it")
    return Reply(parts or (CoachSays("progress_empty"),), ((drill, practise),) if drills else ((practise,),))


def _rounds(deps: Deps, rounds: tuple[RoundRecord, ...]) -> tuple[ProgressShown, ...]:
    if not rounds:
        return ()
    # What is still in dispute shows neither skill nor the lack of it.
    scored = [
        {
            score.criterion: score
            for score in record.scores
            if score.criterion not in {dispute.finding for dispute in record.disputes}
        }
        for record in rounds
    ]
    rows = []
    for criterion in deps.library.rubric.criteria:
        found = [by_id[criterion.id] for by_id in scored if criterion.id in by_id]
        if criterion.special and not found:
            # Of a message, or of a turn of events, that this user has not met.
            continue
        shares = tuple(score.points / score.possible for score in found if score.possible > 0)
        rows.append(ProgressRow(criterion.title, shares))
    return (ProgressShown(tuple(record.total or 0 for record in rounds), tuple(rows)),)


def _skills(deps: Deps, known: Standing) -> tuple[SkillsShown, ...]:
    """Those that a drill is there for: what is due and cannot be drilled would only weigh on one."""
    titles = {criterion.id: criterion.title for criterion in deps.library.rubric.criteria}

    def rows(found: Iterable[Card]) -> tuple[SkillRow, ...]:
        return tuple(SkillRow(titles[criterion_of(card.skill)], kind_of(card.skill)) for card in found)

    shown = SkillsShown(rows(known.due), rows(known.strong), rows(known.weak))
    return (shown,) if shown.due or shown.strong or shown.weak else ()


def _drill_of(known: Standing, drills: Mapping[str, Sequence[Drill]]) -> str:
    """The drill for the first skill that is due, or else weak: the one with which it comes first; "" leaves it to what helps most."""
    first = next(iter((*known.due, *known.weak)), None)
    if first is None:
        return ""
    criterion = criterion_of(first.skill)
    return min(drills[criterion], key=lambda drill: drill.trains.index(criterion)).id
