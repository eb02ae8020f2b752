"""Changes to the typing leave the numbers alone, and the marks follow the words they were put on."""

import random
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Cue
from bot.hearing.numbers.quantities import find_quantities
from bot.hearing.training import perturb
from bot.hearing.training.perturb import Change, Marked, mark

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
SENTENCES = ("The lift is stuck again.", "I had soup for lunch.", "My neighbour has bought a parrot.", "It may snow.")
CHANGES: dict[str, Change] = {
    "typos": perturb.typos,
    "lower case": perturb.lower_case,
    "upper case": perturb.upper_case,
    "no punctuation": perturb.no_punctuation,
    "no apostrophes": perturb.no_apostrophes,
    "long forms": perturb.long_forms,
    "emoji": perturb.emoji,
    "rant": perturb.rant(SENTENCES, 200),
}
# Changes that add or mend something beside the quoted words.
BESIDE: dict[str, Change] = {name: CHANGES[name] for name in ("long forms", "emoji", "rant")}
ONE_FOR_ONE: dict[str, Change] = {name: CHANGES[name] for name in ("lower case", "upper case", "no apostrophes")}
SEEDS = range(12)
CUE = Cue.SPECIFIC_ASK

WORDS = st.lists(
    st.sampled_from(["hall", "evening", "we", "I'd", "can't", "Let’s", "7", "ok?", "(please)"]), max_size=6
)
QUOTES = st.lists(st.sampled_from(["three", "evenings", "until", "Easter"]), min_size=1, max_size=5).map(" ".join)


def changed(change: Change, text: str, seed: int = 0) -> str:
    return change(mark(text, {}), random.Random(seed)).text


def spelled(marked: Marked, cue: Cue = CUE) -> str:
    """The characters that carry the mark of a cue."""
    return "".join(char for char, cues in zip(marked.chars, marked.marks, strict=True) if cue in cues)


@st.composite
def quoting(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a part of it."""
    quote = draw(QUOTES)
    return " ".join([*draw(WORDS), quote, *draw(WORDS)]), quote


@pytest.mark.parametrize(
    ("change", "text", "result"),
    [
        ("lower case", "Two WEEKS, İstanbul", "two weeks, İstanbul"),
        ("upper case", "two weeks, Straße", "TWO WEEKS, STRAßE"),
        ("no punctuation", "Well: two weeks; no, three! OK?", "Well two weeks no three OK"),
        ("no punctuation", "£1,200 or 2.5 days, at 10:30.", "£1,200 or 2.5 days at 10:30"),
        ("no punctuation", "well-known (really)", "well-known (really)"),
        ("no apostrophes", "I'd say it’s Jim's", "Id say its Jims"),
        ("long forms", "I'd go", "i would go"),
        ("long forms", "It’s fine, we can't. Let's!", "it is fine, we cannot. let us!"),
        ("long forms", "don't, don't", "do not, do not"),
        ("long forms", "an I'dyll, ski'm", "an I'dyll, ski'm"),
        ("long forms", "Jim's van, the outlet's plug", "Jim's van, the outlet's plug"),
    ],
)
def test_what_a_change_does(change: str, text: str, result: str) -> None:
    assert changed(CHANGES[change], text) == result


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("text", ["", "ok", "5", "🙂"])
def test_texts_with_nothing_to_change_are_kept(name: str, text: str) -> None:
    assert text in changed(CHANGES[name], text).lower()


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_chance_makes_the_same_change(name: str) -> None:
    text = "I'd like the hall for three evenings a week until Easter, please."
    assert [changed(CHANGES[name], text, seed) for seed in SEEDS] == [
        changed(CHANGES[name], text, seed) for seed in SEEDS
    ]


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(
    "text",
    [
        "I'd take £1,200 a month, or 2.5 days a week, by 10:30.",
        "62k? Can't. It's 15% of 1.200,50 euros!",
        "Seats: 40; tables: 5. That's 3-4 a row, or 78k.",
    ],
)
def test_numbers_in_digits_stay(name: str, text: str) -> None:
    numbers = re.findall(r"\d+(?:[.,:-]\d+)*", text)
    assert [re.findall(r"\d+(?:[.,:-]\d+)*", changed(CHANGES[name], text, seed)) for seed in SEEDS] == [
        numbers for _ in SEEDS
    ]


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "typos"])
@pytest.mark.parametrize(
    "text",
    [
        "I'd take £1,200 a month, or half a day a week.",
        "Can't do six weeks, it's too long. Two?",
        "62k or 15%, whatever's easier!",
    ],
)
def test_amounts_are_read_as_before(name: str, text: str) -> None:
    before = [(amount.kind, amount.value, amount.unit) for amount in find_quantities(text)]
    after = [(amount.kind, amount.value, amount.unit) for amount in find_quantities(changed(CHANGES[name], text))]
    assert after == before


@STEADY
@given(st.text("abcdefgh ABC123.,'?", max_size=60), st.integers(0, 99))
def test_typos_stay_inside_words(text: str, seed: int) -> None:
    result = changed(perturb.typos, text, seed)
    assert re.sub("[a-zA-Z]+", "x", result) == re.sub("[a-zA-Z]+", "x", text)
    assert re.findall(r"(?<![a-zA-Z])[a-zA-Z]", result) == re.findall(r"(?<![a-zA-Z])[a-zA-Z]", text)


def test_a_slip_swaps_leaves_out_or_doubles_a_letter() -> None:
    swapped = {"palnet", "plnaet", "plaent", "plante"}
    left_out = {"panet", "plnet", "plaet", "plant"}
    doubled = {"pllanet", "plaanet", "plannet", "planeet"}
    assert {changed(perturb.typos, "planet", seed) for seed in range(200)} == swapped | left_out | doubled


def test_a_long_text_has_more_than_one_typo() -> None:
    text = "abcdefghij " * 30
    words = changed(perturb.typos, text).split()
    assert 4 <= sum(word != "abcdefghij" for word in words) <= 12


@pytest.mark.parametrize("word", ["two", "six", "ten"])
def test_typos_leave_short_words_and_their_numbers(word: str) -> None:
    assert {changed(perturb.typos, word, seed) for seed in SEEDS} == {word}


def test_a_fraction_without_a_leading_zero_keeps_its_point() -> None:
    assert changed(perturb.no_punctuation, "about .5 days.") == "about .5 days"


def test_points_inside_words_stay() -> None:
    assert changed(perturb.no_punctuation, "see example.com.") == "see example.com"


def test_long_forms_are_found_after_letters_that_grow_in_lower_case() -> None:
    assert changed(perturb.long_forms, "İİ i'm a") == "İİ i am a"


def test_emoji_stand_at_the_end() -> None:
    results = [changed(perturb.emoji, "ok", seed) for seed in SEEDS]
    assert all(re.fullmatch(r"ok [^\w\s]{1,3}", result) for result in results), results


@STEADY
@given(st.text(max_size=80), st.integers(0, 120), st.integers(0, 99))
def test_a_rant_keeps_the_message_and_its_length(text: str, length: int, seed: int) -> None:
    result = changed(perturb.rant(SENTENCES, length), text, seed)
    assert text in result
    assert len(result) <= max(length, len(text))


def test_a_rant_stands_before_and_after_the_message() -> None:
    results = {changed(perturb.rant(SENTENCES, 60), "ok", seed).strip() for seed in range(40)}
    assert any(result.startswith("ok ") for result in results)
    assert any(result.endswith(" ok") for result in results)


def test_marks_stand_on_the_quoted_words() -> None:
    marked = mark("ok, two weeks then", {Cue.SPECIFIC_ASK: "two weeks", Cue.COMMITMENT: "weeks then"})
    assert marked.text == "ok, two weeks then"
    assert spelled(marked, Cue.SPECIFIC_ASK) == "two weeks"
    assert spelled(marked, Cue.COMMITMENT) == "weeks then"
    assert marked.marks[8] == {Cue.SPECIFIC_ASK, Cue.COMMITMENT}
    assert marked.marks[0] == frozenset()


def test_words_that_are_no_part_of_the_text_cannot_be_marked() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        mark("ok", {CUE: "two"})


def test_messages_are_joined_with_their_marks() -> None:
    both = perturb.join(mark("Two weeks?", {CUE: "Two weeks"}), mark("Deal then.", {Cue.COMMITMENT: "Deal"}))
    assert both.text == "Two weeks? Deal then."
    assert (spelled(both), spelled(both, Cue.COMMITMENT)) == ("Two weeks", "Deal")


def test_a_long_form_carries_the_marks_of_its_contraction() -> None:
    marked = perturb.long_forms(mark("ok, I'd take two", {CUE: "I'd take two"}), random.Random(0))
    assert spelled(marked) == "i would take two"


@pytest.mark.parametrize("name", BESIDE)
@STEADY
@given(said=quoting(), seed=st.integers(0, 99))
def test_marks_spell_the_quote_after_changes_beside_it(name: str, said: tuple[str, str], seed: int) -> None:
    text, quote = said
    assert spelled(BESIDE[name](mark(text, {CUE: quote}), random.Random(seed))) == quote


@pytest.mark.parametrize("name", ONE_FOR_ONE)
@STEADY
@given(before=st.text(max_size=20), quote=st.text(min_size=1, max_size=20), after=st.text(max_size=20))
def test_marks_spell_the_changed_quote_after_changes_letter_by_letter(
    name: str, before: str, quote: str, after: str
) -> None:
    change = ONE_FOR_ONE[name]
    assert spelled(change(mark(before + quote + after, {CUE: quote}), random.Random(0))) == changed(change, quote)


@STEADY
@given(said=quoting())
def test_marks_spell_the_quote_after_the_marks_of_sentences_are_gone(said: tuple[str, str]) -> None:
    text, quote = said
    assert spelled(perturb.no_punctuation(mark(text, {CUE: quote}), random.Random(0))) == quote


@STEADY
@given(said=quoting(), number=st.integers(0, 10**9), seed=st.integers(0, 99))
def test_marks_spell_a_number_after_typos_around_it(said: tuple[str, str], number: int, seed: int) -> None:
    text, _ = said
    assume(str(number) not in text)
    quote = f"{number:,}"
    marked = mark(f"{text} {quote} {text}", {CUE: quote})
    assert spelled(perturb.typos(marked, random.Random(seed))) == quote


@pytest.mark.parametrize("name", CHANGES)
@STEADY
@given(text=st.text(max_size=60), seed=st.integers(0, 99))
def test_a_changed_text_has_marks_for_each_of_its_characters(name: str, text: str, seed: int) -> None:
    marked = CHANGES[name](mark(text, {CUE: text}), random.Random(seed))
    assert len(marked.chars) == len(marked.marks)
    assert all(len(char) == 1 for char in marked.chars)
