"""Whether the technique fits a meeting is asked only where the answers raise it."""

import pytest

from bot.practice.meetings.fit import BetterMove, better_move, raised
from bot.practice.meetings.plan import FitRule, MeetingPlan, Question

SALARY = {
    Question.WHO: "my boss Dana, the yearly raise",
    Question.TARGET: "68k",
    Question.STRETCH: "75k because I took over Rotterdam",
    Question.OBJECTION: "she'll say the budget is closed until april",
}


def rules(answers: dict[Question, str]) -> list[FitRule]:
    return list(raised(MeetingPlan(answers={**SALARY, **answers})))


def test_an_ordinary_meeting_raises_nothing() -> None:
    assert rules({}) == []


@pytest.mark.parametrize(
    ("question", "text", "rule"),
    [
        (Question.WHO, "the procurement committee, heating contract", FitRule.EXPERT_COMMITTEE),
        (Question.WHO, "a panel of experts about the grant", FitRule.EXPERT_COMMITTEE),
        (Question.WHO, "board of trustees", FitRule.EXPERT_COMMITTEE),
        (Question.OBJECTION, "that it's the list price", FitRule.FIXED_PRICE),
        (Question.OBJECTION, "they have a no discounts policy", FitRule.FIXED_PRICE),
        (Question.OBJECTION, "it's a fixed-price offer", FitRule.FIXED_PRICE),
        (Question.OBJECTION, "she says she doesn't negotiate", FitRule.FIXED_PRICE),
        (Question.WHO, "a seller on ebay, I've never met him", FitRule.ONE_SHOT),
        (Question.WHO, "a stranger at the flea market", FitRule.ONE_SHOT),
        (Question.WHO, "the plumber, a one-off job", FitRule.ONE_SHOT),
        (Question.STRETCH, "75k, and my colleague will then ask for the rest", FitRule.ANOTHER_ASKS),
        (Question.OBJECTION, "no, but my wife will call again later", FitRule.ANOTHER_ASKS),
    ],
)
def test_words_of_the_answers_raise_a_rule(question: Question, text: str, rule: FitRule) -> None:
    assert rules({question: text}) == [rule]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Question.WHO, "my boss Dana, who is on board"),
        (Question.OBJECTION, "my colleague already asked and got nothing"),
        (Question.OBJECTION, "the price is too high"),
        (Question.STRETCH, "75k once the contract is signed"),
        (Question.OBJECTION, "we need her expertise"),
    ],
)
def test_words_that_are_alike_raise_none(question: Question, text: str) -> None:
    assert rules({question: text}) == []


@pytest.mark.parametrize(("target", "stretch", "trivial"), [
    ("5 minutes", "10 minutes", True),
    ("2 euros", "4 euros", True),
    ("5 minutes", "two hours", False),
    ("2 euros an hour", "4 euros an hour", False),
    ("5", "8", False),
    ("coffee", "lunch", False),
])  # fmt: skip
def test_trivial_stakes_are_seen_by_their_figures(target: str, stretch: str, *, trivial: bool) -> None:
    assert (FitRule.TRIVIAL in rules({Question.TARGET: target, Question.STRETCH: stretch})) is trivial


def test_a_second_use_on_the_same_person_is_noticed_by_any_spelling() -> None:
    for who in ("Dana", "dana K.", "my boss Dana, bonus", "raise with dana"):
        plan = MeetingPlan(answers={Question.WHO: who})
        assert raised(plan, frozenset({"dana"})) == (FitRule.USED_BEFORE,)
    assert raised(MeetingPlan(answers={Question.WHO: "Tom"}), frozenset({"dana"})) == ()
    assert raised(MeetingPlan(), frozenset({""})) == ()


def test_what_was_answered_is_not_asked_again() -> None:
    answers = {**SALARY, Question.WHO: "the committee"}
    assert raised(MeetingPlan(answers=answers, fit={FitRule.EXPERT_COMMITTEE: False})) == ()


def test_every_rule_has_a_better_move_and_every_move_serves_one() -> None:
    assert {better_move(rule) for rule in FitRule} == set(BetterMove)
    assert better_move(FitRule.EXPERT_COMMITTEE) is BetterMove.SINGLE_ASK
