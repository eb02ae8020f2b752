"""Closing with today's key what was stored before it."""

from bot.database import database_of
from bot.settings import Settings, SettingsError

_WINDOW = 100
"""Meetings to a transaction: nobody waits long."""


async def seal_all(settings: Settings) -> int:
    """How many meetings there are; raises SettingsError where no key is set. Broken off, it goes on the next time."""
    if not settings.seal_keys():
        raise SettingsError("PLAN_KEYS is not set. Make a key with `python -m bot plan-key` and set it first.")
    database = database_of(settings)
    count, after = 0, 0
    try:
        while True:
            async with database.unit_of_work() as uow:
                seen, last = await uow.meetings.seal_anew(after, _WINDOW)
                await uow.commit()
            if last is None:
                return count
            count, after = count + seen, last
    finally:
        await database.dispose()
