"""What became of a meeting, in four taps the morning after, and of the yes, two weeks later. Any of it can be changed at any time."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from bot.hearing.cues import ConstraintKind
from bot.practice.script import Part

LONGEST_NOTE = 2000
"""Characters."""


class Result(StrEnum):
    YES_STRETCH = "yes_stretch"
    YES_SMALLER = "yes_smaller"
    YES_OTHER = "yes_other"
    OPEN = "open"
    NO = "no"


YES = frozenset({Result.YES_STRETCH, Result.YES_SMALLER, Result.YES_OTHER})


class Tap(StrEnum):
    """The four, in the order asked."""

    ASKED = "asked"
    RETREATED = "retreated"
    CONSTRAINT = "constraint"
    RESULT = "result"


TapValue = bool | ConstraintKind | Result | None


class Outcome(Part):
    """None where nobody has said so. `asked`: for the stretch; `retreated`: once, to the target; `constraint`: what stood in the way.

    `passed`: taps with nothing to say, as where no constraint was named; `happened`: whether the yes had come true after two weeks.
    """

    asked: bool | None = None
    retreated: bool | None = None
    constraint: ConstraintKind | None = None
    result: Result | None = None
    passed: frozenset[Tap] = frozenset()
    note: Annotated[str, StringConstraints(max_length=LONGEST_NOTE)] = ""
    happened: bool | None = None

    @property
    def is_begun(self) -> bool:
        return bool(self.passed) or any(self.said(tap) is not None for tap in Tap)

    def said(self, tap: Tap) -> TapValue:
        return {
            Tap.ASKED: self.asked,
            Tap.RETREATED: self.retreated,
            Tap.CONSTRAINT: self.constraint,
            Tap.RESULT: self.result,
        }[tap]


def next_tap(outcome: Outcome | None) -> Tap | None:
    """The first that was neither told nor passed. Where the stretch was not asked for, there was nothing to retreat from."""
    told = outcome or Outcome()
    moot = {Tap.RETREATED} if told.asked is False else set()
    return next((tap for tap in Tap if tap not in told.passed | moot and told.said(tap) is None), None)


def tapped(outcome: Outcome | None, tap: Tap, value: bool | str | None) -> Outcome:  # noqa: FBT001 (what the button says)
    """With that tap told, or told anew; None passes it. What no longer follows from the rest goes with it."""
    told = outcome or Outcome()
    passed = told.passed | {tap} if value is None else told.passed - {tap}
    changed = _with(told, **{tap.value: value, "passed": passed})
    if changed.asked is False:
        changed = _with(changed, retreated=None, passed=changed.passed - {Tap.RETREATED})
    return changed if may_come_true(changed) else _with(changed, happened=None)


def noted(outcome: Outcome | None, note: str) -> Outcome:
    return _with(outcome or Outcome(), note=note)


def came_true(outcome: Outcome | None, happened: bool) -> Outcome:  # noqa: FBT001 (what the button says)
    return _with(outcome or Outcome(), happened=happened)


def may_come_true(outcome: Outcome) -> bool:
    """Whether there is a yes, or may still be one, of which to ask after two weeks."""
    return outcome.result in YES | {Result.OPEN}


def _with(outcome: Outcome, **changes: object) -> Outcome:
    return Outcome.model_validate({**dict(outcome), **changes})
