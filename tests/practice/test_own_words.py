"""What people type on a phone: a guess instead of a question, a no taken in two words, an offer without apostrophes."""

import time

import pytest

from bot.practice.own_words import (
    answers_itself,
    asks_if_agreed,
    guesses,
    offering,
    only_complains,
    says_back,
    takes_no,
)
from bot.practice.questions import question_why
from bot.practice.states import Move
from tests.practice.samples import ASK, ASK_WHY, RETREAT, play, said


@pytest.mark.parametrize(
    "text",
    [
        "fair. is it money?",
        "yeah figured. is it the scratch or is it money",
        "no worries. is it cos of audit",
        "is it that ur tired after work or is it the clubs?",
        "Fair enough, is it the budget?",
        "money?",
    ],
)
def test_a_guess_at_what_stands_in_the_way_is_one(text: str) -> None:
    assert guesses(text) != ""


@pytest.mark.parametrize(
    "text",
    [
        "is it ok?",
        "is it 900?",
        "would it be possible",
        "is that your final answer?",
        "is it so hard?",
        "is that a no?",
        "It is the budget, I know.",
    ],
)
def test_other_questions_guess_nothing(text: str) -> None:
    assert guesses(text) == ""


def test_whoever_guesses_has_asked() -> None:
    turn = play(ASK, said("fair. is it money?", "acknowledges_refusal")).turns[-1]
    assert (turn.move, turn.heard("invites_constraint")) == (Move.ASKED_CONSTRAINT, True)


@pytest.mark.parametrize("text", ["the 1200. can you pay it or not, whats the problem", "thats 2 cents. how come"])
def test_a_question_without_its_mark_asks(text: str) -> None:
    assert question_why(text) != ""


@pytest.mark.parametrize("text", ["yeah figured.", "no worries. is it the clubs", "hm ok i see.", "that's ok", "fair."])
def test_a_no_is_taken_in_few_words(text: str) -> None:
    assert takes_no(text) != ""


@pytest.mark.parametrize(
    "text", ["fair enough but you owe me", "I see a way round it.", "that's not ok", "no worries? But"]
)
def test_a_no_is_not_taken_with_a_but(text: str) -> None:
    assert takes_no(text) == ""


@pytest.mark.parametrize(
    "text", ["i know you are. two days is a lot", "i know its tight. 5200 then", "ok i get that it's tight"]
)
def test_their_reason_is_said_back_in_few_words(text: str) -> None:
    assert says_back(text) != ""


@pytest.mark.parametrize("text", ["I know what I want.", "i know its tight but you owe it", "you know how it is"])
def test_not_everything_with_knowing_says_it_back(text: str) -> None:
    assert says_back(text) == ""


@pytest.mark.parametrize("text", ["what others?? tell you what id go to 5200", "ill take 5200", "I could do 900."])
def test_an_offer_needs_no_apostrophe(text: str) -> None:
    assert len(offering(text)) == 1


def test_what_is_asked_is_no_offer() -> None:
    assert offering("I could do what, exactly?") == []


def test_a_complaint_asks_for_nothing() -> None:
    assert only_complains("this is SO far past what we agreed. 4 pages is not a tiny tweak")


@pytest.mark.parametrize(
    "text",
    ["I want the wall painted", "It isn't fair, could you pay half?", "the wall painted", "so the wall needs paint"],
)
def test_an_ask_beside_a_complaint_counts(text: str) -> None:
    assert not only_complains(text)


def test_who_says_the_day_has_answered_their_own_question() -> None:
    assert answers_itself("starting when? id say mon 2 june") != ""
    assert answers_itself("when does it start?") == ""
    turn = play(ASK, ASK_WHY, RETREAT, said("cool. starting when? id say mon 2 june", unsure=("commitment",))).turns[-1]
    assert turn.move is Move.SECURED


@pytest.mark.parametrize("text", ["is that a yes", "so is that a yes then?", "Do we have a deal?"])
def test_who_makes_sure_of_a_yes_is_told_so(text: str) -> None:
    assert asks_if_agreed(text)
    assert play(ASK, ASK_WHY, RETREAT, said(text)).turns[-1].move is Move.UNCLEAR


def test_a_figure_that_is_left_behind_is_no_answer() -> None:
    turn = play(
        ASK, ASK_WHY, said("id go to 57 then, instead of 62, since it's the band", "specific_ask", "smaller_ask")
    ).turns[-1]
    assert "57" in turn.reply


def test_all_of_it_stays_quick() -> None:
    begun = time.perf_counter()
    for text in ("is it " * 20_000, "ok, " * 20_000, "i know it " * 20_000, "so is that a yes " * 20_000):
        guesses(text), takes_no(text), says_back(text), offering(text), only_complains(text), asks_if_agreed(text)
    assert time.perf_counter() - begun < 1.0
