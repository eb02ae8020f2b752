"""How the criteria have gone over the last rounds."""

from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, ProgressRow, ProgressShown, Reply, Verb

ROUNDS_SHOWN = 10


async def show_progress(deps: Deps, person: Person) -> Reply:
    """Shares of each criterion's points over the last ten practice rounds, oldest first; what-ifs do not count."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        rounds = await uow.rounds.finished(user.id, limit=ROUNDS_SHOWN)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    practise = ((Choice(Action(Verb.MENU, moment), "button_practise"),),)
    if not rounds:
        return Reply((CoachSays("progress_empty"),), practise)
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
    return Reply((ProgressShown(tuple(record.total or 0 for record in rounds), tuple(rows)),), practise)
