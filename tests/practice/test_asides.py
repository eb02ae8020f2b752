"""What is said beside a line: who is meant, where that is asked in passing, and that a yes holds for what hangs on the offer."""

import pytest

from bot.practice.asides import has_rider
from bot.practice.round import advance, begin
from bot.practice.states import State
from bot.practice.talk import Round, Said
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, SECURE, play, said


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("Four percent, with part of it starting only when those contracts run out.", True),
        ("57k, half now and half in autumn.", True),
        ("Two regions, the rest after the summer.", True),
        ("Then 57k, in two steps.", True),
        ("57k, on condition that I keep the rota.", True),
        ("57k, as long as it takes.", False),
        ("Then I come down to 57k, so that you keep the rota covered.", False),
        ("Half a day, two loads, done by dinner time.", False),
    ],
)
def test_a_part_that_comes_later_and_a_condition_hang_on_an_offer(text: str, *, hangs: bool) -> None:
    assert has_rider(text) is hangs


def test_a_yes_holds_for_what_hangs_on_the_offer_and_says_so_once() -> None:
    later = said(f"{RETREAT.text} Half of it only from autumn.", *RETREAT.assessment.verdicts)
    plain, whole = play(ASK, ASK_WHY, RETREAT, SECURE), play(ASK, ASK_WHY, later, SECURE)
    answers = plain.edition.temperament.answers
    assert answers is not None

    assert [any(line in turn.reply for line in answers.as_said) for turn in whole.turns] == [False, False, True, False]
    assert not any(line in turn.reply for turn in plain.turns for line in answers.as_said)


def moving(*messages: Said) -> Round:
    edition = LIBRARY.edition("moving-help", "cooperative")
    assert edition is not None
    talk = begin(edition, 7)
    for message in messages:
        talk = advance(talk, message)
    return talk


VAN = said("The whole weekend, four loads? Your van has the ramp.", "specific_ask", "justification")


@pytest.mark.parametrize(
    "text", ["Who are the other four?", "Ha, the other four? Fair enough.", "Are they friends, the other four?"]
)
def test_whoever_is_asked_about_in_passing_is_named(text: str) -> None:
    asked = moving(VAN, said(text)).turns[-1]

    assert any(line in asked.reply for aside in LIBRARY.scripts_by_id["moving-help"].asides for line in aside.says)


def test_a_question_in_passing_does_not_take_the_place_of_the_answer() -> None:
    down = said(
        "Who are the other four? Then I'd step back to Saturday morning, two loads.",
        "names_concession",
        "smaller_ask",
        "ties_to_constraint",
    )
    talk = moving(VAN, ASK_WHY, down)

    assert talk.state in {State.AGREED, State.CONSIDERING}
    assert "Maeve" in talk.turns[-1].reply
    assert "saturday morning" in talk.turns[-1].reply.lower()


def test_who_is_only_mentioned_is_not_explained() -> None:
    talk = moving(
        VAN,
        said(
            "I'd bring it back for the other four. What stands in the way of it all, for you, as things are?",
            "invites_constraint",
        ),
    )

    assert "Maeve" not in talk.turns[-1].reply
