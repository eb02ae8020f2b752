"""When a skill comes back."""

import json
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.skills.cards import LONGEST, CardError, Stage, as_dict, from_dict, is_due, retrievability, review
from bot.practice.skills.grades import Grade
from tests.practice.skills.samples import BERLIN, DAY, START, card

AGAIN, HARD, GOOD, EASY = Grade
GRADES = st.lists(st.sampled_from(Grade), min_size=1, max_size=12)


def interval(*grades: Grade, user: int | None = None) -> int:
    """Days after the last of these grades, each given on the day it was due."""
    found = card("secured", *grades, user=user)
    return (found.due.date() - found.last_review.date()).days


@pytest.mark.parametrize(("grade", "days"), [(AGAIN, 1), (HARD, 2), (GOOD, 3), (EASY, 8)])
def test_the_first_result_says_when_the_second_is_due(grade: Grade, days: int) -> None:
    assert interval(grade) == days


def test_each_success_leads_further_up_to_two_months() -> None:
    days = [interval(*(GOOD,) * times) for times in range(1, 6)]
    assert days == sorted(days)
    assert days[:2] == [3, 14]
    assert days[-1] == LONGEST == 60


def test_what_is_missed_comes_back_the_next_day_however_sure_it_was() -> None:
    assert interval(GOOD, GOOD, GOOD, AGAIN) == 1
    found = card("secured", GOOD, GOOD, GOOD, AGAIN)
    assert found.state is Stage.RELEARNING
    assert 1 < interval(GOOD, GOOD, GOOD, AGAIN, GOOD) < interval(GOOD, GOOD, GOOD, GOOD)


def test_what_went_partly_waits_no_longer_than_it_did() -> None:
    missed, partly, good = (interval(GOOD, GOOD, grade) for grade in (AGAIN, HARD, GOOD))
    assert missed < partly < good
    assert partly == interval(GOOD, GOOD) == 14
    assert interval(GOOD, GOOD, HARD, HARD) == 14


def test_a_card_is_due_from_the_beginning_of_its_local_day() -> None:
    evening = datetime(2026, 3, 2, 21, 50, tzinfo=BERLIN)
    found, _ = review(None, "secured", AGAIN, evening.astimezone(UTC), zone=BERLIN)
    assert found.due == datetime(2026, 3, 3, tzinfo=BERLIN)
    assert not is_due(found, datetime(2026, 3, 2, 23, 59, tzinfo=BERLIN))
    assert is_due(found, datetime(2026, 3, 3, 7, 0, tzinfo=BERLIN))


def test_a_minute_earlier_than_yesterday_is_a_day_later() -> None:
    first, _ = review(None, "secured", GOOD, START)
    exactly, _ = review(first, "secured", GOOD, START + DAY)
    earlier, logged = review(first, "secured", GOOD, START + DAY - timedelta(minutes=1))
    assert logged.counted
    assert earlier.stability == exactly.stability > first.stability


def test_a_night_is_a_day_where_the_clocks_change() -> None:
    evening = datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN).astimezone(UTC)
    morning = datetime(2026, 3, 29, 6, 0, tzinfo=BERLIN).astimezone(UTC)
    first, _ = review(None, "secured", GOOD, evening, zone=BERLIN)
    second, logged = review(first, "secured", GOOD, morning, zone=BERLIN)
    assert logged.counted
    assert second.due == datetime(2026, 4, 5, tzinfo=BERLIN)


def test_of_one_day_the_first_result_counts() -> None:
    first, _ = review(None, "secured", AGAIN, START)
    second, logged = review(first, "secured", GOOD, START + timedelta(hours=3))
    assert second == first
    assert not logged.counted


def test_what_is_missed_later_on_the_day_comes_back_the_next_day() -> None:
    found = card("secured", GOOD, GOOD, GOOD)
    later = found.last_review + timedelta(hours=3)
    missed, logged = review(found, "secured", AGAIN, later)
    assert missed.stability == found.stability
    assert missed.last_grade is AGAIN
    assert logged.due_before == found.due
    assert logged.due_after == missed.due
    assert missed.due.date() == (later + DAY).date()


def test_which_day_it_is_depends_on_where_one_is() -> None:
    first, _ = review(None, "secured", GOOD, datetime(2026, 3, 2, 22, 30, tzinfo=UTC))
    at = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
    assert review(first, "secured", GOOD, at, zone=UTC)[1].counted
    assert not review(first, "secured", GOOD, at, zone=ZoneInfo("America/New_York"))[1].counted


def test_a_clock_set_back_counts_nothing_twice() -> None:
    first, _ = review(None, "secured", GOOD, START)
    again, logged = review(first, "secured", GOOD, START - 2 * DAY)
    assert again == first
    assert not logged.counted


def test_over_the_date_line_a_card_stays_usable() -> None:
    apia, honolulu = ZoneInfo("Pacific/Apia"), ZoneInfo("Pacific/Honolulu")
    first, _ = review(None, "secured", GOOD, datetime(2026, 3, 2, 20, 0, tzinfo=UTC), zone=apia)
    second, logged = review(first, "secured", GOOD, datetime(2026, 3, 3, 20, 0, tzinfo=UTC), zone=honolulu)
    assert logged.counted
    assert second.due > first.due


def test_the_log_tells_what_moved_a_card_and_from_where() -> None:
    before, first = review(None, "secured", GOOD, START)
    after, second = review(before, "secured", HARD, before.due)
    assert (first.due_before, first.due_after) == (None, before.due)
    assert (second.skill, second.grade, second.at) == ("secured", HARD, before.due)
    assert (second.due_before, second.due_after) == (before.due, after.due)


def test_intervals_are_spread_by_user_and_skill_and_stay_so() -> None:
    users = range(40)
    days = [interval(GOOD, GOOD, user=user) for user in users]
    assert len(set(days)) > 1
    assert all(abs(each - interval(GOOD, GOOD)) <= 2 for each in days)
    assert days == [interval(GOOD, GOOD, user=user) for user in users]


def test_what_comes_back_within_days_is_not_spread() -> None:
    assert {interval(AGAIN, user=user) for user in range(20)} == {1}
    assert {interval(GOOD, user=user) for user in range(20)} == {3}


def test_nothing_is_left_to_chance() -> None:
    random.seed(1)
    state = random.getstate()
    first = card("secured", GOOD, GOOD, GOOD, HARD)
    assert random.getstate() == state
    random.seed(2)
    assert card("secured", GOOD, GOOD, GOOD, HARD) == first


def test_it_is_forgotten_a_little_each_day() -> None:
    found = card("secured", GOOD, GOOD)
    chances = [retrievability(found, found.last_review + days * DAY) for days in range(40)]
    assert chances[0] == 1
    assert chances == sorted(chances, reverse=True)
    assert retrievability(found, found.due) == pytest.approx(0.9, abs=0.01)
    assert retrievability(found, found.last_review - DAY) == 1


@given(grades=GRADES)
@settings(max_examples=50, deadline=None)
def test_a_card_comes_back_from_json_as_it_was(grades: list[Grade]) -> None:
    found = card("answered_constraint:budget", *grades)
    assert from_dict(json.loads(json.dumps(as_dict(found)))) == found


@pytest.mark.parametrize(
    "spoilt",
    [{}, {"skill": 3}, {"due": "soon"}, {"due": "2026-03-02T08:30:00"}, {"state": "asleep"}, {"stability": None}],
)
def test_what_is_no_card_says_so(spoilt: dict[str, object]) -> None:
    whole = as_dict(card("secured", GOOD))
    with pytest.raises(CardError, match="no card") as raised:
        from_dict({**whole, **spoilt} if spoilt else {})
    assert raised.value.code == "card_unreadable"


@given(grades=GRADES, late=st.integers(0, 200), user=st.none() | st.integers(1, 1000))
@settings(max_examples=100, deadline=None)
def test_whatever_the_grades_a_card_comes_back_after_a_day_and_within_two_months(
    grades: list[Grade], late: int, user: int | None
) -> None:
    found = card("secured", *grades, late=late * DAY, user=user)
    days = (found.due.date() - found.last_review.date()).days
    assert 1 <= days <= LONGEST
    assert found.stability > 0
    assert 0 < retrievability(found, found.due) <= 1
    assert days == 1 or found.last_grade is not AGAIN
