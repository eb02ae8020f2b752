"""How skills stand, as /progress shows them."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.skills.cards import review
from bot.practice.skills.grades import Grade
from bot.practice.skills.standing import is_strong, is_weak, standing
from tests.practice.skills.samples import CRITERIA, DAY, START, card

AGAIN, HARD, GOOD, _ = Grade


def test_a_newcomer_has_everything_before_them() -> None:
    found = standing((), START, CRITERIA)
    assert found.new == tuple(CRITERIA)
    assert (found.due, found.strong, found.weak) == ((), (), ())


def test_each_skill_stands_where_its_results_put_it() -> None:
    strong, middling = card("secured", GOOD, GOOD, GOOD), card("justified", GOOD)
    weak = card("answered_constraint:budget", GOOD, GOOD, AGAIN)
    now = strong.last_review
    found = standing((strong, middling, weak), now, CRITERIA)
    assert found.strong == (strong,)
    assert found.weak == (weak,)
    assert not {"secured", "justified", "answered_constraint"} & set(found.new)
    assert "named_stepdown" in found.new


def test_one_good_answer_is_neither_weak_nor_strong() -> None:
    found = standing((card("secured", GOOD),), START)
    assert (found.weak, found.strong) == ((), ())


def test_what_is_missed_is_weak_until_it_goes_well() -> None:
    missed = card("secured", GOOD, GOOD, GOOD, AGAIN)
    assert is_weak(missed)
    assert not is_weak(card("secured", GOOD, GOOD, GOOD, AGAIN, GOOD))


def test_what_is_missed_on_the_day_it_went_well_is_weak_and_not_strong() -> None:
    strong = card("secured", GOOD, GOOD, GOOD)
    at = strong.last_review + timedelta(hours=2)
    missed, _ = review(strong, "secured", AGAIN, at)
    assert is_strong(strong, at)
    assert is_weak(missed)
    assert not is_strong(missed, at)


def test_what_went_partly_is_neither() -> None:
    found = card("secured", GOOD, GOOD, GOOD, HARD)
    assert not is_strong(found, found.last_review)
    assert not is_weak(found)


def test_strength_fades() -> None:
    found = card("secured", GOOD, GOOD, GOOD)
    assert is_strong(found, found.last_review + 30 * DAY)
    assert not is_strong(found, found.last_review + 365 * DAY)


def test_of_what_is_due_the_most_overdue_comes_first() -> None:
    missed = card("justified", AGAIN)
    missed_long_ago = card("named_stepdown", AGAIN, first=START - 6 * DAY)
    sure = card("secured", GOOD, GOOD, first=START - 19 * DAY)
    learning = card("took_no", GOOD, first=START - 4 * DAY)
    now = START + DAY
    found = standing((sure, learning, missed, missed_long_ago), now)
    assert [each.skill for each in found.due] == ["named_stepdown", "took_no", "justified", "secured"]
    assert not standing((missed,), START).due


def test_the_weakest_and_the_strongest_come_first() -> None:
    missed, half = card("justified", AGAIN), card("took_no", HARD)
    stronger = card("one_move", GOOD, GOOD, GOOD, GOOD)
    now = stronger.last_review
    strong = card("secured", GOOD, GOOD, GOOD, first=now - 40 * DAY)
    found = standing((half, missed, strong, stronger), now)
    assert found.weak == (missed, half)
    assert found.strong == (stronger, strong)


@given(st.lists(st.lists(st.sampled_from(Grade), min_size=1, max_size=6), max_size=6), st.integers(0, 100))
@settings(max_examples=60, deadline=None)
def test_nothing_is_strong_and_weak_and_the_order_is_the_same_however_they_come(
    grades: list[list[Grade]], days: int
) -> None:
    cards = [card(f"skill_{number}", *each) for number, each in enumerate(grades)]
    now = START + days * DAY
    found = standing(cards, now)
    assert not set(found.strong) & set(found.weak)
    assert found == standing(reversed(cards), now)
