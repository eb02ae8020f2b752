"""Rehearsals as people typed them on a phone, heard with the listener that ships."""

import pytest

from bot.hearing.cues import Cue, Status
from bot.practice.debrief import debrief
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.plan import MeetingPlan, Question
from bot.practice.meetings.reading import read
from bot.practice.meetings.rehearsing import rehearsal
from bot.practice.placeholders import placeholders_in
from bot.practice.round import advance, begin
from bot.practice.scoring import Mark, score_round
from bot.practice.states import Move, State
from bot.practice.talk import Round, Said
from tests.ears import LISTENER
from tests.practice.meetings.contents import CONTENT
from tests.practice.samples import LIBRARY

DEBT = ("Gerry, the kitchen", "5200", "4500", "6400, because you signed it off", "the worktop is scratched")
PAGES = (
    "Priya, more pages",
    "900 for 4 pages",
    "700",
    "1200 for 4 pages, because you have them by May",
    "budgets closed till q3",
)
ASKED = "hi, i want the 6400 for the kitchen. it was done in june and you signed it off"
WHOLE = "hi priya, for the 4 pages id like 1200, so you have them by may"


def talked(answers: tuple[str, ...], nth: int, *messages: str) -> Round:
    questions = (Question.WHO, Question.TARGET, Question.FLOOR, Question.STRETCH, Question.OBJECTION)
    script = script_of(1, read(MeetingPlan(answers=dict(zip(questions, answers, strict=True)))), CONTENT)
    talk = begin(*rehearsal(script, LIBRARY, nth, [80] * (nth - 1)))
    for text in messages:
        talk = advance(talk, Said(text=text, assessment=LISTENER.listen(talk.context, text)))
    return talk


MOVING = (
    "Lenka, moving help",
    "your van and a hand on saturday",
    "just the van",
    "the van and a hand the whole day",
    "she works saturdays",
)


def mark(talk: Round, criterion: str) -> Mark:
    return score_round(talk).of(criterion).mark


def test_a_complaint_is_asked_about_and_then_the_figure_is_the_ask() -> None:
    complaint = "this is SO far past what we agreed. 4 pages is not a tiny tweak"
    talk = talked(PAGES, 2, complaint, "sorry. 1200 is what it costs, hosting pages and copy all me. ok?")
    assert [turn.state for turn in talk.turns] == [State.PROBING, State.REFUSED]
    assert talk.words["ask"] == "1200"


@pytest.mark.parametrize("text", ["all 4 fresh would be 1200", "1200 is what it costs me. ok?", "its 1200 all in"])
def test_the_plans_own_figure_is_the_ask_however_it_is_put(text: str) -> None:
    assert talked(PAGES, 1, text).words["ask"] == "1200"


def test_somebody_elses_figure_is_not() -> None:
    assert talked(PAGES, 1, "my competitor charges 1200").words["ask"] == ""


@pytest.mark.parametrize("guess", ["fair. is it money?", "yeah figured. is it the scratch or is it money"])
def test_a_guess_brings_the_constraint_and_its_points(guess: str) -> None:
    talk = talked(DEBT, 1, ASKED, guess)
    assert talk.constraint_known
    assert mark(talk, "heard_constraint") is Mark.FULL


def test_a_threat_gets_no_yes_and_is_the_thing_to_change() -> None:
    threat = "youve had 3 months of time. ill take 5200 or its court simple as that"
    talk = talked(DEBT, 2, ASKED, "ok. whats the real reason", threat)
    found = debrief(talk)
    assert talk.turns[-1].state == State.REACTANCE
    assert found.change is not None
    assert "court" in found.change.quote
    assert all("court" not in praise.quote for praise in found.worked)


@pytest.mark.parametrize("text", ["what? look tell you what id go to 5200", "ill take 5200"])
def test_an_offer_without_an_apostrophe_is_heard(text: str) -> None:
    talk = talked(DEBT, 3, ASKED, "ok. what stands in the way?", text)
    assert talk.words["offer"] == "5200"


def test_what_takes_the_constraint_up_answers_it() -> None:
    step = "got you, budget. 1200 was the full thing, id step down to 900 and you pay it in q3 if thats easier"
    talk = talked(PAGES, 1, WHOLE, "thats ok. whats the snag?", step)
    assert mark(talk, "answered_constraint") is Mark.FULL
    assert talk.state == State.AGREED


def test_a_figure_alone_leaves_it_open_whether_it_answers() -> None:
    talk = talked(PAGES, 1, WHOLE, "thats ok. whats the snag?", "ffs fine. 900. but thats me done")
    assert mark(talk, "answered_constraint") in {Mark.UNSURE, Mark.NONE}
    assert talk.state == State.CONSIDERING


@pytest.mark.parametrize("text", ["everyone else does tho. my friend got it", "dunno, whatever you usually do"])
def test_a_faint_accusation_is_dropped(text: str) -> None:
    turn = talked(PAGES, 2, WHOLE, text).turns[-1]
    assert turn.move is not Move.PRESSED
    assert turn.finding(Cue.PRESSURE).status is not Status.HEARD


def test_a_way_out_beside_the_step_down_counts() -> None:
    talk = talked(DEBT, 1, ASKED, "ok. whats the snag?", "6400 was a big ask, 5200 then? no worries if not")
    assert talk.turns[-1].heard(Cue.LEAVES_CHOICE)


def test_nothing_is_said_of_what_was_not_heard() -> None:
    """Every group that is said without figures has a line that needs none."""
    for state in (State.REFUSED, State.CONSTRAINT_NAMED, State.CLOSING, State.GRANTED_CLOSING):
        for group in CONTENT.lines[state]:
            assert any(not {"ask", "offer"} & set(placeholders_in(line)) for line in group.say), group.move


def test_an_unheard_ask_is_not_named() -> None:
    talk = talked(PAGES, 1, "could you give me a bit more for the pages? you have them by may then")
    assert talk.words["ask"] == ""
    assert "that" not in talk.turns[-1].reply.lower().replace("that's", "").split()


@pytest.mark.parametrize("words", ["IT wont approve it", "budgets closed till q3"])
def test_any_objection_fits_its_lines(words: str) -> None:
    script = script_of(1, read(MeetingPlan(answers={Question.OBJECTION: words})), CONTENT)
    assert script.constraints[0].short.startswith(words[:6])
    assert not any("because" in line or "iT" in line for line in script.constraints[0].says)


@pytest.mark.parametrize(
    "text",
    [
        "i could really do with you and the van for the whole day. youd get your sofa back at last",
        "could i get the van and a hand the whole day on saturday? then it's done in one go for you too",
    ],
)
def test_a_plan_without_figures_gets_its_no(text: str) -> None:
    turn = talked(MOVING, 1, text).turns[-1]
    assert turn.state == State.REFUSED
    assert "the van and a hand the whole day" in talked(MOVING, 1, text).words["ask"]


def test_a_step_down_in_words_is_the_one_that_was_said() -> None:
    step = "the whole day was a lot, so just the van and a hand on saturday, after your work. say if not"
    talk = talked(
        MOVING, 1, "could you do the van and a hand the whole day? you get the sofa", "ok. whats in the way?", step
    )
    assert talk.words["offer"] == "your van and a hand on saturday"


def test_more_weeks_are_the_weeks_that_were_planned() -> None:
    thesis = ("Prof. Lindqvist, my deadline", "hand in 2 weeks later", "1 week", "3 weeks", "rules are rules")
    talk = talked(thesis, 1, "could i have 3 more weeks? my data came late and you only read it once")
    assert mark(talk, "plausible_stretch") is Mark.FULL


def test_cents_are_parts_of_what_costs_less_than_one() -> None:
    rate = ("Anneke, my rate", "0.14 a word", "0.12 a word", "0.16 a word", "we pay everyone 0.11")
    talk = talked(rate, 1, "can we make it 16 cents? i havent had a rise in 4 years")
    assert {amount.value for amount in talk.first_ask.values()} == {0.16}
