"""Counts of what became of meetings; never a promise."""

from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.outcome import Outcome, Result, Tap
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.meetings.statistics import Held, Statistics, Tally, percent, statistics

BUDGET = Reading(objections=(Objection("the budget is spent", ConstraintKind.BUDGET),))


SAID = {"yes": True, "no": False, "-": None}


def held(taps: str, result: str | None = None, constraint: str | None = None, happened: str = "-") -> Held:
    """`taps`: whether the stretch was asked for, and whether they retreated."""
    asked, retreated = (SAID[tap] for tap in taps.split())
    told = {
        "asked": asked,
        "retreated": retreated,
        "result": result,
        "constraint": constraint,
        "happened": SAID[happened],
    }
    return Held(BUDGET, Outcome.model_validate(told))


def test_direct_asks_stand_beside_stretch_and_retreat() -> None:
    found = statistics(
        [
            held("yes no", "yes_stretch", happened="yes"),
            held("yes no", "no", "budget"),
            held("yes yes", "yes_smaller", "budget", happened="no"),
            held("yes yes", "yes_other", "time"),
            held("yes yes", "open", "policy"),
            held("no -", "yes_other", "budget", happened="yes"),
            held("yes -", "no"),
            held("yes yes"),
        ]
    )
    assert found == Statistics(
        direct=Tally(meetings=2, yes_stretch=1, no=1, known=1, true=1),
        retreat=Tally(meetings=4, yes_smaller=1, yes_other=1, open=1, untold=1, known=1, true=0),
        others=Tally(meetings=2, yes_other=1, no=1, known=1, true=1),
        guessed=5,
        guessed_right=3,
    )
    assert (found.meetings, found.direct.yes, found.retreat.yes) == (8, 1, 2)


def test_of_which_nothing_was_told_nothing_is_counted() -> None:
    assert statistics([]) == statistics([held("- -")]) == Statistics(Tally(), Tally(), Tally())
    assert statistics([Held(BUDGET, Outcome(passed=frozenset({Tap.ASKED})))]).meetings == 1


def test_what_was_left_open_is_no_yes_even_if_something_came_of_it() -> None:
    open_one = statistics([held("yes yes", "open", happened="yes")]).retreat
    assert (open_one.yes, open_one.known, open_one.true) == (0, 0, 0)


def test_fewer_than_five_meetings_have_no_percentage() -> None:
    assert [percent(2, whole) for whole in range(7)] == [None, None, None, None, None, 40, 33]
    assert percent(0, 5) == 0


OUTCOMES = st.lists(
    st.builds(
        held,
        st.sampled_from([f"{asked} {retreated}" for asked in SAID for retreated in SAID]),
        st.none() | st.sampled_from([one.value for one in Result]),
        st.none() | st.sampled_from([one.value for one in ConstraintKind]),
        happened=st.sampled_from(list(SAID)),
    ),
    max_size=12,
)


@given(OUTCOMES)
def test_the_counts_add_up_whatever_was_told(outcomes: list[Held]) -> None:
    found = statistics(outcomes)
    assert found.meetings == sum(one.outcome.is_begun for one in outcomes)
    assert found.guessed_right <= found.guessed <= found.meetings
    for tally in (found.direct, found.retreat, found.others):
        assert tally.yes + tally.open + tally.no + tally.untold == tally.meetings
        assert tally.true <= tally.known <= tally.yes
