"""Lines of JSON in, verdicts out; every fault names its line and field."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.hearing.assess import AssessError, assess_lines, read_context, score_against_gold
from bot.hearing.cues import Assessment, Channel, ConstraintKind, Context, Cue, Phase, Status, Verdict
from tests.ears import LISTENER

HERE = Path(__file__).parent
# Floors a little below what docs/hearing.md shows for these sets, which nobody may learn from: a test that fails says that
# something broke, `make eval` says how good it is.
FLOORS = {"unseen-a": 0.84, "unseen-b": 0.86, "unseen-c": 0.90, "fresh": 0.90}
MISSED_GOOD_CUES_CEILING = 0.10
FALSE_ACCUSATIONS_CEILING = 0.05


class Parrot:
    """Hears an ask in every message and nothing else."""

    def listen(self, context: Context, text: str) -> Assessment:  # noqa: ARG002
        return Assessment({Cue.SPECIFIC_ASK: Verdict(status=Status.HEARD, probability=0.87654, quote=text[:3])})


def line(**fields: Any) -> str:
    return json.dumps({"id": "a", "text": "two weeks?", **fields})


def test_only_id_and_text_are_needed() -> None:
    assert read_context({"id": "a", "text": "hello"}) == Context(phase=Phase.OPENING)


def test_all_fields_reach_the_context() -> None:
    fields = {
        "id": "a",
        "text": "x",
        "channel": "message",
        "phase": "closing",
        "situation": "s",
        "counterpart": "c",
        "target": "t",
        "stretch": "st",
        "floor": "f",
        "first_ask": "fa",
        "constraint_kind": "risk",
        "counterpart_line": "l",
        "retreat_made": True,
        "cues": [],
        "note": "ignored",
    }
    assert read_context(fields) == Context(
        phase=Phase.CLOSING,
        channel=Channel.MESSAGE,
        situation="s",
        counterpart="c",
        target="t",
        stretch="st",
        floor="f",
        first_ask="fa",
        constraint_kind=ConstraintKind.RISK,
        counterpart_line="l",
        retreat_made=True,
    )


def test_a_result_has_all_scores_and_the_evidence() -> None:
    [result] = assess_lines([line(), "\n"], Parrot())
    assert result["id"] == "a"
    assert result["cues"] == ["specific_ask"]
    assert result["unsure"] == []
    assert set(result["scores"]) == {cue.value for cue in Cue}
    assert result["scores"]["specific_ask"] == 0.877
    assert result["evidence"] == {"specific_ask": "two"}


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (json.dumps({"text": "x"}), "id"),
        (json.dumps({"id": "a"}), "text"),
        (line(text=3), "text"),
        (line(id=None), "id"),
        (line(phase="later"), "phase"),
        (line(phase=None), "phase"),
        (line(channel=["message"]), "channel"),
        (line(constraint_kind="mood"), "constraint_kind"),
        (line(retreat_made="yes"), "retreat_made"),
        (line(target=5), "target"),
        (line(first_ask=[]), "first_ask"),
        (line(phse="opening"), "phse"),
        ("{not json", None),
        ("[1, 2]", None),
        ("[" * 100_000, None),
    ],
)
def test_a_faulty_line_is_named(bad: str, field: str | None) -> None:
    with pytest.raises(AssessError) as caught:
        list(assess_lines([line(), bad], Parrot()))
    assert (caught.value.line, caught.value.field) == (2, field)
    assert "line 2" in str(caught.value)
    assert field is None or f"`{field}`" in str(caught.value)


@pytest.mark.parametrize("cues", [None, "specific_ask", ["shouting"], [3]])
def test_gold_needs_a_list_of_known_cues(cues: object) -> None:
    with pytest.raises(AssessError) as caught:
        score_against_gold([line(cues=cues)], Parrot())
    assert (caught.value.line, caught.value.field) == (1, "cues")


def test_the_report_counts_right_wrong_and_missed() -> None:
    gold = [line(cues=["specific_ask"]), line(cues=["specific_ask", "commitment"]), line(cues=[])]
    report = score_against_gold(gold, Parrot())
    ask = report.scores[0]
    assert [ask.precision, ask.recall, ask.f1] == pytest.approx([2 / 3, 1.0, 0.8])
    assert ask.support == 2
    assert report.macro_f1 == pytest.approx(0.4)
    assert report.missed_good_cues == pytest.approx(1 / 3)
    assert report.false_accusations == 0.0
    assert "macro F1                      0.400" in report.table()
    assert report.table().splitlines()[1].split() == ["specific_ask", "0.67", "1.00", "0.80", "2"]


def test_nothing_to_judge_makes_an_empty_report() -> None:
    report = score_against_gold([], Parrot())
    assert (report.messages, report.macro_f1, report.false_accusations) == (0, 0.0, 0.0)


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_listener_holds_up_on_messages_it_has_not_learned_from(name: str, floor: float) -> None:
    with (HERE / f"{name}.jsonl").open(encoding="utf-8") as lines:
        report = score_against_gold(lines, LISTENER)
    assert report.macro_f1 >= floor, report.table()
    assert report.missed_good_cues <= MISSED_GOOD_CUES_CEILING, report.table()
    assert report.false_accusations <= FALSE_ACCUSATIONS_CEILING, report.table()
