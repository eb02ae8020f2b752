"""An answer to a drill: a line that is heard, or an option; what carried it, a better one if not, and what it shows of a skill."""

import asyncio
from dataclasses import dataclass

from bot.practice.drills.asked import AskedItem
from bot.practice.drills.drill import LineDrill, LineItem, Result
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import DrillVerdict, judge_choice, judge_line, order_options
from bot.practice.skills.grades import from_result
from bot.services.ask_drill import LIST
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.parts.drills import DrillJudged
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Part, Reply, Verb, coach
from bot.services.skills import here, learn
from bot.services.week import streak_said
from storage.daily_records import QuestionId, QuestionRecord, QuestionStatus
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

PASSED_BY = Reply((CoachSays("drill_passed_by"),), passed=True)
_LONGEST_NUMBER = 18


@dataclass(frozen=True)
class _Answer:
    asked: AskedItem
    verdict: DrillVerdict
    said: str


async def answer_line(
    deps: Deps, person: Person, question: QuestionRecord, text: str, first: tuple[Part, ...] = ()
) -> Reply:
    """The verdict behind `first`. Hearing runs on another thread and outside any transaction. What nobody could judge is no answer: the question stays open."""
    asked = AskedItem.from_body(question.body)
    if not (isinstance(asked.drill, LineDrill) and isinstance(asked.item, LineItem)):
        return coach("drill_tap_an_option")
    context = context_of(asked.drill, asked.item)
    assessment = await asyncio.to_thread(deps.listener.listen, context, text)
    if not assessment.understood:
        return coach("needs_english")
    verdict = judge_line(asked.drill, asked.item, text, assessment)
    return await _settled(deps, person, question.id, _Answer(asked, verdict, text), first)


async def press_option(deps: Deps, person: Person, target: str) -> Reply:
    """A button "question.place", the place in the order that was shown."""
    number, _, place = target.partition(".")
    if not (place.isdecimal() and len(place) == 1):
        return PASSED_BY
    return await _chosen(deps, person, await question_of(deps, person, number), int(place))


async def answer_poll(deps: Deps, person: Person, poll_id: str, place: int) -> Reply:
    """A poll that shows nobody's question is the one that is open: it was sent, and the process ended before it knew the number.

    A poll of somebody else's may be voted in by whoever it was forwarded to; that answers nothing.
    """
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
        if user is None:
            return PASSED_BY
        question = await uow.drills.by_poll(user.id, poll_id)
        if question is None and not await uow.drills.knows_poll(poll_id):
            question = await uow.drills.open_of(user.id)
    return await _chosen(deps, person, question, place)


async def question_of(deps: Deps, person: Person, number: str) -> QuestionRecord | None:
    """One of their own, by its number on a button. Looking brings back nobody who was erased."""
    if not (number.isdecimal() and len(number) <= _LONGEST_NUMBER):
        return None
    async with deps.database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
        return await uow.drills.get(user.id, QuestionId(int(number))) if user else None


async def _chosen(deps: Deps, person: Person, question: QuestionRecord | None, place: int) -> Reply:
    if question is None or question.status is QuestionStatus.ANSWERED:
        return PASSED_BY
    asked = AskedItem.from_body(question.body)
    if asked.choice is None:
        return PASSED_BY
    order = order_options(asked.choice, question.seed)
    if place >= len(order):
        return PASSED_BY
    index = order[place]
    answer = _Answer(asked, judge_choice(asked.choice, index), asked.choice.options[index])
    return await _settled(deps, person, question.id, answer)


async def _settled(
    deps: Deps, person: Person, question_id: QuestionId, answer: _Answer, first: tuple[Part, ...] = ()
) -> Reply:
    """Kept once, whoever answers twice."""
    now = deps.now()
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        question = await uow.drills.get(user.id, question_id)
        place = await here(uow, user.id, now)
        result = answer.verdict.result
        if question is None or not await uow.drills.answer(
            question, answer=answer.said, outcome=result.value, answered_at=now, done_on=place.today
        ):
            return PASSED_BY
        grade = from_result(result.value)
        if grade is not None:
            await learn(uow, user.id, {question.skill: grade}, now, place.zone, source_of(question))
        await _nothing_left_to_remind_of(deps, uow, user.id)
        is_first = await uow.drills.count_done(user.id, place.today) == 1
        days = await streak_said(uow, user.id, place.today) if is_first else ()
        round_waits = await uow.rounds.open_of(user.id) is not None
        shown = (*first, DrillJudged(answer.asked.drill, answer.verdict, answer.said), *days)
        rows = after_drill(await moment_of(uow, user.id), round_waits=round_waits)
        if answer.asked.choice is None and result is not Result.PASSED:
            rows = ((Choice(Action(Verb.OBJECT, target=str(question.id)), "button_dispute"),), *rows)
        reply = Reply((*shown, *_then(round_waits=round_waits)), rows)
        await deps.conclude(uow, reply)
    return reply


def source_of(question: QuestionRecord) -> str:
    """How a review says what it comes from."""
    return f"drill:{question.id}"


def after_drill(moment: Moment, *, round_waits: bool) -> tuple[tuple[Choice, ...], ...]:
    """What may come next."""
    more = Choice(Action(Verb.DRILL, moment), "button_drill_more")
    another = Choice(Action(Verb.DRILL, moment, LIST), "button_drill_list")
    rows: tuple[tuple[Choice, ...], ...] = ((more, another),)
    return (*rows, (Choice(Action(Verb.RESUME, moment), "button_resume"),)) if round_waits else rows


def _then(*, round_waits: bool) -> tuple[CoachSays, ...]:
    return (CoachSays("drill_round_next"),) if round_waits else ()


async def _nothing_left_to_remind_of(deps: Deps, uow: UnitOfWork, user_id: UserId) -> None:
    """A reminder of today's drill that is on its way needs not arrive."""
    plan = await uow.reminders.plan_of(user_id)
    if plan is not None:
        await uow.outbox.drop_reminders(plan.bot_id, plan.chat_id, deps.now())
