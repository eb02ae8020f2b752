"""The hint below a counterpart's line: never for what is done already."""

from dataclasses import dataclass, replace
from random import Random

import pytest

from bot.authoring.players import GOOD, POOR, Player, play
from bot.authoring.repertoire import repertoire
from bot.hearing.cues import Phase, Status
from bot.practice.edition import Edition
from bot.practice.round import advance, begin
from bot.practice.script import Constraint, Script
from bot.practice.states import CLOSING, State
from bot.practice.talk import Round, Said
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, SECURE, said

BARE = said("I'd like 62k.", "specific_ask")
REASON = said("I took over the night rota.", "justification")
TAKE_NO = said("Fair enough, I take that.", "acknowledges_refusal")
WHY = said("What makes it hard?", "invites_constraint")
SILENT = said("57k then", "specific_ask", "smaller_ask")
BLIND = said("Let me come down to 57k then", "specific_ask", "smaller_ask", "names_concession")
PUSH = said("You owe me this.", "pressure")
HALF_SORRY = said("ok sorry", unsure=("acknowledges_refusal",))
WHEN = said("And what happens next, then?", "commitment")

HINTS = [
    ("at first the step says it", "cooperative", (), ""),
    ("an ask without its reason", "cooperative", (BARE,), "reason"),
    ("a reason without an ask", "cooperative", (REASON,), "name"),
    ("both, one after the other, where both are wanted at once", "committee", (REASON, BARE), "together"),
    ("a no that nobody has answered", "guarded", (ASK,), ""),
    ("a no that is taken", "guarded", (ASK, TAKE_NO), "find_out"),
    ("a question before the no is taken", "reactant", (ASK, WHY), "take_no"),
    ("both, and not told yet", "reactant", (ASK, WHY, TAKE_NO), "ask_on"),
    ("a constraint to step down to", "cooperative", (ASK, ASK_WHY), ""),
    ("an offer made in the dark", "cooperative", (ASK, BLIND), "hold_ask"),
    ("a push", "cooperative", (ASK, PUSH), "mend"),
    ("a push behind an offer", "cooperative", (ASK, BLIND, PUSH), "mend_back"),
    ("a push half taken back", "cooperative", (ASK, PUSH, HALF_SORRY), "mend_plainly"),
    ("a yes", "cooperative", (ASK, ASK_WHY, RETREAT), ""),
    ("a yes, and a question about the rest", "cooperative", (ASK, ASK_WHY, RETREAT, WHEN), "say_when"),
]


def talk_of(temperament: str, messages: tuple[Said, ...], script: str = "salary-raise", twist: str = "") -> Round:
    script = "procurement-committee" if temperament == "committee" else script
    edition = LIBRARY.edition(script, temperament, twist)
    assert edition is not None
    talk = begin(edition, 7)
    for message in messages:
        talk = advance(talk, message)
    return talk


@pytest.mark.parametrize(("temperament", "messages", "task"), [row[1:] for row in HINTS], ids=[row[0] for row in HINTS])
def test_the_hint_goes_by_what_has_been_done(temperament: str, messages: tuple[Said, ...], task: str) -> None:
    assert talk_of(temperament, messages).task == task


def test_an_offer_that_answers_nothing_is_to_be_explained_and_one_that_does_is_to_be_held() -> None:
    known = (ASK, ASK_WHY)
    assert talk_of("guarded", (*known, said("57k", "specific_ask"))).tied
    assert talk_of("guarded", (*known, RETREAT)).task == "hold"
    trust = next(seed for seed in range(50) if not _constraint(seed).answered_by)
    talk = begin(_edition(), trust)
    for message in (*known, SILENT):
        talk = advance(talk, message)
    assert talk.task == "hold_why"


def test_whoever_was_taken_back_a_step_is_told_why_it_goes_on_from_there() -> None:
    show = said("Honestly, 62k was only for show.", "specific_ask")
    talk = talk_of("cooperative", (ASK, ASK_WHY, RETREAT, show), twist="called_out")
    assert (talk.step, talk.task) == (2, "mend_back")
    mended = advance(talk, said("I'm sorry. A no is fine.", "acknowledges_refusal", "leaves_choice"))
    assert (mended.step, mended.task) == (3, "hold_again")


def test_their_own_offer_stands_until_it_is_taken_or_left() -> None:
    ask = said("No rise for the next twelve months? My rent was never late.", "specific_ask", "justification")
    down = said("So let me step back from that: 1,025 a month from April.", "smaller_ask", "names_concession")
    talk = talk_of("guarded", (ask, ASK_WHY, down), script="landlord-rent", twist="counter_offer")
    assert talk.state == State.COUNTERED
    assert (talk.task, replace(talk, state=State.CONSIDERING.value).task) == ("weigh", "weigh_on")


def _edition() -> Edition:
    found = LIBRARY.edition("salary-raise", "guarded")
    assert found is not None
    return found


def _constraint(seed: int) -> Constraint:
    return _edition().constraint(seed)


def test_a_step_down_to_the_wrong_constraint_is_to_be_made_again_for_the_true_one() -> None:
    talk = talk_of("cooperative", (ASK, ASK_WHY, BLIND), script="headcount", twist="wrong_constraint")
    assert (talk.state, talk.task, talk.step) == (State.CONSTRAINT_CORRECTED, "refit", 3)


@dataclass(frozen=True)
class Fact:
    """What a hint tells the user to do, and whether the round shows that it is done."""

    tells: str
    done: bool


def told_again(talk: Round) -> str:
    """The hint, where it asks for what the facts say is done; "" where it does not."""
    heard = {
        name
        for turn in talk.turns
        for name, verdict in turn.findings.items()
        if verdict.status is Status.HEARD and turn.phase is not Phase.CLOSING
    }
    tells = talk.task or str(talk.step)
    facts = [
        Fact("1", "asked" in heard or "justification" in heard),
        Fact("name", "asked" in heard),
        Fact("reason", "justification" in heard),
        Fact("2", talk.accepted or talk.constraint_known),
        Fact("find_out", talk.constraint_known),
        Fact("ask_on", talk.constraint_known),
        Fact("take_no", talk.accepted),
        Fact("3", talk.offer is not None),
        Fact("hold_ask", talk.constraint_known),
        Fact("hold_why", talk.tied),
        Fact("4", talk.state not in CLOSING),
    ]
    return next((fact.tells for fact in facts if fact.tells == tells and fact.done), "")


@pytest.mark.parametrize("script", [one for one in LIBRARY.scripts if not one.is_message], ids=lambda one: one.id)
def test_no_hint_asks_for_what_is_done_however_a_round_goes(script: Script) -> None:
    lines = tuple(repertoire(script).values())
    wrong = []
    for number, edition in enumerate(one for one in LIBRARY.every_edition() if one.script.id == script.id):
        chance = Random(number)
        for seed in range(4):
            talk = begin(edition, seed)
            while not talk.is_over:
                wrong += [(talk.state, told_again(talk), talk.turns[-1].move)] if told_again(talk) else []
                talk = advance(talk, chance.choice(lines))
    assert wrong == []


@pytest.mark.parametrize("player", [GOOD, POOR], ids=lambda player: player.name)
def test_no_hint_asks_a_made_up_player_for_what_is_done(player: Player) -> None:
    for edition in LIBRARY.every_edition():
        if edition.script.is_message or edition.is_trap:
            continue
        whole = play(player, edition, 7)
        talk = begin(edition, 7)
        for turn in whole.turns:
            assert told_again(talk) == "", (edition.script.id, talk.state)
            talk = advance(talk, turn.said, recorded=turn.move)


def test_what_pins_nothing_down_is_asked_for_again_in_other_words() -> None:
    talk = talk_of("cooperative", (ASK, ASK_WHY, RETREAT, WHEN))
    assert (talk.state, talk.step) == (State.CLOSING, 4)
    assert advance(talk, SECURE).is_over
