"""What a reminder says when its time has come: the drill itself, answerable where it stands, or the week."""

from dataclasses import replace

from bot.practice.drills.asked import AskedItem
from bot.practice.reminding.plan import SlotKind
from bot.services.ask_drill import REMINDED, asked_reply, put
from bot.services.deps import Deps
from bot.services.open_round import moment_of
from bot.services.parts.drills import DrillAsked
from bot.services.replies import CoachSays, Part, Reply
from bot.services.snooze import snooze_rows
from bot.services.week import digest
from storage.daily_records import DueRecord
from storage.unit_of_work import UnitOfWork


async def reminder_message(deps: Deps, uow: UnitOfWork, due: DueRecord) -> Reply:
    """In the transaction that decides it, which holds the user."""
    if due.kind == SlotKind.DIGEST:
        return await digest(deps, uow, due.plan)
    asked = await _the_same(uow, due) if due.again else None
    asked = asked or await put(deps, uow, due.plan.user_id, REMINDED)
    return Reply(_in_one_message(asked.parts, is_again=due.again), (*asked.choices, *snooze_rows(due)))


async def _the_same(uow: UnitOfWork, due: DueRecord) -> Reply | None:
    """What was put off comes back as it was, unless something else was asked meanwhile."""
    user_id = due.plan.user_id
    question = await uow.drills.open_of(user_id)
    if question is None or question.how != REMINDED or question.on_date != due.on_date:
        return None
    moment = await moment_of(uow, user_id)
    return asked_reply(AskedItem.from_body(question.body), question.id, question.seed, moment)


def _in_one_message(parts: tuple[Part, ...], *, is_again: bool) -> tuple[Part, ...]:
    """Nobody wants two messages for a reminder, and a poll stands alone: it is greeted in its question."""
    greeting = "reminder_again" if is_again else "reminder"
    polls = tuple(replace(part, greeting=greeting) for part in parts if isinstance(part, DrillAsked) and part.quiz)
    return polls or (CoachSays(greeting), *parts)
