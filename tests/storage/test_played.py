"""What storage knows of a user's finished rounds, summed up."""

from datetime import datetime

import pytest

from storage.records import PlayedScript, RoundId, RoundKind, ScoreRecord, UserId
from storage.unit_of_work import Database
from tests.storage.samples import BEN, NOON, SCORES, add_user, finished_round, minutes, new_round, open_round


async def play(
    database: Database,
    user_id: UserId,
    script_id: str,
    *,
    temperament: str = "guarded",
    total: int = 65,
    scores: tuple[ScoreRecord, ...] = SCORES,
    started_at: datetime = NOON,
) -> RoundId:
    """A finished practice round without disputes."""
    async with database.unit_of_work() as uow:
        wanted = await new_round(uow, user_id, script_id=script_id, temperament=temperament, started_at=started_at)
        added = await uow.rounds.add(wanted)
        await uow.rounds.finish(added.id, total=total, scores=scores, ended_at=started_at)
        await uow.commit()
    return added.id


async def scripts(database: Database, user_id: UserId) -> tuple[PlayedScript, ...]:
    async with database.unit_of_work() as uow:
        return await uow.played.scripts(user_id)


async def scores(database: Database, user_id: UserId, rounds: int) -> list[tuple[str, float]]:
    async with database.unit_of_work() as uow:
        found = await uow.played.scores(user_id, rounds=rounds)
    assert all(score.possible == 10.0 for score in found)
    return [(score.criterion, score.points) for score in found]


def scored(**points: float) -> tuple[ScoreRecord, ...]:
    return tuple(ScoreRecord(criterion=name, points=found, possible=10.0) for name, found in points.items())


async def test_scripts_come_with_how_often_and_how_last_the_longest_ago_first(database: Database) -> None:
    user = await add_user(database)
    for script_id, temperament, total in (
        ("salary-raise", "cooperative", 40),
        ("vendor-price", "guarded", 50),
        ("b2b-pilot", "guarded", 60),
        ("salary-raise", "reactant", 70),
    ):
        await play(database, user.id, script_id, temperament=temperament, total=total)
    assert await scripts(database, user.id) == (
        PlayedScript(script_id="vendor-price", times=1, temperament="guarded", total=50),
        PlayedScript(script_id="b2b-pilot", times=1, temperament="guarded", total=60),
        PlayedScript(script_id="salary-raise", times=2, temperament="reactant", total=70),
    )


async def test_only_practice_that_came_to_its_end_counts(database: Database) -> None:
    user = await add_user(database)
    parent = await finished_round(database, user.id)
    await finished_round(database, user.id, kind=RoundKind.WHAT_IF, parent=parent)
    dropped = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        await uow.rounds.cancel(user.id, dropped.id, NOON)
        await uow.commit()
    await open_round(database, user.id)
    assert [played.times for played in await scripts(database, user.id)] == [1]
    async with database.unit_of_work() as uow:
        assert await uow.played.scores(user.id, rounds=9) == SCORES


async def test_nobody_sees_what_others_played(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    await play(database, ann.id, "salary-raise", scores=scored(named=10.0))
    await play(database, ben.id, "vendor-price", scores=scored(named=0.0))
    assert [played.script_id for played in await scripts(database, ann.id)] == ["salary-raise"]
    assert await scores(database, ann.id, 9) == [("named", 10.0)]
    assert await scores(database, ben.id, 9) == [("named", 0.0)]


async def test_before_the_first_round_there_is_nothing(database: Database) -> None:
    user = await add_user(database)
    assert await scripts(database, user.id) == ()
    assert await scores(database, user.id, 9) == []


@pytest.mark.parametrize(("rounds", "seen"), [(1, [3.0]), (2, [2.0, 3.0]), (9, [1.0, 2.0, 3.0])])
async def test_scores_are_those_of_the_last_rounds(database: Database, rounds: int, seen: list[float]) -> None:
    user = await add_user(database)
    for number in (1, 2, 3):
        await play(database, user.id, "salary-raise", scores=scored(named=float(number)), started_at=minutes(number))
    assert await scores(database, user.id, rounds) == [("named", points) for points in seen]


async def test_a_criterion_in_dispute_says_nothing_in_that_round_and_counts_in_the_others(database: Database) -> None:
    user = await add_user(database)
    first = await play(database, user.id, "salary-raise", scores=scored(named=1.0, secured=2.0))
    await play(database, user.id, "salary-raise", scores=scored(named=3.0, secured=4.0))
    async with database.unit_of_work() as uow:
        for turn in (1, 2):
            await uow.rounds.add_dispute(first, turn, "named", NOON)
        await uow.commit()
    assert await scores(database, user.id, 9) == [("secured", 2.0), ("named", 3.0), ("secured", 4.0)]
