"""Filling lines, and saying a constraint back."""

import pytest

from bot.practice.placeholders import fill, said_back
from tests.practice.samples import LIBRARY

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
    ("their days are cut into slots", "their days are cut into slots"),
]


@pytest.mark.parametrize(("short", "back"), SAID_BACK)
def test_a_constraint_is_said_back_from_the_users_side(short: str, back: str) -> None:
    assert said_back(short) == back


def test_no_constraint_said_back_speaks_of_the_user_as_the_counterpart() -> None:
    first = {"i", "i'm", "i've", "i'd", "my", "me", "our", "we", "us"}
    backs = [said_back(constraint.short) for script in LIBRARY.scripts for constraint in script.constraints]
    assert [back for back in backs if first & set(back.lower().split())] == []
