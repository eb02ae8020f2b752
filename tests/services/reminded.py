"""Somebody who can be reminded, and what they read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.practice.drills.drill import DrillKind
from bot.practice.library import Library
from bot.services.deps import Deps, Person, Reach
from bot.services.press_button import press_button
from bot.services.remind import remind
from bot.services.reminder_message import reminder_message
from bot.services.replies import Choice, Reply
from bot.services.send_due_reminders import send_due_reminders
from bot.services.tell_zone import tell_zone
from bot.texts import say
from bot.texts.prose import passages
from storage.daily_records import DueRecord, Fired, NewQuestion, PlanRecord
from storage.records import NewMessage, SendKind, UserId
from storage.unit_of_work import Database, UnitOfWork
from tests.practice.samples import LIBRARY
from tests.services.samples import ANN, Clock, make_deps

BOT, CHAT = 7, 501
SUNDAY_EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HALF_PAST_EIGHT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LATEST = timedelta(seconds=90)


def reached(database: Database, clock: Clock) -> Deps:
    """The services of a front that can write to anybody."""
    clock.at = SUNDAY_EVENING
    return replace(make_deps(database, with_lines_only(LIBRARY), clock), reach=lambda _: Reach(BOT, CHAT))


def with_lines_only(library: Library) -> Library:
    """Drills that are answered in one's own words; a choice is a poll, or a button an option."""
    lines = tuple(drill for drill in library.drills if drill.kind is DrillKind.LINE)
    return replace(library, drills=lines, _editions={})


def text(reply: Reply) -> str:
    return "\n".join(block.text for passage in passages(reply.parts) for block in passage.blocks)


def labels(reply: Reply) -> list[str]:
    return [say(found.key, **found.params) for row in reply.choices for found in row]


def labelled(reply: Reply, label: str) -> Choice:
    return next(found for row in reply.choices for found in row if say(found.key, **found.params).startswith(label))


async def tap(deps: Deps, reply: Reply, label: str, person: Person = ANN) -> Reply:
    return await press_button(deps, person, labelled(reply, label).action)


async def in_lisbon(deps: Deps, words: str = "8:30") -> Reply:
    """Wants to be reminded then, in Lisbon, where winter is UTC."""
    await remind(deps, ANN, words)
    return await tell_zone(deps, ANN, "Lisbon")


async def plan_of(database: Database) -> PlanRecord:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        assert user is not None
        plan = await uow.reminders.plan_of(user.id)
    assert plan is not None
    return plan


async def became(database: Database) -> list[Fired]:
    user_id = (await plan_of(database)).user_id
    async with database.unit_of_work() as uow:
        return list(await uow.reminders.recent(user_id, 10))


async def comes(deps: Deps, clock: Clock, at: datetime) -> list[Reply]:
    """What is sent at that time."""
    clock.at = at
    sent: list[Reply] = []

    async def compose(uow: UnitOfWork, due: DueRecord) -> list[NewMessage]:
        sent.append(await reminder_message(deps, uow, due))
        return [NewMessage(bot_id=BOT, chat_id=due.plan.chat_id, kind=SendKind.REMINDER, body="{}")]

    while await send_due_reminders(deps.database, BOT, at, compose):
        pass
    return sent


async def drilled(database: Database, user_id: UserId, at: datetime) -> None:
    """A drill asked and answered then, on that date."""
    new = NewQuestion(
        user_id=user_id, drill="d", item="i", skill="s", how="asked", body="{}", seed=1, asked_at=at, on_date=at.date()
    )
    async with database.unit_of_work() as uow:
        question = await uow.drills.ask(new)
        await uow.drills.answer(question, answer="a", outcome="passed", answered_at=at, done_on=at.date())
        await uow.commit()
