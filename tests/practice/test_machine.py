"""The real temperaments, as graphs: what the counterpart does, whatever they say."""

from types import SimpleNamespace

import pytest

from bot.practice.draft import DIALOGUES, read_draft
from bot.practice.machine import Moment, TalkMachine, mermaid
from bot.practice.states import Condition, Move

TEMPERAMENTS = {name: loaded.model for name, loaded in read_draft(DIALOGUES).temperaments.items()}
MACHINES = {name: TalkMachine(temperament) for name, temperament in TEMPERAMENTS.items()}


def _after(temperament: str, state: str, move: str, conditions: str = "") -> str:
    holding = dict.fromkeys(conditions.split(), True)
    return MACHINES[temperament].next_state(Moment(state, **holding), move)


@pytest.mark.parametrize(
    ("temperament", "state", "move", "conditions", "after"),
    [
        # The ask: how a bare, a tame and an absurd one are met tells the three apart
        ("cooperative", "opening", "bare_ask", "", "probing"),
        ("cooperative", "probing", "bare_ask", "", "refused"),
        ("cooperative", "opening", "tame_ask", "", "agreed"),
        ("cooperative", "opening", "absurd_ask", "", "refused"),
        ("guarded", "opening", "tame_ask", "", "refused"),
        ("guarded", "opening", "absurd_ask", "", "reactance"),
        ("reactant", "opening", "bare_ask", "", "reactance"),
        ("reactant", "opening", "justified_ask", "", "refused"),
        # Getting at the constraint
        ("cooperative", "refused", "accepted_no", "", "constraint_named"),
        ("guarded", "refused", "accepted_no", "", "refused"),
        ("guarded", "refused", "asked_constraint", "", "constraint_named"),
        ("reactant", "refused", "asked_constraint", "", "refused"),
        ("reactant", "refused", "asked_constraint", "accepted", "constraint_named"),
        # The step down: tied to the constraint or not, with a free choice or not
        ("cooperative", "constraint_named", "unnamed_retreat", "tied", "agreed"),
        ("cooperative", "constraint_named", "named_retreat", "", "considering"),
        ("guarded", "constraint_named", "named_retreat", "tied", "baiting"),
        ("guarded", "constraint_named", "unnamed_retreat", "tied", "considering"),
        ("reactant", "constraint_named", "named_retreat", "tied free", "agreed"),
        ("reactant", "constraint_named", "named_retreat", "tied", "baiting"),
        ("reactant", "constraint_named", "named_retreat", "free", "considering"),
        ("reactant", "constraint_named", "unnamed_retreat", "", "reactance"),
        # Holding still
        ("guarded", "baiting", "held", "", "agreed"),
        ("guarded", "baiting", "cascaded", "", "considering"),
        ("reactant", "baiting", "cascaded", "", "reactance"),
        ("cooperative", "constraint_named", "held", "offer_on_table tied", "agreed"),
        ("cooperative", "constraint_named", "held", "", "constraint_named"),
        # Pushing
        ("cooperative", "refused", "argued", "", "refused"),
        ("cooperative", "refused", "argued", "out_of_patience", "reactance"),
        ("reactant", "refused", "argued", "", "reactance"),
        ("reactant", "reactance", "cascaded", "", "walked_away"),
        ("guarded", "reactance", "pressed", "", "walked_away"),
        # The way back goes to where the talk had been
        ("guarded", "reactance", "accepted_no", "", "refused"),
        ("guarded", "reactance", "accepted_no", "constraint_known", "constraint_named"),
        ("reactant", "reactance", "asked_constraint", "", "reactance"),
        # After the yes
        ("cooperative", "agreed", "secured", "", "done"),
        ("guarded", "agreed", "cascaded", "", "closing"),
        ("reactant", "closing", "pressed", "", "reactance"),
        # Time
        ("cooperative", "agreed", "out_of_time", "", "done"),
        ("guarded", "considering", "out_of_time", "", "walked_away"),
    ],
)
def test_a_telling_transition(temperament: str, state: str, move: str, conditions: str, after: str) -> None:
    assert _after(temperament, state, move, conditions) == after


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_a_move_without_an_answer_leaves_the_state(temperament: str) -> None:
    machine = MACHINES[temperament]
    for state in TEMPERAMENTS[temperament].states:
        for move in Move:
            if not machine.answers(state, move):
                assert _after(temperament, state, move) == state, (state, move)


def test_a_word_that_is_no_move_leaves_the_state() -> None:
    assert _after("cooperative", "refused", "sang") == "refused"
    assert _after("cooperative", "refused", "to_done") == "refused"


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_nothing_leads_out_of_an_end(temperament: str) -> None:
    machine = MACHINES[temperament]
    assert {state for state in TEMPERAMENTS[temperament].states if machine.is_final(state)} == {"walked_away", "done"}
    for state in ("walked_away", "done"):
        assert not any(machine.answers(state, move) for move in Move)


def test_the_conditions_of_a_moment_are_those_that_a_temperament_may_ask() -> None:
    assert set(Moment.__dataclass_fields__) == {"state", *Condition}


def test_one_machine_serves_every_round_and_keeps_none() -> None:
    machine = MACHINES["cooperative"]
    ours, theirs = Moment("opening"), Moment("agreed")
    machine.next_state(ours, Move.JUSTIFIED_ASK)
    machine.next_state(theirs, Move.SECURED)
    assert (ours.state, theirs.state) == ("refused", "done")
    assert machine._machine.models == []


def test_a_bare_object_is_enough_and_stays_bare() -> None:
    conditions = dict.fromkeys((condition.value for condition in Condition), False)
    bare = SimpleNamespace(state="constraint_named", **{**conditions, "tied": True})
    MACHINES["cooperative"]._machine.events["named_retreat"].trigger(bare)
    assert vars(bare) == {"state": "agreed", **conditions, "tied": True}


def test_the_diagram_shows_moves_with_their_conditions() -> None:
    drawn = mermaid(TEMPERAMENTS["reactant"])
    assert drawn.startswith("stateDiagram-v2")
    assert "constraint_named --> agreed: named_retreat [tied & free]" in drawn
