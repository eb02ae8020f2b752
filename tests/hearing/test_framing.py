"""The talk so far, in a line of plain words that stays short whatever was said."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import Channel, ConstraintKind, Context, Phase
from bot.hearing.framing import FIRST_ASK_LIMIT, LINE_LIMIT, frame

OPENING = Context(phase=Phase.OPENING, situation="A choir asks for a hall", target="one evening", floor="an hour")
CONSTRAINED = Context(
    phase=Phase.AFTER_CONSTRAINT,
    constraint_kind=ConstraintKind.BUDGET,
    first_ask="six weeks in two regions",
    counterpart_line="We don't have that kind of money",
)
LONGEST_START = "after constraint, message, budget, stepped down"


@pytest.mark.parametrize(
    ("context", "line"),
    [
        (OPENING, "opening"),
        (replace(OPENING, channel=Channel.MESSAGE), "opening, message"),
        (Context(phase=Phase.AFTER_REFUSAL, counterpart_line="No."), "after refusal. they: No."),
        (Context(phase=Phase.AFTER_REFUSAL, first_ask="", counterpart_line=""), "after refusal"),
        (
            CONSTRAINED,
            "after constraint, budget. asked: six weeks in two regions. they: We don't have that kind of money",
        ),
        (
            replace(CONSTRAINED, phase=Phase.CLOSING, channel=Channel.MESSAGE, retreat_made=True),
            (
                "closing, message, budget, stepped down. "
                "asked: six weeks in two regions. they: We don't have that kind of money"
            ),
        ),
        (replace(CONSTRAINED, counterpart_line=None), "after constraint, budget. asked: six weeks in two regions"),
    ],
)
def test_what_the_encoder_reads_of_a_context(context: Context, line: str) -> None:
    assert frame(context) == line


def test_a_long_ask_keeps_its_start_and_a_long_answer_its_end() -> None:
    context = replace(CONSTRAINED, first_ask="start " + "a" * 500, counterpart_line="b" * 500 + " end")
    before, _, said = frame(context).partition(". they: ")
    assert before == "after constraint, budget. asked: start " + "a" * (FIRST_ASK_LIMIT - len("start "))
    assert said == "b" * (LINE_LIMIT - len(" end")) + " end"


def test_what_the_numbers_weigh_is_not_read_as_words() -> None:
    assert frame(replace(OPENING, situation="x", counterpart="x", target="x", stretch="x", floor="x")) == frame(OPENING)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(
    st.builds(
        Context,
        phase=st.sampled_from(Phase),
        channel=st.sampled_from(Channel),
        situation=st.text(),
        first_ask=st.none() | st.text(max_size=400),
        constraint_kind=st.none() | st.sampled_from(ConstraintKind),
        counterpart_line=st.none() | st.text(max_size=400),
        retreat_made=st.booleans(),
    )
)
def test_the_line_is_short_whatever_the_context(context: Context) -> None:
    limit = len(LONGEST_START) + len(". asked: ") + FIRST_ASK_LIMIT + len(". they: ") + LINE_LIMIT
    assert len(frame(context)) <= limit
