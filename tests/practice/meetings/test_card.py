"""The pocket card: whose words stand on it, and that it can be read in ten seconds."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.cues import ConstraintKind, Context, Cue, Phase
from bot.practice.meetings.card import MOST_WORDS, Card, card_of
from bot.practice.meetings.plan import CardLine, Objection, Reading
from bot.practice.meetings.rehearsed import Purpose, Rehearsed
from bot.practice.meetings.spoken import LONGEST, shortened, wish
from tests.ears import LISTENER
from tests.practice.meetings.samples import EMPTY, LATER, MOVING, PILOT, READINGS, RENT, SALARY, SCOPE, VENDOR, no

ALL = {**READINGS, **LATER}
ASKED = Rehearsed(
    Purpose.OPENING,
    "Thanks for the time, Dana. I'd like to move to 75k from May. Rotterdam renewed at 410k under me, and you keep it without a new hire.",
    0.8,
    reason="Rotterdam renewed at 410k under me, and you keep it without a new hire.",
)
STEPPED = Rehearsed(
    Purpose.RETREAT,
    "So nothing moves before April. 75k was a lot, let me step back to 68k. You'd still have Rotterdam in good hands. Your call.",
    0.9,
    kind=ConstraintKind.BUDGET,
)
SHORT = replace(SALARY, objections=())
CLOSED = Rehearsed(Purpose.CLOSING, "Great: 68k from May. I'll write it up today, tell me if it changes.", 1.0)


def card(*rehearsed: Rehearsed, reading: Reading = SALARY, edits: Mapping[str, str] | None = None) -> Card:
    return card_of(reading, rehearsed, edits or {})


def lines(of: Card) -> list[str]:
    ifs = [words for one in of.ifs for words in (one.they_say, one.retreat)]
    return [of.ask, of.reason, *ifs, of.floor, of.closing, of.opener]


def test_a_plan_that_nobody_has_rehearsed_gives_a_card_in_plain_words() -> None:
    found = card(reading=RENT)
    assert found.ask == "I'd like 1,180 a month."
    assert found.reason.endswith("so you never had an empty month.")
    assert [(one.kind, one.they_say, one.retreat) for one in found.ifs] == [
        (ConstraintKind.BUDGET, "My costs have gone up.", "Since it's about the money, I'll step back: 1,240 a month.")
    ]
    assert found.floor == "1,300 a month"
    assert found.closing == "So it's 1,240 a month. I'll send you two lines today; tell me if anything changes."
    assert found.opener == "Is now a bad time to talk about the new rent?"


@pytest.mark.parametrize("name", ALL)
def test_every_card_is_read_in_ten_seconds(name: str) -> None:
    found = card(reading=ALL[name])
    assert found.words <= MOST_WORDS
    assert all(len(line) <= LONGEST for line in lines(found))
    assert found.ask
    assert found.ifs
    assert found.floor


@pytest.mark.parametrize("name", ALL)
def test_what_the_card_says_the_coach_would_credit(name: str) -> None:
    reading = ALL[name]
    found = card(reading=reading)
    asks = Context(phase=Phase.OPENING, target=reading.target, stretch=reading.stretch, floor=reading.floor)
    assert LISTENER.listen(asks, f"{found.ask} {found.reason}").heard(Cue.SPECIFIC_ASK)
    for one in found.ifs:
        answers = replace(
            asks, phase=Phase.AFTER_CONSTRAINT, first_ask=reading.stretch, constraint_kind=one.kind, counterpart_line=one.they_say
        )  # fmt: skip
        heard = LISTENER.listen(answers, one.retreat)
        assert heard.heard(Cue.NAMES_CONCESSION)
        assert heard.heard(Cue.SMALLER_ASK)
        assert not heard.heard(Cue.CASCADE, Cue.PRESSURE, Cue.HEDGING)
    closes = replace(asks, phase=Phase.CLOSING, retreat_made=True)
    assert LISTENER.listen(closes, found.closing).heard(Cue.COMMITMENT)


def test_rehearsed_lines_come_before_built_ones_cut_to_what_matters() -> None:
    found = card(ASKED, STEPPED, CLOSED)
    assert found.ask == "I'd like to move to 75k from May."
    assert found.reason == "You keep the account without a new hire."
    assert (
        found.ifs[0].retreat
        == "So nothing moves before April. 75k was a lot, let me step back to 68k. You'd still have Rotterdam in good hands."
    )
    assert found.closing.startswith("68k from May.")


def test_a_bad_rehearsal_makes_no_card_worse() -> None:
    worse = Rehearsed(
        Purpose.OPENING, "Look, 74k it is. You said so. Yes you did.", 1.0, reason="You said so", total=71
    )
    later = Rehearsed(Purpose.CLOSING, "right 68k then and monthly. that's that for me", 1.0, total=75)
    good = [replace(one, total=96) for one in (ASKED, STEPPED, CLOSED)]
    assert card(*good, worse, later) == card(*good)


@pytest.mark.parametrize(
    ("line", "ask"),
    [
        ("hi dana look id like 75k from may. you keep the account", "I'd like 75k from may."),
        ("right dana. i want the 75k. it was agreed", "I want the 75k."),
        ("Good morning, thanks for seeing me. I'd like 75k.", "I'd like 75k."),
        ("right now i'd like 75k", "Right now I'd like 75k."),
        ("i'd like 75k from may, " + "and so on " * 12, "I'd like 75k from May."),
    ],
)
def test_a_rehearsed_ask_comes_whole_and_without_a_greeting(line: str, ask: str) -> None:
    assert card(replace(ASKED, line=line, reason="")).ask == ask


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("brilliant. 68k from 1st may, ill put it in an email", "68k from 1st may, I'll put it in an email."),
        ("youre a star. ill write it up tonight", "I'll write it up tonight."),
        ("thanks dana. so ill write it up tonight", "So I'll write it up tonight."),
        ("brilliant.", "So it's 68k from May. I'll send you two lines today; tell me if anything changes."),
        ("68k " * 40, "So it's 68k from May. I'll send you two lines today; tell me if anything changes."),
    ],
)
def test_a_rehearsed_closing_says_what_is_agreed_and_is_whole(line: str, closing: str) -> None:
    assert card(replace(CLOSED, line=line), reading=SHORT).closing == closing


def test_a_reason_that_is_half_a_sentence_is_told_whole_or_not_at_all() -> None:
    line = "I'd like 75k from May. Its been since june and youve been using that account every day"
    bare = replace(SALARY, reasons=())
    told = replace(ASKED, line=line, reason="been since june and youve been using that")
    assert card(told, reading=bare).reason == "It's been since june and you've been using that account every day."
    assert card(replace(told, line=line + " and so on" * 9), reading=bare).reason == ""


def test_a_rehearsed_reason_about_them_stands_before_a_planned_one_about_oneself() -> None:
    reading = replace(SALARY, reasons=("I took over Rotterdam.",))
    assert card(ASKED, reading=reading).reason.endswith("you keep it without a new hire.")


def test_a_long_closing_gives_way_to_a_short_one_and_what_fits_again_comes_back() -> None:
    long = "So I'll write it up and send it on " + "and on " * 11 + "again"
    found = card(replace(CLOSED, line=long), reading=replace(PILOT, reasons=("Only two show you that.",)))
    assert found.closing == "I'll send you two lines today."
    assert found.opener
    assert found.words <= MOST_WORDS


def test_every_objection_has_its_line() -> None:
    assert [len(card(reading=reading).ifs) for reading in (SALARY, PILOT)] == [3, 3]


def test_a_rehearsed_step_down_stands_at_the_constraint_that_it_answered_and_nowhere_else() -> None:
    found = card(replace(STEPPED, kind=ConstraintKind.TRUST))
    assert all("step back: 68k" in one.retreat for one in found.ifs)


def test_without_a_likely_constraint_the_best_step_down_stands_at_a_no() -> None:
    line = replace(
        STEPPED, line="Then help with the kitchen on Saturday, instead of both days.", kind=ConstraintKind.TIME
    )
    found = card(line, reading=MOVING)
    assert [(one.they_say, one.retreat, one.key) for one in found.ifs] == [("No.", line.line, "if_time")]


def test_the_highest_score_wins_and_the_later_one_of_equals() -> None:
    worse = replace(CLOSED, line="So 68k. I'll mail you.", share=0.5)
    later = replace(CLOSED, line="Good: 68k from May. You'll have it in writing tonight.")
    assert card(CLOSED, worse, reading=SHORT).closing == "68k from May. I'll write it up today, tell me if it changes."
    assert card(CLOSED, later, worse, reading=SHORT).closing == "68k from May. You'll have it in writing tonight."


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (replace(ASKED, line="I'd like 66k from May, for Rotterdam."), "below the target"),
        (replace(ASKED, line="I'd like 140k from May, for Rotterdam."), "beyond the limit"),
        (replace(ASKED, line="I'd like a good deal more, for Rotterdam."), "no figure"),
        (replace(STEPPED, line="Fair enough, then let me step back to 60k."), "below the floor"),
        (replace(STEPPED, line="Then let me step up to 80k."), "no step down"),
        (replace(CLOSED, line="Great: 75k from May, I'll write it up."), "not the step down"),
        (replace(CLOSED, line="Great: 60k from May, I'll write it up."), "below the floor"),
    ],
)
def test_a_line_that_does_not_fit_the_plan_as_it_stands_now_is_passed_over(line: Rehearsed, why: str) -> None:
    assert card(line) == card(), why


def test_a_reason_in_the_same_sentence_is_parted_from_the_ask() -> None:
    line = replace(ASKED, line="I'd like 75k from May because I took over Rotterdam.", reason="I took over Rotterdam")
    found = card(line)
    assert (found.ask, found.reason) == ("I'd like 75k from May.", "You keep the account without a new hire.")
    assert card(line, reading=replace(SALARY, reasons=())).reason == "I took over Rotterdam."


def test_no_reason_is_said_twice() -> None:
    said = "After taking over Rotterdam and its renewal I'd like 75k from May."
    reading = replace(SALARY, reasons=("I took over Rotterdam and its renewal.",))
    assert card(replace(ASKED, line=said, reason=said), reading=reading).reason == ""


def test_the_users_edits_stand_over_everything() -> None:
    edits = {
        CardLine.ASK: "75, from May,  please.",
        CardLine.OPENER: "Got ten minutes?",
        "if_budget": "Then 68 from May.",
        "if_policy_2": "Then ask him for 68.",
        "if_trust": "not on this card",
        CardLine.FLOOR: "   ",
    }
    found = card(ASKED, STEPPED, CLOSED, edits=edits)
    assert found.ask == "75, from May, please."
    assert found.opener == "Got ten minutes?"
    assert {one.key: one.retreat for one in found.ifs}["if_budget"] == "Then 68 from May."
    assert {one.key: one.retreat for one in found.ifs}["if_policy_2"] == "Then ask him for 68."
    assert found.floor == "64k"


def test_what_is_needed_least_goes_first_and_what_the_user_wrote_stays() -> None:
    long = replace(PILOT, reasons=("word " * 12 + "you.",))
    found = card(reading=long)
    assert (found.opener, len(found.ifs)) == ("", 3)
    assert found.words <= MOST_WORDS
    longer = replace(long, objections=tuple(no("word " * 15, one.kind) for one in PILOT.objections))
    assert (card(reading=longer).reason, len(card(reading=longer).ifs)) == ("", 2)
    kept = card(
        reading=long, edits={CardLine.OPENER: "word " * 30, CardLine.CLOSING: "word " * 40, CardLine.REASON: "w " * 30}
    )
    assert [len(line.split()) for line in (kept.opener, kept.closing, kept.reason)] == [30, 40, 30]
    assert len(kept.ifs) == 1


def test_several_constraints_of_one_kind_have_a_key_each() -> None:
    assert [one.key for one in card().ifs] == ["if_budget", "if_policy", "if_policy_2"]


def test_an_empty_plan_gives_a_card_that_can_still_be_said() -> None:
    found = card(reading=EMPTY)
    assert (found.ask, found.reason, found.floor) == ("", "", "")
    assert found.ifs[0].retreat == "Since that stands in the way: what smaller part of it could work for you?"
    assert found.opener == ""


def test_something_to_be_done_is_asked_for_as_such() -> None:
    found = card(reading=SCOPE)
    assert found.ask == "I'd like to drop the export and the new login."
    assert found.closing.startswith("So that's agreed: drop the export.")


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("75k from May", "I'd like 75k from May."),
        ("A six-week pilot.", "I'd like a six-week pilot."),
        ("move out in June", "Here is what I'd like: move out in June."),
        ("keep the parking space", "I'd like to keep the parking space."),
        ("to start at ten", "I'd like to start at ten."),
        ("until August", "Here is what I'd like: until August."),
        ("Saturday off", "I'd like Saturday off."),
        ("", ""),
    ],
)
def test_an_ask_is_sound_whatever_is_asked_for(thing: str, said: str) -> None:
    assert wish(thing) == said


@pytest.mark.parametrize("topic", ["rent goes up to 1300", "help me move", "can I leave early?", "", "get the flat"])
def test_a_topic_that_is_a_sentence_is_not_talked_about(topic: str) -> None:
    assert card(reading=replace(SALARY, objections=(), topic=topic)).opener == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Short.", "Short."),
        ("One sentence here. " + "Another that goes on " * 8, "One sentence here."),
        (
            "a clause that is rather long by itself and longer, " * 4,
            "a clause that is rather long by itself and longer, a clause that is rather long by itself and longer…",
        ),
        ("x" * 300, "x" * 119 + "…"),
    ],
)
def test_a_line_is_shortened_at_the_end_of_something(text: str, kept: str) -> None:
    assert shortened(text) == kept


def test_a_buyers_step_down_is_a_higher_price() -> None:
    line = Rehearsed(
        Purpose.RETREAT, "900 was a lot to ask, so let me step back to 980 a pallet.", 1.0, ConstraintKind.BUDGET
    )
    too_high = replace(line, line="900 was a lot to ask, so let me step back to 1,100 a pallet.")
    assert card(line, reading=VENDOR).ifs[0].retreat == line.line
    assert card(too_high, reading=VENDOR) == card(reading=VENDOR)


WORDS = st.text(max_size=300)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=5, max_size=5), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=5), WORDS)
def test_whatever_stands_in_a_plan_or_was_said_a_card_can_be_read(
    words: list[str], reasons: list[str], objections: list[str], said: str
) -> None:
    name, topic, stretch, target, floor = words
    reading = Reading(
        name=name, topic=topic, stretch=stretch, target=target, floor=floor, reasons=tuple(reasons),
        objections=tuple(Objection(one, ConstraintKind.OTHER) for one in objections),
    )  # fmt: skip
    rehearsed = [Rehearsed(purpose, said, 1.0, ConstraintKind.OTHER, said) for purpose in Purpose]
    found = card(*rehearsed, reading=reading)
    assert all(len(line) <= LONGEST for line in lines(found))
    assert found.words <= MOST_WORDS or len(found.ifs) == 1


def test_a_no_that_is_long_is_cut() -> None:
    reading = replace(SALARY, objections=(no("they " * 60, "budget"),))
    assert len(card(reading=reading).ifs[0].they_say) <= 80
