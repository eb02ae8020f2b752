"""What the coach says to the answers of a plan."""

import pytest

from bot.practice.meetings.coach import findings, findings_on
from bot.practice.meetings.plan import Advice, MeetingPlan, Question

GOOD = {
    Question.WHO: "my boss Dana, the yearly raise",
    Question.TARGET: "I want 68k",
    Question.FLOOR: "at least 64",
    Question.STRETCH: "75k from may because I took over Rotterdam and it renewed at 410k",
    Question.OBJECTION: "she'll say the budget is closed until april",
}


def said(question: Question, plan: MeetingPlan) -> list[tuple[Advice, str]]:
    return [(one.advice, one.quote) for one in findings_on(plan, question)]


def with_answers(answers: dict[Question, str], *, sincere: bool | None = None) -> MeetingPlan:
    return MeetingPlan(answers={**GOOD, **answers}, sincere=sincere)


def test_an_answer_with_nothing_to_mend_is_done_well_and_quoted() -> None:
    assert [(one.question, one.advice, one.quote) for one in findings(MeetingPlan(answers=GOOD))] == [
        (Question.WHO, Advice.DONE_WELL, "Dana"),
        (Question.TARGET, Advice.DONE_WELL, "68k"),
        (Question.FLOOR, Advice.DONE_WELL, "64"),
        (Question.STRETCH, Advice.DONE_WELL, "75k from may"),
        (Question.OBJECTION, Advice.DONE_WELL, "she'll say the budget is closed until april"),
    ]


BECAUSE = " because I took over Rotterdam"


@pytest.mark.parametrize(
    ("answers", "advice", "quote"),
    [
        ({Question.STRETCH: f"60k{BECAUSE}"}, Advice.TARGET_ABOVE_STRETCH, "60k"),
        ({Question.STRETCH: f"68k{BECAUSE}"}, Advice.SAME_AS_TARGET, "68k"),
        ({Question.STRETCH: f"the same{BECAUSE}"}, Advice.SAME_AS_TARGET, f"the same{BECAUSE}"),
        ({Question.STRETCH: f"4 days from home{BECAUSE}"}, Advice.UNITS_DIFFER, "4 days from home"),
        ({Question.STRETCH: f"a lot more{BECAUSE}"}, Advice.NO_NUMBER, "a lot more"),
        ({Question.STRETCH: f"140k{BECAUSE}"}, Advice.IMPLAUSIBLE, "140k"),
        ({Question.STRETCH: f"68.2k{BECAUSE}"}, Advice.TAME, "68.2k"),
        ({Question.STRETCH: "75k"}, Advice.NO_REASON, "75k"),
        ({Question.STRETCH: "75k because I need it for rent"}, Advice.REASON_ABOUT_ME, "I need it for rent"),
        ({Question.STRETCH: "75k. My rent went up"}, Advice.REASON_ABOUT_ME, "My rent went up"),
        ({Question.STRETCH: "75k because everybody gets it"}, Advice.REASON_EASY_TO_REBUT, "everybody gets it"),
        ({Question.STRETCH: "75k, I deserve it"}, Advice.REASON_EASY_TO_REBUT, "I deserve it"),
        ({Question.STRETCH: "75k because of inflation"}, Advice.REASON_EASY_TO_REBUT, "inflation"),
    ],
)
def test_a_stretch_is_weighed(answers: dict[Question, str], advice: Advice, quote: str) -> None:
    assert said(Question.STRETCH, with_answers(answers)) == [(advice, quote)]


def test_a_stretch_that_would_not_be_taken_is_not_sincere() -> None:
    assert said(Question.STRETCH, with_answers({}, sincere=False)) == [(Advice.NOT_SINCERE, "75k from may")]
    assert said(Question.STRETCH, with_answers({}, sincere=True)) == [(Advice.DONE_WELL, "75k from may")]


@pytest.mark.parametrize(
    ("floor", "advice"),
    [
        ("70k", Advice.FLOOR_ABOVE_TARGET),
        ("three days", Advice.UNITS_DIFFER),
        ("something decent", Advice.NO_NUMBER),
        ("idk", Advice.NO_NUMBER),
        ("68k", Advice.DONE_WELL),
        ("same", Advice.DONE_WELL),
    ],
)
def test_a_floor_lies_below_the_target(floor: str, advice: Advice) -> None:
    assert [one for one, _ in said(Question.FLOOR, with_answers({Question.FLOOR: floor}))] == [advice]


def test_a_buyer_wants_less_and_the_floor_is_the_higher_price() -> None:
    buying = {
        Question.WHO: "vendor",
        Question.TARGET: "980 a month",
        Question.STRETCH: "900 a month, we sign for two years today",
    }
    fine = MeetingPlan(answers={**buying, Question.FLOOR: "1020"})
    assert {one.advice for one in findings(fine)} == {Advice.DONE_WELL}
    turned = MeetingPlan(answers={**buying, Question.FLOOR: "950"})
    assert said(Question.FLOOR, turned) == [(Advice.FLOOR_ABOVE_TARGET, "950")]


def test_a_floor_is_weighed_before_there_is_a_stretch_where_the_words_say_which_way() -> None:
    raising = MeetingPlan(
        answers={Question.WHO: "boss, my raise", Question.TARGET: "68k", Question.FLOOR: "at least 70k"}
    )
    assert said(Question.FLOOR, raising) == [(Advice.FLOOR_ABOVE_TARGET, "70k")]
    unsaid = MeetingPlan(answers={Question.TARGET: "1200", Question.FLOOR: "1250"})
    assert said(Question.FLOOR, unsaid) == [(Advice.DONE_WELL, "1250")]


def test_what_holds_today_tells_how_far_a_stretch_goes() -> None:
    earning = {Question.WHO: "boss, I earn 60k now", Question.TARGET: "64k", Question.FLOOR: "62k"}
    assert said(Question.STRETCH, with_answers({**earning, Question.STRETCH: f"90k{BECAUSE}"})) == [
        (Advice.IMPLAUSIBLE, "90k")
    ]
    assert said(Question.STRETCH, with_answers({**earning, Question.STRETCH: f"68k{BECAUSE}"})) == [
        (Advice.DONE_WELL, "68k")
    ]


def test_a_plan_without_figures_is_advised_and_not_blamed() -> None:
    plan = MeetingPlan(
        answers={Question.TARGET: "more money", Question.STRETCH: "much more money since you save a hire"}
    )
    assert said(Question.TARGET, plan) == [(Advice.NO_NUMBER, "more money")]
    assert said(Question.STRETCH, plan) == [(Advice.DONE_WELL, "much more money")]


def test_an_objection_that_is_missing_or_passed_over_is_asked_for() -> None:
    assert said(Question.OBJECTION, with_answers({Question.OBJECTION: "no idea"})) == [(Advice.NO_OBJECTION, "no idea")]
    skipped = MeetingPlan(skipped=frozenset({Question.OBJECTION}))
    assert said(Question.OBJECTION, skipped) == [(Advice.NO_OBJECTION, "")]


def test_nothing_is_said_to_what_was_not_answered() -> None:
    assert findings(MeetingPlan()) == ()
    assert findings_on(MeetingPlan(answers=GOOD, skipped=frozenset({Question.FLOOR})), Question.FLOOR) == ()
    assert findings_on(MeetingPlan(answers={Question.WHO: "🙂"}), Question.WHO) == ()


def test_the_figures_fill_the_words_of_the_texts() -> None:
    finding = findings_on(MeetingPlan(answers=GOOD), Question.STRETCH)[0]
    assert finding.params == {"target": "68k", "floor": "64", "stretch": "75k from may"}
