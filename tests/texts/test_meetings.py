"""A meeting in words: whole sentences, whatever was left unsaid, and the user's words as they are."""

from datetime import date

import pytest

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.card import card_of
from bot.practice.meetings.plan import Advice, Finding, Question
from bot.practice.meetings.prediction import Guess, Prediction
from bot.practice.meetings.statistics import Statistics, Tally
from bot.services.meetings.parts import (
    CardShown,
    FindingsShown,
    LetterShown,
    MeetingRow,
    MeetingShown,
    MeetingsShown,
    MeetingWhen,
    PredictionShown,
    StatisticsShown,
)
from bot.services.replies import CoachSays, Part
from bot.texts import all_texts
from bot.texts.blocks import Style
from bot.texts.card_words import picture_blocks
from bot.texts.prose import passages
from tests.practice.meetings.samples import CHILDCARE, PILOT, RENT, SALARY, SETTLEMENT, THESIS, VENDOR

CLOCK = MeetingWhen(date(2027, 3, 3), 9 * 60 + 5)
READINGS = (SALARY, RENT, THESIS, VENDOR, CHILDCARE, PILOT, SETTLEMENT)


def said(*parts: Part) -> str:
    return "\n".join(block.text for passage in passages(parts) for block in passage.blocks)


def test_a_plan_shows_the_answers_as_they_were_written_with_date_and_totals() -> None:
    plan = MeetingShown(
        "Dana: the raise", {Question.TARGET: "68k <b>{x}", Question.WHEN: "tuesday"}, when=CLOCK, totals=(61, 74)
    )
    assert said(plan).split("\n") == [
        "Dana: the raise",
        "I want: 68k <b>{x}",
        "When: Wednesday, 3 March, 09:05",
        "Rehearsed 2 times: 61 · 74.",
    ]


def test_one_rehearsal_is_once() -> None:
    assert "Rehearsed once: 61." in said(MeetingShown("x", {}, totals=(61,)))


def test_a_day_alone_is_shown_without_a_time() -> None:
    assert str(MeetingWhen(date(2027, 3, 3))) == "Wednesday, 3 March"


def test_a_list_says_when_and_what_is_half_way() -> None:
    rows = (MeetingRow("Dana", "draft", CLOCK), MeetingRow("Tom", "saved"))
    assert said(MeetingsShown(rows)).split("\n") == ["Dana", "Wednesday, 3 March, 09:05 · half-way", "Tom"]


@pytest.mark.parametrize("advice", Advice)
def test_advice_stands_with_the_words_it_rests_on_and_praise_without(advice: Advice) -> None:
    finding = Finding(advice, Question.STRETCH, "75k, {why}", {"stretch": "75k"})
    shown = said(FindingsShown((finding,)))
    assert ("75k, {why}" in shown) is (advice is not Advice.DONE_WELL)


@pytest.mark.parametrize("reading", READINGS, ids=lambda one: one.alias)
def test_a_card_reads_from_the_first_word_to_the_last_as_message_and_as_picture(reading: object) -> None:
    card = card_of(reading, (), {})  # type: ignore[arg-type] # a sample's reading
    lines = said(CardShown("x", card)).split("\n")
    assert lines[0] == "x"
    assert sum(line.startswith("→ ") for line in lines) == len(card.ifs)
    assert all(": " in line or line.startswith(("→ ", "• ")) for line in lines[1:])
    assert [block.text for block in picture_blocks(card) if block.strong] == [card.ask]


def test_card_and_letter_are_messages_of_their_own_to_be_pinned_or_copied() -> None:
    card = CardShown("x", card_of(SALARY, (), {}))
    shown = passages(
        (CoachSays("letter_intro"), LetterShown("Hello {Dana},\n\n<b>"), card, CoachSays("card_line_kept"))
    )
    assert len(shown) == 4
    assert [block.text for block in shown[1].blocks] == ["Hello {Dana},\n\n<b>"]


@pytest.mark.parametrize("guess", Guess)
@pytest.mark.parametrize("kind", ConstraintKind)
def test_a_constraint_is_compared_in_words_of_every_day(guess: Guess, kind: ConstraintKind) -> None:
    text = said(PredictionShown(Prediction((ConstraintKind.BUDGET,), kind, guess)))
    assert "money" in text
    assert not {"budget", "policy", "other."} & set(text.split())


def test_counts_stay_counts_and_promise_nothing() -> None:
    tally = Tally(meetings=3, yes_smaller=2, no=1, known=2, true=1)
    shown = said(StatisticsShown(Statistics(Tally(), tally, Tally(meetings=1), guessed=3, guessed_right=2)))
    assert "A larger ask, then one step down: 3 (2 yes, 0 open, 1 no)" in shown
    assert "Of 2 yeses that you followed up, 1 came true." in shown
    assert "without a step down" not in shown
    assert "no promise" in shown


def test_what_is_asked_is_short_enough_for_a_phone() -> None:
    asked = {key: words for key, words in all_texts().items() if key.startswith(("meeting_ask_", "advice_", "when_"))}
    assert {key for key, words in asked.items() if len(words) > 200} == set()


def test_findings_are_the_coachs_and_quotes_are_the_users() -> None:
    finding = Finding(Advice.NO_REASON, Question.STRETCH, "75k")
    [passage] = passages((FindingsShown((finding,)),))
    assert [block.style for block in passage.blocks] == [Style.COACH, Style.QUOTE]
