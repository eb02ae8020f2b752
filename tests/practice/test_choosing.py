"""Whom to practise with next, by what was played."""

import pytest

from bot.practice.choosing import Met, Offer, choose, weakest
from bot.practice.demands import difficulty, practice_of
from bot.practice.rubric import Criterion, Span
from bot.practice.script import Area, Constraint, Script
from tests.practice.samples import LIBRARY

RUBRIC = LIBRARY.rubric
CRITERIA = RUBRIC.criteria
FINE = dict.fromkeys((criterion.id for criterion in CRITERIA), 1.0)
(A_SCRIPT, *_) = LIBRARY.scripts
MEASURE = A_SCRIPT.ask.measures[0]


def script(script_id: str, area: Area = Area.WORK, *, measures: int = 1, unanswered: int = 0) -> Script:
    """Somebody whose constraints are all answered by one measure, but for some."""
    ask = A_SCRIPT.ask.model_copy(update={"measures": (MEASURE,) * measures})
    answered: list[Constraint] = [
        one.model_copy(update={"answered_by": () if place < unanswered else (MEASURE.id,)})
        for place, one in enumerate(A_SCRIPT.constraints)
    ]
    found = {"id": script_id, "title": script_id, "area": area, "ask": ask, "constraints": tuple(answered)}
    return A_SCRIPT.model_copy(update=found)


PAY, SCOPE, PILOT, PRICE, RENT = SCRIPTS = (
    script("pay"),
    script("scope"),
    script("pilot", Area.SALES),
    script("price", Area.PROCUREMENT, measures=2, unanswered=1),
    script("rent", Area.HOME, measures=2),
)


def chosen(*met: str, shares: dict[str, float] | None = None, among: tuple[Script, ...] = SCRIPTS) -> list[str]:
    """As "pay new"; each script met once, the longest ago first."""
    found = choose(among, CRITERIA, [Met(script_id, 1) for script_id in met], FINE | (shares or {}))
    return [told(offer) for offer in found]


def told(offer: Offer) -> str:
    criterion = f" {offer.criterion.id}" if offer.criterion else ""
    return f"{offer.script.id} {offer.reason}{criterion}"


def test_a_newcomer_meets_three_areas_the_easiest_first() -> None:
    assert chosen() == ["pay new", "pilot new", "rent new"]


def test_somebody_new_somebody_for_the_weakest_criterion_and_somebody_due() -> None:
    found = chosen("pay", "scope", "pilot", shares={"secured": 0.2, "specific": 0.3})
    # Nobody of the home or of procurement was met, and the rent is easier; two things to pin down stand in the price.
    assert found == ["rent new", "price weakest secured", "pay due"]


def test_where_all_goes_well_nobody_is_called_weak() -> None:
    assert chosen("pay", "scope", "pilot") == ["rent new", "pay due", "price new"]


def test_once_all_were_met_the_longest_ago_come_back() -> None:
    assert chosen("rent", "pay", "price", "scope", "pilot") == ["rent due", "pay due", "price due"]


def test_whoever_was_just_played_is_not_offered_again_while_there_are_others() -> None:
    assert chosen("pay", "scope", among=(PAY, SCOPE)) == ["pay due", "scope due"]
    assert chosen("rent", shares={"secured": 0.0}, among=(RENT, PAY)) == ["pay new", "rent due"]
    assert chosen("rent", among=(RENT,)) == ["rent due"]


def test_rounds_already_played_take_practice_away() -> None:
    met = [Met("price", 2), Met("pay", 1)]
    found = choose((PAY, PRICE, RENT, SCOPE), CRITERIA, met, FINE | {"secured": 0.1})
    # The price has as much to pin down as the rent, and was played twice; the rent is offered as new already.
    assert [told(offer) for offer in found] == ["rent new", "scope weakest secured", "price due"]


def test_a_script_that_is_gone_is_not_offered_and_disturbs_nothing() -> None:
    assert chosen("gone", "pay") == ["pilot new", "rent new", "price new"]


def test_the_same_past_gives_the_same_offers() -> None:
    assert chosen("pay", "rent", shares={"named_stepdown": 0.1}) == chosen(
        "pay", "rent", shares={"named_stepdown": 0.1}
    )


def test_nobody_is_offered_twice_whatever_was_played() -> None:
    for count in range(len(SCRIPTS) + 1):
        for shares in ({}, {"secured": 0.0}, {"justified": 0.5}):
            found = choose(SCRIPTS, CRITERIA, [Met(one.id, 1) for one in SCRIPTS[:count]], shares)
            assert len({offer.script.id for offer in found}) == 3


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ({}, None),
        ({"secured": 0.95}, None),
        ({"secured": 0.5}, "secured"),
        ({"secured": 0.5, "specific": 0.5}, "specific"),
        ({"secured": 0.4, "specific": 0.5, "unheard_of": 0.0}, "secured"),
    ],
)
def test_the_weakest_criterion_is_the_one_with_the_lowest_share(shares: dict[str, float], found: str | None) -> None:
    criterion: Criterion | None = weakest(CRITERIA, shares)
    assert (criterion.id if criterion else None) == found


@pytest.mark.parametrize(
    ("measures", "unanswered", "level"), [(1, 0, 1), (1, 1, 1), (2, 0, 1), (2, 1, 2), (1, 2, 2), (3, 1, 3), (4, 3, 3)]
)
def test_difficulty_grows_with_measures_and_with_constraints_that_none_answers(
    measures: int, unanswered: int, level: int
) -> None:
    assert difficulty(script("any", measures=measures, unanswered=unanswered)) == level


def test_what_a_script_gives_to_practise_is_counted_from_what_stands_in_it() -> None:
    reasons, kinds = len(A_SCRIPT.ask.reasons), len({one.kind for one in A_SCRIPT.constraints})
    found = {span: practice_of(script("any", measures=2, unanswered=1), span) for span in Span}
    assert found == {
        Span.ASK: reasons + 2,
        Span.AFTER_NO: kinds,
        Span.UNTIL_RETREAT: kinds,
        Span.RETREAT: len(A_SCRIPT.constraints) - 1,
        Span.CLOSE: 2,
        Span.BEFORE_YES: kinds,
    }


def test_every_script_of_the_project_has_a_difficulty_and_something_to_practise() -> None:
    assert {difficulty(found) for found in LIBRARY.scripts} <= {1, 2, 3}
    assert all(practice_of(found, span) > 0 for found in LIBRARY.scripts for span in Span)
