"""What a service gives back: a reply of plain parts (`parts/`), and choices that a user may take next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.services.meetings.parts import MeetingPart
from bot.services.parts.drills import DrillAsked, DrillJudged, DrillRepeated, DrillsShown, ExampleShown
from bot.services.parts.library import ListShown, OffersShown, TemperamentsShown
from bot.services.parts.progress import HistoryShown, ProgressShown, SkillsShown
from bot.services.parts.reminders import DigestShown, PlanShown
from bot.services.parts.rounds import (
    BriefShown,
    ComparisonShown,
    CounterpartSays,
    DebriefShown,
    PointsShown,
    StepShown,
    TranscriptShown,
)


class Verb(StrEnum):
    """What a button does. Short: a Telegram button holds 64 bytes."""

    MENU = "menu"
    BROWSE = "browse"
    FIND = "find"
    BRIEF = "brief"
    BEGIN = "go"
    RESUME = "resume"
    CANCEL = "drop"
    AGAIN = "again"
    HARDER = "harder"
    NEXT = "next"
    RETRY = "retry"
    POINTS = "points"
    DISPUTE = "said"
    HISTORY = "hist"
    SHOW = "show"
    PROGRESS = "prog"
    SETTING = "set"
    ERASE = "erase"
    DRILL = "drill"
    PICK = "pick"
    OBJECT = "object"
    BESIDE = "beside"
    REMIND = "remind"
    ZONE = "zone"
    SNOOZE = "snooze"
    PLAN = "plan"


@dataclass(frozen=True)
class Moment:
    """Where a user stood when a button was made: the latest round and how many turns it had; zeros before the first round."""

    round_id: int = 0
    turn: int = 0


@dataclass(frozen=True)
class Action:
    """A button's meaning. `target` is what it is about: a script, a round, a criterion, a setting."""

    verb: Verb
    moment: Moment = field(default_factory=Moment)
    target: str = ""


@dataclass(frozen=True)
class Choice:
    """A button: `key` names its label in the texts."""

    action: Action
    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CoachSays:
    """A sentence of the coach's, by its key in the texts."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FileSent:
    name: str
    content: bytes


Part = (
    CoachSays
    | CounterpartSays
    | StepShown
    | BriefShown
    | OffersShown
    | ListShown
    | TemperamentsShown
    | DebriefShown
    | PointsShown
    | ComparisonShown
    | HistoryShown
    | TranscriptShown
    | ProgressShown
    | SkillsShown
    | DrillAsked
    | DrillJudged
    | DrillRepeated
    | ExampleShown
    | DrillsShown
    | PlanShown
    | DigestShown
    | FileSent
    | MeetingPart
)


@dataclass(frozen=True)
class Reply:
    """`passed` marks an answer to a button whose moment has gone by: nothing has changed. `awaits_words`: what is written next is the answer, whatever buttons there are."""

    parts: tuple[Part, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()
    passed: bool = False
    awaits_words: bool = False


def coach(key: str, **params: str) -> Reply:
    """A reply of one sentence."""
    return Reply((CoachSays(key, params),))
