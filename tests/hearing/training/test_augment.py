"""A variant of a message carries what its parts carry, and messages that would change each other are never joined."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Cue
from bot.hearing.training.augment import Augmenter, may_be_joined
from bot.hearing.training.corpus import Example
from tests.hearing.training.samples import OPENING, carrying, said

DRAWS = 400
THANKS = said("Fair enough, thanks for telling me.", {Cue.ACKNOWLEDGES_REFUSAL: "Fair enough"})
WHY = said("What stands in the way of it?", {Cue.INVITES_CONSTRAINT: "What stands in the way of it?"})
SMALLER = said(
    "Let's make it one evening a week.",
    {Cue.SMALLER_ASK: "one evening a week", Cue.SPECIFIC_ASK: "one evening a week"},
)
BIG = said("I still need three evenings a week.", {Cue.SPECIFIC_ASK: "three evenings a week"})
ARGUING = said("That is simply not true.", {Cue.ARGUES: "simply not true"})
ASTRAY = said("Have you seen the match last night?", {Cue.OFF_TOPIC: "Have you seen the match last night?"})
PUSHY = said("You owe us this, you know.", {Cue.PRESSURE: "You owe us this"})

FORBIDDEN = [
    (THANKS, ASTRAY),
    (ASTRAY, ASTRAY),
    (THANKS, ARGUING),
    (SMALLER, BIG),
    (SMALLER, SMALLER),
    (ARGUING, SMALLER),
    (ARGUING, WHY),
]
ALLOWED = [(THANKS, WHY), (THANKS, SMALLER), (WHY, BIG), (ARGUING, BIG), (ARGUING, PUSHY), (ARGUING, ARGUING)]
EVERYTHING = [THANKS, WHY, SMALLER, BIG, ARGUING, ASTRAY, PUSHY]


def drawn(example: Example, examples: list[Example]) -> list[tuple[str, frozenset[Cue], frozenset[Cue]]]:
    """Of each variant: its text, its labels, and all cues that are marked somewhere in it."""
    augment = Augmenter(examples, random.Random(1))
    variants = [augment(example) for _ in range(DRAWS)]
    return [(marked.text, cues, frozenset[Cue]().union(*marked.marks)) for marked, cues in variants]


@pytest.mark.parametrize(("one", "other"), ALLOWED)
def test_messages_that_leave_each_other_alone_may_be_joined(one: Example, other: Example) -> None:
    assert [may_be_joined(one, other), may_be_joined(other, one)] == [True, True]


@pytest.mark.parametrize(("one", "other"), FORBIDDEN)
def test_messages_that_change_each_other_may_not_be_joined(one: Example, other: Example) -> None:
    assert [may_be_joined(one, other), may_be_joined(other, one)] == [False, False]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.sets(st.sampled_from(list(Cue)), max_size=4), st.sets(st.sampled_from(list(Cue)), max_size=4))
def test_joined_messages_never_break_the_rules_of_the_cues(one: set[Cue], other: set[Cue]) -> None:
    first, second = carrying(*one), carrying(*other)
    both = one | other
    assert may_be_joined(first, second) == may_be_joined(second, first)
    if may_be_joined(first, second):
        assert Cue.OFF_TOPIC not in both
        assert not {Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL} <= both
        assert Cue.SPECIFIC_ASK not in one & other


@pytest.mark.parametrize(("one", "other"), ALLOWED[:-1])
def test_joined_labels_are_the_union(one: Example, other: Example) -> None:
    labels = {cues for _, cues, _ in drawn(one, [one, other])}
    assert labels == {one.cues, one.cues | other.cues}


@pytest.mark.parametrize(("one", "other"), FORBIDDEN)
def test_forbidden_joins_never_happen(one: Example, other: Example) -> None:
    assert {cues for _, cues, _ in drawn(one, [one, other])} == {one.cues}


@pytest.mark.parametrize("example", EVERYTHING)
def test_labels_are_those_of_the_message_or_of_one_that_it_may_be_joined_to(example: Example) -> None:
    possible = {example.cues} | {
        example.cues | other.cues for other in EVERYTHING if other is not example and may_be_joined(example, other)
    }
    assert {cues for _, cues, _ in drawn(example, EVERYTHING)} == possible


@pytest.mark.parametrize("example", EVERYTHING)
def test_every_label_keeps_its_marks(example: Example) -> None:
    variants = drawn(example, EVERYTHING)
    assert [marked for _, _, marked in variants] == [cues for _, cues, _ in variants]


def test_only_messages_of_one_state_are_joined() -> None:
    opening = carrying(Cue.PREMATURE_FALLBACK, context=OPENING)
    assert {cues for _, cues, _ in drawn(PUSHY, [PUSHY, opening])} == {PUSHY.cues}


def test_a_message_is_never_joined_to_itself() -> None:
    assert max(text.count(WHY.text) for text, _, _ in drawn(WHY, [WHY])) == 1


def test_most_variants_are_the_message_as_it_was_written() -> None:
    unchanged = sum(text == WHY.text for text, _, _ in drawn(WHY, [WHY]))
    assert DRAWS * 0.6 < unchanged < DRAWS * 0.9


def test_small_talk_is_added_to_some_messages_but_never_to_one_that_is_off_topic() -> None:
    longest = {example.text: max(len(text) for text, _, _ in drawn(example, [example])) for example in (WHY, ASTRAY)}
    assert longest[WHY.text] > 200
    assert longest[ASTRAY.text] < len(ASTRAY.text) + 10


def test_the_same_chance_draws_the_same_variants() -> None:
    assert drawn(SMALLER, EVERYTHING) == drawn(SMALLER, EVERYTHING)


def test_messages_without_labels_stay_without() -> None:
    plain = [said("The hall, then."), said("I see it is raining.")]
    assert {cues for example, _ in combinations(plain, 2) for _, cues, _ in drawn(example, plain)} == {frozenset()}
