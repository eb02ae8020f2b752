"""What became of a meeting, tap by tap, and beside what was expected."""

import pytest
from pydantic import ValidationError

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.outcome import Outcome, Result, Tap, TapValue, came_true, next_tap, noted, tapped
from bot.practice.meetings.plan import MeetingPlan, Objection, Reading
from bot.practice.meetings.prediction import Guess, predicted_versus_actual


def test_the_four_taps_come_in_order() -> None:
    outcome, asked = None, []
    for value in (True, True, "budget", "yes_smaller"):
        tap = next_tap(outcome)
        assert tap is not None
        asked.append(tap)
        outcome = tapped(outcome, tap, value)
    assert asked == list(Tap)
    assert next_tap(outcome) is None
    assert outcome == Outcome(asked=True, retreated=True, constraint=ConstraintKind.BUDGET, result=Result.YES_SMALLER)


def test_who_did_not_ask_for_the_stretch_is_not_asked_about_a_retreat() -> None:
    assert next_tap(Outcome(asked=False)) is Tap.CONSTRAINT


def test_a_tap_can_be_passed_and_taken_up_again() -> None:
    outcome = tapped(Outcome(asked=True, retreated=False), Tap.CONSTRAINT, None)
    assert next_tap(outcome) is Tap.RESULT
    again = tapped(outcome, Tap.CONSTRAINT, "time")
    assert (again.constraint, again.passed) == (ConstraintKind.TIME, frozenset())


@pytest.mark.parametrize(
    ("tap", "value"),
    [
        (Tap.ASKED, True),
        (Tap.RETREATED, False),
        (Tap.CONSTRAINT, ConstraintKind.RISK),
        (Tap.RESULT, Result.YES_STRETCH),
    ],
)
def test_any_tap_can_be_changed_later(tap: Tap, value: TapValue) -> None:
    told = Outcome(
        asked=True, retreated=True, constraint=ConstraintKind.BUDGET, result=Result.YES_SMALLER, happened=True
    )
    changed = tapped(told, tap, value)
    assert changed.said(tap) == value
    assert all(changed.said(other) == told.said(other) for other in Tap if other is not tap)
    assert changed.happened is True


def test_what_no_longer_follows_goes() -> None:
    told = Outcome(asked=True, retreated=True, result=Result.YES_SMALLER, happened=True)
    assert tapped(told, Tap.ASKED, value=False).retreated is None
    assert tapped(told, Tap.RESULT, "no").happened is None
    assert next_tap(tapped(tapped(told, Tap.ASKED, value=False), Tap.ASKED, value=True)) is Tap.RETREATED


def test_a_note_is_kept_up_to_two_thousand_characters() -> None:
    assert noted(None, "x" * 2000).note == "x" * 2000
    with pytest.raises(ValidationError):
        noted(None, "x" * 2001)


def test_it_stands_in_the_plan_and_comes_back_from_storage_as_it_was() -> None:
    outcome = came_true(
        noted(Outcome(result=Result.OPEN, passed=frozenset({Tap.ASKED})), "She wants it in writing."), happened=True
    )
    plan = MeetingPlan(outcome=outcome)
    assert MeetingPlan.model_validate_json(plan.model_dump_json()) == plan
    assert MeetingPlan.model_validate({}).outcome is None


def expecting(*kinds: ConstraintKind) -> Reading:
    return Reading(objections=tuple(Objection("that is hard just now", kind) for kind in kinds))


@pytest.mark.parametrize(
    ("expected", "actual", "guess"),
    [
        (["budget"], "budget", Guess.FIRST),
        (["budget", "time"], "time", Guess.AMONG),
        (["budget", "time"], "trust", Guess.ANOTHER),
        (["other", "time"], "time", Guess.FIRST),
        (["budget"], "other", Guess.ANOTHER),
        (["other"], "budget", None),
        ([], "budget", None),
        (["budget"], None, None),
    ],
)
def test_the_constraint_is_seen_beside_the_one_expected(
    expected: list[str], actual: str | None, guess: Guess | None
) -> None:
    reading = expecting(*map(ConstraintKind, expected))
    found = predicted_versus_actual(reading, Outcome(constraint=ConstraintKind(actual) if actual else None))
    assert (found.guess if found else None) is guess
    if found:
        assert (found.actual.value, found.is_right) == (actual, guess is not Guess.ANOTHER)
        assert [kind.value for kind in found.predicted] == [kind for kind in expected if kind != "other"]


def test_nothing_is_compared_before_anything_is_told() -> None:
    assert predicted_versus_actual(expecting(ConstraintKind.BUDGET), None) is None
