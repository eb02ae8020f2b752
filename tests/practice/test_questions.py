"""Questions of few words: why not, whether Tuesday suits, and whether they would give what is asked."""

import time

import pytest

from bot.hearing.cues import Cue
from bot.practice.on_topic import asks_for
from bot.practice.questions import asks_why
from bot.practice.settling import settles_when
from bot.practice.states import Move
from tests.practice.samples import ASK, ASK_WHY, RETREAT, play, said

WHY = [
    "Why not?",
    "why?",
    "But why?",
    "Why is that?",
    "May I ask why?",
    "Can I ask why not?",
    "Okay. May I know why?",
    "How come?",
    "Oh, no? How come?",
    "how so?",
    "What's the problem?",
    "what’s the issue",
    "What is the problem with that?",
    "What's the matter?",
    "For what reason?",
    "Is there a particular reason?",
    "Any reason why not?",
    "Could you tell me why?",
    "Would you mind telling me why?",
    "Mind telling me why?",
    "Sorry to hear that. Why not?",
    "Fair enough, but why?",
    "Seriously, why not?",
    "Why not, if I may ask?",
    "Why can't you?",
    "What's stopping you?",
    "Care to explain?",
    "Help me understand.",
]
NOT_WHY = [
    "Why not? Everybody else gets it.",
    "Why not 57k then?",
    "Why are you so mean?",
    "Why should I care?",
    "How come everybody else gets it?",
    "That is why I ask.",
    "What's the problem, you have the money.",
    "The problem is that I need it.",
    "Why not make it two weeks?",
    "Explain it to me. You owe me that.",
]


@pytest.mark.parametrize("text", WHY)
def test_asking_why_not_asks_for_the_constraint(text: str) -> None:
    turn = play(ASK, said(text, "pressure", unsure=("argues",))).turns[-1]
    assert (turn.move, turn.state) == (Move.ASKED_CONSTRAINT, "constraint_named")
    assert turn.heard(Cue.INVITES_CONSTRAINT)
    assert not turn.heard(Cue.PRESSURE)


def test_taking_the_no_before_asking_why_still_counts() -> None:
    assert play(ASK, said("Fair enough. Why?", "acknowledges_refusal")).turns[-1].heard(Cue.ACKNOWLEDGES_REFUSAL)


@pytest.mark.parametrize("text", NOT_WHY)
def test_a_why_that_contests_or_offers_is_left_to_the_ear(text: str) -> None:
    assert asks_why(text) == ""


RECAPS = [
    "Tuesday?",
    "Same time next week?",
    "Great. Tuesday at nine?",
    "So from May?",
    "Starting Monday?",
    "Shall we say Thursday?",
    "Does Friday work for you?",
    "How about tomorrow morning?",
    "Perfect, see you on the 4th then?",
    "Shall I send you two lines?",
    "Will you put it in writing?",
    "Can you send me the form?",
]
NO_RECAPS = [
    "How was your Tuesday?",
    "Did you see the match on Tuesday?",
    "Really?",
    "Tuesday is hard for me",
    "And could we have two more days on Tuesday?",
    "What is this about?",
]


@pytest.mark.parametrize("text", RECAPS)
def test_a_question_that_names_the_day_secures_what_was_agreed(text: str) -> None:
    turn = play(ASK, ASK_WHY, RETREAT, said(text, unsure=("commitment",))).turns[-1]
    assert (turn.move, turn.state) == (Move.SECURED, "done")
    assert turn.heard(Cue.COMMITMENT)


@pytest.mark.parametrize("text", NO_RECAPS)
def test_other_questions_after_the_yes_secure_nothing(text: str) -> None:
    assert settles_when(text) == ""
    assert play(ASK, ASK_WHY, RETREAT, said(text)).turns[-1].move is not Move.SECURED


def test_a_day_beside_a_further_step_down_secures_nothing() -> None:
    turn = play(ASK, ASK_WHY, RETREAT, said("Or 56k. Tuesday?", "smaller_ask", "cascade")).turns[-1]
    assert turn.move is Move.CASCADED


MATTER = "A sponsor for the tournament: 5,000 as sponsor of the whole tournament"
ASKS = [
    "Can you sponsor us with EUR 5000?",
    "Could you let me have something for the tournament?",
    "I'd like to ask you for a sponsorship.",
    "Would you be willing to sponsor us?",
    "Will you be our sponsor?",
    "Any chance of you sponsoring it?",
]
NO_ASKS = [
    "Can you tell me a joke?",
    "Could you speak German?",
    "Can you explain how this bot scores sponsors?",
    "Would you like a coffee?",
    "sponsor sponsor sponsor",
    "What is the tournament?",
]


@pytest.mark.parametrize("text", ASKS)
def test_an_ask_for_what_the_script_is_about_is_one(text: str) -> None:
    assert asks_for(text, MATTER)
    turn = play(said(text, "off_topic"), script="event-sponsor").turns[-1]
    assert turn.move in {Move.VAGUE_ASK, Move.BARE_ASK}


@pytest.mark.parametrize("text", NO_ASKS)
def test_a_question_beside_the_matter_stays_off_topic(text: str) -> None:
    assert not asks_for(text, MATTER)
    assert play(said(text, "off_topic"), script="event-sponsor").turns[-1].move is Move.OFF_TOPIC


def test_hostile_text_is_read_in_no_time() -> None:
    began = time.process_time()
    for text in ("why " * 800, "oh, " * 1000, "may i ask " * 400, "can you " * 500, "tuesday " * 500 + "?", "?" * 4000):
        asks_why(text)
        settles_when(text)
        asks_for(text, MATTER)
    assert time.process_time() - began < 1  # seconds
