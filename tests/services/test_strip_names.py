"""What leads to a person is taken out; what is asked for stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.strip_names import names_in, without_names, words_of

KNOWN = frozenset(words_of("Kofi runs the night rota. Could you take it on, What if he won't? Thanks."))

STRIPPED = [
    ("It's Ann here, ANN or ann.", "It's [name] here, [name] or [name]."),
    ("Ann Lee's rota, or just Lee's, not Leeds", "[name]'s rota, or just [name]'s, not [name]"),
    ("planned by ann_lee", "planned by [name]_[name]"),
    ("An annual plan", "An annual plan"),
    ("write to ann.lee+x@mail.example.co.uk.", "write to [email]."),
    ("see https://example.org/u/Maria?x=1, or www.example.org.", "see [link], or [link]."),
    ("it is on (linkedin.com/in/maria) and t.me/maria", "it is on ([link]) and [link]"),
    ("ask @maria_l or @Maria.Lopez!", "ask [name] or [name].[name]!"),
    ("call +49 170 123 45 67 or (0151) 234-5678", "call [number] or [number]"),
    ("call 555-123-4567, (555) 123 4567 or 555-0199.", "call [number], [number] or [number]."),
    ("I told Maria and José O'Brien-Smith", "I told [name] and [name] [name]-[name]"),
    ("Maria said no. I asked Maria twice.", "[name] said no. I asked [name] twice."),
    ("that is Maria's rota, Maria\u2019s own", "that is [name]'s rota, [name]\u2019s own"),
    ("Hi Maria, could we talk?", "Hi [name], could we talk?"),
    ("thanks to Mr. Smith and J. Doe", "thanks to Mr. [name] and [name]. [name]"),
    ("the MARIA rule at Initech", "the [name] rule at [name]"),
    ("ask Zoe\u0308 twice", "ask [name] twice"),
    ("Mail ann@example.com, Ann's", "Mail [email], [name]'s"),
]
KEPT = [
    "Fair enough, Kofi. What makes it difficult? Could you say?",
    "I'd take 62K, I'm sure; I've asked and I'll wait. OK?",
    "From May 1 or Monday's shift in Q3, MONDAY at 5 PM.",
    "62,000 EUR, 1 000 000 USD or 60000-65000, from 500-1000 to 1.350.000",
    "by 05.05.2026, 2026-05-04 or 01/06/2026, 0900-1700, 08:30-17:00",
    "2.5k/month, €30–35/hour @62k, e.g. 10% and/or nothing",
    "Ask for it.\nGive it time! Take it? (yes)",
    "",
]


@pytest.mark.parametrize(("text", "left"), STRIPPED, ids=range(len(STRIPPED)))
def test_what_leads_to_a_person_is_taken_out(text: str, left: str) -> None:
    assert without_names(text, own_name="Ann Lee", known=KNOWN) == left


@pytest.mark.parametrize("text", KEPT, ids=range(len(KEPT)))
def test_what_names_nobody_stays_to_the_letter(text: str) -> None:
    assert without_names(text, own_name="Ann Lee", known=KNOWN) == text


@pytest.mark.parametrize("name", ["you", "friend", "I", "62", "✨", "The", ""])
def test_a_name_that_names_nobody_takes_nothing_out(name: str) -> None:
    text = "I hope you and the friend get 62 ✨"
    assert without_names(text, own_name=name, known=KNOWN) == text


def test_ones_own_name_goes_first_even_where_the_counterpart_has_it() -> None:
    assert without_names("Kofi to Kofi", own_name="kofi", known=KNOWN) == "[name] to [name]"


def test_a_name_with_signs_is_found_to_the_letter() -> None:
    assert without_names("(ann.*) said Anna", own_name="ann.*", known=KNOWN | {"Anna"}) == "([name]) said Anna"


def test_a_name_like_a_placeholder_leaves_placeholders_whole() -> None:
    assert without_names("link: www.example.org", own_name="Link", known=KNOWN) == "[name]: [link]"


def test_a_name_found_elsewhere_is_taken_out_at_the_start_of_a_sentence() -> None:
    others = names_in("I asked Maria", KNOWN)
    assert without_names("Maria said so. Others did.", own_name="x", known=KNOWN, others=others) == (
        "[name] said so. Others did."
    )


@given(st.text(alphabet="Aa1.@-+/ :'\u2019[]n\n", max_size=80), st.text(alphabet="Aan '.*", max_size=8))
def test_any_text_and_name_are_taken(text: str, name: str) -> None:
    assert isinstance(without_names(text, own_name=name, known=KNOWN), str)


HOSTILE = [
    "a",
    "a.",
    "A ",
    "a@",
    "@a",
    "1",
    "1 ",
    "1-",
    "0",
    "0 ",
    "+1",
    "://",
    "https://",
    "www.",
    "A'",
    ". ",
    "[",
    "(",
    "-",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for whole in (text, f"{text},5", f"{text}!"):
        start = time.process_time()
        without_names(whole, own_name="Ann Lee", known=KNOWN)
        # Squared, this would take minutes.
        assert time.process_time() - start < 5
