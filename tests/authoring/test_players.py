"""The made-up players do what their names say, with every script, and are heard as they are meant."""

import pytest

from bot.authoring.editions import edition_for
from bot.authoring.players import GOOD, POOR, play
from bot.authoring.repertoire import Line, repertoire
from bot.practice.debrief import Outcome, outcome
from bot.practice.scoring import score_round
from bot.practice.talk import Round
from tests.practice.samples import LIBRARY

SCRIPTS = [script.id for script in LIBRARY.scripts]
EDITIONS = [(script.id, name) for script in LIBRARY.scripts for name in sorted(script.temperaments)]


def played(player: str, script: str, temperament: str) -> Round:
    edition = edition_for(LIBRARY, script, temperament)
    return play({"good": GOOD, "poor": POOR}[player], edition, 5)


@pytest.mark.parametrize(("script", "temperament"), EDITIONS)
def test_the_good_player_asks_for_the_stretch_steps_down_to_the_target_and_pins_it_down(
    script: str, temperament: str
) -> None:
    talk = played("good", script, temperament)
    ask = talk.edition.script.ask
    assert {name: amount.value for name, amount in talk.first_ask.items()} == pytest.approx(
        {one.id: one.stretch for one in ask.measures}, rel=0.01
    )
    assert {name: amount.value for name, amount in (talk.offer or {}).items()} == pytest.approx(
        {one.id: one.target for one in ask.measures}, rel=0.01
    )
    assert outcome(talk) is Outcome.SECURED
    assert score_round(talk).total >= 85


@pytest.mark.parametrize(("script", "temperament"), EDITIONS)
def test_the_poor_player_does_badly(script: str, temperament: str) -> None:
    talk = played("poor", script, temperament)
    assert talk.is_over
    assert score_round(talk).total <= 60


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_line_of_theirs_says_anything_twice(script: str) -> None:
    lines = repertoire(next(one for one in LIBRARY.scripts if one.id == script))
    assert set(lines) == set(Line)
    assert len({said.text for said in lines.values()}) == len(lines)
