"""A counterpart made from a plan: whose words they are, what they expect, and how the talks with them go."""

from dataclasses import replace
from itertools import combinations

import pytest

from bot.authoring.players import GOOD, POOR, Player
from bot.authoring.walks import LONGEST, stumbles
from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.checked import problems_of
from bot.practice.meetings.counterpart import script_of
from bot.practice.meetings.plan import Objection, Reading
from bot.practice.placeholders import placeholders_in
from bot.practice.script import Area, Counter, Script
from tests.practice.meetings.cases import CASES, CHILDCARE, RENT, SALARY, SPONSOR, THESIS, VENDOR, money
from tests.practice.meetings.contents import CONTENT
from tests.practice.meetings.transcripts import (
    GOLDEN,
    GOLDEN_CASES,
    heard,
    rehearsed,
    said_twice,
    script_for,
    transcript,
)
from tests.practice.samples import LIBRARY

every_case = pytest.mark.parametrize("case", CASES)


def counter(script: Script) -> Counter | None:
    use = script.twist("counter_offer")
    return use.counter if use else None


@every_case
def test_the_script_of_a_plan_keeps_every_rule(case: str) -> None:
    assert problems_of(script_for(case), LIBRARY) == ()


@every_case
@pytest.mark.parametrize("player", [GOOD, POOR], ids=["good", "poor"])
def test_six_rehearsals_come_to_an_end_with_a_line_for_everything(case: str, player: Player) -> None:
    for talk in rehearsed(script_for(case), player):
        assert talk.is_over
        assert len(talk.turns) <= LONGEST
        assert all(line.strip() and not placeholders_in(line) for line in heard(talk))
        assert said_twice(talk) == []


@every_case
def test_the_first_rounds_differ_in_whom_one_meets_and_in_every_first_line(case: str) -> None:
    talks = rehearsed(script_for(case))
    assert len({(one.edition.temperament.id, one.edition.twist and one.edition.twist.id) for one in talks[:4]}) >= 3
    assert len({talk.first_line for talk in talks}) == len(talks)
    assert all(len({*heard(one)} & {*heard(other)}) <= 1 for one, other in combinations(talks[:3], 2))


@pytest.mark.parametrize("case", GOLDEN_CASES)
def test_the_talks_are_those_that_were_read(case: str) -> None:
    assert transcript(case) == (GOLDEN / f"{case}.txt").read_text(encoding="utf-8")


def test_the_words_are_the_users_own() -> None:
    script = script_of(12, SALARY, CONTENT)

    assert (script.id, script.title, script.area) == ("my-meeting-12", "The yearly raise", Area.WORK)
    assert (script.counterpart.name, script.counterpart.role) == ("Dana", "Boss")
    assert script.ask.stretch.words == "75k from May"
    assert script.ask.target.words == "68k"
    assert script.ask.reasons[0] == "I took over Rotterdam and it renewed at 410k."
    assert "“the yearly raise”" in script.brief


def test_what_they_expect_comes_first_and_in_their_words() -> None:
    script = script_of(12, SALARY, CONTENT)
    budget, people, *others = script.constraints

    assert (budget.short, budget.kind) == ("the budget is closed until April", ConstraintKind.BUDGET)
    assert people.short == "the others would want that too"
    assert all(budget.short in line for line in budget.says)
    assert {one.kind for one in others}.isdisjoint({ConstraintKind.BUDGET, ConstraintKind.PEOPLE})
    assert all(one.answered_by == ("money",) for one in script.constraints)


def test_nobody_speaks_of_money_where_none_is_asked_for() -> None:
    kinds = {one.kind for one in script_of(3, THESIS, CONTENT).constraints}
    assert ConstraintKind.BUDGET not in kinds


@pytest.mark.parametrize(
    ("reading", "words", "amounts"),
    [
        (SALARY, "65k", {"money": 65_000}),
        (RENT, "1,220 a month", {"money": 1220}),
        (VENDOR, "1000 per thousand", {"money": 1000}),
        (THESIS, "three more weeks", {"weeks": 3}),
        (
            replace(SPONSOR, target="2k", floor="1.2k", measures=(money(5000, 2000, 1200, 9000),)),
            "1.5k",
            {"money": 1500},
        ),
    ],
)
def test_their_offer_lies_between_floor_and_target_in_words_like_the_users(
    reading: Reading, words: str, amounts: dict[str, float]
) -> None:
    assert counter(script_of(1, reading, CONTENT)) == Counter(words=words, amounts=amounts)


def test_who_has_no_room_below_the_target_hears_no_offer_of_theirs() -> None:
    firm = replace(SALARY, floor="68k", measures=(SALARY.measures[0].model_copy(update={"floor": 68_000}),))
    script = script_of(1, firm, CONTENT)

    assert counter(script) is None
    assert problems_of(script, LIBRARY) == ()


def test_a_plan_without_figures_is_said_back_as_it_was_put() -> None:
    first_no = heard(rehearsed(script_for("childcare"))[0])[1]
    assert "having Timo on Tuesdays and Thursdays until dinner" in first_no


def test_what_somebody_is_to_do_is_quoted_where_it_would_be_no_noun() -> None:
    script = script_of(1, replace(CHILDCARE, target="pick up Timo on Tuesdays"), CONTENT)
    assert script.ask.measures[0].said_as["“pick up Timo on Tuesdays”"] == 2


def test_a_plan_that_says_nothing_still_makes_a_talk() -> None:
    script = script_of(1, Reading(), CONTENT)
    assert script.counterpart.name == CONTENT.neutral.name
    assert script.title == "You and the other side"
    assert problems_of(script, LIBRARY) == ()


@pytest.mark.parametrize("words", ["you idiot", "{ask}", "\U0001f600", "TODO", "...", ""])
def test_an_objection_that_cannot_be_said_gives_way_to_a_neutral_one(words: str) -> None:
    reading = replace(SALARY, objections=(Objection(words, ConstraintKind.TIME),))
    first = script_of(1, reading, CONTENT).constraints[0]
    assert (first.id.startswith("expected-"), "{" in "".join(first.says)) == (words == "{ask}", False)


@pytest.mark.parametrize(
    ("reason", "gain"),
    [
        ("It saves you a second visit.", "it saves you a second visit"),
        ("You would see on your own routes what it saves.", "you would see on your own routes what it saves"),
        ("That way you don't have to look for somebody.", "you don't have to look for somebody"),
        ("You have had every bill paid.", "you know just where you stand with me"),
        ("It saves you 400 a month.", "you know just where you stand with me"),
        ("I took over Rotterdam.", "you know just where you stand with me"),
    ],
)
def test_a_reason_in_their_terms_is_what_the_smaller_step_still_does_for_them(reason: str, gain: str) -> None:
    assert script_of(1, replace(SALARY, reasons=(reason,)), CONTENT).ask.target.gain == gain


def test_long_words_of_the_users_own_are_waived_not_taken_away() -> None:
    reason = "Infrastructure responsibilities quadrupled considerably throughout international departments."
    script = script_of(1, replace(SALARY, reasons=(reason, f"Notwithstanding {reason.lower()}")), CONTENT)
    assert script.ask.reasons[0] == reason
    assert problems_of(script, LIBRARY) == ()


def test_whatever_is_said_a_talk_ends_and_there_is_always_another_line() -> None:
    """Random walks through every temperament and turn of events of every case."""
    scripts = {script.id: script for script in map(script_for, CASES)}
    assert [str(stumble) for stumble in stumbles(replace(LIBRARY, scripts_by_id=scripts, _editions={}), 336)] == []
