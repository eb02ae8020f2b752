"""Words so plain that hearing's doubt ends there: what pushes, sulks, contests, lets go or leaves a way out."""

import pytest

from bot.hearing.cues import Cue, Phase, Status
from bot.practice.drills.plain_words import asks_for_a_no, contests, forces, may_want_a_no, names_less, takes_no
from bot.practice.drills.plainly import plainly
from bot.practice.ways_out import way_out
from tests.practice.drills.samples import heard


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("320 a month. Take it or leave it.", "Take it or leave it"),
        ("Four, take it or leave it, no hurry.", "take it or leave it"),
        ("2,000, and that's my last word.", "my last word"),
        ("17, otherwise ill go to another mill", "otherwise ill go"),
        ("Two, and if you say no again I'll tell the dean.", "if you say no again I'll tell"),
        ("Come on Tuesday. You owe me that.", "You owe me"),
        ("Saying no would be really selfish.", "Saying no would be really selfish"),
        ("Don’t you dare back out.", "Don’t you dare"),
    ],
)
def test_an_ultimatum_a_threat_and_guilt_push(text: str, words: str) -> None:
    assert forces(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Take it or leave it, both are fine.",
        "Is that your last word?",
        "Twelve, or else nurses go on explaining with their hands.",
        "I'd take the offer, or we leave it as it is.",
        "You'd have the last word on it.",
        "I owe you one.",
    ],
)
def test_what_only_sounds_alike_does_not(text: str) -> None:
    assert forces(text) == ""


def test_an_ultimatum_leaves_no_choice_though_it_names_one() -> None:
    text = "320. Take it or leave it."
    found = plainly(heard(text, "leaves_choice"), Phase.AFTER_CONSTRAINT, text, under_test=True)

    assert found.heard(Cue.PRESSURE)
    assert not found.heard(Cue.LEAVES_CHOICE)


@pytest.mark.parametrize(("under_test", "cue"), [(False, Cue.ARGUES), (True, Cue.PRESSURE)])
def test_a_sulk_takes_no_no_well(cue: Cue, *, under_test: bool) -> None:
    text = "Ok, whatever, then forget it."
    found = plainly(heard(text, "acknowledges_refusal"), Phase.AFTER_REFUSAL, text, under_test=under_test)

    assert found.heard(cue)
    assert found[Cue.ACKNOWLEDGES_REFUSAL].status is Status.NOT_HEARD


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("320 stays. If that's too much, I understand.", "If that's too much, I understand"),
        ("Totally get it if that's nothing for you.", "Totally get it if"),
        ("Keys on Saturday. Shout if that changes.", "Shout if that changes"),
        ("Two lamps before winter. If that changes please tell me.", "If that changes please tell me"),
        ("Tell me if that's nothing for you.", "Tell me if that's nothing for"),
        ("No worries if it doesn't fit.", "No worries if"),
        ("And you stay free to leave after March.", "you stay free to l"),
        ("Tell me if you like it.", ""),
        ("If you don't want it, tell me why.", ""),
        ("If it's not too late, I'm fine with two.", ""),
    ],
)
def test_a_way_out_has_many_words(text: str, out: str) -> None:
    assert way_out(text) == out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("That's not true, your plan kept changing.", "That's not true"),
        ("But it's only a tree.", "But it's only a"),
        ("That's fair, it's only right.", ""),
    ],
)
def test_a_reason_is_contested_in_plain_words(text: str, words: str) -> None:
    assert contests(text) == words


@pytest.mark.parametrize(
    ("text", "flipped", "possible"),
    [
        ("would it be terrible if i came by friday", True, True),
        ("Would Saturday at ten be a bad time to meet?", True, True),
        ("any objections to half an hour in june?", True, True),
        ("Is there a reason why we can't use the hall?", True, True),
        ("It was a long day, and this is too much, but could we meet?", False, True),
        ("Would Saturday at ten suit you?", False, False),
        ("Would it be a good idea to meet?", False, False),
        ("Is there any chance that you read it?", False, False),
    ],
)
def test_a_question_that_wants_a_no_is_known_by_its_words(text: str, *, flipped: bool, possible: bool) -> None:
    assert bool(asks_for_a_no(text)) is flipped
    assert may_want_a_no(text) is possible


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("i was asking for too much", True),
        ("ok lets scale it back to two", True),
        ("I'd come down to 57k", True),
        ("We won't give up the second region.", False),
        ("Could you come down to 57k?", False),
    ],
)
def test_a_step_down_is_named_in_plain_words(text: str, *, named: bool) -> None:
    assert bool(names_less(text)) is named


def test_a_no_is_taken_where_nothing_is_held_against_it() -> None:
    assert takes_no("ok thanks for being honest") == "thanks for being"
    assert takes_no("I understand, but my beans are dying.") == ""
