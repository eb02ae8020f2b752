"""The plan in writing: two honest options that the coach's own rules on messages have nothing to add to."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.meetings.plan import Objection, Reading
from bot.practice.meetings.two_options import MOST_WORDS, Judged, judged, message_of, script_of
from bot.practice.options import read_options
from tests.ears import LISTENER
from tests.practice.meetings.samples import EMPTY, LATER, MOVING, PILOT, READINGS, RENT, SALARY, SETTLEMENT, THESIS
from tests.practice.samples import LIBRARY

NAMES = list(READINGS)
EVERYTHING = {"two_options", "full_reasoned", "differences_told", "easy_no", "no_push", "next_step"}


def judge(message: str, reading: Reading) -> Judged:
    found = judged(message, reading, LIBRARY, LISTENER)
    assert found is not None
    return found


@pytest.mark.parametrize("name", [*NAMES, *LATER])
def test_a_message_from_a_plan_earns_all_that_a_message_can(name: str) -> None:
    reading = {**READINGS, **LATER}[name]
    found = judge(message_of(reading), reading)
    assert {item.criterion.id for item in found.criteria} == EVERYTHING
    assert [(item.criterion.id, item.lost) for item in found.criteria if item.lost > 1e-6] == []
    assert (found.caps, found.changes, found.earns_all) == ((), (), True)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_exactly_two_options_and_no_floor(name: str) -> None:
    reading = READINGS[name]
    message = message_of(reading)
    script = script_of(reading)
    assert script is not None
    assert read_options(script.ask, message).count == 2
    assert reading.floor not in message
    assert reading.target in message
    assert reading.stretch in message
    assert len(message.split()) <= MOST_WORDS


def test_a_whole_message_reads_like_one() -> None:
    assert message_of(SALARY) == (
        "Hello Dana,\n\n"
        "I'm writing about the yearly raise. There are two ways, and I'd be glad of either: 75k from May, or 68k from May.\n\n"
        "I'd recommend the first, because you keep the account without a new hire. The first is the whole of it; "
        "the second costs you less. Either one saves us both a long back and forth.\n\n"
        "If neither fits, just say so. Reply “first” or “second”, and I'll write up the next step the same day."
    )


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Dana", "Hello Dana,"),
        ("your boss", "Hello,"),
        ("Your landlord", "Hello,"),
        ("", "Hello,"),
        ("דנה", "Hello דנה,"),
    ],
)
def test_only_a_name_is_greeted(name: str, greeting: str) -> None:
    assert message_of(replace(SALARY, name=name)).splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("name", "alias", "greeting"),
    [
        ("Gerry Malone", "gerry", "Hello Gerry,"),
        ("Mr Okafor", "okafor", "Hello Mr Okafor,"),
        ("Bloom Studio", "studio", "Hello Bloom Studio,"),
    ],
)
def test_a_person_is_greeted_by_the_first_name_and_whoever_has_a_title_by_it(
    name: str, alias: str, greeting: str
) -> None:
    assert message_of(replace(SALARY, name=name, alias=alias)).splitlines()[0] == greeting


@pytest.mark.parametrize("topic", ["Dana and the raise", "what he owes me", "dana, my pay"])
def test_nobody_is_told_about_themselves(topic: str) -> None:
    assert "I'm writing about" not in message_of(replace(SALARY, topic=topic))


def test_a_reason_that_may_begin_with_a_name_keeps_its_capital_in_a_sentence_of_its_own() -> None:
    reading = replace(SALARY, reasons=("Rotterdam renewed with you.",))
    message = message_of(reading)
    assert "I'd recommend the first, and here's why. Rotterdam renewed with you. The first" in message
    assert judge(message, reading).earns_all


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("salary", "costs you less"),
        ("rent", "leaves you more"),
        ("thesis", "takes less time"),
        ("childcare", "asks less of you"),
    ],
)
def test_what_differs_is_said_by_what_the_two_are_sized_in(name: str, differs: str) -> None:
    assert f"the second {differs}." in message_of(READINGS[name])


@pytest.mark.parametrize("name", NAMES)
def test_no_message_waives_what_is_owed(name: str) -> None:
    assert "chase" not in message_of(READINGS[name])


@pytest.mark.parametrize(
    ("change", "criterion"),
    [
        ("75k from May, or 68k from May", "two_options"),
        (" The first is the whole of it; the second costs you less.", "differences_told"),
        ("If neither fits, just say so. ", "easy_no"),
        ("I'd recommend the first, because you keep the account without a new hire.", "full_reasoned"),
        (" Reply “first” or “second”, and I'll write up the next step the same day.", "next_step"),
    ],
)
def test_what_is_taken_out_is_missed_and_the_coach_says_how_to_put_it(change: str, criterion: str) -> None:
    poorer = message_of(SALARY).replace(change, "75k from May" if criterion == "two_options" else "")
    found = judge(poorer, SALARY)
    assert criterion in [one.criterion.id for one in found.changes]
    assert not found.earns_all
    assert all(one.advice for one in found.changes)


def test_pressure_caps_a_message_that_was_edited() -> None:
    found = judge(message_of(SALARY) + " This is your last chance.", SALARY)
    assert [hit.cap.finding for hit in found.caps] == ["pressure"]
    assert not found.earns_all


def test_a_rents_two_close_figures_are_two_options() -> None:
    script = script_of(RENT)
    assert script is not None
    assert read_options(script.ask, "1,180 a month, or 1,240 a month").count == 2


def test_a_reason_that_tells_the_floor_is_left_out() -> None:
    leaking = replace(SETTLEMENT, reasons=("You would be done at 11,500.", "Two firms put the repair at 18,000."))
    message = message_of(leaking)
    assert "11,500" not in message
    assert "Two firms put the repair at 18,000" in message or "two firms" in message


def test_a_figure_in_the_topic_is_no_third_option() -> None:
    reading = replace(RENT, topic="the rent of 1,300 from June")
    assert judge(message_of(reading), reading).earns_all


def test_without_a_reason_and_a_topic_it_is_still_a_message() -> None:
    bare = replace(MOVING, reasons=())
    assert "I'd recommend the first. The first is the whole of it" in message_of(bare)
    assert "two_options" not in [one.criterion.id for one in judge(message_of(bare), bare).changes]


@pytest.mark.parametrize(
    "reading", [EMPTY, replace(SALARY, stretch=""), replace(SALARY, target=""), replace(SALARY, stretch="68K from may")]
)
def test_without_two_options_there_is_no_message(reading: Reading) -> None:
    assert (message_of(reading), script_of(reading), judged("anything", reading, LIBRARY, LISTENER)) == ("", None, None)


@pytest.mark.parametrize("reading", [PILOT, THESIS])
def test_the_same_message_is_judged_the_same(reading: Reading) -> None:
    message = message_of(reading)
    assert judge(message, reading) == judge(message, reading)


WORDS = st.text(max_size=400)


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=3), st.sampled_from(SALARY.objections))
def test_whatever_stands_in_a_plan_the_message_is_short_and_can_be_judged(
    name: str, topic: str, stretch: str, target: str, floor: str, reasons: list[str], objection: Objection
) -> None:
    reading = Reading(
        name=name, topic=topic, stretch=stretch, target=target, floor=floor, reasons=tuple(reasons), objections=(objection,)
    )  # fmt: skip
    message = message_of(reading)
    assert len(message.split()) <= MOST_WORDS
    assert bool(message) == (script_of(reading) is not None)
