"""Reminders that are due and that nobody sends."""

from datetime import UTC, datetime, timedelta

from bot.doctor.findings import Finding, Status
from storage.errors import StorageError
from storage.forecast import overdue_reminders

_LATE = timedelta(minutes=5)
"""Who sends looks every second."""


async def reminders_findings(url: str, now: datetime | None = None) -> list[Finding]:
    """Nothing to say where it cannot be told: the checks of the database say why."""
    now = now or datetime.now(UTC)
    try:
        found = await overdue_reminders(url, now)
    except StorageError:
        found = None
    if found is None:
        return []
    count, oldest = found
    late = now - oldest if oldest else timedelta(0)
    if late < _LATE:
        return [Finding(Status.OK, "reminders", f"Due now: {count}, none of them late.")]
    told = f"Due now: {count}, the oldest since {oldest:%Y-%m-%d %H:%M} UTC."
    advice = "Start the bot, or a worker: what is more than two hours late counts as missed and is not sent."
    return [Finding(Status.LOOK, "reminders", told, advice)]
