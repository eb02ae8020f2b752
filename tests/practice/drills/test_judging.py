"""What an answer comes to, given what was heard in it."""

from collections import Counter

import pytest

from bot.hearing.cues import Assessment, Phase
from bot.practice.drills.drill import ChoiceItem, Result
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import DrillVerdict, judge_choice, judge_line, order_options
from bot.practice.options import read_options
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


@pytest.mark.parametrize("text", ["9,000. Take it or leave it.", "It's 9,000, you cheapskate."])
def test_an_offer_may_be_held_and_pressed_at_once(text: str) -> None:
    hold = drill(offer_made=True, needs=[{"finding": "held", "praise": "It stood.", "advice": "Stand by it."}])
    verdict = judge_line(hold, item(), text, heard(text, "specific_ask"))

    assert verdict.result is Result.MISSED
    assert ([one.finding for one in verdict.carried], missing(verdict)) == (["held"], ["pressure"])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("For seven thousand I can't do it well. My offer of 9,000 stands.", Result.PASSED),
        ("ok 8000 would also be great", Result.MISSED),
    ],
)
def test_their_figure_is_told_from_the_one_that_is_held(text: str, result: Result) -> None:
    hold = drill(offer_made=True, needs=[{"finding": "held", "praise": "It stood.", "advice": "Stand by it."}])

    assert judge_line(hold, item(), text, heard(text, "specific_ask", "smaller_ask")).result is result


SUM_AND_TERM = [
    {"id": "sum", "kind": "money", "per": "year", "stretch": 480, "target": 60, "floor": 30, "limit": 2400}
    | {"phrases": {"40 a month": 480}},
    {"id": "term", "kind": "duration", "unit": "month", "stretch": 12, "target": 1, "floor": 1, "limit": 60}
    | {"phrases": {"once": 1, "this month": 1}},
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40 a month was a lot, so let me come down from it: 60, once, out of this month.", []),
        ("40 a month was a lot, so let me come down from it: 60, or 45.", ["cascade"]),
    ],
)
def test_the_first_ask_told_again_is_no_second_step(text: str, found: list[str]) -> None:
    gift = item(first_ask="40 a month for a year", target="60 once", measures=SUM_AND_TERM)

    assert missing(judge_line(drill(), gift, text, heard(text, "names_concession", "smaller_ask"))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Let me step down to 30 crates. 20 too.", ["cascade"]),
        ("Let me step down to 30 crates, and if even that's too much, 20.", ["cascade"]),
        ("Let me step down to 30 crates, since your 20 crates are for the shop.", []),
        ("Let me step down to 30 crates.", []),
    ],
)
def test_a_second_size_may_leave_out_its_noun_and_theirs_is_none(text: str, found: list[str]) -> None:
    crates = {
        "id": "crates",
        "kind": "count",
        "nouns": ["crate"],
        "stretch": 60,
        "target": 30,
        "floor": 15,
        "limit": 90,
    }
    case = item(first_ask="I'd like 60 crates.", target="30 crates", measures=[crates])

    assert missing(judge_line(drill(), case, text, heard(text, "names_concession", "smaller_ask"))) == found


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


PAINTINGS = {
    "id": "paintings",
    "kind": "count",
    "nouns": ["painting"],
    "stretch": 9,
    "target": 2,
    "floor": 1,
    "limit": 20,
}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nine paintings in the big room, or two in the hall behind glass.", 2),
        ("Nine paintings with a guard for 1,400 or two paintings behind glass for 380.", 2),
        ("Nine paintings, or 400 for the guard.", 1),
        ("Nine paintings two months behind schedule.", 1),
    ],
)
def test_a_second_option_may_leave_its_noun_to_the_first_and_a_price_counts_nothing(text: str, count: int) -> None:
    ask = item(measures=[PAINTINGS]).ask

    assert ask is not None
    assert read_options(ask, text).count == count


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
