"""What a reminder says when its time has come: the drill itself, or the week."""

from bot.practice.reminding.plan import SlotKind
from bot.services.deps import Deps
from bot.services.replies import CoachSays, Reply
from bot.services.snooze import snooze_rows
from bot.services.week import digest
from storage.daily_records import DueRecord
from storage.unit_of_work import UnitOfWork


async def reminder_message(deps: Deps, uow: UnitOfWork, due: DueRecord) -> Reply:
    """In the transaction that decides it, which holds the user."""
    if due.kind == SlotKind.DIGEST:
        return await digest(deps, uow, due.plan)
    return Reply((CoachSays("reminder_again" if due.again else "reminder"),), snooze_rows(due))
