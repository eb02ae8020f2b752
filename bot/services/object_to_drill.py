"""“I did say that” after a drill: the answer counts as its user sees it, and the skill is as if it had never been given."""

from bot.services.answer_drill import PASSED_BY, after_drill, question_of, source_of
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.people import ensure_user
from bot.services.replies import CoachSays, Reply
from bot.services.skills import here, learn_anew

DISPUTED = "disputed"
_OPEN_TO_IT = {"missed", "partly", "unsure"}


async def object_to_drill(deps: Deps, person: Person, number: str) -> Reply:
    """Once for each answer that did not pass, or was not heard for sure; a button of anybody else's changes nothing."""
    known = await question_of(deps, person, number)
    if known is None:
        return PASSED_BY
    now = deps.now()
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        question = await uow.drills.get(user.id, known.id)
        if question is None or question.outcome not in _OPEN_TO_IT:
            return Reply((CoachSays("dispute_known"),), passed=True)
        await uow.drills.judge_otherwise(question, DISPUTED)
        await learn_anew(uow, user.id, source_of(question), (await here(uow, user.id, now)).zone)
        round_waits = await uow.rounds.open_of(user.id) is not None
        rows = after_drill(await moment_of(uow, user.id), round_waits=round_waits)
        reply = Reply((CoachSays("drill_dispute_noted"),), rows)
        await deps.conclude(uow, reply)
    return reply
