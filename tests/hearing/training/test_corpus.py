"""Labelled messages are read with their contexts, and every fault names its file and line."""

from pathlib import Path
from typing import Any

import pytest

from bot.hearing.cues import Channel, ConstraintKind, Context, Cue, Phase
from bot.hearing.training.corpus import CorpusError, Example, Label, read_corpus, read_labels, read_writer
from tests.hearing.training.samples import write

SITUATION: dict[str, Any] = {
    "situation": "hall",
    "channel": "message",
    "about": "A choir asks for a hall",
    "counterpart": "Mrs Hale",
    "target": "one evening",
    "stretch": "three evenings",
    "floor": "an hour",
}
STATE: dict[str, Any] = {
    "state": "hall.c",
    "of": "hall",
    "phase": "after_constraint",
    "first_ask": "three evenings",
    "constraint_kind": "people",
    "counterpart_line": "Nobody can lock up.",
    "retreat_made": True,
}
MESSAGE: dict[str, Any] = {
    "at": "hall.c",
    "text": "One evening, and we lock up.",
    "cues": {"smaller_ask": "One evening", "specific_ask": "One evening", "ties_to_constraint": "we lock up"},
    "near": ["leaves_choice"],
    "why": "the caretaker's nights",
}


def test_the_three_kinds_of_records_make_one_example(tmp_path: Path) -> None:
    assert list(read_writer(write(tmp_path / "ann.jsonl", SITUATION, STATE, MESSAGE))) == [
        Example(
            id="ann-001",
            writer="ann",
            context=Context(
                phase=Phase.AFTER_CONSTRAINT,
                channel=Channel.MESSAGE,
                situation="A choir asks for a hall",
                counterpart="Mrs Hale",
                target="one evening",
                stretch="three evenings",
                floor="an hour",
                first_ask="three evenings",
                constraint_kind=ConstraintKind.PEOPLE,
                counterpart_line="Nobody can lock up.",
                retreat_made=True,
            ),
            text="One evening, and we lock up.",
            quotes={
                Cue.SMALLER_ASK: "One evening",
                Cue.SPECIFIC_ASK: "One evening",
                Cue.TIES_TO_CONSTRAINT: "we lock up",
            },
            near=frozenset({Cue.LEAVES_CHOICE}),
            state="ann/hall.c",
            why="the caretaker's nights",
        )
    ]


def test_near_misses_and_the_reason_may_be_left_out(tmp_path: Path) -> None:
    bare = {"at": "hall.c", "text": "ok", "cues": {}}
    [example] = read_writer(write(tmp_path / "ann.jsonl", SITUATION, STATE, bare))
    assert (example.cues, example.near, example.why) == (frozenset(), frozenset(), "")


def test_a_state_without_a_constraint_has_none(tmp_path: Path) -> None:
    opening = STATE | {"phase": "opening", "constraint_kind": None, "first_ask": None, "counterpart_line": None}
    [example] = read_writer(write(tmp_path / "ann.jsonl", SITUATION, opening, MESSAGE))
    assert (example.context.constraint_kind, example.context.first_ask) == (None, None)


def test_ids_count_a_writers_messages_and_places_name_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "ann.jsonl", SITUATION, STATE, MESSAGE, "", MESSAGE)
    assert [(example.id, example.place) for example in read_writer(path)] == [
        ("ann-001", "ann.jsonl:3"),
        ("ann-002", "ann.jsonl:5"),
    ]


def test_writers_come_in_the_order_of_their_names_and_share_no_ids(tmp_path: Path) -> None:
    for name in ("cleo", "ann", "ben"):
        write(tmp_path / f"{name}.jsonl", SITUATION, STATE, MESSAGE)
    (tmp_path / "notes.md").write_text("no data", encoding="utf-8")
    assert [(example.writer, example.id) for example in read_corpus(tmp_path)] == [
        ("ann", "ann-001"),
        ("ben", "ben-001"),
        ("cleo", "cleo-001"),
    ]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{not json", "JSONDecodeError"),
        ("7", "TypeError"),
        (MESSAGE | {"at": "hall.x"}, "hall.x"),
        (MESSAGE | {"mood": "warm"}, "unknown fields ['mood']"),
        (MESSAGE | {"cues": {"shouting": "One"}}, "shouting"),
        (MESSAGE | {"near": ["shouting"]}, "shouting"),
        ({"at": "hall.c", "cues": {}}, "text"),
        ({"at": "hall.c", "text": "ok"}, "cues"),
        (STATE | {"of": "barn"}, "barn"),
        (STATE | {"phase": "later"}, "later"),
        (STATE | {"constraint_kind": "mood"}, "mood"),
        (STATE | {"weather": "fog"}, "unknown fields ['weather']"),
        (SITUATION | {"title": "x"}, "unknown fields ['title']"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, bad: object, problem: str) -> None:
    write(tmp_path / "ann.jsonl", SITUATION, STATE, bad)
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path)
    assert str(caught.value).startswith("ann.jsonl:3: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize("missing", ["phase", "first_ask", "constraint_kind", "counterpart_line", "retreat_made"])
def test_a_state_owes_every_field(tmp_path: Path, missing: str) -> None:
    state = {name: value for name, value in STATE.items() if name != missing}
    with pytest.raises(CorpusError, match=rf"ann\.jsonl:2: KeyError: '{missing}'"):
        list(read_writer(write(tmp_path / "ann.jsonl", SITUATION, state)))


def test_a_list_of_cues_without_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"ann\.jsonl:3: "):
        list(read_writer(write(tmp_path / "ann.jsonl", SITUATION, STATE, MESSAGE | {"cues": ["smaller_ask"]})))


def test_second_labels_are_read_by_id(tmp_path: Path) -> None:
    record = {"id": "ann-001", "first": ["argues"], "second": ["argues", "pressure"]}
    assert read_labels(write(tmp_path / "sheet.jsonl", record, "")) == {
        "ann-001": Label(first=frozenset({Cue.ARGUES}), second=frozenset({Cue.ARGUES, Cue.PRESSURE}))
    }
