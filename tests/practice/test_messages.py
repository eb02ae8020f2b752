"""The channel `message`: one text, two honest options, an answer; what is read in it, and how it is judged."""

from dataclasses import replace

import pytest

from bot.hearing.cues import Assessment, Channel, Cue, Phase, Status, Verdict
from bot.practice.debrief import Outcome, debrief
from bot.practice.message import told
from bot.practice.options import read_options
from bot.practice.round import advance, begin
from bot.practice.scoring import score_round
from bot.practice.states import Move
from bot.practice.talk import Round, Said
from tests.practice.samples import LIBRARY, edition, said

PILOT = LIBRARY.scripts_by_id["pilot-email"]
PLEDGE = LIBRARY.scripts_by_id["pledge-form"]
REASONED = ("specific_ask", "justification", "counterpart_benefit")
FULL = said(
    "I'd recommend six weeks in two regions, to compare old and new lifts; that is two days of your people. Or two weeks in one "
    "region, free of charge. Reply “six” or “two”. If neither fits, no is fine.",
    *(*REASONED, "leaves_choice", "commitment"),
)
ONE = said("I'd like six weeks in two regions, because it shows more. No is fine.", *REASONED, "leaves_choice")
BARE = said("Six weeks in two regions or two weeks in one region? No is fine.", "specific_ask", "leaves_choice")
FORCED = said(
    "Six weeks in two regions or two weeks in one region, which is free of charge. Which one?", "specific_ask"
)
MENU = said("6 weeks, 4 weeks or 2 weeks in two regions?", "specific_ask", "cascade")
VAGUE = said("We would love to work with you and your whole team some day.")
PUSH = said("Six weeks in two regions or two weeks in one. You owe us that.", "specific_ask", "pressure")
SECURE = said("So two weeks in one region from Monday; I'll send the list today, tell me if it changes.", "commitment")


def play(*messages: Said, script: str = "pilot-email", seed: int = 7) -> Round:
    talk = begin(edition(script, "reader"), seed)
    for message in messages:
        talk = advance(talk, message)
    return talk


def moves(talk: Round) -> list[Move]:
    return [turn.move for turn in talk.turns]


def states(talk: Round) -> list[str]:
    return [turn.state for turn in talk.turns]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6 weeks in 2 regions or 2 weeks in 1 region", 2),
        ("6w or 2w?", 2),
        ("The full plan takes six weeks. The short one takes two weeks; we need one week to set up.", 2),
        ("six weeks in two regions, with two days of your people's time; a report after 30 days", 1),
        ("six weeks in two regions, beginning in two weeks", 1),
        ("6 weeks, 4 weeks or 2 weeks", 3),
        ("Plan A: 6 weeks. Plan B: 2 weeks. Plan C: 4 weeks.", 3),
        ("There are three options, write to me for the list.", 3),
        ("two regions or one region, six weeks each", 2),
        ("a month or three weeks", 2),
        ("something together with you", 0),
    ],
)
def test_options_are_counted_by_the_sizes_on_offer(text: str, count: int) -> None:
    assert read_options(PILOT.ask, text).count == count


def test_the_larger_and_the_smaller_option_are_kept_in_the_users_own_figures() -> None:
    options = read_options(PILOT.ask, "2w in one region, or better 6w in both regions")
    assert {name: amount.words for name, amount in options.full.items()} == {"weeks": "6w", "regions": "both regions"}
    assert {name: amount.words for name, amount in options.smaller.items()} == {"weeks": "2w", "regions": "one region"}


@pytest.mark.parametrize(
    "text", ["£10 a month or a single £60", "Monthly pledge: £10. One-time gift: £60.", "10 a month, or 60 once"]
)
def test_a_monthly_pledge_and_a_single_gift_are_two_sizes_of_a_years_giving(text: str) -> None:
    options = read_options(PLEDGE.ask, text)
    assert (options.count, options.full["gift"].value, options.smaller["gift"].value) == (2, 120, 60)


def test_a_difference_is_told_by_any_of_its_words_in_any_case() -> None:
    found = told(PILOT.differences, "You could COMPARE the lifts, and the small one is free.")
    assert [words.lower() for words in found.values()] == ["compar", "is free"]


@pytest.mark.parametrize(
    ("message", "move", "state"),
    [
        (FULL, Move.TWO_OPTIONS, "agreed"),
        (ONE, Move.ONE_OPTION, "puzzled"),
        (BARE, Move.BARE_OPTIONS, "puzzled"),
        (FORCED, Move.NO_WAY_OUT, "puzzled"),
        (MENU, Move.MANY_OPTIONS, "puzzled"),
        (VAGUE, Move.VAGUE_ASK, "puzzled"),
        (PUSH, Move.PRESSED, "puzzled"),
        (said("hello"), Move.STALLED, "awaiting"),
        (said("What is the capital of Peru?", "off_topic"), Move.OFF_TOPIC, "awaiting"),
        (said("the big thing or the small thing", unsure=("specific_ask",)), Move.UNCLEAR, "awaiting"),
    ],
)
def test_what_a_message_lacks_decides_the_answer(message: Said, move: Move, state: str) -> None:
    talk = play(message)
    assert (moves(talk), states(talk)) == ([move], [state])


def test_the_answer_says_why_not_the_full_one_and_takes_the_smaller_in_the_users_figures() -> None:
    talk = play(FULL)
    reply = talk.turns[-1].reply
    assert any(reply.startswith(line) for line in talk.constraint.says)
    assert "two weeks in one region" in reply.lower()
    assert talk.constraint_known


def test_asking_which_one_is_no_easy_no_even_where_it_is_heard_as_one() -> None:
    heard = said(FORCED.text, "specific_ask", "leaves_choice")
    assert moves(play(heard)) == [Move.NO_WAY_OUT]


def test_doubt_about_the_easy_no_counts_for_the_user() -> None:
    doubted = said(FORCED.text + " No is fine.", "specific_ask")
    talk = play(doubted)
    easy_no = score_round(talk).of("easy_no")
    assert moves(talk) == [Move.TWO_OPTIONS]
    assert (easy_no.points, easy_no.possible) == (0, 0)


def test_what_an_earlier_try_told_still_counts() -> None:
    answer = said(
        "You could compare old and new lifts in the six weeks; the two weeks are half a day, and free of charge."
    )
    talk = play(BARE, answer)
    assert states(talk) == ["puzzled", "agreed"]
    assert score_round(talk).of("differences_told").points == 20


def test_a_second_option_may_follow_the_first() -> None:
    talk = play(ONE, said("Or two weeks in one region, which is free of charge.", "specific_ask"))
    assert moves(talk) == [Move.ONE_OPTION, Move.TWO_OPTIONS]
    assert score_round(talk).of("two_options").points == pytest.approx(22)


def test_a_message_written_anew_is_judged_as_it_stands_by_now() -> None:
    sorry = said("Sorry to bother you, six weeks in two regions?", "specific_ask", "hedging")
    anew, added = play(sorry, FULL), play(sorry, said("Or two weeks in one region, free. No is fine.", "specific_ask"))
    assert [score_round(anew).of(name).points for name in ("two_options", "no_push")] == [22, 10]
    assert score_round(added).of("no_push").points == pytest.approx(5)
    assert debrief(anew).score.of("two_options").awards[0].turn == 2


def test_a_third_option_that_is_gone_caps_nothing() -> None:
    assert score_round(play(MENU, FULL, SECURE)).caps == ()


def test_the_reason_is_quoted_in_the_words_that_give_it() -> None:
    text = (
        "A: six weeks in two regions with last year's records. B: two weeks in one region, free. I recommend A, because "
        "only two regions side by side show whether it is the sensor. If neither fits, just say no."
    )
    message = said(text, "specific_ask", "leaves_choice")
    heard = Verdict(status=Status.HEARD, probability=0.9, quote="last year's records")
    verdicts = {**message.assessment.verdicts, Cue.JUSTIFICATION: heard}
    praised = score_round(play(replace(message, assessment=Assessment(verdicts)))).of("full_reasoned")
    assert praised.quote.startswith("because only two regions")


def test_after_the_third_try_nobody_answers() -> None:
    talk = play(VAGUE, VAGUE, VAGUE)
    assert states(talk) == ["puzzled", "puzzled_again", "walked_away"]
    assert debrief(talk).outcome is Outcome.UNANSWERED


def test_the_answers_to_the_same_mistake_are_never_the_same_line() -> None:
    talk = play(VAGUE, VAGUE)
    assert talk.turns[0].reply != talk.turns[1].reply


def test_a_push_on_top_of_a_push_ends_it() -> None:
    assert states(play(PUSH, PUSH)) == ["puzzled", "walked_away"]


def test_half_heard_pressure_counts_where_its_usual_words_stand() -> None:
    both = "Six weeks in two regions or two weeks in one, half a day each, no is fine."
    plain = said(both, "specific_ask", "leaves_choice", unsure=("pressure",))
    pushing = said(f"{both} Decide now or forget it.", "specific_ask", "leaves_choice", unsure=("pressure",))
    assert (moves(play(plain)), moves(play(pushing))) == ([Move.TWO_OPTIONS], [Move.PRESSED])


def test_a_whole_message_pinned_down_has_every_point() -> None:
    talk = play(FULL, said(SECURE.text, "commitment", "leaves_choice"))
    found = debrief(talk)
    assert (found.outcome, found.score.total) == (Outcome.SECURED, 100)


def test_a_message_is_judged_by_its_own_criteria_and_by_no_step_down() -> None:
    judged = [item.criterion.id for item in score_round(play(FULL)).criteria]
    assert set(judged) == set(LIBRARY.rubric.channels[Channel.MESSAGE])
    assert "named_stepdown" not in judged


@pytest.mark.parametrize(("messages", "most"), [((PUSH, FULL, SECURE), 60), ((MENU,), 75)])
def test_a_push_that_was_sent_and_a_third_option_that_stands_cap_the_message(
    messages: tuple[Said, ...], most: int
) -> None:
    score = score_round(play(*messages))
    assert [hit.cap.total for hit in score.caps] == [most]
    assert score.total <= most


def test_an_option_below_the_floor_costs_its_share() -> None:
    low = said(
        "Six weeks in two regions to compare, or three days in one region, which is free. No is fine.",
        *("specific_ask", "justification", "leaves_choice"),
    )
    assert play(low).turns[0].heard("below_floor")


def test_the_debrief_quotes_the_words_and_names_a_difference_that_was_not_told() -> None:
    half = said("Six weeks in two regions or two weeks in one, half a day. No is fine.", *REASONED, "leaves_choice")
    found = debrief(play(half, SECURE))
    change = found.change
    assert change is not None
    assert change.criterion.id == "differences_told"
    assert "Six weeks in two regions" in change.quote
    assert PILOT.differences[1].what in change.better


def test_hearing_is_told_that_it_reads_a_message() -> None:
    talk = play(FULL)
    assert begin(talk.edition, 7).context.channel is Channel.MESSAGE
    assert (talk.context.channel, talk.context.phase) == (Channel.MESSAGE, Phase.CLOSING)
    assert edition().script.channel is Channel.CONVERSATION


def test_a_message_has_two_steps_and_says_what_to_do_in_each() -> None:
    shown = [(talk.step, talk.steps, talk.task) for talk in (play(), play(VAGUE), play(FULL))]
    assert shown == [(1, 2, "write"), (1, 2, "rewrite"), (2, 2, "reply")]


def test_the_settings_offer_no_reader_and_a_message_no_other() -> None:
    assert "reader" not in {one.id for one in LIBRARY.common_temperaments}
    assert [one.id for one in LIBRARY.temperaments_of(PILOT)] == ["reader"]
