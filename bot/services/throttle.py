"""How fast one user may write. Judged by when they wrote, so that what piled up while the bot was away is no flood."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta

INTERVAL = timedelta(seconds=1)
AT_ONCE = 20
"""So many in a burst, then one every `INTERVAL`: more than anybody types, and more parts than a pasted letter has."""

_FULL = AT_ONCE * INTERVAL
_TOLD_EVERY = timedelta(minutes=1)
_MOST_LANES = 20_000


class Throttle:
    """Of one process: with several, a user may be that many times faster. `lane`: whoever is counted."""

    def __init__(self, before: "Throttle | None" = None) -> None:
        self._before = before
        self._full_until: OrderedDict[Hashable, datetime] = OrderedDict()
        self._told_at: dict[Hashable, datetime] = {}

    def trial(self) -> "Throttle":
        """Goes on counting from here, on its own: for what may still fail to be kept."""
        return Throttle(self)

    def adopt(self, trial: "Throttle") -> None:
        """What was counted on trial holds."""
        for lane, full_until in trial._full_until.items():  # noqa: SLF001 (of one's own kind)
            self._set(lane, full_until)
        self._told_at.update({lane: at for lane, at in trial._told_at.items() if lane in self._full_until})  # noqa: SLF001

    def too_fast(self, lane: Hashable, at: datetime) -> bool:
        """Whether one more at that time is too many; asking counts nothing."""
        return self._ahead(lane, at) > _FULL - INTERVAL

    def take(self, lane: Hashable, at: datetime) -> None:
        """One more is taken in."""
        self._set(lane, at + min(self._ahead(lane, at) + INTERVAL, _FULL))

    def tell(self, lane: Hashable, at: datetime) -> bool:
        """Whether to tell the user now: the first time, and then once a minute."""
        told_at = self._told_at.get(lane)
        if told_at is None and self._before is not None:
            told_at = self._before._told_at.get(lane)  # noqa: SLF001
        if told_at is not None and timedelta(0) <= at - told_at < _TOLD_EVERY:
            return False
        self._told_at[lane] = at
        return True

    def _set(self, lane: Hashable, full_until: datetime) -> None:
        self._full_until[lane] = full_until
        self._full_until.move_to_end(lane)
        if len(self._full_until) > _MOST_LANES:
            forgotten, _ = self._full_until.popitem(last=False)
            self._told_at.pop(forgotten, None)

    def _ahead(self, lane: Hashable, at: datetime) -> timedelta:
        """How full a lane is, as time; what looks fuller than full was written at another time, and counts for nothing now."""
        full_until = self._full_until.get(lane)
        if full_until is None and self._before is not None:
            full_until = self._before._full_until.get(lane)  # noqa: SLF001
        ahead = full_until - at if full_until else timedelta(0)
        return ahead if timedelta(0) < ahead <= _FULL else timedelta(0)
