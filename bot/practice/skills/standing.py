"""How each skill stands: due, strong, weak, or not tried yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.practice.skills.cards import Card, is_due, retrievability
from bot.practice.skills.grades import Grade
from bot.practice.skills.skill import criterion_of

STRONG_DAYS, STRONG_RETRIEVABILITY = 21, 0.9
WEAK_DAYS = 2
"""Less than what a single good answer is worth."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`due` goes across the others: it says when, they say how well. What is neither strong nor weak is on its way. `new` has criteria."""

    due: tuple[Card, ...]
    strong: tuple[Card, ...]
    weak: tuple[Card, ...]
    new: tuple[str, ...]


def standing(cards: Iterable[Card], now: datetime, criteria: Iterable[str] = ()) -> Standing:
    """`criteria`: all that can be trained, in the order in which the new ones are told. Of the others come first the most overdue, the
    strongest and the weakest.
    """
    ordered = by_weakness(cards, now)
    tried = {criterion_of(card.skill) for card in ordered}
    return Standing(
        due=tuple(most_overdue_first(ordered, now)),
        strong=tuple(card for card in reversed(ordered) if is_strong(card, now)),
        weak=tuple(card for card in ordered if is_weak(card)),
        new=tuple(criterion for criterion in criteria if criterion not in tried),
    )


def by_weakness(cards: Iterable[Card], now: datetime) -> list[Card]:
    """The one most likely to fail first."""
    return sorted(cards, key=lambda card: (retrievability(card, now), card.stability, card.skill))


def most_overdue_first(cards: Iterable[Card], now: datetime) -> list[Card]:
    """Those that are due, by how many of their intervals have gone by: a day late is much for what was to be seen after one, and little
    after fifty. It grows for whatever waits, so that what is missed each day cannot keep the others away.
    """
    due = [card for card in cards if is_due(card, now)]
    return sorted(due, key=lambda card: (-_intervals(card, now), card.stability, card.skill))


def _intervals(card: Card, now: datetime) -> float:
    return (now - card.last_review) / (card.due - card.last_review)


def is_strong(card: Card, now: datetime) -> bool:
    went_well = card.last_grade >= Grade.GOOD
    return went_well and card.stability >= STRONG_DAYS and retrievability(card, now) >= STRONG_RETRIEVABILITY


def is_weak(card: Card) -> bool:
    return card.last_grade is Grade.AGAIN or card.stability < WEAK_DAYS
