"""Figures that are told of somebody else are nobody's ask; the user's own beside them still are."""

import time

import pytest

from bot.practice.amounts import hear_amounts
from bot.practice.attributed import tells_of_others
from bot.practice.states import Move, State
from tests.practice.samples import edition, play, said

ASK = edition("vendor-price").script.ask
OPENING = said("I want 900 a month, all 36 invoices were on time.", "specific_ask", "justification")

OF_OTHERS = [
    "Well I've two other quotes in writing, 980 and 1,010. So what's the problem?",
    "Two other suppliers have quoted 980 and 1,010.",
    "980 is what another supplier offers me.",
    "980 is somebody else's quote.",
    "I have an offer from a competitor at 980.",
    "I have a quote for 980 from another supplier.",
    "Elsewhere it's 980 a month.",
    "The market price is 980.",
    "Other companies pay 980 a month for this.",
    "The going rate is 1,010.",
]
OWN = [
    ("Could you match the 980 that the others quoted?", 980),
    ("I have a quote for 980 from another supplier, so could we do 1,000?", 1000),
    ("Two others quoted 980. I'd step back to 1,020 with you.", 1020),
    ("No no, 980 is what another supplier offers me. I still want 900 from you.", 900),
    ("Can you quote me 1,020?", 1020),
    ("Hang on, I said 900, not 980.", 900),
    ("I never agreed to 980. I said 900.", 900),
    ("How about 1,020 from you?", 1020),
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_somebody_else_offers_or_pays_is_no_ask(text: str) -> None:
    assert "price" not in hear_amounts(ASK, text)
    assert tells_of_others(text)


@pytest.mark.parametrize(("text", "price"), OWN)
def test_the_own_figure_beside_it_is_heard(text: str, price: float) -> None:
    assert hear_amounts(ASK, text)["price"].value == price


def test_a_quote_from_elsewhere_with_a_plain_question_is_a_question() -> None:
    quoted = said("I've two other quotes, 980 and 1,010. So what's the problem?", "argues", "smaller_ask", "cascade")
    talk = play(OPENING, quoted, script="vendor-price", temperament="guarded")

    assert (talk.turns[-1].move, talk.state) == (Move.ASKED_CONSTRAINT, State.CONSTRAINT_NAMED)
    assert talk.offer is None
    assert talk.turns[-1].heard("invites_constraint")


def test_a_quote_from_elsewhere_presses_nobody_unless_it_threatens() -> None:
    fact = said("I have a quote for 980 from another supplier. Why not 900?", "pressure", "argues")
    threat = said("I have a quote for 980 from another supplier, or I leave.", "pressure")

    assert play(OPENING, fact, script="vendor-price").turns[-1].move is Move.ASKED_CONSTRAINT
    assert play(OPENING, threat, script="vendor-price").turns[-1].move is Move.PRESSED


def test_a_long_list_of_figures_stays_quick() -> None:
    started = time.perf_counter()
    hear_amounts(ASK, "quote 980 other supplier " * 400)
    assert time.perf_counter() - started < 2
