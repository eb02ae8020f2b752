"""What is shown of reminders: when they come, and the week that a digest tells of."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Coming:
    """A reminder to come, as the user's own clock will show it: `at` carries that clock's offset."""

    at: datetime
    is_digest: bool = False


@dataclass(frozen=True)
class PlanShown:
    """When somebody is reminded, in minutes of their own day; `days` from Monday (0) on.

    `status`: "on", "off" or "blocked"; `place` is "" while nobody knows where they are; `digest`: weekday and minute.
    """

    status: str
    place: str = ""
    times: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    digest: tuple[int, int] | None = None
    quiet: tuple[int, int] | None = None
    paused_until: date | None = None
    is_skipped: bool = False
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True)
class DigestShown:
    """A week in figures: `days` with a drill, the `streak` they belong to; titles of criteria, empty where nothing is known yet."""

    drills: int
    rounds: int
    days: int
    streak: int
    freezes_left: int
    strongest: str = ""
    weakest: str = ""
