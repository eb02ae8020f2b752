"""Whether the technique fits a meeting at all: asked about only where the answers raise it, and what to do instead."""

import re
from enum import StrEnum

from bot.hearing.numbers.quantities import Kind
from bot.practice.meetings.cleaning import clean
from bot.practice.meetings.pairing import amounts, is_bare
from bot.practice.meetings.plan import FitRule, MeetingPlan, Question
from bot.practice.meetings.reading import read

_TRIVIAL_MONEY = 10.0
_TRIVIAL_MINUTES = 15.0


class BetterMove(StrEnum):
    """What serves where a stretch and a step down would not."""

    SINGLE_ASK = "single_ask"
    FOOT_IN_THE_DOOR = "foot_in_the_door"
    NO_ORIENTED = "no_oriented"
    TWO_OPTIONS = "two_options"


_RAISED_BY = {
    FitRule.ONE_SHOT: re.compile(
        r"\b(?:never met|haven't met|have not met|havent met|don't know (?:him|her|them)|stranger|strangers|one[- ]off|one[- ]time|one[- ]shot|just once|only once|once only|first time (?:i|we)(?:'ll)? (?:meet|talk|see)"
        r"|cold call|cold email|never see (?:him|her|them)(?: again)?|won't see (?:him|her|them) again|not going to see (?:him|her|them) again|first contact|flea market|classified|(?:facebook )?marketplace|ebay|some guy|random)\b",
        re.IGNORECASE,
    ),
    FitRule.EXPERT_COMMITTEE: re.compile(
        r"\b(?:committee|committees|panel|jury|selection board|review board|board of (?:experts|directors|trustees|examiners)|expert board|experts|tribunal|commission|procurement (?:team|board|office)|tender|rfp|examiners|steering (?:group|committee))\b",
        re.IGNORECASE,
    ),
    FitRule.FIXED_PRICE: re.compile(
        r"\b(?:fixed[- ](?:price|prices|rate|rates|fee|fees|quote|quotes)|list price|list prices|price list|no[- ]discounts?|never (?:give|gives) discounts?|(?:don't|doesn't|do not|does not) (?:do|give|offer|negotiate|bargain|haggle)(?: (?:any )?(?:discounts?|prices?|on price|about price))?"
        r"|non[- ]negotiable|not negotiable|take it or leave it|prices? (?:is|are) (?:fixed|set|final)|same price for (?:all|everyone|everybody)|published (?:price|prices|rate|rates|fees)|flat (?:fee|rate) for everyone|pay scale|pay grade|tariff)\b",
        re.IGNORECASE,
    ),
    FitRule.ANOTHER_ASKS: re.compile(
        r"\b(?:(?:my|our|a|another) (?:colleague|boss|partner|wife|husband|assistant|lawyer|agent|team ?mate|manager|brother|sister|friend|co-?worker)(?: \w+)? (?:will|is going to|would|can|then|does|'ll) (?:then |later |also |probably )?(?:ask|follow|call|write|negotiate|talk|take over|do the rest|come|make|bring)"
        r"|someone else (?:will|would|is going to|then)|somebody else (?:will|would|is going to|then)|(?:colleague|partner|assistant|lawyer|agent|he|she) (?:asks|follows up|calls) (?:later|again|afterwards|the next|next|after)|(?:hand|hands|handing|pass|passes) (?:it )?over to (?:my|our|a)|good cop)\b",
        re.IGNORECASE,
    ),
}
_BETTER = {
    FitRule.USED_BEFORE: BetterMove.FOOT_IN_THE_DOOR,
    FitRule.ONE_SHOT: BetterMove.NO_ORIENTED,
    FitRule.EXPERT_COMMITTEE: BetterMove.SINGLE_ASK,
    FitRule.FIXED_PRICE: BetterMove.TWO_OPTIONS,
    FitRule.TRIVIAL: BetterMove.SINGLE_ASK,
    FitRule.ANOTHER_ASKS: BetterMove.TWO_OPTIONS,
}


def raised(plan: MeetingPlan, used_on: frozenset[str] = frozenset()) -> tuple[FitRule, ...]:
    """The rules to ask about, in their order, less those that were answered. `used_on`: the aliases the technique was used on before."""
    said = "\n".join(clean(text) for question, text in plan.answers.items() if question is not Question.WHEN)
    found = {rule for rule, pattern in _RAISED_BY.items() if pattern.search(said)}
    reading = read(plan)
    if reading.alias and reading.alias in used_on:
        found.add(FitRule.USED_BEFORE)
    if reading.target and reading.stretch and _is_trivial(reading.target) and _is_trivial(reading.stretch):
        found.add(FitRule.TRIVIAL)
    return tuple(rule for rule in FitRule if rule in found and rule not in plan.fit)


def better_move(rule: FitRule) -> BetterMove:
    return _BETTER[rule]


def _is_trivial(thing: str) -> bool:
    """Whether so little is asked for that one plain question does; what comes again and again, or by the hour, is not little."""
    found = amounts(thing)
    return bool(found) and all(
        one.per is None
        and (
            (one.kind is Kind.MONEY and one.value <= _TRIVIAL_MONEY)
            or (one.kind is Kind.DURATION and one.value <= _TRIVIAL_MINUTES)
        )
        and not is_bare(one)
        for one in found
    )
