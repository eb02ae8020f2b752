"""Records to store, complete but for what a test is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.records import (
    Identity,
    NewRound,
    NewTurn,
    RoundId,
    RoundKind,
    RoundRecord,
    ScoreRecord,
    UserId,
    UserRecord,
    VerdictRecord,
)
from storage.unit_of_work import Database, UnitOfWork

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)
ANN = Identity(front="telegram", external_id="501")
BEN = Identity(front="terminal", external_id="local")
SCORES = (
    ScoreRecord(criterion="stretch", points=20.0, possible=20.0),
    ScoreRecord(criterion="retreat", points=12.5, possible=30.0),
)
VERDICTS = (
    VerdictRecord(cue="ask", status="heard", probability=0.97, quote="I would like 120"),
    VerdictRecord(cue="amount", status="unsure", probability=0.5, quote="about 120 🙂"),
    VerdictRecord(cue="apology", status="not_heard", probability=0.02, quote=""),
)
TURN = NewTurn(
    number=1,
    text="I would like 120, since Zoë left — about 120 🙂",
    sent_at=NOON + timedelta(minutes=1),
    elapsed=42.25,
    move="justified_ask",
    state="refused",
    reply="No. The budget ends at 100.",
    verdicts=VERDICTS,
)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def turn(number: int) -> NewTurn:
    return replace(TURN, number=number, sent_at=minutes(number), verdicts=VERDICTS[:number])


async def add_user(database: Database, identity: Identity = ANN, name: str = "Ann") -> UserRecord:
    async with database.unit_of_work() as uow:
        user = await uow.users.add(identity, name, NOON)
        await uow.commit()
    return user


async def new_round(
    uow: UnitOfWork,
    user_id: UserId,
    *,
    script_id: str = "salary-raise",
    temperament: str = "guarded",
    kind: RoundKind = RoundKind.PRACTICE,
    started_at: datetime = NOON,
    parent: RoundId | None = None,
) -> NewRound:
    edition = await uow.editions.remember("d1", "salary-raise", 3, "guarded", '{"lines": []}')
    return NewRound(
        user_id=user_id,
        edition_id=edition.id,
        script_id=script_id,
        temperament=temperament,
        seed=2**62 + 7,
        kind=kind,
        state="opening",
        started_at=started_at,
        parent=parent,
        branch_turn=None if parent is None else 1,
    )


async def open_round(database: Database, user_id: UserId) -> RoundRecord:
    async with database.unit_of_work() as uow:
        added = await uow.rounds.add(await new_round(uow, user_id))
        await uow.commit()
    return added


async def finished_round(
    database: Database,
    user_id: UserId,
    *,
    kind: RoundKind = RoundKind.PRACTICE,
    started_at: datetime = NOON,
    parent: RoundId | None = None,
) -> RoundId:
    """A round with one turn, one dispute and scores."""
    async with database.unit_of_work() as uow:
        added = await uow.rounds.add(await new_round(uow, user_id, kind=kind, started_at=started_at, parent=parent))
        await uow.rounds.add_turn(added.id, TURN, replied_at=started_at, state="done")
        await uow.rounds.add_dispute(added.id, 1, "amount", started_at)
        await uow.rounds.finish(added.id, total=65, scores=SCORES, ended_at=started_at)
        await uow.commit()
    return added.id
