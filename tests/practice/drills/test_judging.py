"""What an answer comes to, given what was heard in it."""

from collections import Counter

import pytest

from bot.hearing.cues import Assessment, Phase
from bot.practice.drills.drill import ChoiceItem, Result
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import DrillVerdict, judge_choice, judge_line, order_options
from tests.practice.drills.samples import drill, heard, item

NAMED = "Instead of the 18,000, 9,000 for a used one."


def judged(text: str, *cues: str, unsure: tuple[str, ...] = ()) -> DrillVerdict:
    return judge_line(drill(), item(), text, heard(text, *cues, unsure=unsure))


def missing(verdict: DrillVerdict) -> list[str]:
    return [one.finding for one in verdict.missing]


def test_a_line_that_carries_every_need_passes_and_its_words_are_quoted() -> None:
    verdict = judged(NAMED, "names_concession", "specific_ask", "smaller_ask")

    assert verdict.result is Result.PASSED
    assert [(one.finding, one.quote, one.praise) for one in verdict.carried] == [
        ("names_concession", NAMED, "It was named."),
        ("smaller_ask", "9,000", "It was made."),
    ]
    assert verdict.missing == ()


def test_a_line_that_passes_may_still_get_a_word_of_advice() -> None:
    assert judged(NAMED, "names_concession", "smaller_ask").advice == "Say what is in it."
    assert judged(NAMED, "names_concession", "smaller_ask", "leaves_choice").advice == ""


def test_without_the_point_of_the_drill_a_line_is_missed_whatever_else_it_carries() -> None:
    verdict = judged("Could we do 9,000?", "specific_ask", "smaller_ask", "mutual_gain")

    assert verdict.result is Result.MISSED
    assert [(one.finding, one.quote, one.advice) for one in verdict.missing] == [("names_concession", "", "Name it.")]
    assert verdict.better == item().better


def test_without_a_later_need_it_is_partly_done() -> None:
    verdict = judged("I'm stepping down from that.", "names_concession")

    assert (verdict.result, missing(verdict)) == (Result.PARTLY, ["smaller_ask"])


@pytest.mark.parametrize(
    ("cues", "unsure", "result"),
    [
        (("smaller_ask",), ("names_concession",), Result.UNSURE),
        (("smaller_ask", "cascade"), ("names_concession",), Result.UNSURE),
        ((), ("names_concession",), Result.UNSURE),
        (("names_concession",), ("smaller_ask",), Result.UNSURE),
        (("names_concession", "cascade"), ("smaller_ask",), Result.PARTLY),
        (("names_concession", "smaller_ask"), ("cascade", "pressure"), Result.PASSED),
        (("smaller_ask", "pressure"), ("names_concession",), Result.MISSED),
    ],
)
def test_doubt_never_punishes(cues: tuple[str, ...], unsure: tuple[str, ...], result: Result) -> None:
    text = "The used one would do."
    verdict = judge_line(drill(), item(measures=[], answered_by=[]), text, heard(text, *cues, unsure=unsure))

    assert verdict.result is result
    assert not {*verdict.doubted} & {*missing(verdict)}


def test_what_spoils_is_quoted_and_says_what_is_left() -> None:
    pushed = judged(NAMED, "names_concession", "smaller_ask", "pressure")
    twice = judged(NAMED, "names_concession", "smaller_ask", "cascade")

    assert (pushed.result, twice.result) == (Result.MISSED, Result.PARTLY)
    assert [(one.finding, one.quote) for one in twice.missing] == [("cascade", NAMED)]


def test_another_language_is_not_judged() -> None:
    verdict = judge_line(drill(), item(), "Zehn Prozent weniger", Assessment(understood=False))

    assert (verdict.result, verdict.missing) == (Result.UNSURE, ())


def test_an_insult_pushes_whatever_hearing_says() -> None:
    assert judged("Instead of 18,000, 9,000, you idiot.", "names_concession").result is Result.MISSED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'd come down from 18,000 to 5,000.", ["below_floor"]),
        ("I'd come down from 18,000 to 9,000, or 8,000.", ["cascade"]),
        ("I'd come down from 18,000 to 9,000.", []),
        ("I'd come down from 18,000 to 6,500.", []),
    ],
)
def test_figures_are_certain_whatever_hearing_makes_of_the_words(text: str, found: list[str]) -> None:
    verdict = judged(text, "names_concession", "specific_ask")

    assert [one.finding for one in verdict.missing] == found
    assert "smaller_ask" in {one.finding for one in verdict.carried}
    assert verdict.result is (Result.PARTLY if found else Result.PASSED)


def test_the_same_figure_again_is_no_step_down() -> None:
    assert missing(judged("I'd still like the one for 18,000.", "names_concession")) == ["smaller_ask"]


@pytest.mark.parametrize(
    ("text", "cues", "result"),
    [
        ("It's 9,000, and that's where I stand.", ("specific_ask",), Result.PASSED),
        ("Yes, that's the step I can make.", (), Result.PASSED),
        ("Fine, 8,000 then.", ("specific_ask", "smaller_ask"), Result.MISSED),
        ("Hm.", (), Result.MISSED),
    ],
)
def test_an_offer_on_the_table_is_held_or_not(text: str, cues: tuple[str, ...], result: Result) -> None:
    hold = drill(
        offer_made=True,
        needs=[{"finding": "held", "praise": "It stood.", "advice": "Stand by it."}],
        spoils=[{"finding": "cascade", "at_best": "missed", "advice": "Not again."}],
    )

    assert judge_line(hold, item(), text, heard(text, *cues)).result is result


def test_what_is_on_the_table_may_be_another_figure_than_the_target() -> None:
    hold = drill(offer_made=True, needs=[{"finding": "held", "praise": "It stood.", "advice": "Stand by it."}])
    text = "Then 9,000."

    assert judge_line(hold, item(), text, heard(text, "specific_ask")).result is Result.PASSED
    lower = judge_line(hold, item(offer="12,000"), text, heard(text, "specific_ask", "smaller_ask"))
    assert (lower.result, missing(lower)) == (Result.MISSED, ["held", "cascade"])


def test_an_opening_is_sized_by_its_figures() -> None:
    stretch = drill(
        phase="opening", needs=[{"finding": "stretch", "praise": "Large enough.", "advice": "Ask for more."}], spoils=[]
    )
    results = {
        text: judge_line(stretch, item(), text, heard(text, "specific_ask")).result
        for text in ("I'd like 18,000 for an oven.", "I'd like 9,000 for an oven.", "I'd like an oven.")
    }

    assert list(results.values()) == [Result.PASSED, Result.MISSED, Result.UNSURE]


def test_a_message_is_read_for_its_options() -> None:
    letter = drill(
        channel="message",
        phase="opening",
        needs=[{"finding": "two_options", "praise": "Two.", "advice": "Put two side by side."}],
        helps=[{"finding": "differences", "praise": "Told."}],
        spoils=[{"finding": "many_options", "at_best": "missed", "advice": "Two are enough."}],
    )
    case = item(
        differences=[
            {"what": "The new one bakes twice as much.", "words": ["twice"]},
            {"what": "The used one has no warranty.", "words": ["warranty"]},
        ]
    )
    texts = (
        "We could buy a new one for 18,000 or a used one for 9,000; the new one bakes twice as much, with a warranty.",
        "We could buy a new one for 18,000.",
        "We could buy one for 18,000, 9,000 or 6,500.",
    )
    verdicts = [judge_line(letter, case, text, heard(text, "specific_ask")) for text in texts]

    assert [verdict.result for verdict in verdicts] == [Result.PASSED, Result.MISSED, Result.MISSED]
    assert [one.finding for one in verdicts[0].carried] == ["two_options", "differences"]


def test_hearing_is_told_where_the_drill_stands() -> None:
    context = context_of(drill(), item())

    assert (context.phase, context.retreat_made) == (Phase.AFTER_CONSTRAINT, False)
    assert (context.first_ask, context.counterpart_line) == (item().first_ask, item().they_say)
    assert context_of(drill(offer_made=True), item()).retreat_made
    assert context_of(drill(phase="closing"), item()).retreat_made


CHOICE = ChoiceItem(
    id="two-steps",
    question="What went wrong?",
    options=("It pushes", "It argues", "It leaks"),
    answer=1,
    explanation="It contests the no.",
)


def test_a_choice_is_right_or_not_and_explained_either_way() -> None:
    right, wrong = judge_choice(CHOICE, 1), judge_choice(CHOICE, 2)

    assert (right.result, wrong.result) == (Result.PASSED, Result.MISSED)
    assert {one.better for one in (right, wrong)} == {"It argues"}
    assert {one.explanation for one in (right, wrong)} == {"It contests the no."}


def test_the_options_are_shuffled_by_the_seed_and_the_right_one_stands_anywhere() -> None:
    orders = [order_options(CHOICE, seed) for seed in range(300)]

    assert {tuple(sorted(order)) for order in orders} == {(0, 1, 2)}
    assert orders == [order_options(CHOICE, seed) for seed in range(300)]
    places = Counter(order.index(CHOICE.answer) for order in orders)
    assert min(places.values()) > 70
