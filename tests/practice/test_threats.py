"""Ultimatums: what somebody says will happen to whoever does not say yes."""

import time

import pytest

from bot.practice.states import Move
from bot.practice.threats import threat
from tests.practice.samples import ASK, ASK_WHY, play, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ill take 5200 or its court simple as that", "or its court simple as that"),
        ("900, take it or i go elsewhere and tell everyone", "take it or i go elsewhere and tell everyone"),
        ("Take it or leave it.", "Take it or leave it"),
        ("950 then or i move out. last offer", "or i move out"),
        ("Pay the 5200 or else!", "or else"),
        (
            "If you don\N{RIGHT SINGLE QUOTATION MARK}t pay I go to court",
            "If you don\N{RIGHT SINGLE QUOTATION MARK}t pay I go to court",
        ),
        ("otherwise we go to court", "otherwise we go to court"),
    ],
)
def test_what_will_be_done_to_them_is_a_threat(text: str, words: str) -> None:
    assert threat(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "this way theres no court for either of us",
        "is it the money or is it the court date?",
        "5200 on paper before or after court",
        "two weeks or i take three days less",
        "would you take 900 or we leave it at 950",
        "wednesday or i can do fridays",
        "we could meet here or somewhere else",
        "Is there something else?",
    ],
)
def test_another_choice_is_none(text: str) -> None:
    assert threat(text) == ""


def test_a_smaller_ask_with_a_threat_behind_it_presses() -> None:
    last = said("I'd take 57k instead of 62k or I quit.", "specific_ask", "smaller_ask", "names_concession")
    assert play(ASK, ASK_WHY, last).turns[-1].move is Move.PRESSED


def test_it_stays_quick() -> None:
    begun = time.perf_counter()
    threat("or i " * 20_000)
    threat("if you don't " * 20_000)
    assert time.perf_counter() - begun < 0.5
