"""Erasing rounds, drills and meetings that nobody has come back to, and users who have none left, where whoever runs the bot has set a limit."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from storage.retention import Expired, Sweep
from storage.unit_of_work import Database, UnitOfWork

_Erase = Callable[[UnitOfWork, int], Awaitable[Sweep]]


async def erase_expired(database: Database, before: datetime) -> Expired:
    """A short transaction a window; interrupted it has erased less, and the next run goes on."""
    rounds = 0
    # A round goes after the what-ifs that branched off it.
    while found := await _swept(database, lambda uow, after: uow.retention.erase_rounds(before, after=after)):
        rounds += found
    async with database.unit_of_work() as uow:
        await uow.retention.erase_drills(before)
        await uow.meetings.erase_untouched(before)
        await uow.commit()
    users = await _swept(database, lambda uow, after: uow.retention.erase_users(before, after=after))
    return Expired(rounds=rounds, users=users)


async def _swept(database: Database, erase: _Erase) -> int:
    erased, after = 0, 0
    while True:
        async with database.unit_of_work() as uow:
            sweep = await erase(uow, after)
            await uow.commit()
        erased += sweep.erased
        if sweep.last is None:
            return erased
        after = sweep.last
