"""Which lines stand on a card where the user wrote none: what was rehearsed best, whole, else what is built from the plan."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.own_ask import ask_of, opens, says_other, steps_down
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.meetings.rehearsed import Purpose, Rehearsed
from bot.practice.meetings.said_well import around, first_of, holding, plain_sentences
from bot.practice.meetings.spoken import (
    LONGEST,
    in_their_terms,
    reason_for_them,
    recap,
    sentence,
    shortened,
    step_down,
    wish,
)
from bot.practice.script import Ask

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


class Chosen:
    """The lines that the user did not write for the card: whole rehearsed ones, those of the best round first and later ones before
    earlier, else the plan's.
    """

    def __init__(self, reading: Reading, rehearsed: Sequence[Rehearsed]) -> None:
        self._reading, self._ask = reading, ask_of(reading)
        by_worth = sorted(enumerate(rehearsed), key=lambda pair: (pair[1].total, pair[1].share, pair[0]), reverse=True)
        self._lines = [line for _, line in by_worth]

    def opening(self) -> tuple[str, str]:
        """The ask and its reason."""
        for line, said, at in self._parts(Purpose.OPENING, opens):
            bare_ask, *why = _WHY.split(said[at], maxsplit=1)
            apart = bool(why) and self._fits(opens, bare_ask)
            ask = sentence(bare_ask) if apart else said[at]
            if len(ask) <= LONGEST:
                told = sentence(why[0]) if apart else holding(said[:at] + said[at + 1 :], line.reason)
                return ask, self._reason(ask, told)
        return shortened(wish(self._reading.stretch or self._reading.target)), self._reason("", "")

    def _reason(self, ask: str, told: str) -> str:
        """The plan's, unless it is about the user alone and what was told is about them."""
        planned = shortened(sentence(reason_for_them(self._reading.reasons)))
        told = told if len(told) <= LONGEST else ""
        better = told and (not planned or (in_their_terms(told) and not in_their_terms(planned)))
        both = (told, planned) if better else (planned, told)
        return next((one for one in both if one and not _repeats(one, ask)), "")

    def ifs(self) -> Iterator[IfThen]:
        objections = self._reading.objections[:MOST_IFS]
        if not objections:
            line = next((line for line, _, _ in self._parts(Purpose.RETREAT, steps_down)), None)
            yield self._if(Objection("", (line and line.kind) or ConstraintKind.OTHER), 1)
        kinds = [objection.kind for objection in objections]
        for at, objection in enumerate(objections):
            yield self._if(objection, kinds[: at + 1].count(objection.kind))

    def _if(self, objection: Objection, number: int) -> IfThen:
        they_say = shortened(sentence(objection.words) or "No.", _LONGEST_NO)
        return IfThen(objection.kind, they_say, self._retreat(objection.kind, number), number)

    def _retreat(self, kind: ConstraintKind, number: int) -> str:
        for line, said, at in self._parts(Purpose.RETREAT, steps_down):
            if line.kind is kind and number == 1 and (whole := around(said, at)):
                return whole
        return shortened(step_down(kind, self._reading.target))

    def closing(self) -> str:
        for line in self._of(Purpose.CLOSING):
            whole = first_of(plain_sentences(line.line, self._reading.name))
            if whole and not (self._ask and says_other(self._ask, line.line)):
                return whole
        return shortened(recap(self._reading.target))

    def _of(self, purpose: Purpose) -> list[Rehearsed]:
        return [line for line in self._lines if line.purpose is purpose]

    def _parts(self, purpose: Purpose, fits: Callable[[Ask, str], bool]) -> Iterator[tuple[Rehearsed, list[str], int]]:
        """The lines that fit the plan, each with its sentences and which of them says how much."""
        for line in self._of(purpose):
            if not self._fits(fits, line.line):
                continue
            said = plain_sentences(line.line, self._reading.name)
            at = next((at for at, one in enumerate(said) if self._fits(fits, one)), None)
            if at is not None:
                yield line, said, at

    def _fits(self, fits: Callable[[Ask, str], bool], text: str) -> bool:
        return self._ask is not None and fits(self._ask, text)


def _repeats(reason: str, ask: str) -> bool:
    """Whether most of a reason stands in the ask already."""
    words = set(_WORD.findall(reason.casefold()))
    return bool(words) and len(words & set(_WORD.findall(ask.casefold()))) > _SAID_ALREADY * len(words)
