"""What only echoes earns nothing, and what is said in few words counts: a reason said back, a first ask told again, an easy way out."""

from dataclasses import replace

import pytest

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.corrections import as_it_stands
from bot.practice.message import pressure_in
from bot.practice.phrases import concedes, only_recalls, still_gives
from bot.practice.ways_out import way_out
from tests.practice.samples import ASK, play, said


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
        ("and she said she'd bought a thing once that hardly ran and the owners still ask", True),
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


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("A call on two topics, at a time that takes nothing from them.", "takes nothing from them"),
        ("Then 57k: it costs you nothing this year.", "costs you nothing"),
        ("One month, and you'd still keep the rest of the summer.", "you'd still keep the rest of the summer"),
        ("That would spare your shoulder.", "would spare your shoulder"),
        ("If you keep saying no, I go.", ""),
        ("I'll spare you the details.", ""),
        ("You keep going on about the pot.", ""),
    ],
)
def test_what_an_offer_spares_them_may_be_said_in_few_words(text: str, gives: str) -> None:
    assert still_gives(text) == gives


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("Okay, that's, yes. But is it the posts?", "that's, yes", Status.UNSURE),
        ("Ah, once burned. I didn't know.", "I didn't know.", Status.NOT_HEARD),
        ("That's fair, I take the no.", "That's fair", Status.HEARD),
    ],
)
def test_a_word_that_only_fills_takes_no_no(text: str, quote: str, status: Status) -> None:
    heard = {Cue.ACKNOWLEDGES_REFUSAL: Verdict(status=Status.HEARD, probability=0.8, quote=quote)}
    message = replace(said(text), assessment=Assessment(heard))
    assert as_it_stands(play(ASK), message).assessment[Cue.ACKNOWLEDGES_REFUSAL].status is status
