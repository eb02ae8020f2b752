"""Folds hold whole writers and are about equally large."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.training.corpus import Example
from bot.hearing.training.folds import FOLDS, fold_of_each
from tests.hearing.training.samples import said

STEADY = settings(derandomize=True, deadline=None, max_examples=60)
SIZES = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 12), min_size=1)


def by_writers(sizes: dict[str, int]) -> list[Example]:
    return [said("ok", writer=writer) for writer, size in sizes.items() for _ in range(size)]


@pytest.mark.parametrize(
    ("sizes", "folds"),
    [
        ({"a": 5, "b": 4, "c": 3, "d": 3, "e": 2}, {"a": 0, "b": 1, "c": 2, "d": 2, "e": 1}),
        ({"e": 2, "d": 3, "c": 3, "b": 4, "a": 5}, {"a": 0, "b": 1, "c": 2, "d": 2, "e": 1}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 0, "b": 1, "c": 2}),
        ({"a": 7}, {"a": 0}),
    ],
)
def test_large_writers_are_placed_first_and_each_goes_where_most_room_is(
    sizes: dict[str, int], folds: dict[str, int]
) -> None:
    examples = by_writers(sizes)
    assert fold_of_each(examples).tolist() == [folds[example.writer] for example in examples]


@STEADY
@given(SIZES, st.integers(2, 5))
def test_no_writer_is_in_two_folds(sizes: dict[str, int], folds: int) -> None:
    examples = by_writers(sizes)
    placed = fold_of_each(examples, folds).tolist()
    assert len({(example.writer, fold) for example, fold in zip(examples, placed, strict=True)}) == len(sizes)


@STEADY
@given(SIZES)
def test_folds_differ_by_no_more_than_one_writer(sizes: dict[str, int]) -> None:
    filled = Counter(fold_of_each(by_writers(sizes)).tolist())
    assert max(filled.values()) - min(filled[fold] for fold in range(FOLDS)) <= max(sizes.values())


@STEADY
@given(SIZES, st.randoms(use_true_random=False))
def test_the_order_of_the_messages_does_not_matter(sizes: dict[str, int], chance: random.Random) -> None:
    examples = by_writers(sizes)
    shuffled = list(examples)
    chance.shuffle(shuffled)
    assert fold_by_writer(examples) == fold_by_writer(shuffled)


def fold_by_writer(examples: list[Example]) -> dict[str, int]:
    return dict(zip([example.writer for example in examples], fold_of_each(examples).tolist(), strict=True))
