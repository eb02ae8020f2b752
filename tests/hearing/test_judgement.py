"""Logits and facts become probabilities and statuses; the file that holds the weights is read back as it was written."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Cue, Status
from bot.hearing.encoder import ModelError
from bot.hearing.hints import NAMES
from bot.hearing.judgement import CUES, Judgement, load_judgement

STEADY = settings(derandomize=True, deadline=None, max_examples=50)
NO_FACTS = [0.0] * len(NAMES)
COLUMNS = len(CUES) + len(NAMES)
ASK, HEDGING = CUES.index(Cue.SPECIFIC_ASK), CUES.index(Cue.HEDGING)
FOUR_PLACES = st.integers(-80_000, 80_000).map(lambda number: number / 10_000)


def judgement(weights: dict[tuple[int, int], float], bias: dict[int, float] | None = None) -> Judgement:
    matrix, offsets = np.zeros((len(CUES), COLUMNS)), np.zeros(len(CUES))
    for place, weight in weights.items():
        matrix[place] = weight
    for row, value in (bias or {}).items():
        offsets[row] = value
    return Judgement(
        weights=matrix, bias=offsets, heard=dict.fromkeys(Cue, 0.5) | {Cue.HEDGING: 0.8}, unsure=dict.fromkeys(Cue, 0.3)
    )


JUDGEMENTS = st.builds(
    judgement,
    st.dictionaries(
        st.tuples(st.integers(0, len(CUES) - 1), st.integers(0, COLUMNS - 1)), FOUR_PLACES.filter(bool), max_size=30
    ),
    st.dictionaries(st.integers(0, len(CUES) - 1), FOUR_PLACES),
)


def logits(**said: float) -> list[float]:
    return [said.get(cue.value, 0.0) for cue in CUES]


def write(folder: Path, content: str) -> Path:
    (folder / "judgement.json").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("cue", "probability", "status"),
    [
        (Cue.SPECIFIC_ASK, 1.0, Status.HEARD),
        (Cue.SPECIFIC_ASK, 0.5, Status.HEARD),
        (Cue.SPECIFIC_ASK, 0.499, Status.UNSURE),
        (Cue.SPECIFIC_ASK, 0.3, Status.UNSURE),
        (Cue.SPECIFIC_ASK, 0.299, Status.NOT_HEARD),
        (Cue.SPECIFIC_ASK, 0.0, Status.NOT_HEARD),
        (Cue.HEDGING, 0.799, Status.UNSURE),
        (Cue.HEDGING, 0.8, Status.HEARD),
    ],
)
def test_each_cue_has_its_own_thresholds(cue: Cue, probability: float, status: Status) -> None:
    assert judgement({}).status(cue, probability) == status


@pytest.mark.parametrize(
    ("weights", "bias", "said", "odds"),
    [
        ({}, {}, {}, 0.0),
        ({}, {ASK: -1.5}, {}, -1.5),
        ({(ASK, ASK): 2.0}, {ASK: 0.5}, {"specific_ask": 1.5}, 3.5),
        ({(ASK, HEDGING): -1.0}, {}, {"hedging": 2.0}, -2.0),
        ({(ASK, len(CUES)): 0.7}, {}, {}, 0.7),  # the first fact holds
        ({(ASK, len(CUES) + 1): 0.7}, {}, {}, 0.0),  # the second does not
        ({(ASK, ASK): 1.0}, {}, {"specific_ask": 500.0}, 8.0),
        ({(ASK, ASK): 1.0}, {}, {"specific_ask": -500.0}, -8.0),
    ],
)
def test_probabilities_weigh_logits_and_facts(
    weights: dict[tuple[int, int], float], bias: dict[int, float], said: dict[str, float], odds: float
) -> None:
    facts = [1.0, *NO_FACTS[1:]]
    found = judgement(weights, bias).probabilities(logits(**said), facts)
    assert found[Cue.SPECIFIC_ASK] == pytest.approx(1 / (1 + np.exp(-odds)))
    assert {found[cue] for cue in Cue if cue is not Cue.SPECIFIC_ASK} == {0.5}


@STEADY
@given(JUDGEMENTS, st.lists(st.floats(-1e30, 1e30), min_size=len(CUES), max_size=len(CUES)))
def test_every_cue_gets_a_probability(judged: Judgement, said: list[float]) -> None:
    found = judged.probabilities(said, [1.0] * len(NAMES))
    assert list(found) == list(Cue)
    assert all(0 <= probability <= 1 for probability in found.values())


@STEADY
@given(JUDGEMENTS)
def test_what_is_written_is_read_back(judged: Judgement) -> None:
    read = Judgement.from_json(json.loads(json.dumps(judged.to_json())))
    assert read.weights.tolist() == judged.weights.tolist()
    assert read.bias.tolist() == judged.bias.tolist()
    assert (read.heard, read.unsure) == (judged.heard, judged.unsure)


def test_the_file_names_cues_and_facts_and_leaves_zeros_out() -> None:
    record = judgement({(ASK, HEDGING): -1.23456, (ASK, len(CUES)): 2.0}, {ASK: 0.25}).to_json()
    assert list(record) == [cue.value for cue in Cue]
    assert record["specific_ask"] == {
        "bias": 0.25,
        "weights": {"hedging": -1.2346, NAMES[0]: 2.0},
        "heard": 0.5,
        "unsure": 0.3,
    }
    assert record["pressure"] == {"bias": 0.0, "weights": {}, "heard": 0.5, "unsure": 0.3}


def test_the_judgement_we_ship_doubts_below_what_it_hears() -> None:
    shipped = load_judgement()
    assert shipped.weights.shape == (len(CUES), COLUMNS)
    assert np.isfinite(shipped.weights).all()
    assert {cue for cue in Cue if not 0 < shipped.unsure[cue] <= shipped.heard[cue] < 1} == set()


def without(record: dict[str, Any], cue: str, name: str) -> dict[str, Any]:
    return record | {cue: {key: value for key, value in record[cue].items() if key != name}}


RECORD = judgement({}).to_json()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{not json",
        "{}",
        json.dumps({cue: record for cue, record in RECORD.items() if cue != "argues"}),
        json.dumps(without(RECORD, "argues", "bias")),
        json.dumps(without(RECORD, "argues", "weights")),
        json.dumps(without(RECORD, "argues", "heard")),
        json.dumps(without(RECORD, "argues", "unsure")),
        json.dumps(RECORD | {"argues": RECORD["argues"] | {"weights": {"the weather": 1.0}}}),
        json.dumps(RECORD | {"argues": RECORD["argues"] | {"weights": {"argues": "much"}}}),
        json.dumps(RECORD | {"argues": RECORD["argues"] | {"heard": "often"}}),
    ],
)
def test_a_file_that_is_wrong_is_a_model_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(ModelError, match=r"/judgement\.json cannot be read"):
        load_judgement(write(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "null",
        json.dumps(RECORD | {"argues": None}),
        json.dumps(RECORD | {"argues": RECORD["argues"] | {"weights": []}}),
        json.dumps(RECORD | {"argues": RECORD["argues"] | {"heard": None}}),
    ],
)
def test_a_file_of_another_shape_is_a_model_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(ModelError):
        load_judgement(write(tmp_path, content))


def test_a_file_in_another_encoding_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "judgement.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ModelError, match="UnicodeDecodeError"):
        load_judgement(tmp_path)


def test_a_missing_file_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="FileNotFoundError"):
        load_judgement(tmp_path / "nowhere")
