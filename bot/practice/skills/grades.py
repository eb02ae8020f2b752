"""How well a skill was shown, in the four steps that a schedule knows; None where nothing was shown for certain (docs/scheduling.md)."""

from collections.abc import Mapping
from enum import IntEnum

from bot.hearing.cues import ConstraintKind
from bot.practice.scoring import Mark, Score
from bot.practice.skills.skill import skill_of

HARD_FROM, GOOD_FROM = 0.4, 0.75
"""Shares of a criterion's points. From `GOOD_FROM` on a debrief praises; at `HARD_FROM` stands what is there and too small, as a tame opening."""
_ROUNDING = 1e-9
_SILENT = {Mark.DISPUTED, Mark.UNSURE, Mark.NOT_REACHED}


class Grade(IntEnum):
    """The numbers are the schedule's own. `EASY` is the user's to say: most criteria are all or nothing, so that the whole of the
    points is an ordinary success, and two easy ones would send a skill away for two months.
    """

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_OF_RESULTS: Mapping[str, Grade] = {"passed": Grade.GOOD, "partly": Grade.HARD, "missed": Grade.AGAIN}


def from_share(share: float) -> Grade:
    """Of the share of a criterion's points, 0 to 1."""
    if share < HARD_FROM - _ROUNDING:
        return Grade.AGAIN
    return Grade.HARD if share < GOOD_FROM - _ROUNDING else Grade.GOOD


def from_result(result: str) -> Grade | None:
    """Of what an answer to a drill came to; None for an unsure one."""
    return _OF_RESULTS.get(result)


def shares_of(score: Score) -> dict[str, float]:
    """What a round shows for certain: nothing of a criterion that was not reached, is in dispute, or was half heard."""
    return {
        each.criterion.id: each.points / each.possible
        for each in score.criteria
        if each.mark not in _SILENT and not each.doubted and each.possible > 0
    }


def from_round(shares: Mapping[str, float], kind: ConstraintKind | None, *, what_if: bool = False) -> dict[str, Grade]:
    """By skill. `kind`: of the constraint that was named, None where none was. In a what-if one has just read how it goes."""
    if what_if:
        return {}
    return {skill_of(criterion, kind): from_share(share) for criterion, share in shares.items()}
