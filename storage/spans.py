"""Instants that are still to come: the arithmetic that leases and paces share."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Span:
    """What lies ahead of the clock, and not so far that it must have been written before the clock was set back."""

    after: datetime
    until: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.after < instant <= self.until
