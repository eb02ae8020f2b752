"""What somebody has said about a meeting of theirs, and what was read in it.

Only the words are kept; figures, names and reasons are read from them anew each time, so that nothing that is derived can contradict them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.outcome import Outcome
from bot.practice.script import Measure, Part

LONGEST_ANSWER = 2000
"""Characters."""


class Question(StrEnum):
    """In the order asked; only the last can be left out for good."""

    WHO = "who"
    TARGET = "target"
    FLOOR = "floor"
    STRETCH = "stretch"
    OBJECTION = "objection"
    WHEN = "when"


FIVE = tuple(question for question in Question if question is not Question.WHEN)


class FitRule(StrEnum):
    """Why the technique may not fit a meeting; asked about only where the answers raise it."""

    USED_BEFORE = "used_before"
    ONE_SHOT = "one_shot"
    EXPERT_COMMITTEE = "expert_committee"
    FIXED_PRICE = "fixed_price"
    TRIVIAL = "trivial"
    ANOTHER_ASKS = "another_asks"


class CardLine(StrEnum):
    """The lines of the pocket card that can be edited, but for those for each constraint."""

    ASK = "ask"
    REASON = "reason"
    FLOOR = "floor"
    CLOSING = "closing"
    OPENER = "opener"


class MeetingPlan(Part):
    """`skipped`: questions that were passed over; `left_so`: answers that stay as they are although the coach found fault with them; `fit`: what was answered to a rule's question (True: it applies); `card`: the
    user's own wording, by the card's line or by `if_<kind>`; `sincere`: whether they would take the stretch if they heard yes, None while nobody knows;
    `outcome`: what became of it.
    """

    answers: Mapping[Question, str] = {}
    skipped: frozenset[Question] = frozenset()
    left_so: frozenset[Question] = frozenset()
    sincere: bool | None = None
    fit: Mapping[FitRule, bool] = {}
    card: Mapping[str, str] = {}
    outcome: Outcome | None = None

    @property
    def next_question(self) -> Question | None:
        """The first of the five that was neither answered nor skipped."""
        return next((one for one in FIVE if one not in self.answers and one not in self.skipped), None)


@dataclass(frozen=True)
class Objection:
    """`words`: as the counterpart would say it, a clause in their own person, good after "because"."""

    words: str
    kind: ConstraintKind


@dataclass(frozen=True)
class Reading:
    """What the answers come to. `name`: how the counterpart is called ("Dana", "your boss"); `alias`: the same for all spellings of that person;
    `topic`: a noun phrase, "" where unsaid. `target`, `floor`, `stretch`: the bare thing asked for, in the user's words ("68k from May"), "" where there is none.
    `measures`: what they are sized by; () where nothing in stretch and target can be told apart. `reasons`: whole sentences that can be said to the counterpart.
    """

    name: str = ""
    alias: str = ""
    role: str = ""
    topic: str = ""
    target: str = ""
    floor: str = ""
    stretch: str = ""
    measures: tuple[Measure, ...] = ()
    reasons: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = field(default=())


class Advice(StrEnum):
    """What the coach may say to an answer; the words stand in bot/texts by these names."""

    NO_NUMBER = "no_number"
    TARGET_ABOVE_STRETCH = "target_above_stretch"
    SAME_AS_TARGET = "same_as_target"
    FLOOR_ABOVE_TARGET = "floor_above_target"
    UNITS_DIFFER = "units_differ"
    IMPLAUSIBLE = "implausible"
    TAME = "tame"
    NO_REASON = "no_reason"
    REASON_ABOUT_ME = "reason_about_me"
    REASON_EASY_TO_REBUT = "reason_easy_to_rebut"
    NO_OBJECTION = "no_objection"
    NOT_SINCERE = "not_sincere"
    DONE_WELL = "done_well"


@dataclass(frozen=True)
class Finding:
    """One thing about an answer: `quote` is the user's own words it rests on; `params` fill the words of the texts."""

    advice: Advice
    question: Question
    quote: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_praise(self) -> bool:
        return self.advice is Advice.DONE_WELL

    @property
    def is_serious(self) -> bool:
        """Whether the plan does not hold together with it; anything else is advice."""
        return self.advice in _SERIOUS


_SERIOUS = frozenset(
    {
        Advice.TARGET_ABOVE_STRETCH,
        Advice.SAME_AS_TARGET,
        Advice.FLOOR_ABOVE_TARGET,
        Advice.UNITS_DIFFER,
        Advice.IMPLAUSIBLE,
        Advice.NO_REASON,
    }
)
