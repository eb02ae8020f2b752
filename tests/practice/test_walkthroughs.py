"""The golden conversations of dialogues/: played with the real listener, each must go as its file says."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from bot.authoring.golden import AS_WRITTEN, outside, play, what_differs
from bot.hearing.cues import Assessment, Status
from bot.practice.edition import Edition
from bot.practice.round import replay
from bot.practice.scoring import score_round
from bot.practice.states import Move
from bot.practice.talk import Said
from bot.practice.walkthroughs import Walkthrough, WalkthroughKind
from tests.ears import LISTENER
from tests.practice.samples import LIBRARY

# The first line has no message, and a message sent too late is still read as what it says: the counterpart's leaving is not a move heard.
NEVER_READ = {Move.START, Move.OUT_OF_TIME}


class Golden(NamedTuple):
    script: str
    walkthrough: Walkthrough

    @property
    def edition(self) -> Edition:
        found = LIBRARY.edition(self.script, self.walkthrough.temperament, self.walkthrough.twist or "")
        assert found is not None
        return found


GOLDEN = [Golden(script, one) for script, each in LIBRARY.walkthroughs.items() for one in each.walkthroughs]
every_golden_conversation = pytest.mark.parametrize(
    "golden", GOLDEN, ids=[f"{golden.script}/{golden.walkthrough.id}" for golden in GOLDEN]
)


def kept(said: Said) -> Said:
    found = {
        cue: verdict for cue, verdict in said.assessment.verdicts.items() if verdict.status is not Status.NOT_HEARD
    }
    return replace(said, assessment=Assessment(found))


@every_golden_conversation
def test_a_golden_conversation_goes_as_written_and_so_again_from_what_is_stored(golden: Golden) -> None:
    """What storage keeps: the edition as JSON, and of each turn only what was heard or doubted and the move."""
    talk = play(LIBRARY, golden.script, golden.walkthrough, LISTENER)

    assert what_differs(golden.walkthrough.turns, talk) == AS_WRITTEN
    assert outside(golden.walkthrough.total, score_round(talk)) == ""

    stored = Edition.from_body(golden.edition.body)
    again = replay(stored, golden.walkthrough.seed, [(kept(turn.said), turn.move) for turn in talk.turns])
    assert [turn.reply for turn in again.turns] == [turn.reply for turn in talk.turns]
    assert score_round(again) == score_round(talk)


@pytest.mark.parametrize("script", [script.id for script in LIBRARY.scripts])
def test_every_script_is_shown_going_well_badly_and_too_far(script: str) -> None:
    golden = [one.walkthrough for one in GOLDEN if one.script == script]

    assert {one.kind for one in golden} == set(WalkthroughKind)
    reactance = [one for one in golden if one.kind is WalkthroughKind.REACTANCE]
    assert {one.turns[-1].state for one in reactance} == {"done", "walked_away"}


def test_every_move_occurs_somewhere() -> None:
    shown = {turn.move for golden in GOLDEN for turn in golden.walkthrough.turns}

    assert set(Move) - shown == NEVER_READ


def test_every_temperament_is_met_going_well() -> None:
    good = {one.walkthrough.temperament for one in GOLDEN if one.walkthrough.kind is WalkthroughKind.GOOD}

    assert good == {temperament.id for temperament in LIBRARY.temperaments}


def test_somebody_uses_up_the_counterparts_time() -> None:
    limits = [(len(golden.walkthrough.turns), golden.edition.temperament.max_turns) for golden in GOLDEN]

    assert any(said == most for said, most in limits)
