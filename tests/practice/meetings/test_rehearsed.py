"""What rounds give the card: only lines that were judged well, and what they answered."""

from dataclasses import replace

import pytest

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.card import card_of
from bot.practice.meetings.rehearsed import GOOD_ROUND, Purpose, best_lines
from bot.practice.round import advance, begin
from bot.practice.scoring import score_round
from bot.practice.talk import Round, Said
from tests.practice.meetings.samples import SALARY, money, no
from tests.practice.samples import ASK, ASK_WHY, GOOD, LIBRARY, RETREAT, SECURE, play, said

RAISE = replace(
    SALARY, target="57k", floor="55k", stretch="62k", measures=(money(62000, 57000, 55000, 75000),),
    objections=(no("there's no room in the band", "budget"), no("the others would ask", "policy")),
)  # fmt: skip
BARE = said("I'd like to move to 62k.", "specific_ask")
UNNAMED = said("57k, then.", "specific_ask", "smaller_ask")
LONG = said("I'd like 90 minutes. It saves your people a day.", "specific_ask", "justification", "counterpart_benefit")
SHORTER = said(
    "So that's the trouble. 90 minutes was a lot, let me step back to 30 minutes. Your call.",
    *RETREAT.assessment.verdicts,
)


def twisted(twist: str, *messages: Said, seed: int = 7) -> Round:
    edition = LIBRARY.edition("exec-workshop", "cooperative", twist)
    assert edition is not None
    talk = begin(edition, seed)
    for message in messages:
        talk = advance(talk, message)
    return talk


def test_a_good_round_gives_an_opening_a_step_down_and_a_closing() -> None:
    talk = play(*GOOD)
    found = best_lines([talk])
    assert [(one.purpose, one.line) for one in found] == [
        (Purpose.OPENING, ASK.text),
        (Purpose.RETREAT, RETREAT.text),
        (Purpose.CLOSING, SECURE.text),
    ]
    assert [one.kind for one in found] == [None, talk.constraint.kind, None]
    assert found[0].reason in ASK.text
    assert all(0 < one.share <= 1 for one in found)


def test_lines_that_were_not_judged_well_are_none_of_the_best() -> None:
    assert best_lines([play(BARE)]) == ()
    assert [one.purpose for one in best_lines([play(ASK, ASK_WHY, UNNAMED)])] == [Purpose.OPENING]
    assert best_lines([]) == ()


def test_a_line_that_capped_its_round_is_none_of_the_best() -> None:
    cascade = said(RETREAT.text + " Or even 56k.", *RETREAT.assessment.verdicts, "cascade")
    assert Purpose.RETREAT not in [one.purpose for one in best_lines([play(ASK, ASK_WHY, cascade)])]


def test_a_round_that_went_badly_gives_nothing() -> None:
    good, bad = (
        play(*GOOD),
        play(ASK, ASK_WHY, said("57k or I go, take it or leave it.", *RETREAT.assessment.verdicts, "pressure")),
    )
    assert score_round(bad).total < GOOD_ROUND <= score_round(good).total
    assert best_lines([bad]) == ()
    assert best_lines([good, bad]) == best_lines([good])
    assert {one.total for one in best_lines([good])} == {score_round(good).total}


def test_more_of_a_steps_points_are_a_higher_share() -> None:
    plain = said(
        "So the money is the trouble. 62k was a lot, let me step back to 57k.", *list(RETREAT.assessment.verdicts)[:5]
    )
    rich, poor = ([one.share for one in best_lines([play(ASK, ASK_WHY, retreat)])][-1] for retreat in (RETREAT, plain))
    assert rich > poor


@pytest.mark.parametrize("seed", range(6))
def test_what_answered_a_reason_that_was_taken_back_counts_for_that_reason(seed: int) -> None:
    talk = twisted("wrong_constraint", LONG, ASK_WHY, SHORTER, seed=seed)
    pretext = talk.edition.pretext(seed).kind
    assert [one.kind for one in best_lines([talk]) if one.purpose is Purpose.RETREAT] == [pretext]
    assert pretext is not talk.edition.constraint(seed).kind


def test_what_was_rehearsed_stands_on_the_card() -> None:
    lines = [replace(one, kind=one.kind and ConstraintKind.BUDGET) for one in best_lines([play(*GOOD)])]
    card = card_of(RAISE, lines, {})
    assert card.ask == "I'd like to move to 62k."
    assert card.reason == "You keep the account without a new hire."
    assert "let me step back to 57k" in card.ifs[0].retreat
    assert card.ifs[1].retreat == "Since it's a question of rules, I'll step back: 57k."
    assert card.closing.startswith("57k from May.")
