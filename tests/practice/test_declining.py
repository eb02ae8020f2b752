"""Leaving it where the technique does not fit: said in anybody's own words, and not mistaken for an ask that only sounds like it."""

import pytest

from bot.practice.debrief import debrief
from bot.practice.declining import left_beside
from bot.practice.round import advance, begin
from bot.practice.rubric import Fact
from bot.practice.states import Move
from bot.practice.talk import Round, Said
from tests.ears import LISTENER
from tests.practice.asking_lines import ASKS, PREPARES
from tests.practice.harder_lines import HESITANT, LOOSE
from tests.practice.leaving_lines import LEAVES
from tests.practice.samples import LIBRARY

LEAST_HEARD = 0.9
LEAST_OF_THE_LOOSE = 0.8


def said_in_trap(script_id: str, *texts: str) -> Round:
    script = next(script for script in LIBRARY.scripts if script.id == script_id)
    trap = next((use.id for use in script.twists if use.id.startswith("trap")), "trap_not_asking")
    edition = LIBRARY.edition(script_id, script.temperaments[0], trap)
    assert edition is not None
    talk = begin(edition, 7)
    for text in texts:
        talk = advance(talk, Said(text=text, assessment=LISTENER.listen(talk.context, text)))
    return talk


def moves(script_id: str, *texts: str) -> list[Move]:
    return [turn.move for turn in said_in_trap(script_id, *texts).turns]


def test_nine_of_ten_ways_of_leaving_it_are_heard_at_once() -> None:
    missed = [line for line in LEAVES if moves(*line) != [Move.DECLINED]]

    assert len(missed) <= (1 - LEAST_HEARD) * len(LEAVES), missed


def test_four_of_five_that_have_no_word_for_it_are_heard_at_once() -> None:
    missed = [line for line in LOOSE if moves(*line) != [Move.DECLINED]]

    assert len(missed) <= (1 - LEAST_OF_THE_LOOSE) * len(LOOSE), missed


@pytest.mark.parametrize(("script_id", "text"), ASKS + PREPARES + HESITANT)
def test_an_ask_is_one_however_hesitant(script_id: str, text: str) -> None:
    assert Move.DECLINED not in moves(script_id, text)


def test_what_may_mean_to_leave_it_is_asked_about_and_then_taken_as_meant() -> None:
    vague = "I'd get into trouble if I collected here, so let me just say good morning."
    again = "No collecting for the clinic in the yard, I mean."

    assert moves("monthly-pledge", vague, again) == [Move.UNCLEAR, Move.DECLINED]


def test_whoever_leaves_it_in_the_first_line_has_all_the_points() -> None:
    text = LEAVES[0][1]
    talk = said_in_trap("monthly-pledge", text)

    assert talk.turns[0].heard(Fact.FITTING)
    assert talk.turns[0].heard(Fact.FIT_REASON)
    assert debrief(talk).score.total == 100


def test_taking_it_back_is_late_and_the_ask_is_what_went_wrong() -> None:
    ask = "Yvette, could you give 40 a month for a year to the clinic?"
    back = "Right, sorry. We both signed the house rules, I shouldn't be asking here at all. I take it back."
    talk = said_in_trap("monthly-pledge", ask, back)
    change = debrief(talk).change

    assert talk.turns[1].heard(Fact.FITTING_LATE)
    assert change is not None
    assert (change.turn, change.quote) == (1, ask)
    assert "afterwards" in change.advice


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("I shouldn't be asking, but could you give 60?", "could you give 60?"),
        ("I was going to ask for 40 a month, but not here.", ""),
        ("Could you give 60?", None),
    ],
)
def test_what_stands_beside_leaving_it_may_still_ask(text: str, beside: str | None) -> None:
    assert left_beside(text) == beside


def test_a_long_run_of_words_is_read_at_once() -> None:
    assert left_beside("so we i won't ask " * 4000) is not None
