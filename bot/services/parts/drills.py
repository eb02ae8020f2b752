"""What is shown of drills: their list, an item as a question or a poll, and what became of the answer."""

from dataclasses import dataclass, replace

from bot.practice.drills.drill import POLL_LENGTH, ChoiceItem, Drill, DrillItem, LineItem
from bot.practice.drills.judge import DrillVerdict


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
