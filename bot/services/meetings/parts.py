"""What is shown of a meeting; the words for it stand in bot/texts/meetings.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.practice.meetings.card import Card
from bot.practice.meetings.plan import Finding, Question
from bot.practice.meetings.prediction import Prediction
from bot.practice.meetings.statistics import Statistics


@dataclass(frozen=True)
class MeetingWhen:
    """What clocks show there; `minute` is None where only the day is known."""

    on: date
    minute: int | None = None

    def __str__(self) -> str:
        """“Tuesday, 3 March, 15:00”; without a time the day."""
        day = f"{self.on:%A, %-d %B}"
        return day if self.minute is None else f"{day}, {self.minute // 60:02}:{self.minute % 60:02}"


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
class PredictionShown:
    """What was expected to stand in the way, beside what did."""

    prediction: Prediction


@dataclass(frozen=True)
class StatisticsShown:
    statistics: Statistics


MeetingPart = (
    MeetingShown
    | MeetingsShown
    | FindingsShown
    | CardShown
    | LetterShown
    | PictureSent
    | PredictionShown
    | StatisticsShown
)
