"""Questions of drills, their answers, and what is known of skills."""

from datetime import date, datetime, timedelta

from storage.daily_records import (
    Asked,
    CardRecord,
    NewQuestion,
    QuestionId,
    QuestionRecord,
    QuestionStatus,
    ReviewRecord,
)
from storage.records import UserId
from storage.unit_of_work import Database
from tests.storage.samples import BEN, NOON, add_user, minutes

TODAY = date(2026, 3, 2)


def new(user_id: UserId, item: str = "night-rota", asked_at: datetime = NOON) -> NewQuestion:
    return NewQuestion(
        user_id=user_id,
        drill="name-the-step-down",
        item=item,
        skill="named_stepdown",
        how="asked",
        body='{"id": "night-rota"}',
        seed=5,
        asked_at=asked_at,
        on_date=TODAY,
    )


async def asked(database: Database, user_id: UserId, item: str = "night-rota", at: datetime = NOON) -> QuestionRecord:
    async with database.unit_of_work() as uow:
        question = await uow.drills.ask(new(user_id, item, at))
        await uow.commit()
    return question


async def answered(database: Database, question: QuestionRecord, on: date = TODAY) -> bool:
    async with database.unit_of_work() as uow:
        done = await uow.drills.answer(
            question, answer="Let me step down.", outcome="passed", answered_at=minutes(1), done_on=on
        )
        await uow.commit()
    return done


async def test_a_question_is_open_until_it_is_answered(database: Database) -> None:
    ann = await add_user(database)
    question = await asked(database, ann.id)
    async with database.unit_of_work() as uow:
        still_open = await uow.drills.open_of(ann.id)
    done = await answered(database, question)
    async with database.unit_of_work() as uow:
        left, found = await uow.drills.open_of(ann.id), await uow.drills.get(ann.id, question.id)
    assert (still_open, done, left) == (question, True, None)
    assert found is not None
    assert (found.status, found.answer, found.outcome) == (QuestionStatus.ANSWERED, "Let me step down.", "passed")
    assert (found.answered_at, found.done_on) == (minutes(1), TODAY)


async def test_an_answer_counts_once(database: Database) -> None:
    ann = await add_user(database)
    question = await asked(database, ann.id)
    assert (await answered(database, question), await answered(database, question)) == (True, False)


async def test_a_new_question_takes_the_place_of_an_open_one_which_can_still_be_answered(database: Database) -> None:
    ann = await add_user(database)
    first = await asked(database, ann.id)
    second = await asked(database, ann.id, "pilot-regions", minutes(5))
    async with database.unit_of_work() as uow:
        passed, still_open = await uow.drills.get(ann.id, first.id), await uow.drills.open_of(ann.id)
    assert passed is not None
    assert (passed.status, still_open) == (QuestionStatus.PASSED, second)
    assert await answered(database, passed)


async def test_nobody_sees_another_ones_questions(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    question = await asked(database, ann.id)
    async with database.unit_of_work() as uow:
        await uow.drills.shown_as_poll(question.id, "poll-1")
        await uow.commit()
    async with database.unit_of_work() as uow:
        seen = (
            await uow.drills.get(ben.id, question.id),
            await uow.drills.open_of(ben.id),
            await uow.drills.by_poll(ben.id, "poll-1"),
            await uow.drills.asked(ben.id, NOON),
        )
        mine = await uow.drills.by_poll(ann.id, "poll-1")
    assert seen == (None, None, None, ())
    assert mine == question


async def test_a_poll_of_a_question_that_is_gone_is_no_error(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.drills.shown_as_poll(QuestionId(99), "poll-1")
        await uow.commit()


async def test_what_was_asked_lately_comes_oldest_first_with_its_outcome(database: Database) -> None:
    ann = await add_user(database)
    first = await asked(database, ann.id, "old", minutes(-60))
    second = await asked(database, ann.id, "night-rota")
    await answered(database, second)
    await asked(database, ann.id, "pilot-regions", minutes(5))
    async with database.unit_of_work() as uow:
        found = await uow.drills.asked(ann.id, NOON)
    assert first.item == "old"
    assert found == (
        Asked(drill=second.drill, item="night-rota", asked_at=NOON, outcome="passed"),
        Asked(drill=second.drill, item="pilot-regions", asked_at=minutes(5), outcome=None),
    )


async def test_days_with_a_drill_are_told_apart_by_user(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN)
    for days in (0, 0, 3):
        await answered(database, await asked(database, ann.id), TODAY + timedelta(days=days))
    await answered(database, await asked(database, ben.id), TODAY + timedelta(days=1))
    async with database.unit_of_work() as uow:
        found = await uow.drills.done_on([ann.id, ben.id], TODAY)
        later = await uow.drills.done_on([ann.id], TODAY + timedelta(days=1))
        count = await uow.drills.count_done(ann.id, TODAY)
        nobody = await uow.drills.done_on([], TODAY)
    assert found == {ann.id: {TODAY, TODAY + timedelta(days=3)}, ben.id: {TODAY + timedelta(days=1)}}
    assert (later, count, nobody) == ({ann.id: {TODAY + timedelta(days=3)}}, 3, {})


async def test_a_card_is_replaced_and_what_moved_it_is_kept(database: Database) -> None:
    ann = await add_user(database)
    first = CardRecord(skill="named_stepdown", body='{"stability": 1}', due_at=NOON)
    second = CardRecord(skill="named_stepdown", body='{"stability": 3}', due_at=minutes(5))
    moved = ReviewRecord(skill="named_stepdown", grade=3, at=NOON, source="drill:1")
    async with database.unit_of_work() as uow:
        await uow.drills.keep_cards(ann.id, [first], [moved])
        await uow.drills.keep_cards(ann.id, [second])
        await uow.drills.keep_cards(ann.id, [])
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.drills.cards(ann.id), await uow.drills.reviews(ann.id, NOON)
        later = await uow.drills.reviews(ann.id, minutes(1))
    assert (found, later) == (((second,), (moved,)), ())
