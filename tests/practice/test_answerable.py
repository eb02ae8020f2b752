"""What a recap asks, who a colleague is asked to be, and when somebody says that the first ask was for show."""

import pytest

from bot.practice.answerable import Asked, admits, asked_in, asks_who

SHOW = [
    "it was a trick",
    "You're right, I only said it to make the second look small.",
    "Yes, it was just a tactic.",
    "I never wanted the eight.",
    "You got me.",
    "You're right, sorry.",
    "I only asked for 62k so that 57k would look reasonable.",
    "I was bluffing.",
    "We didn\N{RIGHT SINGLE QUOTATION MARK}t really need the two regions.",
]
MEANT = [
    "I did want the eight; with your budget, two is what works.",
    "It wasn't a trick.",
    "I know it looks like a trick, but I meant the 62k.",
    "You think I never wanted the 62k. I did.",
    "I never meant to push you.",
    "I never meant it as a trick.",
    "You're right to ask.",
    "You're right, the pot is empty, so it's 57k.",
    "I'd have taken the 62k gladly. With your pot, 57k.",
    "I never expected you to say no.",
]


@pytest.mark.parametrize("text", SHOW)
def test_whoever_admits_a_show_is_taken_at_their_word(text: str) -> None:
    assert admits(text) in text
    assert admits(text)


@pytest.mark.parametrize("text", MEANT)
def test_whoever_meant_it_admits_nothing(text: str) -> None:
    assert admits(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Who are you?",
        "What happened to Delphine?",
        "Where's Delphine?",
        "And you are?",
        "Wasn't I talking to Delphine?",
        "Is Delphine coming back?",
    ],
)
def test_a_colleague_is_asked_who_they_are(text: str) -> None:
    assert asks_who(text, "Delphine")


@pytest.mark.parametrize(
    "text",
    [
        "Who should sign this paper?",
        "I asked Delphine for six docks.",
        "Who are you? Never mind: I asked for six docks, she has no time for so many, so I came down to two, from May on.",
    ],
)
def test_what_tells_something_asks_nobody_who_they_are(text: str) -> None:
    assert not asks_who(text, "Delphine")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("So the 4th it is, can we say Tuesday?", Asked.WHETHER),
        ("Shall we put it in the calendar?", Asked.WHETHER),
        ("So 57k from May, right? I'll send you two lines.", Asked.WHETHER),
        ("How about Tuesday?", Asked.WHETHER),
        ("I'll send it when you're back, okay?", Asked.WHETHER),
        ("So 57k. When do we start?", Asked.OPEN),
        ("Tuesday or Wednesday?", Asked.OPEN),
        ("57k from May. Could we also say a car?", Asked.OPEN),
        ("57k, then. Anything else you need?", Asked.MORE),
        ("Great: 57k from May, I'll send you two lines.", None),
    ],
)
def test_a_recap_asks_for_a_yes_for_more_or_for_what_only_they_know(text: str, asked: Asked | None) -> None:
    assert asked_in(text) is asked
