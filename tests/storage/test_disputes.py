from storage.records import DisputeId, UserId
from storage.unit_of_work import Database
from tests.storage.samples import ANN, BEN, SCORES, TURN, VERDICTS, add_user, finished_round, open_round

FIRST = DisputeId(0)


async def lend(database: Database, user_id: UserId, *, lends: bool = True) -> None:
    async with database.unit_of_work() as uow:
        await uow.users.set_preferences(user_id, temperament=None, timing=True, lends_objections=lends)
        await uow.commit()


async def test_only_disputes_of_lenders_are_lent_with_their_whole_round(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    await finished_round(database, ann.id)
    round_id = await finished_round(database, ben.id)
    await lend(database, ben.id)
    async with database.unit_of_work() as uow:
        (found,) = await uow.disputes.lent(after=FIRST, limit=10)
        played = await uow.rounds.get(ben.id, round_id)
    assert (found.round, found.user_name, found.dispute.finding) == (played, "Ben", "amount")
    assert found.round.turns[0].verdicts == VERDICTS


async def test_nothing_is_lent_any_more_once_it_is_turned_off_or_erased(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    for user in (ann, ben):
        await finished_round(database, user.id)
        await lend(database, user.id)
    await lend(database, ann.id, lends=False)
    async with database.unit_of_work() as uow:
        assert [found.user_name for found in await uow.disputes.lent(after=FIRST, limit=10)] == ["Ben"]
        await uow.users.erase(ben.id)
        assert await uow.disputes.lent(after=FIRST, limit=10) == ()


async def test_pages_follow_one_another_without_gap_or_repetition(database: Database) -> None:
    ann = await add_user(database)
    await lend(database, ann.id)
    for _ in range(3):
        await finished_round(database, ann.id)
    seen, after = [], FIRST
    async with database.unit_of_work() as uow:
        while page := await uow.disputes.lent(after=after, limit=2):
            seen += [found.id for found in page]
            after = page[-1].id
    assert len(seen) == 3
    assert seen == sorted(set(seen))


async def test_two_disputes_of_one_round_are_two_that_are_lent(database: Database) -> None:
    ann = await add_user(database)
    await lend(database, ann.id)
    round_id = await finished_round(database, ann.id)
    async with database.unit_of_work() as uow:
        await uow.rounds.add_dispute(round_id, 1, "ask", TURN.sent_at)
        found = await uow.disputes.lent(after=FIRST, limit=10)
    assert [one.dispute.finding for one in found] == ["amount", "ask"]
    assert found[0].round == found[1].round
    assert found[0].round.scores == SCORES


async def test_who_has_objected_before_is_known_for_each_user(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    await finished_round(database, ann.id)
    await open_round(database, ben.id)
    async with database.unit_of_work() as uow:
        assert await uow.disputes.any_of(ann.id)
        assert not await uow.disputes.any_of(ben.id)


async def test_a_new_user_lends_nothing(database: Database) -> None:
    assert not (await add_user(database)).lends_objections
    async with database.unit_of_work() as uow:
        found = await uow.users.by_identity(ANN)
    assert found is not None
    assert found.lends_objections is False
