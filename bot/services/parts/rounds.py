"""What is shown of a round while it is played, at its end and when it is looked at again."""

from dataclasses import dataclass

from bot.practice.debrief import Debrief
from bot.practice.scoring import CriterionScore
from bot.practice.script import Script


@dataclass(frozen=True)
class CounterpartSays:
    name: str
    text: str


@dataclass(frozen=True)
class StepShown:
    """Which of the `steps` the next message is; `task` is "hold" or "mend" where there is something particular to do."""

    step: int
    task: str = ""
    steps: int = 4


@dataclass(frozen=True)
class BriefShown:
    script: Script


@dataclass(frozen=True)
class DebriefShown:
    """`counterpart` and `title` say which round this is about; `what_if` that it tried another line."""

    title: str
    counterpart: str
    debrief: Debrief
    what_if: bool = False


@dataclass(frozen=True)
class PointsShown:
    """All criteria, with the words that earned or cost points."""

    criteria: tuple[CriterionScore, ...]


@dataclass(frozen=True)
class Tried:
    """One of two outcomes side by side."""

    said: str
    counterpart: str
    reply: str
    state: str
    heard: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonShown:
    before: Tried
    after: Tried


@dataclass(frozen=True)
class TranscriptShown:
    """A round word for word, or its end: (speaker's name or "" for the user, text)."""

    lines: tuple[tuple[str, str], ...]
    whole: bool = True
