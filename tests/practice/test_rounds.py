"""Rounds as a whole: what a good one and a bad one come to, and what holds for every one."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.debrief import Outcome, debrief
from bot.practice.edition import Edition
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


EDITIONS = [
    found
    for script in LIBRARY.scripts
    for temperament in script.temperaments
    for twist in ("", *(use.id for use in script.twists))
    if (found := LIBRARY.edition(script.id, temperament, twist))
]

walks = st.tuples(st.sampled_from(EDITIONS), st.integers(0, 2**31), st.lists(a_message(), min_size=30, max_size=30))


@settings(max_examples=150, deadline=None)
@given(walks)
def test_every_walk_ends_scores_in_range_and_replays_to_the_letter(
    walk: tuple[Edition, int, list[Said]],
) -> None:
    one, seed, messages = walk
    talk = begin(one, seed)
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
def test_no_line_is_said_twice_running(walk: tuple[Edition, int, list[Said]]) -> None:
    one, seed, messages = walk
    talk = begin(one, seed)
    for message in messages:
        if not talk.is_over:
            talk = advance(talk, message)
    lines = [talk.first_line, *(turn.reply for turn in talk.turns)]
    assert all(line != following for line, following in itertools.pairwise(lines))


@settings(max_examples=60, deadline=None)
@given(walks)
def test_an_objection_never_lowers_a_score(walk: tuple[Edition, int, list[Said]]) -> None:
    one, seed, messages = walk
    talk = begin(one, seed)
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
