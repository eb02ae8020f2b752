"""What a service gives back: plain parts that every front shows in its own way, and choices that a user may take next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.practice.debrief import Debrief
from bot.practice.drills.drill import POLL_LENGTH, ChoiceItem, Drill, DrillItem, LineItem
from bot.practice.drills.judge import DrillVerdict
from bot.practice.scoring import CriterionScore
from bot.practice.script import Script, Temperament
from bot.services.meetings.parts import MeetingPart


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
class Offered:
    """A counterpart to practise with next; `reason` says why, `criterion` names what is practised there."""

    title: str
    counterpart: str
    role: str
    reason: str
    criterion: str = ""


@dataclass(frozen=True)
class OffersShown:
    offers: tuple[Offered, ...]


@dataclass(frozen=True)
class ListRow:
    """`difficulty` is 1 to 3; `temperament` and `total` are those of the user's last round there, empty and 0 before the first."""

    title: str
    counterpart: str
    role: str
    difficulty: int
    temperament: str = ""
    total: int = 0


@dataclass(frozen=True)
class ListShown:
    """A page of counterparts; `key` names the heading in the texts."""

    key: str
    params: Mapping[str, str]
    rows: tuple[ListRow, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class TemperamentsShown:
    temperaments: tuple[Temperament, ...]


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
class TranscriptShown:
    """A round word for word, or its end: (speaker's name or "" for the user, text)."""

    lines: tuple[tuple[str, str], ...]
    whole: bool = True


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


@dataclass(frozen=True)
class DrillAsked:
    """An item of a drill; `order`: of its options, as they are shown; `reason`: why it comes now, "" where it was asked for by name.

    `greeting`: names what is said before a question that stands alone, as a reminder's poll does; left out where there is no room.
    """

    drill: Drill
    item: DrillItem
    question_id: int
    order: tuple[int, ...]
    reason: str = ""
    greeting: str = ""

    @property
    def quiz(self) -> "Quiz | None":
        """The question as a poll; None where a line is asked for."""
        if not isinstance(self.item, ChoiceItem):
            return None
        options = tuple(self.item.options[index] for index in self.order)
        return Quiz(self.item.asked, options, self.order.index(self.item.answer), self.item.explanation)


@dataclass(frozen=True)
class Quiz:
    """`correct` counts from 0, in the order shown."""

    question: str
    options: tuple[str, ...]
    correct: int
    explanation: str

    def greeted(self, words: str) -> "Quiz":
        """With a greeting above the question, where there is room for both."""
        question = f"{words}\n\n{self.question}"
        return replace(self, question=question) if len(question) <= POLL_LENGTH else self


@dataclass(frozen=True)
class DrillJudged:
    drill: Drill
    verdict: DrillVerdict
    said: str


@dataclass(frozen=True)
class DrillRepeated:
    """The task once more, in short, for whoever wrote something else."""

    drill: Drill
    item: LineItem


@dataclass(frozen=True)
class ExampleShown:
    """Somebody else's item with a line that passes."""

    item: LineItem


@dataclass(frozen=True)
class DrillsShown:
    """All drills: title and what to do."""

    rows: tuple[tuple[str, str], ...]


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
