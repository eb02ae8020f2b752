"""Who was misheard and says so is put right, also after the yes; whoever goes back on their own words is not forgiven the step."""

import pytest

from bot.practice.misheard import corrects
from bot.practice.round import advance, begin, replay
from bot.practice.states import Move, State
from bot.practice.talk import Round, Said
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, play, said

RENT = said("I'd like no rise for the next twelve months, I see to the bins.", "specific_ask", "justification")
DOWN = said(
    "A lot to ask; I step down to 1,025 from 1 April, you can tell the others that it is a rise.",
    *("names_concession", "smaller_ask", "ties_to_constraint", "specific_ask"),
)
TAKES = said("1,050 from 1 February, deal.")
WAIT = said("Wait, I asked for April, not February.", "argues", "names_concession")


def rent(*messages: Said) -> Round:
    """Wendel has answered the step down with 1,050 from February."""
    edition = LIBRARY.edition("landlord-rent", "guarded", "counter_offer")
    assert edition is not None
    talk = begin(edition, 21)
    for message in (RENT, ASK_WHY, DOWN, *messages):
        talk = advance(talk, message)
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "Hang on, I said 900, not 980.",
        "I asked for April, not February.",
        "That's not my offer.",
        "I never agreed to 980.",
        "You misheard me.",
        "That isn't what I said.",
    ],
)
def test_a_correction_is_known_by_its_words(text: str) -> None:
    assert corrects(text)


@pytest.mark.parametrize("text", ["I said it was fine.", "That's my offer.", "I'm not sure.", "It stands, 1,020."])
def test_standing_by_ones_words_corrects_nothing(text: str) -> None:
    assert not corrects(text)


def test_after_the_yes_the_talk_goes_back_to_what_was_meant() -> None:
    talk = rent(TAKES, WAIT)

    assert [turn.move for turn in talk.turns[-2:]] == [Move.TOOK_COUNTER, Move.CORRECTED]
    assert talk.state == State.AGREED
    assert not talk.took_theirs
    assert "1,025 from April" in talk.words["offer"]


def test_it_is_replayed_to_the_letter() -> None:
    talk = rent(TAKES, WAIT)
    again = replay(talk.edition, talk.seed, [(turn.said, turn.move) for turn in talk.turns])

    assert again == talk


def test_nothing_that_stands_denied_is_no_correction() -> None:
    talk = play(ASK, ASK_WHY, said("I said 62k, not less.", "specific_ask"))

    assert talk.turns[-1].move is not Move.CORRECTED


def test_going_back_on_ones_own_step_leaves_it_counted() -> None:
    talk = play(ASK, ASK_WHY, RETREAT, said("That's not my offer, I said 62k, not 57k.", "argues"))

    assert talk.turns[-1].move is Move.CORRECTED
    assert talk.offer is None
    assert talk.turns[2].retreated


def test_a_correction_of_nothing_that_stands_argues_no_more_than_standing_by_it() -> None:
    talk = play(ASK, ASK_WHY, said("Hang on, I said 62k, not 57k.", "argues", "smaller_ask", "names_concession"))

    assert (talk.turns[-1].move, talk.state) == (Move.HELD, State.CONSTRAINT_NAMED)
