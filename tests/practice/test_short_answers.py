"""A bare number in answer to a no is taken on the measure that it can only be meant for, and on none where it is something else."""

import time

import pytest

from bot.practice.amounts import Amount, hear_amounts
from bot.practice.short_answers import short_answer
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, play, said

ASKS = {script.id: script.ask for script in LIBRARY.scripts}
FIRST_ASKS = {
    "b2b-pilot": "six weeks in two regions",
    "training-budget": "all sixteen nurses for 6,000",
    "remote-days": "four days a week",
    "on-call": "all six turns",
    "monthly-pledge": "40 a month for a year",
    "unpaid-leave": "three months off",
    "salary-raise": "62k",
    "coffee-chat": "an hour on four topics",
    "event-sponsor": "5,000 for the whole tournament",
    "payment-terms": "30 days at all four plants",
    "project-scope": "four more weeks",
}


def heard(script: str, text: str, *about: str) -> dict[str, float]:
    ask = ASKS[script]
    answer = short_answer(ask, text, hear_amounts(ask, FIRST_ASKS[script]), about)
    return {name: amount.value for name, amount in answer.items()}


TAKEN = [
    ("b2b-pilot", "make it two", {"weeks": 2}),
    ("b2b-pilot", "down to 4", {"weeks": 4}),
    ("b2b-pilot", "Four, then.", {"weeks": 4}),
    ("b2b-pilot", "3?", {"weeks": 3}),
    ("b2b-pilot", "just the first week", {"weeks": 1}),
    ("b2b-pilot", "I hear you on the shift leads. Let's make it two.", {"weeks": 2}),
    ("training-budget", "make it 8", {"nurses": 8}),
    ("training-budget", "eight then", {"nurses": 8}),
    ("remote-days", "two then", {"days": 2}),
    ("remote-days", "I’d be ok with two", {"days": 2}),
    ("remote-days", "2 it is", {"days": 2}),
    ("remote-days", "half of that", {"days": 2}),
    ("remote-days", "just the first one", {"days": 1}),
    ("on-call", "three then", {"turns": 3}),
    ("on-call", "just two off", {"turns": 4}),
    ("on-call", "one off", {"turns": 5}),
    ("unpaid-leave", "make it two", {"leave": pytest.approx(8.7, abs=0.1)}),
    ("unpaid-leave", "just the first month", {"leave": pytest.approx(4.35, abs=0.1)}),
    ("salary-raise", "57 then", {"pay": 57000}),
    ("salary-raise", "half of that", {"pay": 57000}),
    ("salary-raise", "55.5 then", {"pay": 55500}),
    ("coffee-chat", "make it 20", {"minutes": 20}),
    ("coffee-chat", "two then", {"topics": 2}),
    ("event-sponsor", "2000 then", {"money": 2000}),
    ("event-sponsor", "half that", {"money": 2500}),
    ("payment-terms", "45 then", {"days": 45}),
    ("project-scope", "2 more", {"weeks": 2}),
]
NOT_TAKEN = [
    ("b2b-pilot", "just one"),  # a week, or a region
    ("b2b-pilot", "half of that"),
    ("remote-days", "at 2 then"),
    ("remote-days", "on the 2nd then"),
    ("remote-days", "May 2 then"),
    ("remote-days", "I have two questions"),
    ("remote-days", "One, it is quiet. Two, I write faster."),
    ("remote-days", "there are two of us"),
    ("remote-days", "that one then"),
    ("remote-days", "one more thing"),
    ("remote-days", "two children need me"),
    ("remote-days", "room 2 then"),
    ("remote-days", "we tried it in 2 teams"),
    ("remote-days", "60 then"),
    ("monthly-pledge", "a one off"),
    ("salary-raise", "I have two."),
    ("event-sponsor", "1,200 or so, 2.5 weeks from now"),
    ("salary-raise", "for 3 years then"),
]


@pytest.mark.parametrize(("script", "text", "amounts"), TAKEN)
def test_a_bare_number_is_taken_on_its_measure(script: str, text: str, amounts: dict[str, float]) -> None:
    assert heard(script, text) == amounts


@pytest.mark.parametrize(("script", "text"), NOT_TAKEN)
def test_a_number_of_something_else_is_not_taken(script: str, text: str) -> None:
    assert heard(script, text) == {}


def test_the_constraint_says_which_of_two_measures_is_spoken_about() -> None:
    assert heard("b2b-pilot", "just one", "regions") == {"regions": 1}
    assert heard("event-sponsor", "make it two", "days") == {"days": 2}


def test_the_words_stand_in_the_text_to_the_letter() -> None:
    text = "Fine. Let’s make it Two, then."
    (amount,) = short_answer(ASKS["remote-days"], text, {"days": Amount(4, "four days")}, ()).values()
    assert amount.words == "Two"


def test_a_bare_number_after_the_no_is_the_step_down() -> None:
    opening = said("four days a week at home, I write twice as much there", "specific_ask", "justification")
    talk = play(opening, ASK_WHY, said("make it two then", "smaller_ask", "names_concession"), script="remote-days")
    assert talk.offer is not None
    assert talk.offer["days"].value == 2  # days
    assert talk.words["offer"].startswith("two")


def test_a_one_off_gift_takes_nothing_off() -> None:
    ask = ASKS["monthly-pledge"]
    assert hear_amounts(ask, "a one off", hear_amounts(ask, "40 a month for a year"))["months"].value == 1
    assert "gift" not in hear_amounts(ask, "a one off", hear_amounts(ask, "40 a month for a year"))


def test_after_the_yes_a_bare_number_is_an_arrangement() -> None:
    retreat = said("57k", "smaller_ask", "names_concession", "ties_to_constraint")
    talk = play(ASK, ASK_WHY, retreat, said("Nine then?", "commitment"))
    assert talk.turns[-1].move == "secured"


def test_hostile_text_is_read_in_no_time() -> None:
    began = time.process_time()
    for text in ("two, " * 800, "make it " * 500, "half of that " * 300, "only the first " * 270, "1." * 2000):
        heard("b2b-pilot", text)
    assert time.process_time() - began < 2  # seconds
