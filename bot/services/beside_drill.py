"""What is said or tapped while a drill is open and is no answer to it: it takes nothing away, neither the item nor a turn of a round that waits."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.practice.drills.asides import Aside, aside
from bot.practice.drills.asked import AskedItem
from bot.practice.drills.drill import LineDrill, LineItem
from bot.practice.edition import draw
from bot.services.answer_drill import after_drill, question_of
from bot.services.ask_drill import ANOTHER, ASKED, EXAMPLE, LEAVE, SAME, SLIP, put, ways_on, with_ways_on
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.parts.drills import DrillRepeated, ExampleShown
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Reply, Verb
from storage.daily_records import QuestionRecord, QuestionStatus
from storage.records import RoundRecord, UserId
from storage.unit_of_work import UnitOfWork

STILL_READING = timedelta(minutes=10)
"""Within this time after a verdict a word of thanks is about that."""

_OVER = Reply((CoachSays("drill_over"),), passed=True)


def asked_back(question: QuestionRecord, text: str) -> Reply | None:
    """The task again, in short, to whoever wrote no answer to it; None where it may be one, or where an option is to be chosen."""
    asked = AskedItem.from_body(question.body)
    if aside(text) is None or not isinstance(asked.item, LineItem):
        return None
    return Reply((DrillRepeated(asked.drill, asked.item),), ways_on(question.id))


def thanked(
    question: QuestionRecord, waiting: RoundRecord | None, moment: Moment, since: timedelta, text: str
) -> Reply | None:
    """A short answer to thanks for a verdict, sent `since` then. A round that went on since has the word."""
    if question.answered_at is None or since > STILL_READING or aside(text) is not Aside.THANKS:
        return None
    if waiting is not None and waiting.last_line_at > question.answered_at:
        return None
    said = CoachSays("drill_thanked_round" if waiting else "drill_thanked")
    return Reply((said,), after_drill(moment, round_waits=waiting is not None))


async def press_beside(deps: Deps, person: Person, target: str) -> Reply:
    """A button below a question: "example.12", "another.12", "same.12" or "leave.12"; of one that is not open it changes nothing."""
    what, _, number = target.partition(".")
    known = await question_of(deps, person, number) if what in _DOES else None
    if known is None:
        return _OVER
    deps = await deps.after_a_look()
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        question = await uow.drills.get(user.id, known.id)
        if question is None or question.status is not QuestionStatus.OPEN:
            return await _over(deps, uow, user.id)
        reply = await _DOES[what](deps, uow, question)
        await deps.conclude(uow, reply)
    return reply


async def _over(deps: Deps, uow: UnitOfWork, user_id: UserId) -> Reply:
    """Tapped twice it has brought the next one already."""
    latest = await uow.drills.open_of(user_id)
    just_asked = latest is not None and latest.asked_at <= deps.now() <= latest.asked_at + SLIP
    return Reply((CoachSays("drill_on_its_way"),), passed=True) if just_asked else _OVER


async def _example(deps: Deps, _uow: UnitOfWork, question: QuestionRecord) -> Reply:
    """How it is done elsewhere: a line for this very item would leave nothing to do."""
    asked = AskedItem.from_body(question.body)
    if not isinstance(asked.item, LineItem):
        return _OVER
    drill = deps.library.drill(question.drill)
    others = [item for item in drill.items if item.id != asked.item.id] if isinstance(drill, LineDrill) else []
    shown = others[draw(len(others), question.seed, asked.item.id)] if others else asked.item
    return Reply((ExampleShown(shown),), ways_on(question.id, example=False))


async def _another(deps: Deps, uow: UnitOfWork, question: QuestionRecord) -> Reply:
    return with_ways_on(await put(deps, uow, question.user_id, ASKED))


async def _same(deps: Deps, uow: UnitOfWork, question: QuestionRecord) -> Reply:
    """Of the kind that was asked for by its name."""
    return with_ways_on(await put(deps, uow, question.user_id, ASKED, deps.library.drill(question.drill)))


async def _leave(_deps: Deps, uow: UnitOfWork, question: QuestionRecord) -> Reply:
    await uow.drills.pass_open(question.user_id)
    if await uow.rounds.open_of(question.user_id) is None:
        return Reply((CoachSays("drill_left"),))
    go_on = Choice(Action(Verb.RESUME, await moment_of(uow, question.user_id)), "button_resume")
    return Reply((CoachSays("drill_left"), CoachSays("drill_round_next")), ((go_on,),))


_DOES: dict[str, Callable[[Deps, UnitOfWork, QuestionRecord], Awaitable[Reply]]] = {
    EXAMPLE: _example,
    ANOTHER: _another,
    SAME: _same,
    LEAVE: _leave,
}
