import asyncio
from dataclasses import replace

import pytest

from storage.errors import RecordMissing, RecordRefused, RoundAlreadyOpen, TurnTaken
from storage.records import DisputeRecord, RoundId, RoundKind, RoundStatus, ScoreRecord, TurnRecord
from storage.unit_of_work import Database
from tests.storage.samples import (
    BEN,
    NOON,
    SCORES,
    TURN,
    add_user,
    finished_round,
    minutes,
    new_round,
    open_round,
    turn,
)

NOWHERE = RoundId(999)


async def test_a_new_round_is_open_and_comes_back_as_it_was_added(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.open_of(user.id) == added
        assert await uow.rounds.get(user.id, added.id) == added
    assert (added.status, added.kind, added.state) == (RoundStatus.OPEN, RoundKind.PRACTICE, "opening")
    assert (added.started_at, added.last_line_at, added.ended_at) == (NOON, NOON, None)
    assert (added.seed, added.parent, added.branch_turn, added.total) == (2**62 + 7, None, None, None)


async def test_without_an_open_round_there_is_none(database: Database) -> None:
    user = await add_user(database)
    await finished_round(database, user.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.open_of(user.id) is None


async def test_a_second_open_round_is_refused_and_the_unit_of_work_goes_on(database: Database) -> None:
    user = await add_user(database)
    first = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        with pytest.raises(RoundAlreadyOpen):
            await uow.rounds.add(await new_round(uow, user.id))
        await uow.users.rename(user.id, "still working")
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert await uow.rounds.open_of(user.id) == first


async def test_of_two_rounds_opened_at_once_one_wins(database: Database) -> None:
    user = await add_user(database)
    outcomes = await asyncio.gather(
        open_round(database, user.id), open_round(database, user.id), return_exceptions=True
    )
    async with database.unit_of_work() as uow:
        winner = await uow.rounds.open_of(user.id)
    assert winner in outcomes
    assert [type(outcome) for outcome in outcomes if outcome != winner] == [RoundAlreadyOpen]


async def test_two_users_have_an_open_round_each(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    of_ann, of_ben = await open_round(database, ann.id), await open_round(database, ben.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.open_of(ann.id) == of_ann
        assert await uow.rounds.open_of(ben.id) == of_ben


async def test_a_round_of_nobody_is_refused(database: Database) -> None:
    user = await add_user(database)
    async with database.unit_of_work() as uow:
        wanted = await new_round(uow, user.id)
        await uow.users.erase(user.id)
        await uow.commit()
    with pytest.raises(RecordRefused):
        async with database.unit_of_work() as uow:
            await uow.rounds.add(wanted)


async def test_turns_come_back_in_order_with_their_verdicts_in_order(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        for number in (3, 1, 2):
            await uow.rounds.add_turn(added.id, turn(number), replied_at=minutes(number), state=f"after {number}")
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.rounds.open_of(user.id)
    assert found is not None
    assert found.turns == tuple(TurnRecord(**vars(turn(number))) for number in (1, 2, 3))
    assert (found.state, found.last_line_at) == ("after 2", minutes(2))


async def test_a_turn_without_verdicts_or_elapsed_time_is_stored(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)
    bare = replace(TURN, elapsed=None, verdicts=())
    async with database.unit_of_work() as uow:
        await uow.rounds.add_turn(added.id, bare, replied_at=NOON, state="refused")
        found = await uow.rounds.get(user.id, added.id)
    assert found is not None
    assert found.turns == (TurnRecord(**vars(bare)),)


async def test_a_taken_turn_changes_nothing_and_the_unit_of_work_goes_on(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        await uow.rounds.add_turn(added.id, TURN, replied_at=minutes(1), state="refused")
        await uow.commit()
    async with database.unit_of_work() as uow:
        with pytest.raises(TurnTaken):
            await uow.rounds.add_turn(added.id, replace(TURN, text="again"), replied_at=minutes(9), state="walked_away")
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.rounds.open_of(user.id)
    assert found is not None
    assert (found.turns, found.state) == ((TurnRecord(**vars(TURN)),), "refused")


async def test_of_two_equal_turns_at_once_one_wins(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)

    async def take_turn(text: str) -> str:
        async with database.unit_of_work() as uow:
            await uow.rounds.add_turn(added.id, replace(TURN, text=text), replied_at=NOON, state=text)
            await uow.commit()
        return text

    outcomes = await asyncio.gather(take_turn("one"), take_turn("two"), return_exceptions=True)
    async with database.unit_of_work() as uow:
        found = await uow.rounds.open_of(user.id)
    assert found is not None
    assert [stored.text for stored in found.turns] == [text for text in outcomes if isinstance(text, str)]
    assert [type(outcome) for outcome in outcomes if not isinstance(outcome, str)] == [TurnTaken]
    assert found.state == found.turns[0].text


async def test_a_turn_of_no_round_is_refused(database: Database) -> None:
    with pytest.raises(RecordRefused):
        async with database.unit_of_work() as uow:
            await uow.rounds.add_turn(NOWHERE, TURN, replied_at=NOON, state="refused")


async def test_a_finished_round_keeps_its_turns_disputes_and_scores(database: Database) -> None:
    user = await add_user(database)
    round_id = await finished_round(database, user.id)
    async with database.unit_of_work() as uow:
        found = await uow.rounds.get(user.id, round_id)
    assert found is not None
    assert (found.status, found.total, found.ended_at) == (RoundStatus.FINISHED, 65, NOON)
    assert found.turns == (TurnRecord(**vars(TURN)),)
    assert found.disputes == (DisputeRecord(turn=1, finding="amount", filed_at=NOON),)
    assert found.scores == SCORES


async def test_finishing_again_replaces_the_scores(database: Database) -> None:
    user = await add_user(database)
    round_id = await finished_round(database, user.id)
    lifted = (ScoreRecord(criterion="stretch", points=20.0, possible=20.0),)
    async with database.unit_of_work() as uow:
        await uow.rounds.finish(round_id, total=100, scores=lifted, ended_at=NOON)
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.rounds.get(user.id, round_id)
    assert found is not None
    assert (found.total, found.scores) == (100, lifted)


async def test_no_round_cannot_be_finished(database: Database) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(RecordMissing):
            await uow.rounds.finish(NOWHERE, total=0, scores=(), ended_at=NOON)


async def test_a_cancelled_round_makes_room_for_the_next(database: Database) -> None:
    user = await add_user(database)
    first = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.cancel(user.id, first.id, minutes(5))
        await uow.commit()
    second = await open_round(database, user.id)
    async with database.unit_of_work() as uow:
        cancelled = await uow.rounds.get(user.id, first.id)
        assert await uow.rounds.open_of(user.id) == second
    assert cancelled is not None
    assert (cancelled.status, cancelled.ended_at) == (RoundStatus.CANCELLED, minutes(5))


async def test_only_ones_own_open_round_can_be_cancelled(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    finished = await finished_round(database, ann.id)
    of_ann = await open_round(database, ann.id)
    async with database.unit_of_work() as uow:
        assert not await uow.rounds.cancel(ben.id, of_ann.id, NOON)
        assert not await uow.rounds.cancel(ann.id, finished, NOON)
        assert await uow.rounds.open_of(ann.id) == of_ann


async def test_another_users_round_is_not_found(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    of_ann = await open_round(database, ann.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.get(ben.id, of_ann.id) is None
        assert await uow.rounds.open_of(ben.id) is None


async def test_a_what_if_round_remembers_where_it_branched(database: Database) -> None:
    user = await add_user(database)
    parent = await finished_round(database, user.id)
    branch = await finished_round(database, user.id, kind=RoundKind.WHAT_IF, parent=parent)
    async with database.unit_of_work() as uow:
        found = await uow.rounds.get(user.id, branch)
    assert found is not None
    assert (found.kind, found.parent, found.branch_turn) == (RoundKind.WHAT_IF, parent, 1)


async def test_pages_show_finished_rounds_newest_first(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    early, late, also_late = [
        await finished_round(database, ann.id, started_at=started_at)
        for started_at in (minutes(0), minutes(9), minutes(9))
    ]
    await finished_round(database, ben.id)
    await open_round(database, ann.id)
    async with database.unit_of_work() as uow:
        first = await uow.rounds.page(ann.id, offset=0, limit=2)
        second = await uow.rounds.page(ann.id, offset=2, limit=2)
        beyond = await uow.rounds.page(ann.id, offset=4, limit=2)
    assert [[found.id for found in page.rounds] for page in (first, second, beyond)] == [[also_late, late], [early], []]
    assert {page.total for page in (first, second, beyond)} == {3}
    assert first.rounds[0].turns == ()
    assert first.rounds[0].scores == SCORES


async def test_progress_is_the_last_practice_rounds_oldest_first(database: Database) -> None:
    user = await add_user(database)
    _, second, third = [await finished_round(database, user.id, started_at=minutes(count)) for count in (1, 2, 3)]
    await finished_round(database, user.id, kind=RoundKind.WHAT_IF, started_at=minutes(4), parent=third)
    async with database.unit_of_work() as uow:
        found = await uow.rounds.finished(user.id, limit=2)
    assert [(part.id, part.scores) for part in found] == [(second, SCORES), (third, SCORES)]


async def test_a_dispute_is_filed_once(database: Database) -> None:
    user = await add_user(database)
    played = await finished_round(database, user.id)
    async with database.unit_of_work() as uow:
        filed = [await uow.rounds.add_dispute(played, number, "ask", NOON) for number in (2, 2, 3)]
        await uow.commit()
    async with database.unit_of_work() as uow:
        found = await uow.rounds.get(user.id, played)
    assert filed == [True, False, True]
    assert found is not None
    assert [dispute.turn for dispute in found.disputes] == [1, 2, 3]


async def test_a_dispute_tapped_twice_at_once_is_filed_once(database: Database) -> None:
    user = await add_user(database)
    added = await open_round(database, user.id)

    async def tap() -> bool:
        async with database.unit_of_work() as uow:
            filed = await uow.rounds.add_dispute(added.id, 1, "ask", NOON)
            await uow.commit()
        return filed

    assert sorted(await asyncio.gather(tap(), tap())) == [False, True]


async def test_only_ones_own_open_round_tells_how_far_it_is(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    finished = await finished_round(database, ann.id)
    of_ann = await open_round(database, ann.id)
    async with database.unit_of_work() as uow:
        assert await uow.rounds.turns_of_open(ann.id, of_ann.id) == 0
        await uow.rounds.add_turn(of_ann.id, TURN, replied_at=NOON, state="refused")
        assert await uow.rounds.turns_of_open(ann.id, of_ann.id) == 1
        assert await uow.rounds.turns_of_open(ben.id, of_ann.id) is None
        assert await uow.rounds.turns_of_open(ann.id, finished) is None
