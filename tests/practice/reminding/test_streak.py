"""Days in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.reminding.streak import Streak, streak

TODAY = date(2026, 11, 20)


def done(days: str) -> set[date]:
    """The days up to today, the last one on the right: "x" done, "." not."""
    return {TODAY - timedelta(days=len(days) - 1 - place) for place, mark in enumerate(days) if mark == "x"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("", Streak(0, 2, at_risk=False, longest=0)),
        ("x", Streak(1, 2, at_risk=False, longest=1)),
        ("xxx", Streak(3, 2, at_risk=False, longest=3)),
        ("xxx.", Streak(3, 2, at_risk=False, longest=3)),  # the day is not over, and two freezes are left
        ("xxx..", Streak(3, 1, at_risk=False, longest=3)),
        ("xxx...", Streak(3, 0, at_risk=True, longest=3)),
        ("xxx....", Streak(0, 2, at_risk=False, longest=3)),  # what is lost all the same costs no freeze
        ("xxx..x", Streak(4, 0, at_risk=False, longest=4)),
        ("x.x.x", Streak(3, 0, at_risk=False, longest=3)),
        ("x.x.x.", Streak(3, 0, at_risk=True, longest=3)),
        ("x.x.x.x", Streak(1, 0, at_risk=False, longest=3)),
        ("xxxxx...xx", Streak(2, 2, at_risk=False, longest=5)),
        (".......", Streak(0, 2, at_risk=False, longest=0)),
    ],
)
def test_a_streak_counts_days_done_and_forgives_two_a_month(days: str, expected: Streak) -> None:
    assert streak(done(days), TODAY) == expected


def test_each_month_has_its_own_freezes() -> None:
    first = date(2026, 12, 1)
    days = {date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 2) + timedelta(days=1)}
    # 29 and 30 November take two, 1 and 2 December two more.
    assert streak(days, date(2026, 12, 3)) == Streak(3, 0, at_risk=False, longest=3)
    assert streak({date(2026, 11, 29)}, first) == Streak(1, 2, at_risk=False, longest=1)


def test_a_date_that_comes_twice_counts_once_and_one_ahead_counts() -> None:
    """Done in Auckland on the 21st, then flown to where it is still the 20th."""
    days = [TODAY, TODAY, TODAY + timedelta(days=1)]
    assert streak(days, TODAY) == Streak(2, 2, at_risk=False, longest=2)


def test_a_date_that_a_zone_did_not_have_is_nobodys_missed_day() -> None:
    days = {date(2011, 12, 29), date(2011, 12, 31)}
    assert streak(days, date(2011, 12, 31), left_out=[date(2011, 12, 30)]).freezes_left == 2
    assert streak(days, date(2011, 12, 31)) == Streak(2, 1, at_risk=False, longest=2)


def test_without_freezes_a_missed_day_ends_it() -> None:
    assert streak(done("xx.xx."), TODAY, freezes=0) == Streak(2, 0, at_risk=True, longest=2)


@settings(max_examples=100, deadline=None)
@given(
    days=st.lists(st.dates(date(2026, 9, 1), date(2026, 12, 31))),
    today=st.dates(date(2026, 9, 1), date(2026, 12, 31)),
    freezes=st.integers(0, 5),
)
def test_nothing_about_a_streak_is_ever_negative(days: list[date], today: date, freezes: int) -> None:
    found = streak(days, today, freezes)
    assert 0 <= found.length <= found.longest <= len(set(days))
    assert 0 <= found.freezes_left <= freezes
    again = streak([*days, today], today, freezes)
    assert again.length >= max(1, found.length)
    assert not again.at_risk


@settings(max_examples=50, deadline=None)
@given(days=st.sets(st.dates(date(2026, 9, 1), date(2026, 11, 20))))
def test_a_streak_is_only_lost_when_it_was_at_risk(days: set[date]) -> None:
    today = streak(days, TODAY)
    tomorrow = streak(days, TODAY + timedelta(days=1))
    assert tomorrow.length == (0 if today.at_risk else today.length)
