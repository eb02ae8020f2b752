"""Drills that are put to Ann, and what she answers."""

from bot.services.answer_drill import answer_poll
from bot.services.ask_drill import ask_drill
from bot.services.deps import Deps, Person
from bot.services.parts.drills import DrillAsked, DrillJudged
from bot.services.press_button import press_button
from bot.services.replies import Action, Moment, Reply, Verb
from bot.texts.prose import passages
from storage.daily_records import Asked, QuestionRecord, ReviewRecord
from storage.records import UserId
from storage.unit_of_work import Database
from tests.services.samples import ANN, NOON, part, say

LINE, CHOICE = "name-the-step-down", "spot-the-trap"
STEPS_DOWN = "It was a lot to ask, so let me step down [names_concession smaller_ask ties_to_constraint mutual_gain]"
UNNAMED = "Could we do less then? [smaller_ask]"
DOUBTFUL = "Well, perhaps less then [names_concession? smaller_ask]"


async def asks(deps: Deps, name: str = "", person: Person = ANN) -> DrillAsked:
    return part(await ask_drill(deps, person, name), DrillAsked)


async def does(deps: Deps, asked: DrillAsked, *, well: bool = True) -> Reply:
    """Answers whatever was asked."""
    if asked.quiz is None:
        return await say(deps, STEPS_DOWN if well else UNNAMED)
    right = asked.quiz.correct
    return await picks(deps, asked, right if well else (right + 1) % len(asked.order))


async def picks(deps: Deps, asked: DrillAsked, place: int, person: Person = ANN) -> Reply:
    return await press_button(deps, person, picking(asked, place))


def picking(asked: DrillAsked, place: int) -> Action:
    return Action(Verb.PICK, Moment(), f"{asked.question_id}.{place}")


async def votes(deps: Deps, poll: str, place: int, person: Person = ANN) -> Reply:
    return await answer_poll(deps, person, poll, place)


def result(reply: Reply) -> str:
    return part(reply, DrillJudged).verdict.result.value


def words(reply: Reply) -> str:
    return "\n".join(block.text for passage in passages(reply.parts) for block in passage.blocks)


async def user_id(database: Database, person: Person = ANN) -> UserId:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(person.identity)
    assert user is not None
    return user.id


async def latest(database: Database, person: Person = ANN) -> QuestionRecord:
    number = await user_id(database, person)
    async with database.unit_of_work() as uow:
        question = await uow.drills.latest_of(number)
    assert question is not None
    return question


async def shown_as(database: Database, poll: str) -> None:
    """The sender has learned the poll's number."""
    question = await latest(database)
    async with database.unit_of_work() as uow:
        await uow.drills.shown_as_poll(question.id, poll)
        await uow.commit()


async def reviews(database: Database) -> list[ReviewRecord]:
    number = await user_id(database)
    async with database.unit_of_work() as uow:
        return list(await uow.drills.reviews(number, NOON))


async def cards(database: Database) -> dict[str, str]:
    number = await user_id(database)
    async with database.unit_of_work() as uow:
        return {card.skill: card.body for card in await uow.drills.cards(number)}


async def all_asked(database: Database) -> list[Asked]:
    number = await user_id(database)
    async with database.unit_of_work() as uow:
        return list(await uow.drills.asked(number, NOON))
