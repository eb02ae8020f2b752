"""A round can begin in any state that a talk can be in, with what must have been said before."""

import pytest

from bot.authoring.editions import edition_for, graph
from bot.authoring.way import way_to
from bot.practice.round import advance, begin
from bot.practice.talk import Round
from tests.practice.samples import LIBRARY

SEED = 3
BEGINNINGS = [
    (temperament.id, state)
    for temperament in LIBRARY.temperaments_of(LIBRARY.scripts_by_id["vendor-price"])
    for state in temperament.states
    if state not in temperament.final
]
SCRIPTS = [script.id for script in LIBRARY.scripts if not script.is_message]


def led_to(script: str, temperament: str, state: str) -> Round:
    edition = edition_for(LIBRARY, script, temperament)
    talk = begin(edition, SEED)
    for said in way_to(edition, SEED, state):
        talk = advance(talk, said)
    return talk


@pytest.mark.parametrize(("temperament", "state"), BEGINNINGS)
def test_every_state_is_reached_with_what_usually_comes_before_it(temperament: str, state: str) -> None:
    talk = led_to("vendor-price", temperament, state)
    asked = {name: amount.value for name, amount in talk.first_ask.items()}
    offered = {name: amount.value for name, amount in (talk.offer or {}).items()}
    assert talk.state == state
    assert asked == ({} if state in {"opening", "probing"} else {"price": 900, "term": 6})
    assert talk.constraint_known is (state not in {"opening", "probing", "refused", "reactance"})
    with_an_offer = {"considering", "baiting", "agreed", "closing"}
    assert offered == ({"price": 1020, "term": 12} if state in with_an_offer else {})


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_way_to_the_bait_is_a_round_well_played(script: str) -> None:
    talk = led_to(script, "guarded", "baiting")
    assert [turn.move.value for turn in talk.turns] == ["justified_ask", "asked_constraint", "named_retreat"]


def test_the_graph_of_an_edition_is_where_the_states_come_from() -> None:
    edition = edition_for(LIBRARY, "vendor-price", None)
    assert graph(edition).id == LIBRARY.temperaments[0].id
