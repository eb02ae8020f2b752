"""What stands when the counterpart has moved: their part kept as a fallback, a reason that comes late, an offer told to a colleague."""

import pytest

from bot.hearing.cues import Cue
from bot.practice.amounts import hear_amounts, last_named
from bot.practice.round import advance, begin
from bot.practice.said_back import in_words
from bot.practice.states import Move, State
from bot.practice.talk import Round, Said
from tests.ears import LISTENER
from tests.practice.samples import LIBRARY

MINDING = (
    "Could you take Nils and Ada three afternoons a week, four hours each? My shift runs until six and the club's full.",
    "That's ok, thanks for being honest. What makes it hard?",
    "Ah, the standby. So I'll come down from three: one fixed afternoon, three hours. If not, that's fine too.",
)
ONCE_MORE = (
    "Two hours is an hour short for me. But with the standby I see why. Could it be three? If not I'll take the two."
)
SPONSOR = (
    "Would you sponsor our whole tournament, 5000? 600 players walk past your shop, and your name's on the shirts all year.",
    "Fair enough, no harm done. Is it the amount, or is it something about the tournament itself?",
    "The tin's nearly empty, I see. Then I'll step back from the 5000, that was a big one. Just the youth day, 2000?",
)
VAN = (
    "Would you give me the whole weekend, you and the van, four loads? Yours has the ramp, so nobody gets hurt.",
    "That's fair. What's in the way?",
)


def talked(script: str, temperament: str, twist: str, seed: int, *texts: str) -> Round:
    edition = LIBRARY.edition(script, temperament, twist)
    assert edition is not None
    talk = begin(edition, seed)
    for text in texts:
        talk = advance(talk, Said(text=text, assessment=LISTENER.listen(talk.context, text)))
    return talk


def childcare(*texts: str) -> Round:
    return talked("childcare-favour", "cooperative", "partial_yes", 42, *MINDING, *texts)


def test_their_part_kept_for_the_case_of_a_no_is_no_second_step_down() -> None:
    talk = childcare(ONCE_MORE, "The same three hours as before, one afternoon. If three won't go, I take your two.")

    assert talk.turns[2].state == State.PARTLY_AGREED
    assert [turn.move for turn in talk.turns[3:]] == [Move.HELD, Move.HELD]
    assert not any(turn.heard(Cue.CASCADE) for turn in talk.turns)
    assert "three hours" in talk.words["offer"]


def test_their_part_may_also_be_taken_a_little_later() -> None:
    talk = childcare(ONCE_MORE, "ok then your two hours, one afternoon")

    assert talk.turns[-1].move is Move.HELD
    assert talk.state == State.AGREED
    assert talk.words["offer"] == "one afternoon, two hours"


def test_whoever_tells_a_colleague_less_has_stepped_down_again() -> None:
    less = "I'd asked for 5000, the tin's nearly empty he said, so call it 1500 for the youth day?"
    again = "Sorry. 1500 for the youth day, that is the offer, since the tin is nearly empty."
    talk = talked("event-sponsor", "guarded", "handed_over", 43, *SPONSOR, less, again)

    assert [turn.move for turn in talk.turns[3:]] == [Move.CASCADED, Move.HELD]
    assert "1500" in talk.turns[-1].reply
    assert "2000" not in talk.turns[-1].reply


def test_what_is_told_again_is_the_last_figure_beside_the_first_ask() -> None:
    ask = next(script for script in LIBRARY.scripts if script.id == "event-sponsor").ask
    first = hear_amounts(ask, "Would you give 5000?")
    found = last_named(ask, "I'd asked for 5000, so call it 1500?", first, first)

    assert {name: amount.value for name, amount in found.items()} == {"money": 1500}
    assert last_named(ask, "I'd asked for 5000.", first, first) == {}


@pytest.mark.parametrize(
    ("offer", "fits"),
    [
        ("I don't want your back on my conscience. Forget the whole weekend: Saturday morning, two loads?", True),
        ("So it's your back. Then I come down from four loads to two, for the whole weekend all the same.", False),
    ],
)
def test_a_true_reason_that_what_was_offered_fits_already_says_so(offer: str, *, fits: bool) -> None:
    talk = talked("moving-help", "cooperative", "wrong_constraint", 44, VAN[0], VAN[1], offer)
    edition = talk.edition
    assert edition.twist is not None

    assert talk.state == State.CONSTRAINT_CORRECTED
    assert any(line in talk.last_line for line in edition.twist.fitting) is fits
    assert (talk.offer is not None) is fits
    assert talk.task == ("hold" if fits else "refit")


@pytest.mark.parametrize(
    ("script_id", "text", "said"),
    [
        ("event-sponsor", "Would you sponsor our whole tournament, 5000?", "5000 for the whole tournament"),
        ("event-sponsor", "Just the youth day, 2000?", "2000 for the youth day"),
        ("monthly-pledge", "Could you give 40 a month for a year?", "40 a month for a year"),
        ("monthly-pledge", "Maybe 60 once then?", "60 once"),
        ("monthly-pledge", "A single gift, 60, would do.", "60, a single gift"),
        ("training-budget", "All sixteen nurses, it's 6000.", "all sixteen nurses for 6000"),
    ],
)
def test_figures_that_belong_together_are_joined_as_one_says_them(script_id: str, text: str, said: str) -> None:
    ask = next(script for script in LIBRARY.scripts if script.id == script_id).ask

    assert in_words(hear_amounts(ask, text), ask) == said
