"""How fast one user may write. Judged by when they wrote, so that what piled up while the bot was away is no flood."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

INTERVAL = timedelta(seconds=1)
AT_ONCE = 20
"""So many in a burst, then one every `INTERVAL`: more than anybody types, and more parts than a pasted letter has."""

_TOLD_EVERY = timedelta(minutes=1)
_MOST_LANES = 20_000


class Throttle:
    """Of one process: with several, a user may be that many times faster. `lane`: whoever is counted."""

    def __init__(self) -> None:
        self._full_until: OrderedDict[Hashable, datetime] = OrderedDict()
        self._told_at: dict[Hashable, datetime] = {}

    def too_fast(self, lane: Hashable, at: datetime) -> bool:
        """Whether one more at that time is too many; asking counts nothing."""
        return self._ahead(lane, at) > (AT_ONCE - 1) * INTERVAL

    def take(self, lane: Hashable, at: datetime) -> None:
        """One more is taken in."""
        self._full_until[lane] = at + self._ahead(lane, at) + INTERVAL
        self._full_until.move_to_end(lane)
        if len(self._full_until) > _MOST_LANES:
            forgotten, _ = self._full_until.popitem(last=False)
            self._told_at.pop(forgotten, None)

    def tell(self, lane: Hashable, at: datetime) -> bool:
        """Whether to tell the user now: the first time, and then once a minute."""
        told_at = self._told_at.get(lane)
        if told_at is not None and timedelta(0) <= at - told_at < _TOLD_EVERY:
            return False
        self._told_at[lane] = at
        return True

    def _ahead(self, lane: Hashable, at: datetime) -> timedelta:
        """How full a lane is, as time; what looks fuller than full (and the one that is told so) was written at another time, and counts for nothing now."""
        ahead = self._full_until.get(lane, at) - at
        return ahead if timedelta(0) < ahead <= (AT_ONCE + 1) * INTERVAL else timedelta(0)
