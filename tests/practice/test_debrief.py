"""What the debrief says: true of the round, and in its own figures."""

import pytest

from bot.authoring.repertoire import repertoire
from bot.practice.debrief import Debrief, Outcome, debrief
from bot.practice.phrases import gives_reason, only_asks
from bot.practice.placeholders import placeholders_in
from bot.practice.round import advance, begin
from bot.practice.rubric import Span
from bot.practice.scoring import Mark, Unreached, score_round, turns_in
from bot.practice.script import Script
from bot.practice.talk import Round, Said
from bot.practice.wording import feedback_words
from tests.practice.samples import ASK, ASK_WHY, LIBRARY, RETREAT, SECURE, play, said

LONGEST = 420
"""Characters of the one thing to change that a phone shows without scrolling."""
PUSH = said("You owe me this.", "pressure")
STALL = said("Thanks!")


def twisted(twist: str, *messages: Said, script: str = "salary-raise", seed: int = 7) -> Round:
    edition = LIBRARY.edition(script, "cooperative", twist)
    assert edition is not None
    talk = begin(edition, seed)
    for message in messages:
        talk = advance(talk, message)
    return talk


def better(found: Debrief) -> str:
    assert found.change is not None
    return found.change.better


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Does that start in June?", True),
        ("Great, thanks so much. When do we start?", True),
        ("Thank you, when does it start?", True),
        ("Will you send the contract?", True),
        ("Shall I send you two lines today?", False),
        ("Would Tuesday at ten work for you?", False),
        ("57k from May, ok?", False),
        ("I'll send it today. Does Monday suit you?", False),
        ("Great, thanks!", False),
    ],
)
def test_a_question_that_proposes_nothing_only_asks(text: str, *, asks: bool) -> None:
    assert only_asks(text) is asks


def test_what_was_only_asked_is_not_called_pinned_down() -> None:
    asked = said("And what happens next, then?", "commitment")
    talk = play(ASK, ASK_WHY, RETREAT, asked, STALL)

    assert talk.is_over
    assert debrief(talk).outcome is Outcome.ASKED_ONLY
    assert score_round(talk).of("secured").points == 0
    assert debrief(play(ASK, ASK_WHY, RETREAT, asked, SECURE)).outcome is Outcome.SECURED


def test_a_recap_that_was_half_heard_is_called_that() -> None:
    doubtful = said("So that is how it is then, right.", unsure=("commitment",))
    talk = play(ASK, ASK_WHY, RETREAT, doubtful, doubtful)

    assert talk.is_over
    assert debrief(talk).outcome is Outcome.HALF_HEARD


def test_taking_their_offer_and_pinning_it_down_in_one_message_is_both() -> None:
    talk = twisted("counter_offer", ASK, ASK_WHY, RETREAT, said("Deal, I'll write it up today.", "commitment"))

    assert debrief(talk).outcome is Outcome.SECURED
    assert turns_in(Span.CLOSE, talk) == talk.turns[-1:]
    assert score_round(talk).of("secured").unreached is None


UNREACHED = [
    ("yes at once", (said("56k, I run the rota", "specific_ask", "justification"), SECURE), Unreached.NO_REFUSAL),
    ("they left", (ASK, PUSH, PUSH), Unreached.NO_STEP_DOWN),
]


@pytest.mark.parametrize(("messages", "why"), [row[1:] for row in UNREACHED], ids=[row[0] for row in UNREACHED])
def test_what_there_was_nothing_to_judge_by_says_why(messages: tuple[Said, ...], why: Unreached) -> None:
    score = score_round(play(*messages))
    for name in ("deliberate", "named_stepdown", "answered_constraint", "one_move", "fair_path"):
        assert (score.of(name).unreached, score.of(name).mark) == (why, Mark.NOT_REACHED)


def test_without_a_yes_there_is_nothing_to_pin_down() -> None:
    assert score_round(play(ASK, PUSH, PUSH)).of("secured").unreached is Unreached.NO_YES


def test_an_objection_counts_what_was_in_doubt() -> None:
    doubted = said(
        RETREAT.text,
        *(cue for cue in RETREAT.assessment.verdicts if cue != "names_concession"),
        unsure=("names_concession",),
    )
    talk = play(ASK, ASK_WHY, doubted, SECURE)

    assert score_round(talk).of("named_stepdown").in_doubt
    counted = score_round(talk, {"named_stepdown"}).of("named_stepdown")
    assert (counted.points, counted.possible, counted.in_doubt) == (12, 12, False)


def test_the_words_that_show_a_finding_are_those_heard_most_surely() -> None:
    vague = said("Could you maybe pay me something more?", "specific_ask")
    talk = play(vague, said("62k a year", "specific_ask"))

    assert score_round(talk).of("specific").quote == "62k a year"


def test_a_yes_that_was_unsaid_is_not_kept_by_a_later_thank_you() -> None:
    lower = said("57k would be fine too", "specific_ask", "smaller_ask")
    item = score_round(twisted("unexpected_yes", ASK, lower, STALL)).of("kept_yes")

    assert [(award.points, award.called) for award in item.awards] == [(-20, "stepped down after the yes")]


def test_a_reason_for_a_stretch_earns_nothing_in_a_trap() -> None:
    assert score_round(twisted("trap_single_ask", ASK, ASK_WHY, RETREAT)).total == 0


def test_a_trap_seen_after_the_stretch_is_seen_late_even_before_the_no() -> None:
    bare = said("I'd like 62k.", "specific_ask")
    talk = twisted("trap_single_ask", bare, said("I would not use it here, because he remembers."))

    assert score_round(talk).of("fit_seen").points == 30


def test_words_that_decline_are_no_reason_themselves() -> None:
    assert not gives_reason("I get it. I would not use it here after all")
    assert gives_reason("I would not use it here, she knows it well from the last two times we spoke")


@pytest.mark.parametrize(
    ("twist", "words"),
    [("trap_single_ask", "57,000"), ("trap_first_step", "too early"), ("trap_not_asking", "not the time")],
)
def test_the_example_in_a_trap_is_what_fits_there(twist: str, words: str) -> None:
    script = next(one for one in LIBRARY.scripts if one.twist(twist))
    script = LIBRARY.scripts_by_id["salary-raise"] if twist == "trap_single_ask" else script
    edition = LIBRARY.edition(script.id, script.temperaments[0], twist)
    assert edition is not None
    talk = begin(edition, 7)
    stretch = said(f"I'd like {script.ask.stretch.words}", "specific_ask")
    assert words in better(debrief(advance(talk, stretch)))


def test_after_a_no_the_better_line_takes_it_instead_of_asking_again() -> None:
    assert "62k" not in better(debrief(play(ASK, PUSH, PUSH)))
    assert "What makes it difficult?" in better(debrief(play(ASK, PUSH, PUSH)))


def test_the_better_line_knows_nothing_that_was_not_said() -> None:
    hasty = said("57k", "specific_ask", "smaller_ask", "names_concession", "mutual_gain", "leaves_choice")
    talk = play(ASK, said("Fair enough.", "acknowledges_refusal", unsure=("invites_constraint",)))
    assert talk.constraint_known
    blind = debrief(play(ASK, hasty, SECURE, temperament="guarded"))
    assert "{" not in better(blind)
    assert not any(one.short in better(blind) for one in LIBRARY.scripts_by_id["salary-raise"].constraints)


def test_before_the_true_constraint_the_better_line_says_back_the_first() -> None:
    step = said("Then one post and 9,000", "specific_ask", "smaller_ask", "names_concession")
    talk = twisted("wrong_constraint", ASK, ASK_WHY, step, script="headcount")
    assert talk.corrected
    first, true = talk.edition.pretext(7).short, talk.edition.constraint(7).short
    assert feedback_words(talk, talk.turns[2])["constraint"].split()[-1] == first.split()[-1]
    assert feedback_words(talk)["constraint"].split()[-1] == true.split()[-1]


def test_giving_the_fallback_away_is_the_one_thing_to_change() -> None:
    leaked = said("62k, or 57k is fine too", "specific_ask", "premature_fallback")
    found = debrief(play(leaked, STALL, STALL))
    assert found.change is not None
    assert found.change.criterion.id == "committed"


def test_what_was_agreed_at_once_is_what_the_recap_says() -> None:
    talk = play(said("56k, I run the rota", "specific_ask", "justification"), STALL, STALL)
    assert feedback_words(talk)["agreed"] == "56k"
    assert feedback_words(talk)["ask"] == "a salary of 62,000 a year"


def test_the_step_down_in_the_example_is_the_users_and_not_their_counter_offer() -> None:
    talk = twisted("counter_offer", ASK, ASK_WHY, RETREAT, said("Deal.", "commitment"))
    words = feedback_words(talk)
    assert (words["offer"], words["agreed"]) == ("57k", "56,000 a year")


@pytest.mark.parametrize("script", [one for one in LIBRARY.scripts if not one.is_message], ids=lambda one: one.id)
def test_every_change_fits_a_phone_and_leaves_no_gap(script: Script) -> None:
    """Each pair of a first message and an answer, both taken from what the made-up players say."""
    edition = LIBRARY.edition(script.id, script.temperaments[0])
    assert edition is not None
    lines = repertoire(script)
    for opening in lines.values():
        for answer in lines.values():
            talk = begin(edition, 7)
            for message in (opening, answer, lines[next(iter(lines))]):
                talk = talk if talk.is_over else advance(talk, message)
            change = debrief(talk).change
            if change is not None:
                shown = f"{change.advice} {change.better}"
                assert len(shown) <= LONGEST, shown
                assert placeholders_in(shown) == ()
                assert ".." not in shown
