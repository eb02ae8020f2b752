"""Filling lines, and saying a constraint back."""

import pytest

from bot.practice.placeholders import fill, said_back
from bot.practice.script import Script
from tests.practice.samples import LIBRARY

YOU = {"you", "your", "yours", "you're"}
ME = {"i", "i'm", "i've", "i'd", "my", "me", "mine", "our", "we", "us"}
PERSONS = YOU | ME | {"we're", "we've", "you've", "am", "are", "was", "were"}

LINES = [
    ("{ask}? No.", {"ask": "six weeks"}, "Six weeks? No."),
    ("No. {ask} won't do.", {"ask": "six weeks"}, "No. Six weeks won't do."),
    ("I can't do {ask}.", {"ask": ""}, "I can't do that."),
    ("So {ask}.", {"ask": "{offer} {x"}, "So {offer} {x."),
]


@pytest.mark.parametrize(("line", "words", "filled"), LINES)
def test_a_line_is_filled(line: str, words: dict[str, str], filled: str) -> None:
    assert fill(line, words) == filled


SAID_BACK = [
    ("I can't leave my father on his own", "you can't leave your father on his own"),
    ("I'm over budget and we've no time ourselves", "you're over budget and you've no time yourself"),
    ("the last thing I said yes to never let me go", "the last thing you said yes to never let you go"),
    ("there are four of you, and I need you on call", "there are four of us, and you need me on call"),
    ("you see it weeks before we do", "I see it weeks before you do"),
    ("I pay for the old tool until yours is there", "you pay for the old tool until mine is there"),
    ("their days are cut into slots", "their days are cut into slots"),
]


@pytest.mark.parametrize(("short", "back"), SAID_BACK)
def test_a_constraint_is_said_back_from_the_users_side(short: str, back: str) -> None:
    assert said_back(short) == back


@pytest.mark.parametrize("script", LIBRARY.scripts, ids=lambda script: script.id)
def test_a_constraint_said_back_and_back_again_is_what_it_was(script: Script) -> None:
    """Whoever is spoken of changes places, and nobody is left where they were: a plural apart, which comes back as a singular."""
    for constraint in script.constraints:
        twice = said_back(said_back(constraint.short))
        assert [word for word in twice.split() if word.lower() not in PERSONS] == [
            word for word in constraint.short.split() if word.lower() not in PERSONS
        ]
        there = {word.lower() for word in constraint.short.split()} & YOU
        back = {word.lower() for word in said_back(constraint.short).split()} & ME
        assert bool(there) == bool(back)
