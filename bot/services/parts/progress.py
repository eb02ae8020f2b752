"""What is shown of a user's rounds and skills over time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class HistoryRow:
    title: str
    temperament: str
    total: int
    ended_at: datetime
    what_if: bool
    disputed: bool


@dataclass(frozen=True)
class HistoryShown:
    rows: tuple[HistoryRow, ...]
    first: int
    total: int


@dataclass(frozen=True)
class ProgressRow:
    """One criterion over time: shares 0..1 of its points, oldest first."""

    title: str
    shares: tuple[float, ...]


@dataclass(frozen=True)
class ProgressShown:
    totals: tuple[int, ...]
    rows: tuple[ProgressRow, ...]


@dataclass(frozen=True)
class SkillRow:
    """A criterion's title; `kind`: of the constraint, where the skill is one for each kind."""

    title: str
    kind: str = ""


@dataclass(frozen=True)
class SkillsShown:
    """How the skills stand: what is due (whatever it is worth), what is strong, what is weak."""

    due: tuple[SkillRow, ...]
    strong: tuple[SkillRow, ...]
    weak: tuple[SkillRow, ...]
