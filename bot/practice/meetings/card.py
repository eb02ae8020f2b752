"""The pocket card of a meeting: what to say, readable in ten seconds.

The user's edits stand over everything, then their best rehearsed lines, then lines built from the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.practice.meetings.choosing import Chosen, IfThen
from bot.practice.meetings.plan import CardLine, Reading
from bot.practice.meetings.rehearsed import Rehearsed
from bot.practice.meetings.spoken import NEXT, bare, next_alone, opener, sentence, sentences, shortened, untied

MOST_WORDS = 85
"""Read in ten seconds by whoever knows them already."""


@dataclass(frozen=True)
class Card:
    """Lines that are "" are not on it."""

    ask: str
    reason: str
    ifs: tuple[IfThen, ...]
    floor: str
    closing: str
    opener: str

    @property
    def words(self) -> int:
        ifs = (words for one in self.ifs for words in (one.they_say, one.retreat))
        return sum(len(line.split()) for line in (self.ask, self.reason, *ifs, self.floor, self.closing, self.opener))


def card_of(reading: Reading, rehearsed: Sequence[Rehearsed], edits: Mapping[str, str]) -> Card:
    """`rehearsed`: from the oldest on; a line that does not fit the plan as it stands now is passed over. `edits`: by the card's line or by `if_<kind>`."""
    own = {key: kept for key, words in edits.items() if (kept := " ".join(words.split()))}
    chosen = Chosen(reading, rehearsed)
    ask, reason = chosen.opening()
    card = Card(
        ask=own.get(CardLine.ASK, ask),
        reason=own.get(CardLine.REASON, reason),
        ifs=tuple(replace(one, retreat=own.get(one.key, one.retreat)) for one in chosen.ifs()),
        floor=own.get(CardLine.FLOOR, shortened(bare(reading.floor))),
        closing=own.get(CardLine.CLOSING, chosen.closing()),
        opener=own.get(CardLine.OPENER, opener(reading.topic)),
    )
    return _within_ten_seconds(card, own)


def _within_ten_seconds(card: Card, own: Mapping[str, str]) -> Card:
    """Drops what is needed least until the rest can be read: what a second step down is tied to, the second half of the closing, the opener,
    what the first is tied to, the closing, the reason, and only then a constraint. The ask, the first constraint, the floor and what the user wrote stay.
    """
    full = card
    for drop in (
        _short_steps,
        _short_closing,
        _no_opener,
        _shortest_steps,
        _shortest_closing,
        _planned_closing,
        _no_closing,
        _no_reason,
        _two_ifs,
        _one_if,
    ):
        if card.words <= MOST_WORDS:
            break
        card = drop(card, own)
    whole = replace(card, opener=full.opener)
    return whole if whole.words <= MOST_WORDS else card


def _no_opener(card: Card, own: Mapping[str, str]) -> Card:
    return card if CardLine.OPENER in own else replace(card, opener="")


def _no_reason(card: Card, own: Mapping[str, str]) -> Card:
    return card if CardLine.REASON in own else replace(card, reason="")


def _no_closing(card: Card, own: Mapping[str, str]) -> Card:
    return card if CardLine.CLOSING in own else replace(card, closing="")


def _short_closing(card: Card, own: Mapping[str, str]) -> Card:
    if CardLine.CLOSING in own:
        return card
    before, mark, _ = card.closing.partition("; ")
    return replace(card, closing=sentence(before if mark else next(iter(sentences(card.closing)), "")))


def _planned_closing(card: Card, own: Mapping[str, str]) -> Card:
    """In place of a long one, so that there is one."""
    shorter = card.closing and len(NEXT.split()) < len(card.closing.split())
    return replace(card, closing=f"{NEXT}.") if shorter and CardLine.CLOSING not in own else card


def _shortest_closing(card: Card, own: Mapping[str, str]) -> Card:
    """What is agreed stands on the card already; what follows from it is kept."""
    return card if CardLine.CLOSING in own else replace(card, closing=next_alone(card.closing))


def _short_steps(card: Card, own: Mapping[str, str]) -> Card:
    """The step itself is the same at every constraint, so that what it is tied to is said at the first alone."""
    return replace(card, ifs=(*card.ifs[:1], *(_untied(one, own) for one in card.ifs[1:])))


def _shortest_steps(card: Card, own: Mapping[str, str]) -> Card:
    return replace(card, ifs=tuple(_untied(one, own) for one in card.ifs))


def _untied(one: IfThen, own: Mapping[str, str]) -> IfThen:
    return one if one.key in own else replace(one, retreat=untied(one.retreat))


def _two_ifs(card: Card, own: Mapping[str, str]) -> Card:
    return replace(card, ifs=_fewer(card.ifs, 2, own))


def _one_if(card: Card, own: Mapping[str, str]) -> Card:
    return replace(card, ifs=_fewer(card.ifs, 1, own))


def _fewer(ifs: tuple[IfThen, ...], most: int, own: Mapping[str, str]) -> tuple[IfThen, ...]:
    return tuple(one for at, one in enumerate(ifs) if at < most or one.key in own)
