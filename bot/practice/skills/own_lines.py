"""When a line that went wrong in a round comes back to be written anew."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from bot.practice.skills.asking import OwnLine, Seen

EVERY = 3
"""At most each third drill is about the user's own lines: the other two bring situations that are new."""
FORTNIGHT = timedelta(days=14)
A_NIGHT = timedelta(hours=12)
"""Right after the round the better line still stands on the screen."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def own_line_due(
    lines: Collection[OwnLine], seen: Sequence[Seen], drills: Collection[str], now: datetime
) -> OwnLine | None:
    """The one to ask now, if it is time for one: one never asked before one asked already, the latest failed first.

    `seen`: oldest first; `drills`: ids of those that may be asked.
    """
    latest = seen[-(EVERY - 1) :]
    if len(latest) < EVERY - 1 or any(one.own for one in latest):
        return None
    asked = {one.item: one.at for one in seen if one.own}
    due = [
        line
        for line in lines
        if not line.passed
        and line.drill in drills
        and now - line.failed_at >= A_NIGHT
        and now - asked.get(line.id, _NEVER) >= FORTNIGHT
    ]
    return min(due, key=lambda line: (asked.get(line.id, _NEVER), -line.failed_at.timestamp(), line.id), default=None)
