"""What the coach quotes begins and ends with a clause, stays short, and shows where it was cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.debrief import debrief
from bot.practice.quoting import LONGEST, shown_quote
from tests.practice.samples import GOOD, play

RETREAT = "So the money is the trouble. 62k was a lot, let me step back to 57k; you'd keep the rota covered. Your call."
LONG = (
    "I have kept the rota alive through two winters with hardly anybody to help and I would like to be paid for what the post "
    "is worth on the market today in a town like ours"
)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        (RETREAT, "step back to", "let me step back to 57k"),
        (RETREAT, "money is", "So the money is the trouble"),
        (RETREAT, "57k; you'd keep", "let me step back to 57k; you'd keep the rota covered"),
        (RETREAT, "Your call", "Your call"),
        ("Could we do two weeks?", "two weeks", "Could we do two weeks?"),
        ("It goes into kit, referees and lunches.", "goes into", "It goes into kit, referees and lunches"),
        ("Fair enough, but\n  what is hard?", "what is", "but what is hard?"),
        ("I'd pay 1,200 - no more - for it", "no more", "no more"),
        ("two weeks", "words from elsewhere", "words from elsewhere"),
        ("two weeks.", "", "two weeks."),
        ("?", "", "?"),
    ],
)
def test_a_quote_is_a_whole_clause(text: str, words: str, shown: str) -> None:
    assert shown_quote(text, words) == shown


def test_a_clause_that_is_too_long_is_cut_at_a_word_and_says_so() -> None:
    from_its_start = shown_quote(LONG, "rota alive")
    assert from_its_start == f"{LONG[:121].rpartition(' ')[0]}…"
    inside = shown_quote(LONG, "the market today in a town")
    assert inside == "…the market today in a town like ours"


def test_a_long_message_is_cut_at_the_end_of_a_clause() -> None:
    message = f"{RETREAT} {RETREAT}"
    assert shown_quote(message) == f"{RETREAT[:-1]}…"


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.data())
def test_any_quote_is_made_of_the_words_of_the_message(data: st.DataObject) -> None:
    word = st.sampled_from(["two", "weeks,", "and", "I'd", "take.", "62,000", "why?", "-", "so", "x" * 130])
    words = data.draw(st.lists(word, min_size=1, max_size=60))
    low = data.draw(st.integers(0, len(words) - 1))
    evidence = " ".join(words[low : data.draw(st.integers(low + 1, len(words)))])
    text = " ".join(words)
    shown = shown_quote(text, evidence)
    assert shown.strip("…") in text
    assert 0 < len(shown) <= LONGEST + 2
    assert ("…" not in shown) or len(text) > LONGEST


def test_a_debrief_quotes_whole_clauses() -> None:
    found = debrief(play(*GOOD))
    whole = " ".join(" ".join(message.text.split()) for message in GOOD)
    for quote in [praise.quote for praise in found.worked]:
        at = whole.index(quote.rstrip("…"))
        assert at == 0 or whole[at - 2] in ".!?;:,"
