"""What a counterpart answers where an earlier one fell silent or out of part: a colleague, an admission, a question, a trap."""

from pathlib import Path

import pytest

from bot.practice.debrief import Outcome, change_of, debrief
from bot.practice.library import LibraryError, load_library
from bot.practice.placeholders import fill
from bot.practice.round import advance, begin
from bot.practice.scoring import Mark, score_round
from bot.practice.states import Move, State
from bot.practice.talk import Round, Said
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, SECURE, edited, said

SCRIPT = "bakery/scripts/bakery-oven/script.yaml"
NEW = Path("scripts/bakery-oven/script.yaml").as_posix()
AGREED = '        - "{offer}. Yes, that I can do."'
HOLD = said("I meant it, and 57k is where I stand. You told me about the pot.", "ties_to_constraint", "specific_ask")
WHO = said("Sorry, who are you?")


def play(twist: str, *messages: Said, script: str = "salary-raise", seed: int = 7) -> Round:
    edition = LIBRARY.edition(script, "cooperative", twist)
    assert edition is not None
    talk = begin(edition, seed)
    for message in messages:
        talk = advance(talk, message)
    return talk


def handed_over(*messages: Said) -> Round:
    """Delphine has been called away; Ruben sits there."""
    ask = said("I'd like six regions for eight weeks, so that you lose less milk.", "specific_ask", "justification")
    down = said(
        "Then I step down to two regions for four weeks, which answers it.",
        *("names_concession", "smaller_ask", "ties_to_constraint", "specific_ask"),
    )
    return play("handed_over", ask, ASK_WHY, down, *messages, script="b2b-pilot")


RETELL = said("I'd asked for more, she has no time, so I came down to two regions.", "names_concession", "specific_ask")


def test_a_colleague_is_named_only_where_one_has_come(tmp_path: Path) -> None:
    folder = edited(tmp_path / "bakery", (NEW, AGREED, '        - "{colleague} says {offer}, yes."'))
    with pytest.raises(LibraryError) as caught:
        load_library(folder)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.path) == ("DLG026", SCRIPT)


def test_a_colleague_stays_until_the_end() -> None:
    talk = handed_over(RETELL, said("I'll send you both two lines today.", "commitment"))

    assert [turn.state for turn in talk.turns[-3:]] == ["handed_over", "agreed", "done"]
    assert {turn.speaker for turn in talk.turns[-3:]} == {"Ruben"}


def test_who_has_not_sat_down_yet_speaks_of_no_colleague() -> None:
    edition = handed_over().edition
    lines = edition.lines_for(State.AGREED, Move.HELD)

    assert lines
    assert not any("{colleague}" in line or "Ruben" in line for line in lines)
    assert edition.lines_for(State.AGREED, Move.HELD, turned=True) != lines


@pytest.mark.parametrize("text", ["Who are you?", "What happened to Delphine?"])
def test_a_colleague_says_who_they_are(text: str) -> None:
    talk = handed_over(said(text))

    assert (talk.turns[-1].move, talk.state) == (Move.ASKED_WHO, State.HANDED_OVER)
    assert "Ruben, her deputy" in talk.turns[-1].reply


VAGUE = said("I'd asked for more, she has no time, so I came down to less. That stands.", "names_concession")


def test_a_colleague_asks_for_the_figure_that_nobody_has_told_them() -> None:
    told = handed_over(VAGUE, said("Two regions for four weeks.", "specific_ask"))
    asked, agreed = told.turns[-2:]

    assert (asked.move, asked.state) == (Move.UNCLEAR, State.HANDED_OVER)
    assert told.edition.twist is not None
    assert asked.reply in {fill(line, told.words) for line in told.edition.twist.figures}
    assert "four weeks" not in asked.reply
    assert agreed.state == State.AGREED
    assert "four weeks" in agreed.reply


def test_a_colleague_says_yes_to_what_was_told_and_names_no_more() -> None:
    talk = handed_over(RETELL)

    assert talk.state == State.AGREED
    assert "two regions" in talk.turns[-1].reply.lower()
    assert "four weeks" not in talk.turns[-1].reply
    assert "four weeks" in talk.offered


def test_what_the_retold_offer_lacks_is_said_of_the_colleague_it_was_told_to() -> None:
    change = change_of(handed_over(RETELL), score_round(handed_over(RETELL)).of("fair_path"))

    assert (change.turn, "Ruben" in change.advice, "Delphine" in change.advice) == (4, True, False)
    assert "two regions" in change.quote


def test_a_colleague_says_it_after_the_yes_as_well() -> None:
    talk = handed_over(RETELL, WHO)

    assert talk.state == State.AGREED
    assert "Ruben" in talk.turns[-1].reply


def test_whoever_asks_it_beside_the_offer_is_answered_as_well() -> None:
    retell = said(f"And who are you, do you decide with her? {RETELL.text}", "names_concession", "specific_ask")
    talk = handed_over(retell)

    assert (talk.turns[-1].move, talk.state) == (Move.HELD, State.AGREED)
    assert "Ruben" in talk.turns[-1].reply


def test_asking_who_decides_leaves_them_no_choice() -> None:
    asks = said("Do you decide with her?", "leaves_choice")

    assert not handed_over(asks).turns[-1].heard("leaves_choice")


def test_the_counterpart_alone_is_asked_nothing_by_who_are_you() -> None:
    assert play("bait", ASK, WHO).turns[-1].move is not Move.ASKED_WHO


ADMITS = said("You're right, it was a trick, to make the second look small.", "acknowledges_refusal")
MENDS = said("I'm sorry. I accept that.", "acknowledges_refusal")


def test_an_admission_hurts_and_costs() -> None:
    talk = play("called_out", ASK, ASK_WHY, RETREAT, ADMITS)
    found = debrief(talk)

    assert (talk.turns[-1].move, talk.state) == (Move.CONFESSED, State.REACTANCE)
    assert found.score.total <= 50
    assert found.change is not None
    assert (found.change.criterion.id, found.change.turn) == ("sincere", 4)
    assert found.change.quote in ADMITS.text


def test_an_admission_can_be_mended_but_wins_as_nothing_honest_does() -> None:
    honest = score_round(play("called_out", ASK, ASK_WHY, RETREAT, HOLD, SECURE))
    mended = play("called_out", ASK, ASK_WHY, RETREAT, ADMITS, MENDS, HOLD, SECURE)

    assert honest.of("sincere").mark is Mark.FULL
    assert debrief(mended).outcome is Outcome.SECURED
    assert score_round(mended).total <= 50 < honest.total


@pytest.mark.parametrize("cues", [("argues",), ()])
def test_an_apology_is_taken_by_somebody_who_felt_handled(cues: tuple[str, ...]) -> None:
    talk = play("called_out", ASK, ASK_WHY, RETREAT, ADMITS, said("I'm sorry. That wasn't fair.", *cues))

    assert (talk.turns[-1].move, talk.state) == (Move.ACCEPTED_NO, State.CONSTRAINT_NAMED)
    assert not talk.turns[-1].heard("argues")
    assert talk.turns[-1].reply in [
        fill(line, talk.words) for line in talk.edition.lines_for(talk.state, Move.ACCEPTED_NO, turned=True)
    ]


def test_sorry_with_a_but_is_no_apology() -> None:
    push = said("I'm sorry, but you are being unfair.", "argues")

    assert play("called_out", ASK, ASK_WHY, RETREAT, ADMITS, push).turns[-1].move is Move.ARGUED


def test_a_further_step_is_no_sincere_word() -> None:
    less = said("Then 55,500, I'll go down further.", "smaller_ask", "cascade", "specific_ask")

    assert score_round(play("called_out", ASK, ASK_WHY, RETREAT, less)).of("sincere").mark is Mark.NONE


def closing(text: str) -> Round:
    return play("bait", ASK, ASK_WHY, RETREAT, HOLD, said(text, "commitment"))


def test_a_question_that_a_yes_answers_gets_one_and_counts() -> None:
    talk = closing("So 57k it is, shall we put it in the calendar for Tuesday?")
    answers = talk.edition.temperament.answers

    assert answers is not None
    assert talk.turns[-1].reply.startswith(answers.whether)
    assert debrief(talk).outcome is Outcome.SECURED
    assert score_round(talk).of("secured").blame is None


def test_a_question_that_stays_open_pins_down_half() -> None:
    talk = closing("When shall we put it in the calendar?")
    answers = talk.edition.temperament.answers
    blame = score_round(talk).of("secured").blame

    assert answers is not None
    assert talk.turns[-1].reply.startswith(answers.open)
    assert blame is not None
    assert blame.finding == "left_open"


def test_a_further_wish_behind_the_recap_gets_no_yes_in_passing() -> None:
    talk = closing("57k, and I'll write it up. Could I also have a parking space?")
    answers = talk.edition.temperament.answers

    assert answers is not None
    assert not talk.turns[-1].reply.startswith(answers.whether)


def test_a_recap_without_a_question_is_answered_by_one_line() -> None:
    talk = play("bait", ASK, ASK_WHY, RETREAT, HOLD, SECURE)

    assert len(talk.said_lines) == len(talk.turns) + 1


def test_the_coach_knows_of_the_step_that_answered_another_reason() -> None:
    ask = said("I'd like 40 seats on the premium tier, you'd type less.", "specific_ask", "justification")
    step = said("Then I step down to 25 seats.", "names_concession", "smaller_ask", "specific_ask")
    in_vain = play("wrong_constraint", ask, ASK_WHY, step, script="product-tier", seed=8)
    asked_on = play("wrong_constraint", ask, ASK_WHY, ASK_WHY, script="product-tier", seed=8)

    assert in_vain.state == asked_on.state == State.CONSTRAINT_CORRECTED
    assert (in_vain.task, asked_on.task) == ("refit", "")
    assert advance(in_vain, step).task != "refit"


def test_whoever_walks_into_a_trap_is_told_why_it_is_one_and_once() -> None:
    talk = play("trap_single_ask", ASK, ASK_WHY, ASK_WHY)
    reproaches = talk.edition.reproaches

    assert talk.turns[1].reply.endswith(reproaches)
    assert sum(line in reproaches for line in talk.said_lines) == 1


def test_a_push_in_a_trap_is_told_it_as_well() -> None:
    talk = play("trap_single_ask", said("Do it now or I quit.", "pressure"))

    assert talk.state == State.REACTANCE
    assert talk.turns[-1].reply.endswith(talk.edition.reproaches)


def test_a_step_down_in_a_trap_is_answered_for_itself() -> None:
    straight = play("trap_single_ask", ASK, said("57k, then? I step back to it.", "names_concession", "smaller_ask"))

    assert not straight.turns[-1].reply.endswith(straight.edition.reproaches)


@pytest.mark.parametrize("script", [one.id for one in LIBRARY.scripts if not one.is_message])
def test_a_yes_after_an_offer_says_what_it_is_to(script: str) -> None:
    groups = LIBRARY.scripts_by_id[script].lines["agreed"]
    silent = [
        line
        for group in groups
        if {Move.HELD, Move.NAMED_RETREAT, Move.TOOK_COUNTER} & set(group.move)
        for line in group.say
        if "{offer}" not in line and "{counter}" not in line
    ]
    assert silent == []
