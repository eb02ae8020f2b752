"""The quote is an exact part of the message, short and in whole words."""

import re
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.encoder import Floats
from bot.hearing.evidence import QUOTE_LIMIT, quote

STEADY = settings(derandomize=True, deadline=None, max_examples=150)
LOGITS = st.floats(-30, 30, width=32)
Offsets = list[tuple[int, int]]

MESSAGE = "Fair enough. Could we do two weeks, in one region?"


def words_of(text: str) -> Offsets:
    """Words and marks, as a tokenizer parts them."""
    return [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]


def pointing(text: str, at: Mapping[str, float], *, elsewhere: float = -6.0) -> tuple[str, Floats, Offsets]:
    offsets = words_of(text)
    logits = [at.get(text[start:end], elsewhere) for start, end in offsets]
    return text, np.array(logits, dtype=np.float32), offsets


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ({"two": 4, "weeks": 3}, "Could we do two weeks"),  # so few words are shown with their clause
        ({"Fair": 2, "enough": 5, ".": 3}, "Fair enough"),
        ({"region": 3, "?": 3}, "in one region?"),
        ({"two": 4, "region": 1}, "Could we do two weeks"),  # the strongest stretch only
        ({"two": -3}, "Could we do two weeks"),  # the best there is
        ({"we": 4, "do": 4, "two": 4, "weeks": 4}, "we do two weeks"),
        ({"we": 4, "do": 4, "two": -1, "weeks": 4}, "we do two weeks"),  # a weak word within is bridged
        ({"two": 4, "weeks": 3, ",": 4, "in": 4, "one": 3}, "two weeks, in one"),
    ],
)
def test_the_quote_is_where_the_encoder_points(at: dict[str, float], words: str) -> None:
    assert quote(*pointing(MESSAGE, at)) == words


@pytest.mark.parametrize(
    ("text", "offsets", "logits", "words"),
    [
        ("ok counterproductive idea", [(0, 2), (3, 10), (10, 20), (21, 25)], [-6, -6, 4, -6], "counterproductive"),
        ("ok well-known", [(0, 2), (3, 7), (7, 8), (8, 13)], [-6, -6, -6, 4], "well-known"),
        ("sure 👍🏽 ok", [(0, 4), (5, 7), (8, 10)], [-6, 4, -6], "👍🏽"),
        ("62k - ok", [(0, 3), (4, 5), (6, 8)], [4, 4, -6], "62k"),
        ("ok", [], [], ""),
        ("", [], [], ""),
    ],
)
def test_words_are_never_cut(
    monkeypatch: pytest.MonkeyPatch, text: str, offsets: Offsets, logits: list[float], words: str
) -> None:
    monkeypatch.setattr("bot.hearing.evidence._FEWEST_WORDS", 0)  # the bare stretch, without its clause
    assert quote(text, np.array(logits, dtype=np.float32), offsets) == words


def test_a_long_stretch_is_cut_around_the_strongest_word() -> None:
    text = "alpha " * 50 + "strongest" + " omega" * 50
    found = quote(*pointing(text, {"alpha": 1, "omega": 1, "strongest": 4}))
    assert len(found) <= QUOTE_LIMIT
    assert "strongest" in found


@st.composite
def pointed(draw: st.DrawFn) -> tuple[str, list[float], Offsets]:
    """Any text with any tokens in any order of the places, as long as each lies within the text."""
    text = draw(st.text(max_size=300) | st.lists(st.sampled_from(["we", "can't", "-", "62k,", "…"])).map(" ".join))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).map(lambda ends: (*ends,))
    offsets = sorted(draw(st.lists(places, max_size=20)))
    logits = draw(st.lists(LOGITS, min_size=len(offsets), max_size=len(offsets)))
    return text, logits, [(start, end) for start, end in offsets]


@STEADY
@given(pointed())
def test_any_quote_is_an_exact_part_and_short(sample: tuple[str, list[float], Offsets]) -> None:
    text, logits, offsets = sample
    found = quote(text, np.array(logits, dtype=np.float32), offsets)
    assert found in text
    assert len(found) <= QUOTE_LIMIT


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, list[float]]:
    """A message of words that fits into a quote, with marks that hang on the words, and a logit for each token."""
    word = st.sampled_from(["fair", "two", "weeks", "62k", "can't", "well-known", "één", "🙂"])
    ending = st.sampled_from(["", "", ",", ".", ":", ";", "?", "!"])
    said = draw(st.lists(st.builds("{}{}".format, word, ending), min_size=1, max_size=12))
    text = " ".join(said)
    tokens = len(words_of(text))
    return text, draw(st.lists(LOGITS, min_size=tokens, max_size=tokens))


@STEADY
@given(messages())
def test_a_quote_is_made_of_whole_words_without_marks_at_its_ends(sample: tuple[str, list[float]]) -> None:
    text, logits = sample
    found = quote(text, np.array(logits, dtype=np.float32), words_of(text))
    assert re.search(rf"(?<!\S){re.escape(found)}[.,;:]*(?!\S)", text)
    assert found == found.strip(" \t\n.,;:-–—")
    assert found


def test_a_long_stretch_is_cut_between_words() -> None:
    text = "alpha " * 50 + "strongest" + " omega" * 50
    found = quote(*pointing(text, {"alpha": 1, "omega": 1, "strongest": 4}))
    assert set(found.split()) == {"alpha", "strongest", "omega"}


def test_a_long_stretch_before_a_single_stronger_word_is_still_quoted() -> None:
    text = "alpha " * 40 + "never " * 60 + "peak"
    found = quote(*pointing(text, {"alpha": 0, "never": -9, "peak": 4}))
    assert found.startswith("alpha alpha")


def test_a_mark_alone_is_no_quote() -> None:
    assert quote(*pointing("Two weeks - deal", {"-": 4})) != "-"
