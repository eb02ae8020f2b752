from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Integer, bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.columns import Instant
from storage.daily_records import (
    Asked,
    CardRecord,
    LentAnswer,
    NewQuestion,
    QuestionId,
    QuestionRecord,
    QuestionStatus,
    ReviewRecord,
)
from storage.daily_rows import question_record
from storage.models import DrillQuestion, Review, SkillCard, User
from storage.records import UserId
from storage.statements import change, insert_unless_there, plain, upsert

WISHED = "asked"
"""How a question came that nobody was reminded of."""

_QUESTION, _CARD, _REVIEW = plain(DrillQuestion).c, plain(SkillCard).c, plain(Review).c
_THEIRS = _QUESTION.user_id == bindparam("user_id")
_OPEN = select(*_QUESTION).where(_THEIRS, _QUESTION.status == QuestionStatus.OPEN)
_BY_ID = select(*_QUESTION).where(_THEIRS, _QUESTION.id == bindparam("id"))
_LATEST = select(*_QUESTION).where(_THEIRS).order_by(_QUESTION.id.desc()).limit(1)
_KNOWS_POLL = select(_QUESTION.id).where(_QUESTION.poll_id == bindparam("poll_id"))
_BY_POLL = select(*_QUESTION).where(_THEIRS, _QUESTION.poll_id == bindparam("poll_id"))
_ASKED = (
    select(_QUESTION.drill, _QUESTION.item, _QUESTION.asked_at, _QUESTION.outcome)
    .where(_THEIRS, _QUESTION.asked_at >= bindparam("since"))
    .order_by(_QUESTION.id)
)
_UNDER_WAY = select(_QUESTION.user_id).where(
    _QUESTION.user_id.in_(bindparam("user_ids", expanding=True)),
    _QUESTION.status == QuestionStatus.OPEN,
    _QUESTION.how == WISHED,
    _QUESTION.asked_at >= bindparam("since", type_=Instant),
)
_LENT = (
    select(*_QUESTION, User.name.label("user_name"))
    .join(User, User.id == _QUESTION.user_id)
    .where(User.lends_objections, _QUESTION.outcome == bindparam("outcome"), _QUESTION.id > bindparam("after"))
    .order_by(_QUESTION.id)
    .limit(bindparam("limit", type_=Integer))
)
_DONE = (
    select(_QUESTION.user_id, _QUESTION.done_on)
    .where(_QUESTION.user_id.in_(bindparam("user_ids", expanding=True)), _QUESTION.done_on >= bindparam("since"))
    .distinct()
)
_COUNT = select(func.count()).where(_THEIRS, _QUESTION.done_on >= bindparam("since"))
_CARDS = select(_CARD.skill, _CARD.body, _CARD.due_at).where(_CARD.user_id == bindparam("user_id")).order_by(_CARD.id)
_REVIEWS = (
    select(_REVIEW.skill, _REVIEW.grade, _REVIEW.at, _REVIEW.source)
    .where(_REVIEW.user_id == bindparam("user_id"), _REVIEW.at >= bindparam("since"))
    .order_by(_REVIEW.id)
)
_ADD_REVIEWS = insert(plain(Review))


class Drills:
    """What somebody was asked, what they answered, and what is known of their skills: one user's, whatever is asked."""

    def __init__(self, db_session: AsyncSession) -> None:
        self._db_session = db_session

    async def ask(self, new: NewQuestion) -> QuestionRecord:
        """The question, open; one that was open before it has passed."""
        await self.pass_open(new.user_id)
        question_id = await insert_unless_there(
            self._db_session, DrillQuestion, **asdict(new), status=QuestionStatus.OPEN
        )
        assert question_id is not None  # noqa: S101 (the caller holds the user, and none is open)
        return QuestionRecord(
            **asdict(new),
            id=QuestionId(question_id),
            status=QuestionStatus.OPEN,
            answer=None,
            outcome=None,
            answered_at=None,
            done_on=None,
        )

    async def pass_open(self, user_id: UserId) -> None:
        """What is open has passed: its user goes on with something else."""
        still_open = {"user_id": user_id, "status": QuestionStatus.OPEN}
        await change(self._db_session, DrillQuestion, still_open, {"status": QuestionStatus.PASSED})

    async def open_of(self, user_id: UserId) -> QuestionRecord | None:
        row = (await self._db_session.execute(_OPEN, {"user_id": user_id})).one_or_none()
        return None if row is None else question_record(row)

    async def under_way(self, user_ids: Collection[UserId], since: datetime) -> set[UserId]:
        """Who of these was asked something since then, by their own wish, and has not answered yet."""
        found = await self._db_session.scalars(_UNDER_WAY, {"user_ids": list(user_ids), "since": since})
        return set(map(UserId, found))

    async def get(self, user_id: UserId, question_id: QuestionId) -> QuestionRecord | None:
        row = (await self._db_session.execute(_BY_ID, {"user_id": user_id, "id": question_id})).one_or_none()
        return None if row is None else question_record(row)

    async def by_poll(self, user_id: UserId, poll_id: str) -> QuestionRecord | None:
        row = (await self._db_session.execute(_BY_POLL, {"user_id": user_id, "poll_id": poll_id})).one_or_none()
        return None if row is None else question_record(row)

    async def latest_of(self, user_id: UserId) -> QuestionRecord | None:
        """What they were asked last, whatever became of it."""
        row = (await self._db_session.execute(_LATEST, {"user_id": user_id})).one_or_none()
        return None if row is None else question_record(row)

    async def knows_poll(self, poll_id: str) -> bool:
        """Whether it shows a question of anybody's: polls can be forwarded."""
        return (await self._db_session.execute(_KNOWS_POLL, {"poll_id": poll_id})).first() is not None

    async def shown_as_poll(self, question_id: QuestionId, poll_id: str) -> None:
        """Telegram tells a poll's number only once it is sent; a question that is gone by then needs none."""
        await change(self._db_session, DrillQuestion, {"id": question_id}, {"poll_id": poll_id})

    async def answer(
        self, question: QuestionRecord, *, answer: str, outcome: str, answered_at: datetime, done_on: date
    ) -> bool:
        """False, and nothing changed, where it is answered already; one that has passed can be answered still."""
        was = {"user_id": question.user_id, "id": question.id, "status": question.status}
        values = {
            "status": QuestionStatus.ANSWERED,
            "answer": answer,
            "outcome": outcome,
            "answered_at": answered_at,
            "done_on": done_on,
        }
        if question.status is QuestionStatus.ANSWERED:
            return False
        return await change(self._db_session, DrillQuestion, was, values)

    async def judge_otherwise(self, question: QuestionRecord, outcome: str) -> bool:
        """Another outcome for an answer that was given; False, and nothing changed, where it is not as `question` says."""
        was = {"user_id": question.user_id, "id": question.id, "outcome": question.outcome}
        return await change(self._db_session, DrillQuestion, was, {"outcome": outcome})

    async def lent(self, outcome: str, *, after: QuestionId, limit: int) -> tuple[LentAnswer, ...]:
        """One page, in the order of their ids, of answers with that outcome of users who lend their objections now; 0 begins with the first."""
        rows = await self._db_session.execute(_LENT, {"outcome": outcome, "after": after, "limit": limit})
        return tuple(LentAnswer(question=question_record(row), user_name=row.user_name) for row in rows)

    async def asked(self, user_id: UserId, since: datetime) -> tuple[Asked, ...]:
        """Oldest first."""
        rows = await self._db_session.execute(_ASKED, {"user_id": user_id, "since": since})
        return tuple(Asked(drill=row.drill, item=row.item, asked_at=row.asked_at, outcome=row.outcome) for row in rows)

    async def done_on(self, user_ids: Collection[UserId], since: date) -> dict[UserId, set[date]]:
        """The local dates on which each of them did a drill."""
        found: dict[UserId, set[date]] = {user_id: set() for user_id in user_ids}
        if found:
            rows = await self._db_session.execute(_DONE, {"user_ids": list(found), "since": since})
            for row in rows:
                found[UserId(row.user_id)].add(row.done_on)
        return found

    async def count_done(self, user_id: UserId, since: date) -> int:
        """How many drills were done since that date."""
        return await self._db_session.scalar(_COUNT, {"user_id": user_id, "since": since}) or 0

    async def cards(self, user_id: UserId) -> tuple[CardRecord, ...]:
        rows = await self._db_session.execute(_CARDS, {"user_id": user_id})
        return tuple(CardRecord(skill=row.skill, body=row.body, due_at=row.due_at) for row in rows)

    async def keep_cards(
        self, user_id: UserId, cards: Sequence[CardRecord], reviews: Sequence[ReviewRecord] = ()
    ) -> None:
        """The cards as they are now, and what moved them."""
        if cards:
            rows = [{"user_id": user_id, **asdict(card)} for card in cards]
            await upsert(self._db_session, SkillCard, ("user_id", "skill"), rows)
        if reviews:
            await self._db_session.execute(_ADD_REVIEWS, [{"user_id": user_id, **asdict(each)} for each in reviews])

    async def reviews(self, user_id: UserId, since: datetime) -> tuple[ReviewRecord, ...]:
        """Oldest first."""
        rows = await self._db_session.execute(_REVIEWS, {"user_id": user_id, "since": since})
        return tuple(ReviewRecord(skill=row.skill, grade=row.grade, at=row.at, source=row.source) for row in rows)

    async def take_back(self, user_id: UserId, source: str) -> tuple[str, ...]:
        """Forgets what `source` has shown; the skills whose cards are to be computed anew."""
        theirs = (Review.user_id == user_id, Review.source == source)
        skills = await self._db_session.scalars(delete(Review).where(*theirs).returning(Review.skill))
        return tuple(skills.all())

    async def forget_card(self, user_id: UserId, skill: str) -> None:
        """Of a skill that nothing has shown."""
        await self._db_session.execute(delete(SkillCard).where(SkillCard.user_id == user_id, SkillCard.skill == skill))
