"""What is shown of a meeting; the words for it stand in bot/texts/meetings.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.practice.meetings.card import Card
from bot.practice.meetings.plan import Finding, Question
from bot.practice.meetings.statistics import Statistics


@dataclass(frozen=True)
class MeetingWhen:
    """What clocks show there; `minute` is None where only the day is known."""

    on: date
    minute: int | None = None


@dataclass(frozen=True)
class WhenKept:
    """`taken`: what was taken for granted; `is_silent`: nothing will come, since reminders are off; `is_soon`: the hour before has begun."""

    when: MeetingWhen
    taken: tuple[str, ...] = ()
    is_silent: bool = False
    is_soon: bool = False


@dataclass(frozen=True)
class MeetingShown:
    """A plan as it stands. `answers`: in the user's own words, by question; `totals`: of its rehearsals, oldest first."""

    title: str
    answers: Mapping[Question, str]
    findings: tuple[Finding, ...] = ()
    when: MeetingWhen | None = None
    totals: tuple[int, ...] = ()
    is_archived: bool = False


@dataclass(frozen=True)
class MeetingRow:
    title: str
    status: str
    when: MeetingWhen | None = None
    rehearsals: int = 0


@dataclass(frozen=True)
class MeetingsShown:
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True)
class FindingsShown:
    """What the coach makes of an answer."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CardShown:
    title: str
    card: Card


@dataclass(frozen=True)
class LetterShown:
    """A text to copy: it stands alone in a message."""

    text: str


@dataclass(frozen=True)
class PictureSent:
    name: str
    content: bytes


@dataclass(frozen=True)
class StatisticsShown:
    statistics: Statistics


MeetingPart = (
    WhenKept | MeetingShown | MeetingsShown | FindingsShown | CardShown | LetterShown | PictureSent | StatisticsShown
)
