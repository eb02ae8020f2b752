"""The encoder reads any text, in windows of bounded size, and always gives the same answer."""

from pathlib import Path
from shutil import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.hearing.cues import Cue
from bot.hearing.encoder import (
    CONTEXT_TOKENS,
    MESSAGE_TOKENS,
    MODEL,
    WINDOWS,
    Encoder,
    Floats,
    ModelError,
    Window,
    windows,
)

CONTEXT = "after constraint, budget. asked: six weeks. they: We don't have that kind of money"
STEADY = settings(derandomize=True, deadline=None, max_examples=100)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def places(tokens: int) -> list[tuple[int, int]]:
    """First and last token of each window of a message of so many tokens."""
    return [(window.start, window.stop - 1) for window in windows(tokens + 1)]


def answer(windows: list[Window]) -> list[list[list[float]]]:
    return [[window.logits.tolist(), *window.tokens.tolist()] for window in windows]


@pytest.mark.parametrize(
    ("tokens", "windows"),
    [
        (1, [(1, 1)]),
        (30, [(1, 30)]),
        (170, [(1, 170)]),
        (171, [(1, 86), (87, 171)]),
        (340, [(1, 170), (171, 340)]),
        (341, [(1, 114), (115, 228), (229, 341)]),
        (510, [(1, 170), (171, 340), (341, 510)]),
        (511, [(1, 170), (171, 340), (342, 511)]),
        (5000, [(1, 170), (171, 340), (4831, 5000)]),
    ],
)
def test_windows_of_a_message(tokens: int, windows: list[tuple[int, int]]) -> None:
    assert places(tokens) == windows


@STEADY
@given(st.integers(1, 20_000))
def test_windows_cover_start_and_end_and_keep_the_limits(tokens: int) -> None:
    windows = places(tokens)
    assert (windows[0][0], windows[-1][1]) == (1, tokens)
    assert 1 <= len(windows) <= WINDOWS
    assert all(1 <= last - first + 1 <= MESSAGE_TOKENS for first, last in windows)


@STEADY
@given(st.integers(1, WINDOWS * MESSAGE_TOKENS))
def test_windows_of_a_message_that_fits_hold_each_token_once(tokens: int) -> None:
    assert [token for first, last in places(tokens) for token in range(first, last + 1)] == list(range(1, tokens + 1))


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Could we do two weeks in one region?",
        "👍🏽🙂 sure 🤷",
        "🙂",
        "één café, naïve — “quoted”",
        "два недели, 二週間",
        "line\n\nbreaks\tand tabs",
        "[SEP] [CLS] [MASK]",
        "\x00 nul",
        "x" * 10_000,
        "word " * 2000,
        "🙂" * 10_000,
        "?" * 10_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_any_text_is_judged_inwindows_that_fit(encoder: Encoder, text: str) -> None:
    windows = encoder.judge(CONTEXT, text)
    assert 1 <= len(windows) <= WINDOWS
    for window in windows:
        assert window.logits.shape == (len(Cue),)
        assert window.tokens.shape == (len(window.offsets), len(Cue))
        assert 1 <= len(window.offsets) <= MESSAGE_TOKENS
        assert np.isfinite(window.logits).all()
        assert np.isfinite(window.tokens).all()
        assert all(0 <= start <= end <= len(text) for start, end in window.offsets)


@pytest.mark.parametrize("text", ["Could we do two weeks?", "👍🏽 café two weeks", "İstanbul in two weeks, ﬁne"])
def test_offsets_point_into_the_text_as_it_was_written(encoder: Encoder, text: str) -> None:
    [window] = encoder.judge(CONTEXT, text)
    shown = [text[start:end] for start, end in window.offsets]
    assert "".join(shown) == "".join(text.split())
    assert {"two", "weeks"} <= set(shown)


def test_a_long_message_is_read_from_its_first_word_to_its_last(encoder: Encoder) -> None:
    text = "first " + "word " * 1990 + "last"
    windows = encoder.judge(CONTEXT, text)
    read = [text[start:end] for window in windows for start, end in window.offsets]
    assert (read[0], read[-1], len(windows)) == ("first", "last", WINDOWS)


class Echo:
    """Stands for the model: every token's logits are its own id."""

    def __init__(self) -> None:
        self.read: list[dict[str, NDArray[np.int64]]] = []

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> tuple[Floats, Floats]:
        self.read.append(inputs)
        ids = inputs["ids"].astype(np.float32)
        return np.zeros((1, len(Cue)), np.float32), np.repeat(ids[..., None], len(Cue), axis=2)


def test_each_token_gets_its_own_logits_after_the_context() -> None:
    encoder, echo = Encoder(), Echo()
    encoder._session = echo
    start, *words, end = encoder._tokenizer.encode("two weeks").ids
    [window] = encoder.judge("opening", "two weeks")
    assert window.tokens[:, 0].tolist() == words
    before = [start, *encoder._tokenizer.encode("opening").ids[1:-1], end]
    assert {name: array.tolist() for name, array in echo.read[0].items()} == {
        "ids": [[*before, *words, end]],
        "kinds": [[0] * len(before) + [1] * 3],
    }


def test_the_same_input_gives_the_same_answer(encoder: Encoder) -> None:
    text = "Instead of six weeks, two. " * 60
    first = answer(encoder.judge(CONTEXT, text))
    encoder.judge("opening", "something else")
    assert answer(encoder.judge(CONTEXT, text)) == first
    assert answer(Encoder().judge(CONTEXT, text)) == first


def test_the_context_matters_up_to_its_limit(encoder: Encoder) -> None:
    text = "Two weeks then?"
    long = "word " * (CONTEXT_TOKENS - 1)  # one token marks the start
    assert answer(encoder.judge("opening", text)) != answer(encoder.judge(CONTEXT, text))
    assert answer(encoder.judge(long + "something else entirely", text)) == answer(encoder.judge(long, text))


def test_an_empty_context_is_no_trouble(encoder: Encoder) -> None:
    [window] = encoder.judge("", "ok")
    assert list(window.offsets) == [(0, 2)]


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_text_has_no_words_to_point_at(encoder: Encoder, text: str) -> None:
    assert [offset for window in encoder.judge(CONTEXT, text) for offset in window.offsets] == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_text_has_no_window(encoder: Encoder, text: str) -> None:
    assert encoder.judge(CONTEXT, text) == []


def test_a_missing_folder_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the hearing model in nowhere/ cannot be read"):
        Encoder(tmp_path / "nowhere")


@pytest.mark.parametrize("missing", ["tokenizer.json", "hearing.onnx"])
def test_a_missing_file_is_a_model_error(tmp_path: Path, missing: str) -> None:
    for name in {"tokenizer.json", "hearing.onnx"} - {missing}:
        copy(MODEL / name, tmp_path / name)
    with pytest.raises(ModelError):
        Encoder(tmp_path)


@pytest.mark.parametrize("broken", ["tokenizer.json", "hearing.onnx"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00 no model"])
def test_a_broken_file_is_a_model_error(tmp_path: Path, broken: str, content: bytes) -> None:
    for name in ("tokenizer.json", "hearing.onnx"):
        copy(MODEL / name, tmp_path / name)
    (tmp_path / broken).write_bytes(content)
    with pytest.raises(ModelError):
        Encoder(tmp_path)
