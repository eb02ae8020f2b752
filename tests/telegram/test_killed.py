"""A process ends without a word at any commit of a turn; the next one makes it whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NoReturn

import pytest
from sqlalchemy import update

from bot.services.deps import Deps
from storage.errors import DatabaseUnavailable
from storage.models import Outgoing, Update
from storage.records import Identity
from storage.unit_of_work import Database, UnitOfWork
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.telegram.running import all_kept, running
from tests.telegram.talks import ACCEPT, ASK, opens

COMMITS = ("taking in", "claiming the update", "looking", "the turn", "claiming the message", "what became of it")


def dead() -> NoReturn:
    raise DatabaseUnavailable("The process is dead.")


class Mortal(Database):
    """A database as one process sees it; from the moment it dies at, nothing of the process reaches it any more."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.engine, database.rates)
        self.dies_at = 0
        self.is_kept = False
        self.died = asyncio.Event()
        self._commits = 0

    def die(self, at: int, *, kept: bool) -> None:
        self._commits, self.dies_at, self.is_kept = 0, at, kept

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[UnitOfWork]:
        if self.died.is_set():
            dead()
        async with super().unit_of_work() as uow:
            commit = uow.commit

            async def mortal_commit() -> None:
                self._commits += 1
                if self.died.is_set() or self._commits == self.dies_at:
                    if self.is_kept and not self.died.is_set():
                        await commit()
                    self.died.set()
                    dead()
                await commit()

            uow.commit = mortal_commit  # type: ignore[method-assign]
            yield uow


async def leases_end(database: Database) -> None:
    """As after a minute."""
    async with database.engine.begin() as connection:
        for table in (Update, Outgoing):
            await connection.execute(update(table).values(leased_until=None))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead process does not wait long for its database."""
    monkeypatch.setattr("bot.telegram.sender._KEEP_TRIES", 1)
    monkeypatch.setattr("bot.telegram.app._DRAIN", 0.2)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kept", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", range(1, 1 + len(COMMITS)), ids=COMMITS)
async def test_killed_at_any_commit_a_turn_counts_once_and_is_answered(
    deps: Deps, fake: FakeBot, clock: Clock, commit: int, *, kept: bool
) -> None:
    ann, mortal = Player(fake, clock), Mortal(deps.database)
    async with running(replace(deps, database=mortal), fake):
        await opens(ann)
        await all_kept(deps.database)
        mortal.die(commit, kept=kept)
        await ann.says(ASK)
        await asyncio.wait_for(mortal.died.wait(), 8)
    await leases_end(deps.database)
    async with running(deps, fake):
        await ann.says(ACCEPT)
        await ann.sees("Step 3 of 4")
        await all_kept(deps.database)
    assert await said(deps.database, ann) == [ASK, ACCEPT]
    copies = [message.text for message in fake.state.shown if "Step 2 of 4" in message.text]
    accepted_and_nobody_knows = commit == len(COMMITS) and not kept
    assert len(copies) == (2 if accepted_and_nobody_knows else 1)


async def said(database: Database, player: Player) -> list[str]:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(Identity(front="telegram", external_id=str(player.id)))
        assert user
        record = await uow.rounds.latest(user.id)
        assert record
    return [turn.text for turn in record.turns]
