"""What became of somebody's meetings, in counts and for themselves only.

A count promises nothing. Who retreats hears yes a little more often (r = .126), but what is then done differs by nothing that could be
told from chance (r = .052; Feeley et al. 2012): so each yes stands beside what came of it, and a handful of meetings gets no percentage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.practice.meetings.outcome import YES, Outcome, Result
from bot.practice.meetings.plan import Reading
from bot.practice.meetings.prediction import predicted_versus_actual

FEWEST_FOR_PERCENT = 5


@dataclass(frozen=True)
class Held:
    """A meeting that is over: what its plan came to, and what was told of it."""

    reading: Reading
    outcome: Outcome


@dataclass(frozen=True)
class Tally:
    """`untold`: meetings whose result nobody has told; `known`: yeses of which it is known whether they came true, `true`: those that did."""

    meetings: int = 0
    yes_stretch: int = 0
    yes_smaller: int = 0
    yes_other: int = 0
    open: int = 0
    no: int = 0
    untold: int = 0
    known: int = 0
    true: int = 0

    @property
    def yes(self) -> int:
        return self.yes_stretch + self.yes_smaller + self.yes_other


@dataclass(frozen=True)
class Statistics:
    """`direct`: asked for the stretch without retreating; `retreat`: asked, then retreated; `others`: neither, or not told.

    `guessed`: meetings with an expected and an actual constraint; `guessed_right`: those where they are the same.
    """

    direct: Tally
    retreat: Tally
    others: Tally
    guessed: int = 0
    guessed_right: int = 0

    @property
    def meetings(self) -> int:
        return self.direct.meetings + self.retreat.meetings + self.others.meetings


def statistics(outcomes: Sequence[Held]) -> Statistics:
    """Of which nothing was told, nothing is counted."""
    told = [one for one in outcomes if one.outcome.is_begun]
    guesses = [found for one in told if (found := predicted_versus_actual(one.reading, one.outcome))]
    direct = [one.outcome for one in told if one.outcome.asked and one.outcome.retreated is False]
    retreat = [one.outcome for one in told if one.outcome.asked and one.outcome.retreated]
    others = [one.outcome for one in told if not one.outcome.asked or one.outcome.retreated is None]
    right = sum(one.is_right for one in guesses)
    return Statistics(_tally(direct), _tally(retreat), _tally(others), guessed=len(guesses), guessed_right=right)


def percent(part: int, whole: int) -> int | None:
    """None where there are too few to speak of: of three, two are two."""
    return round(100 * part / whole) if whole >= FEWEST_FOR_PERCENT else None


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    found = list(outcomes)
    of = {result: sum(one.result is result for one in found) for result in (*Result, None)}
    known = [one for one in found if one.result in YES and one.happened is not None]
    return Tally(
        meetings=len(found),
        yes_stretch=of[Result.YES_STRETCH],
        yes_smaller=of[Result.YES_SMALLER],
        yes_other=of[Result.YES_OTHER],
        open=of[Result.OPEN],
        no=of[Result.NO],
        untold=of[None],
        known=len(known),
        true=sum(one.happened is True for one in known),
    )
