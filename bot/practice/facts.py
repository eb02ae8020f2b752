"""Findings that need no ear: figures, time or the words themselves are certain of them."""

from dataclasses import replace

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.amounts import Amounts
from bot.practice.rubric import Fact
from bot.practice.sizing import Size


def opening_facts(amounts: Amounts, found_size: Size, assessment: Assessment, figures: Verdict) -> dict[str, Verdict]:
    """What the figures of a first ask tell: that something was asked, and how big it is."""
    facts: dict[str, Verdict] = {}
    if amounts:
        facts[Cue.SPECIFIC_ASK] = figures
    if amounts or assessment.heard(Cue.SPECIFIC_ASK):
        facts[Fact.ASKED] = figures
    sized = {
        Size.STRETCH: Fact.STRETCH,
        Size.TAME: Fact.TAME,
        Size.AT_TARGET: Fact.AT_TARGET,
        Size.BELOW_FLOOR: Fact.AT_TARGET,
        Size.ABSURD: Fact.ABSURD,
    }
    if found_size in sized:
        facts[sized[found_size]] = figures
    elif Fact.ASKED in facts:
        facts[Fact.STRETCH] = replace(figures, status=Status.UNSURE, probability=0.5)
    return facts


def figures_in(text: str, amounts: Amounts) -> str:
    """The stretch of the text that holds its figures, to the letter; the whole text where there are none."""
    places = [(text.find(amount.words), len(amount.words)) for amount in amounts.values()]
    if not places:
        return text
    return text[min(start for start, _ in places) : max(start + length for start, length in places)]


def fact(words: str) -> Verdict:
    """What figures, time or the words themselves are certain of."""
    return Verdict(status=Status.HEARD, probability=1.0, quote=words)
