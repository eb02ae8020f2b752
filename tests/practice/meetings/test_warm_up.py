"""Ninety seconds before the meeting: three steps, each with a line of the card."""

import string

import pytest

from bot.practice.meetings.card import card_of
from bot.practice.meetings.plan import Reading
from bot.practice.meetings.warm_up import WHOLE, WarmUp, warm_up
from bot.texts import all_texts, say
from tests.practice.meetings.samples import EMPTY, READINGS, RENT


def test_it_goes_from_the_ask_over_their_no_to_the_closing() -> None:
    ask, step_down, close = warm_up(card_of(RENT, (), {}))
    assert ask.params["ask"].startswith("I'd like 1,180 a month. I have paid")
    assert step_down.params["they_say"] == "My costs have gone up."
    assert close.params["closing"].startswith("So it's 1,240 a month.")


@pytest.mark.parametrize("reading", [*READINGS.values(), EMPTY])
def test_it_takes_a_minute_and_a_half_and_every_step_can_be_told(reading: Reading) -> None:
    steps = warm_up(card_of(reading, (), {}))
    assert sum(step.seconds for step in steps) == WHOLE
    told = [say(step.key, **step.params) for step in steps]
    assert all(words in text for step, text in zip(steps, told, strict=True) for words in step.params.values())


def test_an_empty_card_is_warmed_up_for_freely() -> None:
    assert warm_up(card_of(EMPTY, (), {}))[0].key is WarmUp.SAY_ASK_FREELY


@pytest.mark.parametrize("key", list(WarmUp))
def test_each_step_has_words_for_what_it_gives(key: WarmUp) -> None:
    named = {name for _, name, _, _ in string.Formatter().parse(all_texts()[key]) if name}
    assert named == {
        WarmUp.SAY_ASK: {"ask"},
        WarmUp.STEP_DOWN: {"they_say", "retreat"},
        WarmUp.CLOSE: {"closing"},
    }.get(key, set())
