"""Amounts in messages, and how big they are for a script."""

import time

import pytest

from bot.practice.amounts import hear_amounts
from bot.practice.said_back import in_words
from bot.practice.sizing import Size, Step, compare, size
from tests.practice.samples import LIBRARY, edition

TAME_SHARE = LIBRARY.rubric.sizing.tame_share

OPENINGS = [
    ("vendor-price", "We've been with you for three years, I'd like 900 a month", {"price": 900}, Size.STRETCH),
    ("b2b-pilot", "I'll send the plan within two days", {}, Size.UNKNOWN),
    ("b2b-pilot", "give me two days to think", {}, Size.UNKNOWN),
    ("salary-raise", "I'd like to move to 62k. The backlog is down from 900 to 210.", {"pay": 62_000}, Size.STRETCH),
    (
        "salary-raise",
        "The backlog is down from 900 to 210 and I trained four people, so I'd like 62,000.",
        {"pay": 62_000},
        Size.STRETCH,
    ),
    ("salary-raise", "I'm at 52k and would like 62k", {"pay": 62_000}, Size.STRETCH),
    ("salary-raise", "could we talk about another 10k", {"pay": 62_000}, Size.STRETCH),
    ("salary-raise", "I want a 20% raise", {"pay": 62_400}, Size.STRETCH),
    ("salary-raise", "57k would be right", {"pay": 57_000}, Size.AT_TARGET),
    ("salary-raise", "58k", {"pay": 58_000}, Size.TAME),
    ("salary-raise", "I want 120k", {"pay": 120_000}, Size.ABSURD),
    ("salary-raise", "53k is fine", {"pay": 53_000}, Size.BELOW_FLOOR),
    ("salary-raise", "I'd like more money", {}, Size.UNKNOWN),
    ("b2b-pilot", "We'd like to run six weeks in two regions", {"weeks": 6, "regions": 2}, Size.STRETCH),
    ("b2b-pilot", "a six-week pilot in both regions, please", {"weeks": 6, "regions": 2}, Size.STRETCH),
    ("b2b-pilot", "two weeks in one region", {"weeks": 2, "regions": 1}, Size.AT_TARGET),
    ("b2b-pilot", "a year in every region", {"weeks": 52.178}, Size.ABSURD),
    (
        "project-scope",
        "The sandbox came three weeks late, so I want to move the launch by four weeks.",
        {"weeks": 4},
        Size.STRETCH,
    ),
    (
        "project-scope",
        "We need 4 more weeks. Last time we skipped testing it cost nine days of hotfixes.",
        {"weeks": 4},
        Size.STRETCH,
    ),
    ("vendor-price", "I'd like 900 a month for six months", {"price": 900, "term": 6}, Size.STRETCH),
    ("vendor-price", "we can pay 1,150 a month", {"price": 1_150}, Size.BELOW_FLOOR),
    ("vendor-price", "25% off, please", {"price": 900}, Size.STRETCH),
    ("exec-workshop", "I need 90 minutes with all six executives", {"minutes": 90, "executives": 6}, Size.STRETCH),
    ("exec-workshop", "an hour and a half with the whole team", {"minutes": 90, "executives": 6}, Size.STRETCH),
    ("exec-workshop", "half an hour with three directors", {"minutes": 30, "executives": 3}, Size.AT_TARGET),
    ("vendor-price", "300 a month", {"price": 300}, Size.ABSURD),
    ("project-scope", "I'd like to move it from one week to four", {"weeks": 4}, Size.STRETCH),
    (
        "exec-workshop",
        "I am wanting 90 minute workshop with all six executive. If not possible then 30 minute is also ok.",
        {"minutes": 90},
        Size.STRETCH,
    ),
    ("exec-workshop", "90 minutes with all six, or 30 would do", {"minutes": 90}, Size.STRETCH),
    (
        "vendor-price",
        "nine hundred a month, though we could live with something round the thousand mark",
        {"price": 900},
        Size.STRETCH,
    ),
    ("community-shift", "Would you drive every Saturday for three months?", {"shifts": 12}, Size.STRETCH),
]


@pytest.mark.parametrize(("script", "text", "amounts", "expected"), OPENINGS)
def test_an_opening_is_sized(script: str, text: str, amounts: dict[str, float], expected: Size) -> None:
    ask = edition(script).script.ask
    heard = hear_amounts(ask, text)
    assert {name: amount.value for name, amount in heard.items()} == pytest.approx(amounts, rel=1e-3)
    assert size(ask, heard, TAME_SHARE) is expected


RETREATS = [
    ("salary-raise", "I asked for 62k", "instead of 62k, let me say 57k", Step.SMALLER),
    ("salary-raise", "62k", "57k instead of 62k", Step.SMALLER),
    ("salary-raise", "62k", "I still want the 62k", Step.SAME),
    ("salary-raise", "62k", "make it 65k", Step.BIGGER),
    ("salary-raise", "62k", "something smaller", Step.UNKNOWN),
    ("b2b-pilot", "six weeks in two regions", "one region then", Step.SMALLER),
    ("b2b-pilot", "six weeks", "two weeks in one region instead of six", Step.SMALLER),
    ("vendor-price", "900 a month", "1,020 a month then", Step.SMALLER),
    ("vendor-price", "900 a month", "800 a month then", Step.BIGGER),
    ("community-shift", "every Saturday", "one Saturday a month", Step.SMALLER),
    ("project-scope", "four weeks", "let me come down from four weeks to two", Step.SMALLER),
    ("exec-workshop", "90 minutes with all six", "from six execs to three", Step.SMALLER),
    ("community-shift", "one Saturday a month", "so one Saturday a month it is", Step.SAME),
    ("salary-raise", "62k", "I'll give up 62k and settle lower", Step.UNKNOWN),
    ("salary-raise", "62k", "I'll come down by 5k, so it stays inside the band", Step.SMALLER),
    ("salary-raise", "62k", "5k less then", Step.SMALLER),
    ("salary-raise", "62k", "let me take 5,000 off that", Step.SMALLER),
    ("exec-workshop", "90 minutes with all six", "30 minutes, three of them", Step.SMALLER),
]


@pytest.mark.parametrize(("script", "first", "then", "expected"), RETREATS)
def test_a_second_ask_is_compared_by_what_it_costs_the_counterpart(
    script: str, first: str, then: str, expected: Step
) -> None:
    ask = edition(script).script.ask
    before = hear_amounts(ask, first)
    assert compare(ask, before, hear_amounts(ask, then, before)) is expected


SAID_BACK = [
    ("b2b-pilot", "Six-week pilot, two regions", "six weeks in two regions"),
    ("b2b-pilot", "a two week pilot in one region", "two weeks in one region"),
    ("vendor-price", "900 a month", "900 a month"),
    ("salary-raise", "$62K please", "$62K"),
    ("salary-raise", "more money", ""),
    ("b2b-pilot", "a 6 week pilot in 2 regions, so 6 and 2", "6 weeks in 2 regions"),
    ("procurement-committee", "from 24 months to 12", "12 months"),
    ("coffee-chat", "an hour in person, on four topics", "an hour on four topics"),
    ("security-review", "the full control mapping, eight weeks", "the full control mapping in eight weeks"),
    ("hall-evenings", "one evening a week, until nine", "one evening a week until nine"),
    ("vendor-price", "900 a month, month to month", "900 a month and month to month"),
    ("landlord-rent", "no rise for the next twelve months", "no rise for the next twelve months"),
    ("landlord-rent", "1,025 a month, from 1 April", "1,025 a month from April"),
    ("headcount", "two new posts and 24,000", "two new posts and 24,000"),
    ("b2b-pilot", "a one-week pilot in one region", "one week in one region"),
]


@pytest.mark.parametrize(("script", "text", "expected"), SAID_BACK)
def test_the_users_figures_are_said_back_in_their_words(script: str, text: str, expected: str) -> None:
    assert in_words(hear_amounts(edition(script).script.ask, text), edition(script).script.ask) == expected


def test_a_text_made_of_numbers_is_sized_quickly() -> None:
    started = time.perf_counter()
    hear_amounts(edition().script.ask, "62k or " * 585)
    assert time.perf_counter() - started < 2  # a runaway search takes minutes


RELATIVE = [
    ("unpaid-leave", "three months off", "six weeks off then", {"leave": 6}),
    ("salary-raise", "10k more", "Let me step back: 5k instead of 10k", {"pay": 57_000}),
    ("salary-raise", "62k", "5k under what I asked", {"pay": 57_000}),
    ("salary-raise", "62k", "62k was a lot. Let me step back to 57.", {"pay": 57_000}),
    ("vendor-price", "900 a month", "I can come up by 120 a month", {"price": 1_020}),
    ("vendor-price", "900 a month, 6 months", "add six months to the term", {"term": 12}),
    ("b2b-pilot", "six weeks in two regions", "shorten it by four weeks", {"weeks": 2}),
    ("community-shift", "every Saturday, four hours", "one hour less", {"hours": 3}),
    ("community-shift", "every Saturday, four hours", "drop it to one shift per month", {"shifts": 3}),
    ("salary-raise", "62k", "I'll come down by 5k", {"pay": 57_000}),
    ("salary-raise", "62k", "5k less then", {"pay": 57_000}),
    ("salary-raise", "62k", "let me take 5,000 off that", {"pay": 57_000}),
    ("salary-raise", "62k", "10% less than that", {"pay": 55_800}),
    ("salary-raise", "62k", "a 10% raise instead", {"pay": 57_200}),
    ("salary-raise", "62k", "then another 5k on today's pay", {"pay": 57_000}),
    ("vendor-price", "900 a month", "120 more a month then", {"price": 1_020}),
    ("vendor-price", "25% off", "15% off then", {"price": 1_020}),
    ("project-scope", "4 more weeks", "two weeks less", {"weeks": 2}),
    ("project-scope", "4 more weeks", "two more weeks", {"weeks": 2}),
    ("exec-workshop", "90 minutes with all six", "half an hour with three of them", {"minutes": 30, "executives": 3}),
]


@pytest.mark.parametrize(("script", "first", "then", "amounts"), RELATIVE)
def test_what_is_said_as_a_change_counts_from_what_it_changes(
    script: str, first: str, then: str, amounts: dict[str, float]
) -> None:
    ask = edition(script).script.ask
    heard = hear_amounts(ask, then, hear_amounts(ask, first))
    assert {name: amount.value for name, amount in heard.items()} == pytest.approx(amounts, rel=1e-3)
