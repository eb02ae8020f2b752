"""Rounds as a whole: what a good one and a bad one come to, and what holds for every one."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.debrief import Outcome, debrief
from bot.practice.round import advance, begin, replay
from bot.practice.scoring import score_round
from bot.practice.talk import Said
from tests.practice.samples import ASK, ASK_WHY, GOOD, LIBRARY, RETREAT, SECURE, edition, play, said

TEXTS = (
    "62k",
    "57k please",
    "instead of 62k, 57k",
    "55k",
    "40k",
    "6 weeks in two regions",
    "two weeks",
    "one shift",
    "no",
    "…",
)


def a_message() -> st.SearchStrategy[Said]:
    verdicts = st.builds(
        lambda status, quote: Verdict(status=status, probability=0.5, quote=quote),
        st.sampled_from(Status),
        st.sampled_from(["", "some words"]),
    )
    return st.builds(
        lambda text, found, elapsed: Said(text=text, assessment=Assessment(found), elapsed=elapsed),
        st.sampled_from(TEXTS),
        st.dictionaries(st.sampled_from(Cue), verdicts, max_size=6),
        st.none() | st.floats(0, 10**6),
    )


walks = st.tuples(
    st.sampled_from(sorted(LIBRARY.editions)), st.integers(0, 2**31), st.lists(a_message(), min_size=30, max_size=30)
)


@settings(max_examples=150, deadline=None)
@given(walks)
def test_every_walk_ends_scores_in_range_and_replays_to_the_letter(
    walk: tuple[tuple[str, str], int, list[Said]],
) -> None:
    key, seed, messages = walk
    talk = begin(LIBRARY.editions[key], seed)
    for message in messages:
        if talk.is_over:
            break
        talk = advance(talk, message)
    assert talk.is_over
    assert len(talk.turns) <= talk.edition.temperament.max_turns

    score = score_round(talk)
    assert 0 <= score.total <= 100
    assert all(0 <= item.points <= item.possible <= item.criterion.weight for item in score.criteria)
    assert debrief(talk).outcome is not Outcome.UNFINISHED

    again = replay(talk.edition, seed, [(turn.said, turn.move) for turn in talk.turns])
    assert again == talk
    afresh = begin(talk.edition, seed)
    for turn in talk.turns:
        afresh = advance(afresh, turn.said)
    assert afresh == talk


@settings(max_examples=60, deadline=None)
@given(walks)
def test_no_line_is_said_twice_running(walk: tuple[tuple[str, str], int, list[Said]]) -> None:
    key, seed, messages = walk
    talk = begin(LIBRARY.editions[key], seed)
    for message in messages:
        if not talk.is_over:
            talk = advance(talk, message)
    lines = [talk.first_line, *(turn.reply for turn in talk.turns)]
    assert all(line != following for line, following in itertools.pairwise(lines))


@settings(max_examples=60, deadline=None)
@given(walks)
def test_an_objection_never_lowers_a_score(walk: tuple[tuple[str, str], int, list[Said]]) -> None:
    key, seed, messages = walk
    talk = begin(LIBRARY.editions[key], seed)
    for message in messages:
        if not talk.is_over:
            talk = advance(talk, message)
    before = score_round(talk).total
    assert all(score_round(talk, {item.id}).total >= before for item in LIBRARY.rubric.criteria)


def test_a_good_round_is_agreed_secured_and_near_the_top() -> None:
    talk = play(*GOOD)
    assert [turn.move.value for turn in talk.turns] == ["justified_ask", "asked_constraint", "named_retreat", "secured"]
    assert [turn.state for turn in talk.turns] == ["refused", "constraint_named", "agreed", "done"]
    found = debrief(talk)
    assert found.outcome is Outcome.SECURED
    assert found.score.total == 100
    assert found.change is None


def test_pressure_caps_the_round_and_is_the_one_thing_to_change() -> None:
    push = said("After all I did you owe me this.", "pressure", "argues")
    sorry = said("Sorry. What stands in the way?", "acknowledges_refusal", "invites_constraint")
    found = debrief(play(ASK, push, sorry, ASK_WHY, RETREAT, SECURE))
    assert found.score.total == 60
    assert found.change is not None
    assert (found.change.criterion.id, found.change.quote) == ("took_no", "After all I did you owe me this.")


def test_a_step_down_that_is_not_named_is_the_one_thing_to_change_in_the_users_figures() -> None:
    silent = said("Could we do 57k then?", "specific_ask", "smaller_ask")
    found = debrief(play(ASK, ASK_WHY, silent, SECURE))
    assert found.change is not None
    assert found.change.criterion.id == "named_stepdown"
    assert found.change.quote == "Could we do 57k then?"
    assert "62k" in found.change.better
    assert "57k" in found.change.better


def test_doubt_neither_earns_nor_costs() -> None:
    doubted = said(
        RETREAT.text,
        *(cue for cue in RETREAT.assessment.verdicts if cue != "names_concession"),
        unsure=("names_concession",),
    )
    certain = score_round(play(ASK, ASK_WHY, RETREAT, SECURE))
    found = score_round(play(ASK, ASK_WHY, doubted, SECURE))
    item = found.of("named_stepdown")
    assert (item.points, item.possible, item.mark.value) == (0, 0, "unsure")
    assert found.total == certain.total


def test_a_doubtful_ask_is_asked_back_in_character_once_and_then_believed() -> None:
    doubtful = said("maybe the usual thing for my grade", unsure=("specific_ask",))
    talk = play(doubtful, doubtful)
    assert [turn.move.value for turn in talk.turns] == ["unclear", "bare_ask"]


def test_an_objection_lifts_the_penalty_and_the_cap() -> None:
    push = said("Everybody else got one.", "pressure")
    talk = play(ASK, push, ASK_WHY, ASK_WHY, RETREAT, SECURE)
    assert score_round(talk).total == 60
    lifted = score_round(talk, {"took_no"})
    assert lifted.total == 100
    assert lifted.disputed


def test_an_offer_pasted_seconds_after_the_no_counts_as_too_quick_and_a_day_later_as_stale() -> None:
    plain = said("Let me step back to 57k from the 62k I asked for, if that works.", "names_concession", "smaller_ask")
    at_once = Said(text=plain.text, assessment=plain.assessment, elapsed=1.0)
    next_day = Said(text=plain.text, assessment=plain.assessment, elapsed=86_400.0)
    thought_over = Said(text=plain.text, assessment=plain.assessment, elapsed=40.0)
    facts = [
        {name for name in ("too_quick", "stale") if play(ASK, ASK_WHY, message).turns[-1].heard(name)}
        for message in (at_once, next_day, thought_over)
    ]
    assert facts == [{"too_quick"}, {"stale"}, set()]


def test_a_long_gap_is_noticed_in_character() -> None:
    late = Said(text=ASK_WHY.text, assessment=ASK_WHY.assessment, elapsed=90_000.0)
    reply = play(ASK, late).turns[-1].reply
    assert reply.startswith(tuple(edition().script.gap_lines))


def test_the_counterpart_leaves_when_their_time_is_up() -> None:
    talk = play(*[said("hm", "off_topic")] * 14)
    assert talk.state == "walked_away"
    assert len(talk.turns) == 14


def test_taking_an_offer_below_the_floor_is_agreed_gladly_and_capped() -> None:
    cheap = said("OK, then 53k.", "specific_ask", "smaller_ask", "names_concession", "ties_to_constraint")
    talk = play(ASK, ASK_WHY, cheap, SECURE)
    assert talk.turns[2].state == "agreed"
    assert score_round(talk).total <= 75


def test_standing_by_the_offer_after_the_bait_is_a_hold_and_not_a_cascade() -> None:
    bare_retreat = said(RETREAT.text, *(cue for cue in RETREAT.assessment.verdicts if cue != "leaves_choice"))
    hold = said("57k is the step I can make.", "specific_ask", "smaller_ask", "cascade")
    talk = play(ASK, ASK_WHY, bare_retreat, hold, temperament="guarded")
    assert [turn.move.value for turn in talk.turns[2:]] == ["named_retreat", "held"]
    assert [turn.state for turn in talk.turns[2:]] == ["baiting", "agreed"]
    assert not score_round(talk).caps


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


ADVICE = [
    ("pressure is called pressure", (said("Give me 62k or I quit.", "pressure", "specific_ask"), ASK_WHY), "pushed"),
    (
        "an absurd opening is not told to ask for more",
        (said("120k", "specific_ask"), ASK_WHY, RETREAT, SECURE),
        "beyond what",
    ),
    (
        "hours late is not told that it came at once",
        (ASK, ASK_WHY, Said(text="57k then", assessment=RETREAT.assessment, elapsed=90_000.0), SECURE),
        "hours after",
    ),
]


@pytest.mark.parametrize(("messages", "words"), [row[1:] for row in ADVICE], ids=[row[0] for row in ADVICE])
def test_advice_fits_the_fault(messages: tuple[Said, ...], words: str) -> None:
    change = debrief(play(*messages)).change
    assert change is not None
    assert words in change.advice


def test_below_the_floor_the_better_wording_is_the_target_and_not_the_bad_offer() -> None:
    cheap = said("OK, then 53k.", "specific_ask", "smaller_ask", "names_concession", "ties_to_constraint")
    change = debrief(play(ASK, ASK_WHY, cheap, SECURE)).change
    assert change is not None
    assert "53k" not in change.better
    assert "57,000" in change.better


def test_naming_later_what_the_offer_left_open_is_no_further_step_down() -> None:
    opening = said("90 minutes with all six executives, the outages cost 140,000", "specific_ask", "justification")
    retreat = said("Let me step back to 30 minutes", "smaller_ask", "names_concession", "ties_to_constraint")
    completing = said("with three executives, I mean", "specific_ask", "smaller_ask")
    talk = play(opening, ASK_WHY, retreat, completing, script="exec-workshop", seed=seed_for("exec-workshop", "cover"))
    assert talk.turns[-1].move == "held"
    assert talk.words["offer"] == "30 minutes and three executives"
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
