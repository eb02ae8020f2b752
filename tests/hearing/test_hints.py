"""What numbers and context say about a message beside its words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Channel, ConstraintKind, Context, Phase
from bot.hearing.hints import MOST_READ, NAMES, hints

STEADY = settings(derandomize=True, deadline=None, max_examples=100)

AMOUNT, COUNT, DATE = "an amount", "amounts, up to four", "a date or a time"
SMALLER, SAME, BIGGER = "smaller than the first ask", "same as the first ask", "bigger than the first ask"
TARGET, STRETCH, BELOW = "the target's amount", "the stretch's amount", "less than the floor"
TWO, THREE = "two sizes of one thing", "three sizes of one thing"
NAMED = "an amount that the counterpart named"

PAY = Context(phase=Phase.OPENING, target="76k", stretch="82k", floor="74k")
PAY_REFUSED = replace(
    PAY, phase=Phase.AFTER_REFUSAL, first_ask="82k", counterpart_line="No, 82k is more than I can sign."
)
PAY_CONSTRAINED = replace(
    PAY_REFUSED,
    phase=Phase.AFTER_CONSTRAINT,
    constraint_kind=ConstraintKind.BUDGET,
    counterpart_line="My budget ends at 78k.",
)
# A delivery: who gives the other side more weeks asks for less.
DELIVERY = Context(
    phase=Phase.AFTER_REFUSAL,
    target="4 weeks",
    stretch="2 weeks",
    floor="6 weeks",
    first_ask="two weeks",
    counterpart_line="Not before June.",
)


def holding(context: Context, text: str) -> set[str]:
    """The facts about the amounts that hold, without how many amounts there are and where the talk stands."""
    told = dict(zip(NAMES, hints(context, text), strict=True))
    return {
        name for name in (AMOUNT, DATE, SMALLER, SAME, BIGGER, TARGET, STRETCH, BELOW, TWO, THREE, NAMED) if told[name]
    }


def fact(name: str, context: Context, text: str) -> float:
    return hints(context, text)[NAMES.index(name)]


@pytest.mark.parametrize(
    ("context", "text", "facts"),
    [
        (PAY, "", set()),
        (PAY, "I'd like a raise, please.", set()),
        (PAY, "82k", {AMOUNT, STRETCH}),
        (PAY, "I'd like eighty-two thousand", {AMOUNT, STRETCH}),
        (PAY, "76k", {AMOUNT, TARGET}),
        (PAY, "73k would do", {AMOUNT, BELOW}),
        (PAY, "74k", {AMOUNT}),
        (PAY, "82k by Friday", {AMOUNT, DATE, STRETCH}),
        (PAY, "can we talk at 10:30 on Monday?", {DATE}),
        (PAY, "82k, or else 76k", {AMOUNT, STRETCH, TARGET, TWO}),
        (PAY, "82k, 78k or 76k", {AMOUNT, STRETCH, TARGET, TWO, THREE}),
        (PAY, "82k. Yes, 82k.", {AMOUNT, STRETCH}),
        (PAY_REFUSED, "How about 76k?", {AMOUNT, SMALLER, TARGET}),
        (PAY_REFUSED, "82k it is", {AMOUNT, SAME, STRETCH, NAMED}),
        (PAY_REFUSED, "then 90k", {AMOUNT, BIGGER}),
        (PAY_REFUSED, "73k", {AMOUNT, SMALLER, BELOW}),
        (PAY_REFUSED, "76k instead of 82k", {AMOUNT, SMALLER, SAME, TARGET, STRETCH, TWO, NAMED}),
        (PAY_REFUSED, "give me two weeks", {AMOUNT}),  # no size of the ask
        (PAY_CONSTRAINED, "78k then", {AMOUNT, SMALLER, NAMED}),
        (DELIVERY, "four weeks", {AMOUNT, SMALLER, TARGET}),
        (DELIVERY, "one week", {AMOUNT, BIGGER}),
        (DELIVERY, "eight weeks", {AMOUNT, SMALLER, BELOW}),
        (DELIVERY, "14 days", {AMOUNT, SAME, STRETCH}),
        (DELIVERY, "June works", {DATE, NAMED}),
        (Context(phase=Phase.AFTER_REFUSAL), "5k", {AMOUNT}),
    ],
)
def test_facts_about_amounts(context: Context, text: str, facts: set[str]) -> None:
    assert holding(context, text) == facts


@pytest.mark.parametrize(
    ("text", "share"),
    [("ok", 0.0), ("1k", 0.25), ("1k, 2k", 0.5), ("1k, 2k, 3k, 4k", 1.0), ("1k, 2k, 3k, 4k, 5k", 1.0), ("Monday", 0.0)],
)
def test_amounts_are_counted_up_to_four(text: str, share: float) -> None:
    assert fact(COUNT, PAY, text) == share


@pytest.mark.parametrize(("before", "is_read"), [(MOST_READ - 1, True), (MOST_READ, False)])
def test_amounts_beyond_the_first_twelve_are_not_read(before: int, *, is_read: bool) -> None:
    text = "".join(f"{number}k, " for number in range(101, 101 + before)) + "76k"
    assert (TARGET in holding(PAY, text)) is is_read


@pytest.mark.parametrize(
    ("context", "where"),
    [
        (PAY, {"opening conversation"}),
        (replace(PAY, channel=Channel.MESSAGE), {"opening message"}),
        (PAY_REFUSED, set()),
        (replace(PAY_REFUSED, channel=Channel.MESSAGE), set()),
        (PAY_CONSTRAINED, {"after a constraint"}),
        (replace(PAY_CONSTRAINED, phase=Phase.CLOSING, retreat_made=True), {"after a constraint", "after a retreat"}),
    ],
)
def test_facts_about_where_the_talk_stands(context: Context, where: set[str]) -> None:
    told = dict(zip(NAMES, hints(context, "ok"), strict=True))
    assert {name for name, value in told.items() if value} == where


def test_every_fact_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES) == len(hints(PAY, "82k"))


SAYINGS = st.sampled_from(["82k", "two weeks", "Monday", "10:30", "half", "15%", "1.2m", "instead of", "-5", "½", "no"])


@STEADY
@given(
    st.text(max_size=200) | st.lists(SAYINGS, max_size=20).map(" ".join),
    st.builds(
        Context,
        phase=st.sampled_from(Phase),
        channel=st.sampled_from(Channel),
        target=SAYINGS,
        stretch=SAYINGS,
        floor=SAYINGS,
        first_ask=st.none() | SAYINGS,
        constraint_kind=st.none() | st.sampled_from(ConstraintKind),
        counterpart_line=st.none() | SAYINGS,
        retreat_made=st.booleans(),
    ),
)
def test_all_facts_lie_between_none_and_one(text: str, context: Context) -> None:
    told = hints(context, text)
    assert [name for name, value in zip(NAMES, told, strict=True) if not 0.0 <= value <= 1.0] == []
    assert told == hints(context, text)
