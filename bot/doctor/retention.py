"""What RETENTION_DAYS would erase: seen before it happens."""

from datetime import UTC, datetime, timedelta

from bot.doctor.findings import Finding, Status
from storage.errors import StorageError
from storage.forecast import would_erase


async def retention_findings(url: str, days: int | None, now: datetime | None = None) -> list[Finding]:
    """Nothing to say where no limit is set."""
    if days is None:
        return []
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    try:
        found = await would_erase(url, before)
    except StorageError:
        found = None
    if found is None:
        told = f"RETENTION_DAYS is {days}. What that would erase was not counted."
        return [
            Finding(Status.LOOK, "retention", told, "Ask again while the database answers and no bot has its file.")
        ]
    told = f"RETENTION_DAYS is {days}: would erase {found.rounds} rounds and {found.users} users now."
    return [Finding(Status.OK, "retention", told)]
