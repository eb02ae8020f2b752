"""How one message is read against the round so far: its move, what it answers, and what it is not."""

import pytest

from bot.practice.scoring import score_round
from tests.practice.samples import ASK, ASK_WHY, RETREAT, edition, play, said

MOVES = [
    (
        "a figure in a question",
        "What is the most you could do, 55k?",
        ("invites_constraint", "specific_ask"),
        "asked_constraint",
    ),
    (
        "naming the figure while asking why",
        "What stands in the way of 62k?",
        ("invites_constraint",),
        "asked_constraint",
    ),
    (
        "saying the constraint back with its figure",
        "So beyond 57k it goes upstairs.",
        ("reflects_constraint",),
        "accepted_no",
    ),
    ("asking the same again without arguing", "It would still be 62k.", ("specific_ask",), "held"),
    ("asking for more", "Then 70k.", ("specific_ask",), "argued"),
    ("announcing a step down without saying to what", "I'll settle lower.", ("names_concession",), "unclear"),
    ("a smaller ask that was hardly heard", "or less", ("smaller_ask?",), "unclear"),
    ("an ask that no figure measures", "Would the canteen money do?", ("specific_ask",), "unclear"),
    ("a doubtful accusation", "hm, others got it", ("argues?", "pressure?"), "stalled"),
]


@pytest.mark.parametrize(("text", "cues", "move"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_an_answer_to_the_no_is_read_as(text: str, cues: tuple[str, ...], move: str) -> None:
    heard = [cue for cue in cues if not cue.endswith("?")]
    doubted = tuple(cue.removesuffix("?") for cue in cues if cue.endswith("?"))
    assert play(ASK, said(text, *heard, unsure=doubted)).turns[-1].move == move


def seed_for(script: str, constraint: str) -> int:
    found = edition(script)
    return next(seed for seed in range(500) if found.constraint(seed).id == constraint)


TIES = [
    ("the figure that hurts is trimmed", "pot", "57k", (), "heard"),
    ("a number cannot answer what only words can", "burned", "57k", (), "not_heard"),
    ("words answer it", "burned", "57k, and we stop if it does not work", ("ties_to_constraint",), "heard"),
    ("words that were hardly heard", "burned", "57k, sort of", ("ties_to_constraint?",), "unsure"),
]


@pytest.mark.parametrize(
    ("constraint", "text", "cues", "status"), [row[1:] for row in TIES], ids=[row[0] for row in TIES]
)
def test_a_step_down_answers_the_constraint_when(
    constraint: str, text: str, cues: tuple[str, ...], status: str
) -> None:
    heard = [cue for cue in cues if not cue.endswith("?")]
    doubted = tuple(cue.removesuffix("?") for cue in cues if cue.endswith("?"))
    retreat = said(text, "smaller_ask", "names_concession", *heard, unsure=doubted)
    talk = play(ASK, ASK_WHY, retreat, seed=seed_for("salary-raise", constraint))
    assert talk.turns[-1].finding("ties_to_constraint").status == status


def test_trimming_what_does_not_hurt_them_is_no_answer_even_if_it_sounded_like_one() -> None:
    opening = said("90 minutes with all six executives, the outages cost 140,000", "specific_ask", "justification")
    trims_people = said("90 minutes with three executives then?", "smaller_ask", "ties_to_constraint")
    talk = play(opening, ASK_WHY, trims_people, script="exec-workshop", seed=seed_for("exec-workshop", "short-slots"))
    assert talk.turns[-1].finding("ties_to_constraint").status == "unsure"
    assert talk.state == "considering"


def test_recapping_the_agreed_figure_is_no_further_step_down() -> None:
    recap = said("Great. So 57k, I'll write it down.", "commitment", "smaller_ask", "cascade")
    talk = play(ASK, ASK_WHY, RETREAT, recap)
    assert (talk.turns[-1].move, talk.state) == ("secured", "done")


def test_an_offer_without_figures_may_get_its_figure_later() -> None:
    vague = said("Let me step back to what the band allows.", "smaller_ask", "names_concession")
    talk = play(ASK, ASK_WHY, vague, said("57k, that is.", "specific_ask"))
    assert talk.turns[-1].move == "held"
    assert talk.words["offer"] == "57k"


def test_naming_later_what_the_offer_left_open_is_no_further_step_down() -> None:
    opening = said("90 minutes with all six executives, the outages cost 140,000", "specific_ask", "justification")
    retreat = said("Let me step back to 30 minutes", "smaller_ask", "names_concession", "ties_to_constraint")
    completing = said("with three executives, I mean", "specific_ask", "smaller_ask")
    talk = play(opening, ASK_WHY, retreat, completing, script="exec-workshop", seed=seed_for("exec-workshop", "cover"))
    assert talk.turns[-1].move == "held"
    assert talk.words["offer"] == "30 minutes with three executives"
    assert not score_round(talk).caps


def test_the_counterpart_says_back_only_what_the_step_down_named() -> None:
    opening = said("six weeks in two regions, spoilage fell 4 % elsewhere", "specific_ask", "justification")
    talk = play(opening, ASK_WHY, said("two weeks then", "smaller_ask"), script="b2b-pilot")
    assert talk.words["offer"] == "two weeks"


def test_a_step_down_before_the_constraint_is_known_is_told_to_ask_first() -> None:
    blind = said("Let me step back from 62k to 57k.", "smaller_ask", "names_concession", "acknowledges_refusal")
    item = score_round(play(ASK, blind)).of("answered_constraint")
    assert item.blame is not None
    assert item.blame.finding == "blind"


def test_asking_what_stands_in_the_way_is_not_arguing_even_if_it_sounds_so() -> None:
    talk = play(ASK, said("so what would make it hard for you", "invites_constraint", "argues"))
    assert talk.turns[-1].move == "asked_constraint"
    assert not talk.turns[-1].heard("argues")


RECAPS = [
    "Great. I'll send you a recap within two days.",
    "Good, my colleague calls you in a week.",
    "Fine, one week from now two people from my team take notes.",
]


@pytest.mark.parametrize("recap", RECAPS)
def test_the_figures_of_the_arrangements_are_no_further_step_down(recap: str) -> None:
    opening = said("six weeks in two regions, spoilage fell 4 % elsewhere", "specific_ask", "justification")
    retreat = said(
        "Let me step back to two weeks in one region", "smaller_ask", "names_concession", "ties_to_constraint"
    )
    talk = play(opening, ASK_WHY, retreat, said(recap, "commitment"), script="b2b-pilot")
    assert talk.turns[-1].move == "secured"
    assert not score_round(talk).caps


def test_naming_what_would_be_too_little_is_standing_by_the_offer() -> None:
    opening = said("six weeks in two regions, spoilage fell 4 % elsewhere", "specific_ask", "justification")
    retreat = said(
        "Let me step back to two weeks in one region", "smaller_ask", "names_concession", "ties_to_constraint"
    )
    hold = said(
        "I'll stand by two weeks in one region; one week less would tell us nothing.", "specific_ask", "justification"
    )
    talk = play(opening, ASK_WHY, retreat, hold, script="b2b-pilot", temperament="guarded")
    assert talk.turns[-1].move == "held"


def test_who_asked_and_was_not_told_is_not_blamed_for_a_blind_step_down() -> None:
    sharp = said("what stands in the way", "invites_constraint")
    retreat = said("57k instead of 62k then", "smaller_ask", "names_concession")
    talk = play(ASK, sharp, retreat, temperament="reactant")
    item = score_round(talk).of("answered_constraint")
    assert (item.blame, item.mark.value) == (None, "unsure")


def test_a_reason_given_when_asked_for_completes_the_ask() -> None:
    talk = play(said("62k please", "specific_ask"), said("because I took over the night rota", "justification"))
    assert [turn.move.value for turn in talk.turns] == ["bare_ask", "justified_ask"]
    assert talk.state == "refused"
    assert talk.words["ask"] == "62k"


def test_a_second_step_down_in_figures_is_one_even_where_hearing_is_in_doubt() -> None:
    further = said("or 56k, if that is easier", "specific_ask", "smaller_ask", unsure=("cascade",))
    bare_retreat = said(RETREAT.text, *(cue for cue in RETREAT.assessment.verdicts if cue != "leaves_choice"))
    talk = play(ASK, ASK_WHY, bare_retreat, further, temperament="guarded")
    assert talk.turns[-1].move == "cascaded"
    assert [hit.cap.finding for hit in score_round(talk).caps] == ["cascade"]


@pytest.mark.parametrize(
    ("text", "cues", "is_cascade"),
    [
        ("That is what I can offer.", ("specific_ask", "smaller_ask", "cascade"), False),
        ("57k it is.", ("specific_ask", "smaller_ask", "cascade"), False),
        ("Fine, forget May too.", ("names_concession", "smaller_ask", "specific_ask", "cascade"), True),
        ("56k then.", ("specific_ask", "smaller_ask", "cascade"), True),
    ],
)
def test_an_offer_said_again_is_no_further_step_down(text: str, cues: tuple[str, ...], *, is_cascade: bool) -> None:
    held = play(ASK, ASK_WHY, said("57k", "specific_ask", "smaller_ask"), temperament="guarded")
    assert held.offer is not None
    turn = play(
        ASK, ASK_WHY, said("57k", "specific_ask", "smaller_ask"), said(text, *cues), temperament="guarded"
    ).turns[-1]
    assert (turn.move == "cascaded") is is_cascade
    assert ("cascade" in turn.findings) is is_cascade


def test_an_apology_is_answered_before_the_question_behind_it() -> None:
    rude = said("You're just being difficult.", "pressure")
    sorry = said("I was rude and I'm sorry. What would you need to see?", "invites_constraint")
    talk = play(ASK, rude, sorry, temperament="reactant")

    assert (talk.turns[-1].move, talk.state) == ("accepted_no", "refused")


def test_asking_for_another_day_asks_what_would_do() -> None:
    talk = play(ASK, said("That's okay. What about Tuesday?", "specific_ask"))

    assert (talk.turns[-1].move, talk.state) == ("asked_constraint", "constraint_named")
