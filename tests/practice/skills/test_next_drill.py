"""Which drill comes next, and why."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.skills.asking import Next, OwnLine, Reason, Seen, by_criterion
from bot.practice.skills.cards import Card, is_due
from bot.practice.skills.grades import Grade
from bot.practice.skills.next_drill import next_drill
from tests.practice.skills.samples import CRITERIA, DAY, DRILLS, START, ADrill, Learner, card, drill

AGAIN, HARD, GOOD, _ = Grade
JUSTIFY, NAME, TIE, SECURE, TRAP = (
    drill("justify-the-stretch", "justified"),
    drill("name-the-step-down", "named_stepdown"),
    drill("tie-the-retreat", "answered_constraint"),
    drill("secure-it", "secured"),
    drill("spot-the-trap", "fit_seen", kind="choice"),
)


def told(
    cards: Iterable[Card] = (),
    drills: Iterable[ADrill] = (JUSTIFY, NAME, SECURE),
    seen: Iterable[Seen] = (),
    own: Iterable[OwnLine] = (),
    seed: int = 0,
) -> str:
    """As "secure-it due", on the day after `START`."""
    found = next_drill(tuple(cards), by_criterion(drills, CRITERIA), tuple(seen), tuple(own), START + DAY, seed)
    assert found is not None
    return f"{found.drill} {found.reason}"


def asked(*drills: ADrill, until: timedelta = timedelta(0), first_item: int = 0) -> list[Seen]:
    """One a day, the last of them on the day of `START`."""
    begin = START - until - (len(drills) - 1) * DAY
    return [
        Seen(drill=one.id, item=f"item-{first_item + number}", at=begin + number * DAY)
        for number, one in enumerate(drills)
    ]


ALL_TRIED = asked(JUSTIFY, NAME, SECURE, until=10 * DAY)


def test_a_newcomer_begins_with_the_first_step_of_a_round() -> None:
    assert told() == "justify-the-stretch new"
    assert told(drills=(SECURE, NAME, TRAP)) == "name-the-step-down new"


def test_new_drills_come_in_the_order_of_the_rounds_steps() -> None:
    learner = Learner(answers=lambda _: None)
    asked_ids = [one.drill for one in learner.does(3)]
    assert asked_ids == ["calibrate-the-opener", "justify-the-stretch", "take-the-no"]


def test_what_a_round_showed_to_be_weak_is_due_before_anything_new() -> None:
    assert told([card("secured", AGAIN)]) == "secure-it due"


def test_of_what_is_due_the_most_overdue_comes_first() -> None:
    a_day_late = card("justified", GOOD, GOOD, first=START - 17 * DAY)
    missed = card("secured", AGAIN)
    assert told([a_day_late, missed], seen=asked(JUSTIFY, SECURE, NAME, until=10 * DAY)) == "secure-it due"
    assert told([a_day_late], seen=ALL_TRIED) == "justify-the-stretch due"


def test_the_same_drill_does_not_come_twice_in_a_row_while_another_is_due() -> None:
    cards = [card("secured", AGAIN), card("named_stepdown", GOOD, first=START - 3 * DAY)]
    seen = [*ALL_TRIED, *asked(SECURE, first_item=5)]
    assert told(cards, seen=seen) == "name-the-step-down due"
    assert told(cards[:1], seen=seen) == "secure-it due"


def test_what_was_asked_while_due_and_not_answered_lets_the_others_go_first() -> None:
    missed = [card(skill, AGAIN, first=START - 4 * DAY) for skill in ("justified", "named_stepdown", "secured")]
    seen = [*ALL_TRIED, *asked(JUSTIFY, NAME, first_item=5)]
    assert told(missed, seen=seen) == "secure-it due"


def test_what_is_missed_each_day_does_not_keep_new_drills_away() -> None:
    learner = Learner(answers=lambda _: AGAIN)
    tried = {one.drill for one in learner.does(3 * len(DRILLS))}
    assert tried == {one.id for one in DRILLS}


def test_where_nothing_is_due_and_all_was_tried_the_weakest_is_trained() -> None:
    cards = [card("justified", GOOD, GOOD), card("named_stepdown", GOOD), card("secured", GOOD, GOOD)]
    at_hand = [one for one in cards if not is_due(one, START + DAY)]
    assert len(at_hand) == 3
    assert told(cards, seen=ALL_TRIED) == "name-the-step-down weak"


def test_a_criterion_that_no_answer_has_shown_yet_is_tried_before_the_weakest() -> None:
    both = drill("take-the-no", "took_no", "heard_constraint")
    seen = asked(both, SECURE, until=10 * DAY)
    found = next_drill(
        (card("took_no", GOOD), card("secured", GOOD)), by_criterion((both, SECURE), CRITERIA), seen, (), START, 0
    )
    assert found is not None
    assert (found.drill, found.skill, found.reason) == ("take-the-no", "heard_constraint", Reason.NEW)


def test_of_two_drills_for_one_skill_they_take_turns() -> None:
    hold = drill("hold", "one_move")
    move = drill("one-move", "one_move")
    missed = card("one_move", AGAIN, first=START - 3 * DAY)
    assert told([missed], (move, hold, SECURE), asked(hold, move, SECURE, until=5 * DAY)) == "hold due"
    assert told([missed], (move, hold, SECURE), asked(move, hold, SECURE, until=5 * DAY)) == "one-move due"


def test_where_nothing_is_known_of_any_skill_the_drill_asked_longest_ago_comes() -> None:
    seen = asked(JUSTIFY, NAME, SECURE)
    assert told(seen=seen) == "justify-the-stretch new"
    assert told(seen=[*seen[1:], *asked(JUSTIFY, first_item=5)][:3]) == "name-the-step-down new"


def test_after_three_lines_comes_a_choice_and_after_three_choices_a_line() -> None:
    second = drill("which-technique", "fit_reasoned", kind="choice")
    third = drill("calibrate-the-opener", "plausible_stretch", kind="choice")
    four = (JUSTIFY, NAME, SECURE, TRAP)
    missed = [card("justified", AGAIN)]
    assert told(missed, four, [*asked(TRAP, until=9 * DAY), *asked(JUSTIFY, NAME, SECURE)]) == "spot-the-trap mix"
    choices = (JUSTIFY, TRAP, second, third)
    seen = [*asked(JUSTIFY, until=9 * DAY), *asked(TRAP, second, third)]
    assert told([card("fit_seen", AGAIN)], choices, seen) == "justify-the-stretch mix"


def test_one_drill_alone_comes_again_rather_than_none() -> None:
    assert told(drills=(SECURE,), seen=asked(SECURE)) == "secure-it new"


def test_without_drills_there_is_nothing_to_ask() -> None:
    empty = ADrill("empty", ("secured",))
    for drills in ((), (empty,)):
        assert next_drill((), by_criterion(drills, CRITERIA), (), (), START, 0) is None


def test_a_drill_or_a_skill_that_is_gone_disturbs_nothing() -> None:
    gone = Seen(drill="gone", item="item-1", at=START)
    assert told([card("of_old", AGAIN)], seen=[gone]) == "justify-the-stretch new"


# Items.


def picked(learner: Learner, count: int) -> list[str]:
    return [str(learner.does_one(seed=number).item) for number in range(count)]


def test_no_item_comes_again_while_others_of_its_drill_are_unseen() -> None:
    learner = Learner(answers=lambda _: None, drills=(SECURE,))
    assert sorted(picked(learner, 12)) == sorted(item.id for item in SECURE.items)


def test_then_they_come_again_in_the_order_in_which_they_were_seen() -> None:
    learner = Learner(answers=lambda _: None, drills=(SECURE,))
    once = picked(learner, 12)
    assert picked(learner, 12) == once


def test_each_seed_has_an_order_of_its_own_and_keeps_it() -> None:
    firsts = [Learner(answers=lambda _: None, drills=(SECURE,)).next(seed).item for seed in range(20)]
    assert len(set(firsts)) > 5
    assert firsts == [Learner(answers=lambda _: None, drills=(SECURE,)).next(seed).item for seed in range(20)]


def test_a_skill_with_a_constraint_is_shown_by_an_item_with_that_constraint() -> None:
    for kind in ("budget", "time", "risk"):
        learner = Learner(answers=lambda _: None, drills=(TIE,))
        skill = f"answered_constraint:{kind}"
        learner.cards[skill] = card(skill, AGAIN, first=START - DAY)
        found = learner.next()
        assert found.skill == skill
        assert [item.constraint for item in TIE.items if item.id == found.item] == [kind]


def test_where_only_other_constraints_are_unseen_one_of_those_comes_and_shows_its_own_skill() -> None:
    budget = card("answered_constraint:budget", AGAIN)
    seen = [Seen(drill=TIE.id, item=one.id, at=START) for one in TIE.items if one.constraint == "budget"]
    found = next_drill((budget,), by_criterion((TIE,), CRITERIA), seen, (), START + DAY, 0)
    assert found is not None
    assert found.skill in {"answered_constraint:time", "answered_constraint:risk"}


def test_where_a_drill_has_no_item_of_the_constraint_any_stands_in() -> None:
    trust = card("answered_constraint:trust", AGAIN)
    found = next_drill((trust,), by_criterion((TIE,), CRITERIA), (), (), START + DAY, 0)
    assert found is not None
    assert (found.skill, found.reason) == ("answered_constraint:trust", Reason.DUE)


# The user's own failed lines.


def line(line_id: str = "mine", *, days_ago: int = 5, passed: bool = False, of: ADrill = NAME) -> OwnLine:
    return OwnLine(id=line_id, drill=of.id, skill=of.trains[0], failed_at=START - days_ago * DAY, passed=passed)


def test_an_own_line_comes_once_two_others_were_asked() -> None:
    seen = asked(JUSTIFY, SECURE)
    assert told(seen=seen[:1], own=[line()]) == "name-the-step-down new"
    assert told(seen=seen, own=[line()]) == "name-the-step-down own_line"


@pytest.mark.parametrize("of", [JUSTIFY, NAME])
def test_own_lines_are_every_third_at_most(of: ADrill) -> None:
    lines = tuple(line(f"mine-{number}", of=of) for number in range(20))
    learner = Learner(answers=lambda _: GOOD, own_lines=lines)
    reasons = [one.reason is Reason.OWN_LINE for one in learner.does(30)]
    assert 8 <= sum(reasons) <= 10
    assert all(sum(reasons[place : place + 3]) <= 1 for place in range(28))


def test_an_own_line_comes_once_a_fortnight_at_most_and_no_more_once_passed() -> None:
    learner = Learner(answers=lambda _: GOOD, own_lines=(line(),))
    days = [day for day, one in enumerate(learner.does(60)) if one.own_line]
    assert len(days) >= 3
    assert all(later - earlier >= 14 for earlier, later in pairwise(days))
    learner.own_lines = (line(passed=True),)
    assert not any(one.own_line for one in learner.does(30))


def test_a_line_that_failed_just_now_waits_a_night() -> None:
    seen = asked(JUSTIFY, SECURE)
    just_now = OwnLine(id="mine", drill=NAME.id, skill="named_stepdown", failed_at=START + DAY - timedelta(hours=1))
    assert told(seen=seen, own=[just_now]) == "name-the-step-down new"


def test_a_line_never_asked_goes_first_and_of_those_the_latest() -> None:
    seen = [
        Seen(drill=NAME.id, item="asked", at=START - 30 * DAY, own=True),
        *asked(NAME, SECURE, JUSTIFY, first_item=4),
    ]
    lines = [line("asked", days_ago=40), line("old", days_ago=20), line("fresh", days_ago=2)]
    found = next_drill((), by_criterion((JUSTIFY, NAME, SECURE), CRITERIA), seen, lines, START + DAY, 0)
    assert found is not None
    assert found.own_line == lines[2]


def test_an_own_line_is_no_item_of_its_drill() -> None:
    own = [Seen(drill=SECURE.id, item=item.id, at=START - 20 * DAY, own=True) for item in SECURE.items]
    found = next_drill((), by_criterion((SECURE,), CRITERIA), own, (), START, 0)
    assert found is not None
    assert found.item is not None


def test_a_line_whose_drill_is_gone_is_left_alone() -> None:
    assert told(drills=(JUSTIFY, SECURE), seen=asked(JUSTIFY, SECURE, until=DAY), own=[line()]).endswith(" new")


# Weeks and months.


def by_heart(found: Next) -> Grade:
    """Sure of all but naming the step down, which goes wrong for ever."""
    return AGAIN if found.skill == "named_stepdown" else GOOD


def test_in_a_week_of_daily_drills_nothing_is_repeated() -> None:
    learner = Learner(answers=by_heart)
    week = learner.does(7)
    assert len({(one.drill, one.item) for one in week}) == 7
    assert len({one.drill for one in week}) >= 5


def test_in_a_month_with_one_more_each_day_no_item_comes_twice_within_a_week() -> None:
    learner = Learner(answers=by_heart)
    learner.does(30, a_day=2)
    assert len(learner.seen) == 60
    for item in {(one.drill, one.item) for one in learner.seen}:
        times = [one.at for one in learner.seen if (one.drill, one.item) == item]
        assert all(later - earlier >= 7 * DAY for earlier, later in pairwise(times))


def test_over_a_month_intervals_grow_where_it_goes_well() -> None:
    learner = Learner(answers=lambda _: GOOD)
    learner.does(30, a_day=2)
    for skill in {one.skill for one in learner.log}:
        days = [
            (one.due_after.date() - one.at.date()).days for one in learner.log if one.skill == skill and one.counted
        ]
        assert days == sorted(days)
    assert max((one.due_after - one.at) / DAY for one in learner.log) > 13


def test_over_a_month_what_was_missed_is_due_the_next_day_and_comes_soon() -> None:
    learner = Learner(answers=by_heart)
    month = learner.does(30)
    days = [day for day, one in enumerate(month) if one.skill == "named_stepdown"]
    assert all(one.due_after <= one.at + DAY for one in learner.log if one.skill == "named_stepdown")
    assert len(days) >= 8
    assert all(later - earlier <= 4 for earlier, later in pairwise(days))


def test_over_a_month_all_thirteen_drills_come_and_both_kinds_are_mixed() -> None:
    learner = Learner(answers=by_heart)
    month = learner.does(30)
    assert {one.drill for one in month} == {one.id for one in DRILLS}
    kinds = {one.id: one.kind for one in DRILLS}
    row = [kinds[one.drill] for one in month]
    assert all(len(set(row[place : place + 4])) == 2 for place in range(27))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"])
def test_wherever_a_learner_is_and_whoever_the_month_is_as_good(zone: str) -> None:
    """March, in which clocks change."""
    for user in (1, 2, 3):
        learner = Learner(answers=by_heart, zone=ZoneInfo(zone), user=user)
        month = learner.does(30)
        assert len({(one.drill, one.item) for one in month}) == 30
        assert {one.drill for one in month} == {one.id for one in DRILLS}
        assert all(one.counted for one in learner.log)


@given(
    grades=st.lists(st.sampled_from([*Grade, None]), min_size=1, max_size=40),
    a_day=st.integers(1, 4),
    lines=st.integers(0, 3),
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_answered_the_rules_hold(grades: list[Grade | None], a_day: int, lines: int) -> None:
    answers = iter(grades * 100)
    own = tuple(line(f"mine-{number}", of=(NAME, SECURE, TIE)[number]) for number in range(lines))
    learner = Learner(answers=lambda _: next(answers), own_lines=own)
    learner.does(20, a_day=a_day)
    seen_of: dict[str, list[str]] = {}
    for place, one in enumerate(learner.asked):
        if one.own_line:
            continue
        items = seen_of.setdefault(one.drill, [])
        unseen = {f"item-{number}" for number in range(12)} - set(items)
        assert one.item in unseen or not unseen
        items.append(str(one.item))
        alone = one.reason is Reason.DUE
        assert alone or place == 0 or learner.asked[place - 1].drill != one.drill
    assert learner.next(5) == learner.next(5)
