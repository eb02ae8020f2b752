"""Plans that would harm or deceive somebody are declined, and ordinary talk is not."""

import pytest

from bot.practice.meetings.harm import harm_in, harm_in_any
from tests.practice.meetings.harm_cases import (
    DECLINED_AFTER_THE_RULES,
    DECLINED_AT_A_SECOND_LOOK,
    DECLINED_BEFORE_THE_RULES,
    NEAR_MISSES_AFTER_THE_RULES,
    NEAR_MISSES_AT_A_SECOND_LOOK,
    NEAR_MISSES_BEFORE_THE_RULES,
)

DECLINED = (*DECLINED_BEFORE_THE_RULES, *DECLINED_AFTER_THE_RULES, *DECLINED_AT_A_SECOND_LOOK)
NEAR_MISSES = (*NEAR_MISSES_BEFORE_THE_RULES, *NEAR_MISSES_AFTER_THE_RULES, *NEAR_MISSES_AT_A_SECOND_LOOK)


@pytest.mark.parametrize(("kind", "text"), DECLINED)
def test_a_plan_that_harms_is_declined_by_its_own_words(kind: str, text: str) -> None:
    harm = harm_in(text)
    assert harm is not None
    assert harm.kind == kind
    assert harm.quote
    assert harm.quote in text


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_ordinary_talk_is_not_declined(text: str) -> None:
    assert harm_in(text) is None


def test_there_are_as_many_cases_as_were_promised() -> None:
    assert len(set(DECLINED)) == 50
    assert len(set(NEAR_MISSES)) == 70


def test_the_harm_in_any_of_several_answers_is_found() -> None:
    harm = harm_in_any(["my boss", "75k", "I'll blackmail him with the photos", "budget"])
    assert harm is not None
    assert harm.quote == "I'll blackmail him with the photos"
    assert harm_in_any(["my boss", "75k"]) is None
    assert harm_in_any([]) is None


@pytest.mark.parametrize("text", ["", "🙂", "لا", "7" * 2000, "kill " * 400, "if i " * 400])
def test_nothing_in_particular_is_no_harm(text: str) -> None:
    assert harm_in(text) is None
