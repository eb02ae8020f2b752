"""Turns of events: what comes of the right answer and of the wrong one, and what the round then says and scores."""

from itertools import pairwise

import pytest

from bot.hearing.cues import Cue
from bot.practice.debrief import Outcome, debrief
from bot.practice.phrases import declines_technique, takes_offer
from bot.practice.retorts import insult
from bot.practice.round import advance, begin
from bot.practice.scoring import score_round
from bot.practice.states import Move, State
from bot.practice.talk import Round, Said
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, SECURE, said

SCRIPT = "salary-raise"
HOLD = said("I meant it. You told me what stands in the way, so 57k is where I stand.", "ties_to_constraint")
LESS = said("Then 55,500, I'll go down further.", "smaller_ask", "cascade", "specific_ask")


def play(twist: str, *messages: Said, temperament: str = "cooperative", seed: int = 7) -> Round:
    edition = LIBRARY.edition(SCRIPT, temperament, twist)
    assert edition is not None
    talk = begin(edition, seed)
    for message in messages:
        talk = advance(talk, message)
    return talk


def states(talk: Round) -> list[str]:
    return [turn.state for turn in talk.turns]


def test_a_yes_to_the_stretch_is_taken_and_pinned_down() -> None:
    talk = play("unexpected_yes", ASK, SECURE)

    assert states(talk) == ["granted", "done"]
    assert score_round(talk).total == 100
    assert talk.words["offer"] == "62k"


def test_stepping_down_from_a_yes_is_told_as_the_one_mistake() -> None:
    lower = said("Oh, 57k would do as well, I'd come down to 57k.", "smaller_ask", "names_concession")
    talk = play("unexpected_yes", ASK, lower, SECURE)
    found = debrief(talk)

    assert [turn.move for turn in talk.turns] == [Move.JUSTIFIED_ASK, Move.CASCADED, Move.SECURED]
    assert found.score.total <= 50
    assert found.change is not None
    assert found.change.criterion.id == "kept_yes"


def test_the_criteria_of_the_no_are_not_asked_of_a_round_without_one() -> None:
    judged = {item.criterion.id for item in score_round(play("unexpected_yes", ASK, SECURE)).criteria}

    assert "kept_yes" in judged
    assert "took_no" not in judged


def test_a_round_that_never_came_to_the_turn_is_judged_as_usual() -> None:
    bare = said("62k.", "specific_ask")
    judged = {item.criterion.id for item in score_round(play("unexpected_yes", bare, bare)).criteria}

    assert "took_no" in judged
    assert "kept_yes" not in judged


@pytest.mark.parametrize("twist", ["called_out", "bait", "next_day", "counter_offer"])
def test_whoever_stands_by_the_offer_gets_the_yes(twist: str) -> None:
    talk = play(twist, ASK, ASK_WHY, RETREAT, HOLD)

    assert states(talk)[-1] == "agreed"
    assert talk.words["offer"] == "57k"


@pytest.mark.parametrize("twist", ["called_out", "bait", "next_day", "counter_offer"])
def test_a_further_step_is_a_cascade_in_every_turn(twist: str) -> None:
    talk = play(twist, ASK, ASK_WHY, RETREAT, LESS)

    assert talk.turns[-1].move is Move.CASCADED
    assert states(talk)[-1] in {"considering", "reactance"}


@pytest.mark.parametrize("text", ["56,000 works for me, deal.", "Yes, let's do that.", "I can live with that."])
def test_their_own_offer_can_be_taken_and_is_then_what_stands(text: str) -> None:
    talk = play("counter_offer", ASK, ASK_WHY, RETREAT, said(text))

    assert talk.turns[-1].move is Move.TOOK_COUNTER
    assert talk.words["offer"] == "56,000 a year"
    assert score_round(talk).caps == ()


def test_a_yes_with_a_recap_ends_the_round_on_their_offer() -> None:
    talk = play("counter_offer", ASK, ASK_WHY, RETREAT, said("Deal. I'll send you two lines today.", "commitment"))

    assert talk.is_over
    assert talk.words["offer"] == "56,000 a year"


@pytest.mark.parametrize("text", ["Yes, but could we say 57k?", "That works if it is 57k, can you?", "No deal."])
def test_a_yes_with_a_but_takes_nothing(text: str) -> None:
    talk = play("counter_offer", ASK, ASK_WHY, RETREAT, said(text))

    assert talk.turns[-1].move is not Move.TOOK_COUNTER


def test_what_the_counterpart_offers_is_said_in_figures() -> None:
    talk = play("counter_offer", ASK, ASK_WHY, RETREAT)

    assert "56,000 a year" in talk.turns[-1].reply
    assert talk.task == "weigh"


def test_a_trap_is_seen_by_saying_so_with_a_reason() -> None:
    talk = play("trap_single_ask", said("I would not use it here, because Kofi remembers the last time."))

    assert talk.turns[0].move is Move.DECLINED
    assert talk.is_over
    assert score_round(talk).total == 100
    assert "remembers" in debrief(talk).because


def test_a_trap_is_also_escaped_by_the_single_ask() -> None:
    target = said("I'd like 57k: the night rota is in my hands.", "specific_ask", "justification")

    assert score_round(play("trap_single_ask", target, SECURE)).total == 100


def test_the_technique_in_a_trap_leads_to_resentment_and_few_points() -> None:
    talk = play("trap_single_ask", ASK, ASK_WHY, RETREAT)

    assert talk.state == State.REACTANCE
    assert debrief(talk).outcome is Outcome.UNFINISHED
    assert score_round(talk).total <= 40


@pytest.mark.parametrize(
    ("text", "declines"),
    [
        ("I would not use it here, he knows it.", True),
        ("I wouldn’t use this technique with her", True),
        ("I'd rather not ask today", True),
        ("the technique doesn't fit", True),
        ("I'd like 62k, and I would not ask if it weren't important", False),
        ("the old oven does not work", False),
        ("I will not use the van on Sundays", False),
    ],
)
def test_what_counts_as_declining(text: str, *, declines: bool) -> None:
    assert declines_technique(text) is declines


@pytest.mark.parametrize(
    ("text", "takes"),
    [("ok deal", True), ("Sounds fair to me", True), ("yes", True), ("is that agreed?", False), ("yes but", False)],
)
def test_what_counts_as_taking(text: str, *, takes: bool) -> None:
    assert takes_offer(text) is takes


@pytest.mark.parametrize("twist", ["called_out", "next_day"])
def test_telling_it_again_with_both_figures_is_no_further_step(twist: str) -> None:
    told = said("I had asked for 62k, and came down to 57k for you.", "specific_ask", "cascade", "smaller_ask")
    talk = play(twist, ASK, ASK_WHY, RETREAT, told)

    assert talk.turns[-1].move is Move.HELD
    assert score_round(talk).caps == ()


def test_a_shrug_at_their_offer_leaves_theirs_standing() -> None:
    talk = play("counter_offer", ASK, ASK_WHY, RETREAT, said("I understand, thank you.", "acknowledges_refusal"))

    assert talk.state == State.AGREED
    assert talk.words["offer"] == "56,000 a year"


@pytest.mark.parametrize(
    "text",
    [
        "56,000 a year is not enough for me.",
        "I can't accept 56,000 a year.",
        "I'm not happy with that.",
        "That isn't a deal for me.",
        "Which 56,000 do you mean?",
    ],
)
def test_a_no_or_a_question_with_their_figure_in_it_takes_nothing(text: str) -> None:
    assert play("counter_offer", ASK, ASK_WHY, RETREAT, said(text)).turns[-1].move is not Move.TOOK_COUNTER


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to push, but could we say 62,000 a year?",
        "I don't ask often, but as things stand I'd like 62,000.",
    ],
)
def test_a_polite_stretch_in_a_trap_is_a_stretch(text: str) -> None:
    talk = play("trap_single_ask", said(text, "specific_ask", "justification"))

    assert talk.turns[0].move is Move.JUSTIFIED_ASK


def test_a_trap_can_be_left_late_for_half_of_it() -> None:
    talk = play("trap_single_ask", ASK, said("I would not use it here after all, because he remembers."))

    assert talk.is_over
    assert debrief(talk).outcome is Outcome.DECLINED
    assert score_round(talk).total == 70


@pytest.mark.parametrize(
    ("temperament", "moves", "state"),
    [
        ("guarded", (Move.ABSURD_ASK, Move.BELOW_FLOOR, Move.HELD), "baiting"),
        ("reactant", (Move.ABSURD_ASK, Move.BELOW_FLOOR, Move.HELD), "baiting"),
        ("cooperative", (Move.JUSTIFIED_ASK,), "refused"),
        ("cooperative", (Move.JUSTIFIED_ASK, Move.PRESSED), "reactance"),
        ("cooperative", (Move.JUSTIFIED_ASK, Move.CASCADED), "considering"),
    ],
)
def test_a_trap_can_be_left_wherever_the_talk_stands(temperament: str, moves: tuple[Move, ...], state: str) -> None:
    edition = LIBRARY.edition(SCRIPT, temperament, "trap_single_ask")
    assert edition is not None
    talk = begin(edition, 7)
    for move in moves:
        talk = advance(talk, said("Hm."), recorded=move)
    assert talk.state == state
    assert advance(talk, said("I would not use it here, because he remembers.")).is_over


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't be ridiculous, you can pay", "don't be ridiculous"),
        ("I know you're crazy busy.", ""),
        ("I'm not saying you are greedy.", ""),
    ],
)
def test_an_insult_presses_and_its_denial_does_not(text: str, words: str) -> None:
    assert insult(text) == words


def test_what_was_heard_is_corrected_once_and_then_stands() -> None:
    """A stored turn is replayed as it was stored, whatever is taken for an insult by then."""
    edition = LIBRARY.edition(SCRIPT, "cooperative")
    assert edition is not None
    rude = said("Don't be ridiculous.", "acknowledges_refusal")
    fresh = advance(advance(begin(edition, 7), ASK), rude)
    stored = advance(advance(begin(edition, 7), ASK), rude, recorded=Move.ACCEPTED_NO)

    assert fresh.turns[-1].move is Move.PRESSED
    assert fresh.turns[-1].said.assessment.heard(Cue.PRESSURE)
    assert not stored.turns[-1].heard("pressure")


def test_no_sentence_of_a_reply_comes_twice_running() -> None:
    edition = LIBRARY.edition("exec-workshop", "cooperative", "wrong_constraint")
    assert edition is not None
    talk = begin(edition, 7)
    for message in (ASK, ASK_WHY, ASK_WHY, ASK_WHY, ASK_WHY):
        talk = advance(talk, message)
    for before, turn in pairwise(talk.turns):
        assert turn.reply not in before.reply


@pytest.mark.parametrize(
    "text",
    [
        "1,050 I could live with. Why February, though, could it be from April? I've budgeted until the end of March.",
        "1,050 is fine, but could it start on 1 April instead?",
        "Why February?",
        "I'd have to think. Is that your best?",
        "1,050, but from April.",
    ],
)
def test_asking_about_their_offer_or_taking_it_in_part_is_neither_a_yes_nor_a_third_figure(text: str) -> None:
    talk = at_the_landlords_offer(said(text, "specific_ask", "smaller_ask", "cascade"))

    assert (talk.turns[-1].move, talk.state) == (Move.ASKED_CONSTRAINT, State.COUNTERED)
    assert not talk.turns[-1].heard("cascade")


@pytest.mark.parametrize("text", ["Deal, 1,050 from 1 February. Shall I send you two lines?", "Fine by me."])
def test_a_question_that_settles_their_offer_takes_it(text: str) -> None:
    assert at_the_landlords_offer(said(text)).turns[-1].move is Move.TOOK_COUNTER


def test_holding_out_with_a_question_stands_by_ones_own() -> None:
    holds = said("I'd rather stay with 1,025 from April. Could you live with that?", "specific_ask")

    assert at_the_landlords_offer(holds).turns[-1].move is Move.HELD


def at_the_landlords_offer(answer: Said) -> Round:
    """Wendel has offered 1,050 from February where 1,025 from April was asked for."""
    edition = LIBRARY.edition("landlord-rent", "guarded", "counter_offer")
    assert edition is not None
    opening = said("I'd like no rise for the next twelve months, I see to the bins.", "specific_ask", "justification")
    down = said(
        "A lot to ask; I step down to 1,025 from 1 April.",
        *("names_concession", "smaller_ask", "ties_to_constraint", "specific_ask"),
    )
    talk = begin(edition, 21)
    for message in (opening, ASK_WHY, down, answer):
        talk = advance(talk, message)
    return talk


def test_why_after_an_unexpected_yes_is_answered_and_ends_nothing() -> None:
    why = said("Oh wow, really? Why yes, just like that?", unsure=("pressure",))
    talk = play("unexpected_yes", ASK, why, why, SECURE)
    answers = talk.edition.temperament.answers

    assert answers is not None
    assert [turn.move for turn in talk.turns[1:]] == [Move.ASKED_AFTER, Move.ASKED_AFTER, Move.SECURED]
    assert talk.turns[1].reply.startswith(answers.why)
    assert score_round(talk).of("kept_yes").quote == SECURE.text
