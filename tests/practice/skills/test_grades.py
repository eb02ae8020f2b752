"""What a round or a drill says about a skill."""

import pytest

from bot.hearing.cues import ConstraintKind
from bot.practice.debrief import debrief
from bot.practice.scoring import score_round
from bot.practice.skills.grades import Grade, from_result, from_round, from_share, shares_of
from bot.practice.skills.skill import criterion_of, skill_of
from tests.practice.samples import ASK, ASK_WHY, GOOD, RETREAT, play, said


@pytest.mark.parametrize(
    ("share", "grade"),
    [
        (0.0, Grade.AGAIN),
        (0.39, Grade.AGAIN),
        (0.4, Grade.HARD),
        (1 - 0.6, Grade.HARD),
        (0.1 + 0.2 + 0.1, Grade.HARD),
        (0.7, Grade.HARD),
        (0.75, Grade.GOOD),
        (1.0, Grade.GOOD),
    ],
)
def test_a_share_of_the_points_is_a_grade(share: float, grade: Grade) -> None:
    assert from_share(share) is grade


def test_the_whole_of_the_points_is_good_and_never_easy() -> None:
    assert max(from_share(part / 100) for part in range(101)) is Grade.GOOD


def test_an_answer_to_a_drill_is_a_grade_and_an_unsure_one_is_none() -> None:
    results = ("passed", "partly", "missed", "unsure")
    assert [from_result(result) for result in results] == [Grade.GOOD, Grade.HARD, Grade.AGAIN, None]


def test_a_good_round_is_good_in_all_that_it_shows() -> None:
    found = from_round(shares_of(score_round(play(*GOOD))), ConstraintKind.BUDGET)
    assert found["named_stepdown"] is Grade.GOOD
    assert found["answered_constraint:budget"] is Grade.GOOD
    assert "answered_constraint" not in found
    assert set(found.values()) == {Grade.GOOD}


def test_a_step_down_that_was_not_named_is_to_be_tried_again() -> None:
    bare = said("Could we do 57k then?", "specific_ask", "smaller_ask")
    shares = shares_of(score_round(play(ASK, ASK_WHY, bare)))
    assert from_round(shares, ConstraintKind.BUDGET)["named_stepdown"] is Grade.AGAIN


def test_a_step_that_was_not_reached_shows_nothing() -> None:
    shares = shares_of(score_round(play(ASK, ASK_WHY)))
    assert "justified" in shares
    assert not {"named_stepdown", "answered_constraint", "secured"} & set(shares)


def test_what_hearing_was_not_sure_of_shows_nothing() -> None:
    half_heard = said("62k would be right, since nights are mine.", "specific_ask", unsure=("justification",))
    talk = play(half_heard, ASK_WHY, RETREAT)
    assert talk.turns[0].finding("justification").status == "unsure"
    shares = shares_of(score_round(talk))
    assert "justified" not in shares
    assert "specific" in shares


def test_what_is_in_dispute_shows_nothing() -> None:
    talk = play(*GOOD)
    assert "named_stepdown" in shares_of(score_round(talk))
    assert "named_stepdown" not in shares_of(debrief(talk, frozenset({"named_stepdown"})).score)


def test_a_what_if_shows_nothing_since_its_better_line_was_just_read() -> None:
    shares = shares_of(score_round(play(*GOOD)))
    assert from_round(shares, None, what_if=True) == {}


def test_only_trimming_differs_by_what_stands_in_the_way() -> None:
    assert skill_of("answered_constraint", ConstraintKind.TIME) == "answered_constraint:time"
    assert skill_of("named_stepdown", ConstraintKind.TIME) == "named_stepdown"


@pytest.mark.parametrize("kind", [None, ConstraintKind.OTHER])
def test_constraints_of_no_kind_have_nothing_in_common_to_learn(kind: ConstraintKind | None) -> None:
    assert skill_of("answered_constraint", kind) == "answered_constraint"


@pytest.mark.parametrize("kind", list(ConstraintKind))
def test_a_skill_tells_its_criterion(kind: ConstraintKind) -> None:
    assert criterion_of(skill_of("answered_constraint", kind)) == "answered_constraint"
    assert criterion_of(skill_of("secured", kind)) == "secured"
