"""What is typed without its apostrophe is read with it, and what needs none is left alone."""

import pytest

from bot.practice.meetings.contracted import with_apostrophes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hes got no cash", "he's got no cash"),
        ("shes knackered, theyre busy", "she's knackered, they're busy"),
        ("IT wont approve it", "IT won't approve it"),
        ("i cant and he doesnt", "i can't and he doesn't"),
        ("ill take 5200 and id go lower", "I'll take 5200 and I'd go lower"),
        ("hell say no", "he'll say no"),
        ("Shell say theres no money", "She'll say there's no money"),
        ("wed take 60 kilos, shed get her sofa", "we'd take 60 kilos, she'd get her sofa"),
        ("for him its over with", "for him it's over with"),
        ("were 400 runners", "we're 400 runners"),
        ("just the van, id drive", "just the van, I'd drive"),
        ("month end is quiet n i close, so u get seen", "month end is quiet and i close, so you get seen"),
        ("he's got it, I don't", "he's got it, I don't"),
    ],
)
def test_the_apostrophe_is_put_where_it_was_left_out(typed: str, meant: str) -> None:
    assert with_apostrophes(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "the shed, then",
        "weds and fridays",
        "wed afternoon",
        "it works as well",
        "she is ill",
        "an id card",
        "the data and its price",
        "they were in June",
        "shell company",
        "in its own time",
    ],
)
def test_a_word_of_its_own_stays(typed: str) -> None:
    assert with_apostrophes(typed) == typed
