"""The pocket card of a meeting: what to say, readable in ten seconds.

The user's edits stand over everything, then their best rehearsed lines, then lines built from the plan.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.own_ask import ask_of, opens, says_other, steps_down
from bot.practice.meetings.plan import CardLine, Objection, Reading
from bot.practice.meetings.rehearsed import Purpose, Rehearsed
from bot.practice.meetings.spoken import (
    LONGEST,
    bare,
    opener,
    reason_for_them,
    recap,
    sentence,
    sentences,
    shortened,
    step_down,
    wish,
)
from bot.practice.script import Ask

MOST_WORDS = 85
"""Read in ten seconds by whoever knows them already."""
MOST_IFS = 3
_LONGEST_NO = 80
_WHY = re.compile(
    r",? (?:because|so that|given that|(?:since|as)(?= (?:i|we|you|it|they|the|my|our|your)\b)) ", re.IGNORECASE
)
_WORD = re.compile(r"\w{4,}")
_SAID_ALREADY = 0.5


@dataclass(frozen=True)
class IfThen:
    """What they may say, and the one step down to it. `number`: 1, and more where several of their constraints are of one kind."""

    kind: ConstraintKind
    they_say: str
    retreat: str
    number: int = 1

    @property
    def key(self) -> str:
        """By which the user's wording of it is kept."""
        return f"if_{self.kind.value}" if self.number == 1 else f"if_{self.kind.value}_{self.number}"


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
    chosen = _Chosen(reading, rehearsed)
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


class _Chosen:
    """The lines that the user did not write for the card: rehearsed ones, the best first and later ones before earlier, else the plan's."""

    def __init__(self, reading: Reading, rehearsed: Sequence[Rehearsed]) -> None:
        self._reading, self._ask = reading, ask_of(reading)
        by_worth = sorted(enumerate(rehearsed), key=lambda pair: (pair[1].share, pair[0]), reverse=True)
        self._lines = [line for _, line in by_worth]

    def opening(self) -> tuple[str, str]:
        """The ask and its reason."""
        planned = shortened(sentence(reason_for_them(self._reading.reasons)))
        for line, at in self._parts(Purpose.OPENING, opens):
            said = sentences(line.line)[at]
            bare_ask, *why = _WHY.split(said, maxsplit=1)
            if why and self._fits(opens, bare_ask):
                return shortened(sentence(bare_ask)), shortened(sentence(why[0]))
            ask = shortened(said)
            reason = shortened(sentence(" ".join(one for one in sentences(line.reason) if one not in said)))
            reason = next((one for one in (reason, planned) if one and not _repeats(one, said)), "")
            return ask, reason
        return shortened(wish(self._reading.stretch or self._reading.target)), planned

    def ifs(self) -> Iterator[IfThen]:
        objections = self._reading.objections[:MOST_IFS]
        if not objections:
            line = next((line for line, _ in self._parts(Purpose.RETREAT, steps_down)), None)
            yield self._if(Objection("", (line and line.kind) or ConstraintKind.OTHER), 1)
        kinds = [objection.kind for objection in objections]
        for at, objection in enumerate(objections):
            yield self._if(objection, kinds[: at + 1].count(objection.kind))

    def _if(self, objection: Objection, number: int) -> IfThen:
        they_say = shortened(sentence(objection.words) or "No.", _LONGEST_NO)
        return IfThen(objection.kind, they_say, self._retreat(objection.kind, number), number)

    def _retreat(self, kind: ConstraintKind, number: int) -> str:
        for line, at in self._parts(Purpose.RETREAT, steps_down):
            if line.kind is kind and number == 1:
                return _around(sentences(line.line), at)
        return shortened(step_down(kind, self._reading.target))

    def closing(self) -> str:
        for line in self._of(Purpose.CLOSING):
            if not (self._ask and says_other(self._ask, line.line)):
                return shortened(line.line)
        return shortened(recap(self._reading.target))

    def _of(self, purpose: Purpose) -> list[Rehearsed]:
        return [line for line in self._lines if line.purpose is purpose]

    def _parts(self, purpose: Purpose, fits: Callable[[Ask, str], bool]) -> Iterator[tuple[Rehearsed, int]]:
        """The lines that fit the plan, each with the sentence that says how much."""
        for line in self._of(purpose):
            if not self._fits(fits, line.line):
                continue
            at = next((at for at, one in enumerate(sentences(line.line)) if self._fits(fits, one)), None)
            if at is not None:
                yield line, at

    def _fits(self, fits: Callable[[Ask, str], bool], text: str) -> bool:
        return self._ask is not None and fits(self._ask, text)


def _around(said: Sequence[str], at: int) -> str:
    """The sentence at `at`, and as many of those before and then behind it as fit."""
    low, high = at, at + 1
    while low > 0 and len(" ".join(said[low - 1 : high])) <= LONGEST:
        low -= 1
    while high < len(said) and len(" ".join(said[low : high + 1])) <= LONGEST:
        high += 1
    return shortened(" ".join(said[low:high]))


def _repeats(reason: str, ask: str) -> bool:
    """Whether most of a reason stands in the ask already."""
    words = set(_WORD.findall(reason.casefold()))
    return bool(words) and len(words & set(_WORD.findall(ask.casefold()))) > _SAID_ALREADY * len(words)


def _within_ten_seconds(card: Card, own: Mapping[str, str]) -> Card:
    """Drops what is needed least until the rest can be read: the second half of the closing, the opener, the third constraint, the
    second, the closing, the reason. The ask, the first constraint, the floor and what the user wrote stay.
    """
    for drop in (_short_closing, _no_opener, _two_ifs, _one_if, _no_closing, _no_reason):
        if card.words <= MOST_WORDS:
            break
        card = drop(card, own)
    return card


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


def _two_ifs(card: Card, own: Mapping[str, str]) -> Card:
    return replace(card, ifs=_fewer(card.ifs, 2, own))


def _one_if(card: Card, own: Mapping[str, str]) -> Card:
    return replace(card, ifs=_fewer(card.ifs, 1, own))


def _fewer(ifs: tuple[IfThen, ...], most: int, own: Mapping[str, str]) -> tuple[IfThen, ...]:
    return tuple(one for at, one in enumerate(ifs) if at < most or one.key in own)
