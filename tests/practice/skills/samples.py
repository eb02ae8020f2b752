"""A learner, thirteen drills and the days that go by, for tests of what comes back when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.hearing.cues import ConstraintKind
from bot.practice.skills.asking import Next, OwnLine, Seen, by_criterion
from bot.practice.skills.cards import Card, Review, review
from bot.practice.skills.grades import Grade
from bot.practice.skills.next_drill import next_drill
from tests.practice.samples import LIBRARY

CRITERIA = [criterion.id for criterion in LIBRARY.rubric.criteria]
START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
KINDS = (ConstraintKind.BUDGET, ConstraintKind.TIME, ConstraintKind.RISK)


@dataclass(frozen=True)
class AnItem:
    id: str
    constraint: ConstraintKind | None = None


@dataclass(frozen=True)
class ADrill:
    id: str
    trains: tuple[str, ...]
    kind: str = "line"
    items: tuple[AnItem, ...] = ()


def drill(drill_id: str, *trains: str, kind: str = "line", count: int = 12) -> ADrill:
    """Whose items have budget, time and risk in turn."""
    items = tuple(AnItem(f"item-{number}", KINDS[number % len(KINDS)]) for number in range(count))
    return ADrill(drill_id, trains, kind, items)


DRILLS = (
    drill("justify-the-stretch", "justified", "committed"),
    drill("take-the-no", "took_no", "heard_constraint"),
    drill("name-the-step-down", "named_stepdown"),
    drill("tie-the-retreat", "answered_constraint", "deliberate"),
    drill("one-move", "one_move"),
    drill("no-oriented", "fair_path", "specific"),
    drill("secure-it", "secured"),
    drill("two-options", "two_options", "easy_no"),
    drill("hold", "one_move"),
    drill("calibrate-the-opener", "plausible_stretch", kind="choice"),
    drill("spot-the-trap", "fit_seen", kind="choice"),
    drill("which-technique", "fit_reasoned", kind="choice"),
    drill("use-it-here", "fit_seen", "fit_reasoned", kind="choice"),
)


@dataclass
class Learner:
    """Answers one drill after the other, by `answers`; None is an answer that hearing was not sure of."""

    answers: Callable[[Next], Grade | None]
    drills: Sequence[ADrill] = DRILLS
    own_lines: tuple[OwnLine, ...] = ()
    now: datetime = START
    zone: tzinfo = UTC
    user: int | None = None
    cards: dict[str, Card] = field(default_factory=dict)
    asked: list[Next] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    log: list[Review] = field(default_factory=list)

    def next(self, seed: int = 0) -> Next:
        drills = by_criterion(self.drills, CRITERIA)
        found = next_drill(self.cards.values(), drills, self.seen, self.own_lines, self.now, seed)
        assert found is not None
        return found

    def does_one(self, seed: int = 0) -> Next:
        found = self.next(seed)
        own = found.own_line is not None
        item = found.own_line.id if found.own_line else str(found.item)
        self.asked.append(found)
        self.seen.append(Seen(drill=found.drill, item=item, at=self.now, own=own))
        self.now += timedelta(minutes=2)
        grade = self.answers(found)
        if grade is not None:
            self.cards[found.skill], logged = review(
                self.cards.get(found.skill), found.skill, grade, self.now, zone=self.zone, user=self.user
            )
            self.log.append(logged)
        return found

    def does(self, days: int, a_day: int = 1) -> list[Next]:
        """The same time each day, but for two minutes: the second day a little earlier."""
        begin = self.now
        found = []
        for number in range(days):
            self.now = begin + number * DAY - (number % 2) * timedelta(minutes=2)
            found += [self.does_one(seed=number) for _ in range(a_day)]
        self.now = begin + days * DAY
        return found


def card(
    skill: str, *grades: Grade, first: datetime = START, late: timedelta = timedelta(0), user: int | None = None
) -> Card:
    """A skill's card after these grades, each given when it was due (or so much later)."""
    found: Card | None = None
    for grade in grades:
        at = max(found.due + late, found.last_review + DAY) if found else first
        found, _ = review(found, skill, grade, at, user=user)
    assert found is not None
    return found
