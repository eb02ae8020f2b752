"""What only echoes earns nothing, and what is said in few words counts: a reason said back, a first ask told again, an easy way out."""

import pytest

from bot.hearing.cues import Status
from bot.practice.message import pressure_in
from bot.practice.phrases import concedes, only_recalls
from bot.practice.ways_out import way_out
from tests.practice.samples import said


@pytest.mark.parametrize(
    ("words", "lets_go"),
    [("okay so the X-ray took most of it", False), ("Then I'll come down a bit", True), ("just the youth day", True)],
)
def test_a_reason_said_back_lets_nothing_go(words: str, *, lets_go: bool) -> None:
    assert concedes(words) is lets_go


@pytest.mark.parametrize(
    ("words", "recalls"),
    [
        ("I asked for three evenings", True),
        ("you said people across the road sleep early", True),
        ("I asked for three evenings, then I came down to one", False),
        ("you said they sleep early, so I offered one", False),
    ],
)
def test_what_was_said_before_is_told_from_what_is_offered_now(words: str, *, recalls: bool) -> None:
    assert only_recalls(words) is recalls


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("I'll put it in a mail tomorrow; shout if I got something wrong.", "shout if I got something wrong"),
        ("I'll bring the invoice Friday, and tell me if Benedek objects.", "tell me if Benedek objects"),
        ("If you can't spare them, tell me when you know.", ""),
        ("Tell me where the hall is.", ""),
    ],
)
def test_an_easy_way_out_may_be_short(text: str, out: str) -> None:
    assert way_out(text) == out


@pytest.mark.parametrize(
    ("text", "status"),
    [("Give 60 once. Do it today, the beds can't wait!", Status.HEARD), ("Take your time with it.", Status.NOT_HEARD)],
)
def test_a_form_that_rushes_pushes(text: str, status: Status) -> None:
    assert pressure_in(said(text)).status is status
