"""Labels that docs/cues.md rules out, doubles, leaks and shortages are found; the labels we ship have none."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.hearing.cues import Context, Cue
from bot.hearing.training.corpus import Example, read_corpus
from bot.hearing.training.review import (
    NEAR_MISSES,
    POSITIVES,
    Counts,
    count,
    label_problems,
    problems,
    read_test_texts,
    shortages,
)
from tests.hearing.training.samples import CONSTRAINED, OPENING, OPENING_MESSAGE, REFUSED, carrying, said, write

LONG = "We would like the hall for three evenings a week until Easter, please."

WRONG_LABELS = [
    (said("ok", {Cue.COMMITMENT: "deal"}), ["the quote for commitment is no part of the text"]),
    (said("ok", {Cue.COMMITMENT: "OK"}), ["the quote for commitment is no part of the text"]),
    (said("ok", {Cue.COMMITMENT: ""}), ["the quote for commitment is empty"]),
    (said("ok", {Cue.COMMITMENT: "ok"}, near=frozenset({Cue.COMMITMENT})), ["near-miss and carried: commitment"]),
    (carrying(Cue.SMALLER_ASK), ["smaller_ask without specific_ask (rule 1)"]),
    (carrying(Cue.COUNTERPART_BENEFIT), ["counterpart_benefit without justification (rule 2)"]),
    (carrying(Cue.MUTUAL_GAIN, Cue.JUSTIFICATION), ["mutual_gain without counterpart_benefit (rules 2 and 9)"]),
    (carrying(Cue.OFF_TOPIC, Cue.HEDGING), ["off_topic beside other cues (rule 3)"]),
    (carrying(Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL), ["argues beside acknowledges_refusal (rule 6)"]),
]
RIGHT_LABELS = [
    carrying(),
    carrying(Cue.SMALLER_ASK, Cue.SPECIFIC_ASK),
    carrying(Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION),
    carrying(Cue.MUTUAL_GAIN, Cue.COUNTERPART_BENEFIT, Cue.JUSTIFICATION),
    carrying(Cue.OFF_TOPIC),
    carrying(Cue.ARGUES, Cue.PRESSURE),
    carrying(Cue.REFLECTS_CONSTRAINT, Cue.ACKNOWLEDGES_REFUSAL),
    carrying(Cue.PREMATURE_FALLBACK, context=OPENING),
    said("ok", near=frozenset({Cue.COMMITMENT})),
]
OUT_OF_PLACE = [
    (Cue.NAMES_CONCESSION, OPENING),
    (Cue.ARGUES, OPENING),
    (Cue.ACKNOWLEDGES_REFUSAL, OPENING),
    (Cue.REFLECTS_CONSTRAINT, REFUSED),
    (Cue.TIES_TO_CONSTRAINT, REFUSED),
    (Cue.PREMATURE_FALLBACK, OPENING_MESSAGE),
    (Cue.PREMATURE_FALLBACK, CONSTRAINED),
]


@pytest.mark.parametrize(("example", "found"), WRONG_LABELS)
def test_labels_that_contradict_the_rules_are_found(example: Example, found: list[str]) -> None:
    assert list(label_problems(example)) == found


@pytest.mark.parametrize(("cue", "context"), OUT_OF_PLACE)
def test_a_cue_that_the_phase_or_channel_cannot_carry_is_found(cue: Cue, context: Context) -> None:
    assert list(label_problems(carrying(cue, context=context))) == [
        f"{cue} cannot be carried here ({context.phase}, {context.channel})"
    ]


@pytest.mark.parametrize("example", RIGHT_LABELS)
def test_labels_that_follow_the_rules_pass(example: Example) -> None:
    assert list(label_problems(example)) == []


def test_a_problem_names_the_line() -> None:
    example = replace(carrying(Cue.SMALLER_ASK), place="ann.jsonl:7")
    assert list(problems([example], {})) == ["ann.jsonl:7: smaller_ask without specific_ask (rule 1)"]


@pytest.mark.parametrize(
    ("first", "second", "is_double"),
    [
        (said(LONG), said(LONG), True),
        (said(LONG), said(LONG.upper().replace(",", " ...")), True),
        (said(LONG), said(LONG, writer="ben"), True),
        (said(LONG), said(LONG, context=REFUSED), False),
        (said(LONG), said(LONG.replace("three", "two")), False),
        (said("ok then"), said("OK, then!"), True),
        (said("ok then"), said("ok then", context=REFUSED), False),
    ],
)
def test_the_same_words_twice_are_found(first: Example, second: Example, *, is_double: bool) -> None:
    found = list(problems([replace(first, place="a:1"), replace(second, place="b:2")], {}))
    assert found == (["b:2: the same words as a:1"] if is_double else [])


def test_a_double_is_found_after_the_same_words_in_another_state() -> None:
    examples = [
        said(LONG, context=REFUSED, place="a:1"),
        said(LONG, context=CONSTRAINED, place="a:2"),
        said(LONG, context=CONSTRAINED, place="a:3"),
    ]
    assert list(problems(examples, {})) == ["a:3: the same words as a:2"]


@pytest.mark.parametrize(
    ("test_text", "leaks"),
    [
        (LONG, True),
        (LONG.lower().replace(",", ""), True),
        (LONG.replace("please", "thanks"), True),  # 12 of 14 words
        (LONG.replace("please", "thanks").replace("three", "two"), False),  # 11 of 15
        ("Could we have the hall?", False),
    ],
)
def test_a_message_that_stands_in_a_test_set_is_found(test_text: str, *, leaks: bool) -> None:
    found = list(problems([said(LONG, place="a:1")], {test_text: "unseen.jsonl"}))
    assert found == (["a:1: stands in the test set unseen.jsonl"] if leaks else [])


def test_a_message_of_a_few_words_is_no_leak() -> None:
    assert list(problems([said("One evening a week?")], {"One evening a week?": "unseen.jsonl"})) == []


def test_texts_of_test_sets_are_read_with_their_files(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", {"id": "1", "text": "hello"}, "", {"id": "2"})
    two = write(tmp_path / "two.jsonl", {"id": "1", "text": "bye"})
    assert read_test_texts([one, two]) == {"hello": "one.jsonl", "bye": "two.jsonl"}


def test_messages_situations_writers_positives_and_near_misses_are_counted() -> None:
    near = frozenset({Cue.COMMITMENT})
    counts = count([carrying(Cue.ARGUES), said("ok", context=REFUSED, near=near), said("ok", near=near, writer="ben")])
    assert counts == Counts(
        messages=3,
        situations=2,
        writers=2,
        positives=Counter({Cue.ARGUES: 1}),
        near_misses=Counter({Cue.COMMITMENT: 2}),
    )
    assert counts.table().splitlines()[0] == "3 messages, 2 situations, 2 writers"
    assert ["argues", "1", "0"] in [row.split() for row in counts.table().splitlines()]


def test_what_a_cue_is_short_of_is_told() -> None:
    enough = Counter(dict.fromkeys(Cue, POSITIVES))
    short = Counts(
        messages=0,
        situations=0,
        writers=0,
        positives=enough,
        near_misses=Counter(dict.fromkeys(Cue, NEAR_MISSES)),
    )
    assert list(shortages(short)) == []
    lacking = replace(
        short,
        positives={**enough, Cue.ARGUES: POSITIVES - 1},
        near_misses={**short.near_misses, Cue.HEDGING: 0},
    )
    assert list(shortages(lacking)) == [
        f"hedging: 0 near-misses, {NEAR_MISSES} are owed",
        f"argues: {POSITIVES - 1} positives, {POSITIVES} are owed",
    ]


def test_the_labels_we_ship_have_no_problem_and_are_enough() -> None:
    examples = read_corpus()
    test_sets = sorted(Path(__file__).parents[1].glob("*.jsonl"))
    assert test_sets
    assert list(problems(examples, read_test_texts(test_sets))) == []
    counts = count(examples)
    assert counts.messages >= 4000
    assert counts.situations >= 150
    assert {cue.value: counts.positives[cue] for cue in Cue if counts.positives[cue] < 250} == {}
    assert {cue.value: counts.near_misses[cue] for cue in Cue if counts.near_misses[cue] < 250} == {}
    assert len({example.id for example in examples}) == len(examples)
