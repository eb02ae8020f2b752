"""What nobody means as an answer, and what somebody may."""

import pytest

from bot.practice.drills.asides import Aside, aside


@pytest.mark.parametrize(
    "text",
    [
        "what?",
        "?",
        "??!",
        "help",
        "hm",
        "Hmmmm…",
        "What do you mean?",
        "I don\u2019t get it.",
        "example please",
        "skip",
    ],
)
def test_a_question_back_is_no_answer(text: str) -> None:
    assert aside(text) is Aside.ASKS


@pytest.mark.parametrize("text", ["thanks!", "Thank you :)", "ok", "OK.", "cool", "cooool", "👍", "🙏🙏", "ah, I see"])
def test_a_word_of_thanks_is_no_answer(text: str) -> None:
    assert aside(text) is Aside.THANKS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "...",
        "no",
        "Yes.",
        "57",
        "ok, 57k then",
        "what about 57k?",
        "Fair enough.",
        "Thanks for telling me. What stands in the way?",
        "I understand.",
        "How about May?",
        "Why not?",
        "help me understand what makes it hard",
    ],
)
def test_what_may_be_an_answer_is_one(text: str) -> None:
    assert aside(text) is None
