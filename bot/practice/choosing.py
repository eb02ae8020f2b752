"""Whom to practise with next: somebody new, somebody who trains what is weakest, somebody not met for long (docs/choosing.md)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.practice.demands import difficulty, practice_of
from bot.practice.rubric import Criterion
from bot.practice.script import Area, Script

OFFERED = 3
GOOD_ENOUGH = 0.9
"""A criterion that earns this share of its points is nobody's weakness."""


class Reason(StrEnum):
    NEW = "new"
    WEAKEST = "weakest"
    DUE = "due"


@dataclass(frozen=True)
class Met:
    """A script that the user has finished rounds with, and how many."""

    script_id: str
    times: int


@dataclass(frozen=True)
class Offer:
    """`criterion`: the weakest one, where that is the reason."""

    script: Script
    reason: Reason
    criterion: Criterion | None = None


def choose(
    scripts: Sequence[Script], criteria: Sequence[Criterion], met: Sequence[Met], shares: Mapping[str, float]
) -> tuple[Offer, ...]:
    """At most three, one for each reason while there is one; the same for the same past.

    `met` has whom the user played longest ago first; `shares` the share of its points, 0 to 1, that each criterion earned lately.
    """
    left = _Left(scripts, met)
    weak = weakest(criteria, shares)
    looks = (left.new, lambda: left.weakest(weak), left.due)
    found = [left.taken(offer) for look in looks if (offer := look())]
    while len(found) < OFFERED and (offer := left.new() or left.due()):
        found.append(left.taken(offer))
    return tuple(found)


def weakest(criteria: Sequence[Criterion], shares: Mapping[str, float]) -> Criterion | None:
    """The criterion with the lowest share, the first of equals; None where all go well or nothing is known."""
    known = [criterion for criterion in criteria if shares.get(criterion.id, 1.0) < GOOD_ENOUGH]
    return min(known, key=lambda criterion: shares[criterion.id], default=None)


class _Left:
    """The scripts still to be offered, in the order of the menu, and what the user has seen of each."""

    def __init__(self, scripts: Sequence[Script], met: Sequence[Met]) -> None:
        self._left = list(scripts)
        by_id = {script.id: script for script in scripts}
        self._met = [one.script_id for one in met if one.script_id in by_id]
        self._times = {one.script_id: one.times for one in met}
        # Areas already tried, or just offered, stand back for the others.
        self._areas: Counter[Area] = Counter(by_id[script_id].area for script_id in self._met)

    def taken(self, offer: Offer) -> Offer:
        """The offer, never to be made again."""
        self._left.remove(offer.script)
        self._areas[offer.script.area] += 1
        return offer

    def new(self) -> Offer | None:
        """Somebody never played: of the area least tried, then the easiest."""
        new = [script for script in self._left if script.id not in self._times]
        best = min(new, key=lambda script: (self._areas[script.area], difficulty(script)), default=None)
        return Offer(best, Reason.NEW) if best else None

    def weakest(self, criterion: Criterion | None) -> Offer | None:
        """Where the part of the talk that the criterion looks at gives most to practise; each round already played there takes one off."""
        if criterion is None:
            return None
        span = criterion.span
        best = max(
            self._not_just_played(),
            key=lambda script: practice_of(script, span) - self._times.get(script.id, 0),
            default=None,
        )
        return Offer(best, Reason.WEAKEST, criterion) if best else None

    def due(self) -> Offer | None:
        """Who was played longest ago; the latest only where nobody else is left."""
        left = {script.id: script for script in self._left}
        longest = next((left[script_id] for script_id in self._met if script_id in left), None)
        if longest is None or (longest.id == self._met[-1] and len(left) > 1):
            return None
        return Offer(longest, Reason.DUE)

    def _not_just_played(self) -> list[Script]:
        latest = self._met[-1] if self._met else None
        return [script for script in self._left if script.id != latest]
