"""A draft in play: the round goes on when the text changes, can be taken back, and can begin anywhere."""

import shutil
from pathlib import Path

import pytest

from bot.authoring.editions import AuthoringError
from bot.authoring.rehearsal import Rehearsal, Renewal, Setting
from tests.authoring.samples import ASK, BAKERY, GIBBERISH, SECURE, STEP_DOWN, WHY, draft_in, drafted, edit, rehearsed


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return draft_in(tmp_path)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(BAKERY, tmp_path / "library")


def spoken(rehearsal: Rehearsal, *lines: str) -> None:
    for line in lines:
        assert rehearsal.say(line) is not None


def test_a_good_round_is_played_to_its_debrief(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, ASK, WHY, STEP_DOWN, SECURE)
    assert [turn.state for turn in rehearsal.talk.turns] == ["refused", "constraint_named", "agreed", "done"]
    assert rehearsal.debrief.score.total > 80


def test_what_was_heard_is_told_with_its_amounts_and_the_move(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    found = rehearsal.say(ASK)
    assert found is not None
    assert found.heard == (("specific_ask", 0.9), ("justification", 0.9))
    assert [(name, amount.value, amount.words) for name, amount in found.amounts] == [("price", 18000, "18,000")]
    assert (found.size, found.before, found.move, found.state) == ("stretch", "opening", "justified_ask", "refused")
    assert "stretch" in found.facts
    spoken(rehearsal, WHY)
    later = rehearsal.say(STEP_DOWN)
    assert later is not None
    assert (later.step, later.move) == ("smaller", "named_retreat")
    assert later.holds == ("accepted", "constraint_known", "offer_on_table", "tied")


def test_doubt_and_near_misses_are_told_apart(draft: Path) -> None:
    found = rehearsed(draft).say("Let me see.")
    assert found is not None
    assert (found.heard, found.unsure, found.nearly) == ((), (("deliberate_pause", 0.4),), ())


def test_what_nobody_could_judge_changes_nothing(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    assert rehearsal.say(GIBBERISH) is None
    assert rehearsal.talk.turns == ()


def test_a_line_is_taken_back_as_if_it_had_not_been_said(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, ASK)
    before = rehearsal.talk
    spoken(rehearsal, WHY)
    assert rehearsal.take_back()
    assert rehearsal.talk == before
    assert rehearsal.take_back()
    assert not rehearsal.take_back()


def test_a_round_goes_on_with_the_new_text(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, ASK, WHY)
    for word in ("{ask}? No, I can't", "I hear you, but {ask}", "No. Not {ask}"):
        edit(draft, word, word.replace("{ask}", "Well, {ask}"))
    assert rehearsal.renew(drafted(draft).read()) is Renewal.GOES_ON
    assert "Well, 18,000" in rehearsal.talk.turns[0].reply
    assert [turn.said.text for turn in rehearsal.talk.turns] == [ASK, WHY]
    spoken(rehearsal, STEP_DOWN, SECURE)
    assert rehearsal.talk.is_over


def test_a_round_goes_on_though_the_new_numbers_read_something_otherwise(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, ASK, WHY)
    edit(draft, "limit: 40000", "limit: 17999")
    edit(draft, "stretch: 18000", "stretch: 17000")
    assert rehearsal.renew(drafted(draft).read()) is Renewal.OTHERWISE
    assert [turn.move.value for turn in rehearsal.talk.turns] == ["absurd_ask", "asked_constraint"]


def test_where_the_new_text_would_have_ended_the_talk_a_fresh_round_begins(draft: Path, library: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, *["No oven, no bread."] * 13)
    assert not rehearsal.talk.is_over
    edit(library / "temperaments" / "cooperative.yaml", "max_turns: 14", "max_turns: 6")
    playable = drafted(draft, library).read()
    assert rehearsal.renew(playable) is Renewal.ENDED
    assert rehearsal.talk.turns == ()


def test_a_round_that_begins_later_is_led_there_anew_in_the_words_of_the_new_text(draft: Path) -> None:
    rehearsal = rehearsed(draft, Setting(seed=7, state="agreed"))
    spoken(rehearsal, SECURE)
    edit(draft, 'words: "a used deck oven', 'words: "an old deck oven')
    assert rehearsal.renew(drafted(draft).read()) is Renewal.GOES_ON
    assert "an old deck oven for 9,000" in rehearsal.talk.turns[2].said.text
    assert rehearsal.talk.state == "done"


def test_lines_put_in_to_begin_later_are_not_taken_back(draft: Path) -> None:
    rehearsal = rehearsed(draft, Setting(seed=7, state="constraint_named"))
    assert not rehearsal.take_back()
    assert rehearsal.transcript[1][0] == ""
    assert rehearsal.transcript[2][0] == "Marta"


def test_again_keeps_the_seed_and_another_seed_changes_it(draft: Path) -> None:
    rehearsal = rehearsed(draft)
    spoken(rehearsal, ASK)
    rehearsal.again()
    assert (rehearsal.talk.seed, rehearsal.talk.turns) == (7, ())
    rehearsal.again(8)
    assert rehearsal.talk.seed == 8


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (Setting(temperament="angry"), "There is no temperament “angry”; there are: cooperative."),
        (Setting(state="sulking"), "“sulking” is no state of “cooperative”. A round can begin in: opening, refused,"),
        (Setting(state="done"), "“done” is the end of a talk. A round can begin in: opening, refused,"),
    ],
)
def test_a_beginning_that_cannot_be_is_refused_with_those_that_can(draft: Path, setting: Setting, told: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        rehearsed(draft, setting)
    assert str(caught.value).startswith(told)


def test_a_text_on_which_the_state_is_out_of_reach_begins_at_the_beginning(draft: Path, library: Path) -> None:
    rehearsal = rehearsed(draft, Setting(seed=7, state="agreed"))
    cooperative = library / "temperaments" / "cooperative.yaml"
    edit(
        cooperative, "move: [named_retreat, unnamed_retreat, below_floor], to: agreed", "move: below_floor, to: agreed"
    )
    edit(
        cooperative,
        "move: [accepted_no, asked_constraint, cascaded, argued",
        "move: [accepted_no, asked_constraint, named_retreat, unnamed_retreat, cascaded, argued",
    )
    playable = drafted(draft, library).read()
    assert rehearsal.renew(playable) is Renewal.NO_WAY
    assert (rehearsal.talk.state, rehearsal.made_up) == ("opening", 0)
