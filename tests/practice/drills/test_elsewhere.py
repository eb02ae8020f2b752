"""A line that has nothing of its item's situation, and things of its own, is not judged as if it answered it."""

import pytest

from bot.hearing.cues import Phase
from bot.practice.drills.drill import LineDrill, Result
from bot.practice.drills.elsewhere import is_elsewhere
from bot.practice.drills.judge import judge_line
from bot.practice.library import load_library
from tests.practice.drills.samples import drill, heard, item

DRILLS = [drill for drill in load_library().drills if isinstance(drill, LineDrill)]
CARRIED = ("names_concession", "smaller_ask", "specific_ask")


@pytest.mark.parametrize(
    "text",
    [
        "Instead of six plots I'd come down to two plots beside the playground.",
        "Instead of 90 minutes with the board, 30 minutes in March.",
        "Yes, I'll stay with 320.",
    ],
)
def test_things_and_figures_of_another_talk_are_told_apart(text: str) -> None:
    assert is_elsewhere(item(), Phase.AFTER_CONSTRAINT, text)


@pytest.mark.parametrize(
    "text",
    [
        "18,000 was a lot. Let me step down to 9,000.",
        "then an older oven, and the plots can wait beside the playground",
        "The ovens of the playground association would do.",
        "Let me step down from that, whatever you can manage.",
        "nine grand, and my sister on the playground pays the rest",
        "Fair enough. What makes it hard?",
    ],
)
def test_one_thing_shared_is_enough_and_so_is_none_named(text: str) -> None:
    assert not is_elsewhere(item(), Phase.AFTER_CONSTRAINT, text)


def test_an_agreement_brings_things_of_its_own() -> None:
    text = "I'll bring the ladder and the drill then, and write it down tonight."

    assert is_elsewhere(item(), Phase.AFTER_CONSTRAINT, text)
    assert not is_elsewhere(item(), Phase.CLOSING, text)


def test_it_counts_neither_way_and_says_so() -> None:
    text = "Instead of six plots I'd come down to two plots beside the playground."
    verdict = judge_line(drill(), item(), text, heard(text, *CARRIED))

    assert (verdict.result, verdict.elsewhere) == (Result.UNSURE, True)
    assert (verdict.carried, verdict.missing) == ((), ())


def test_what_misses_anyway_is_missed() -> None:
    text = "Six plots beside the playground, you idiot."
    verdict = judge_line(drill(), item(), text, heard(text, *CARRIED))

    assert (verdict.result, verdict.elsewhere) == (Result.MISSED, False)


@pytest.mark.parametrize("found", DRILLS, ids=lambda one: one.id)
def test_no_golden_answer_is_taken_for_one_to_another_item(found: LineDrill) -> None:
    """Also without the better line, which is shown only afterwards."""
    blind = [one.model_copy(update={"better": ""}) for one in found.items]
    assert [golden.say for one in blind for golden in one.golden if is_elsewhere(one, found.phase, golden.say)] == []


@pytest.mark.parametrize(
    "found", [one for one in DRILLS if one.phase in {Phase.OPENING, Phase.AFTER_CONSTRAINT}], ids=lambda one: one.id
)
def test_many_lines_of_other_items_are(found: LineDrill) -> None:
    """Not all: what names nothing ("that's the step I can make") answers any of them."""
    others = [(one, other) for one in found.items for other in found.items if one is not other]
    strange = [is_elsewhere(one, found.phase, other.better) for one, other in others]

    assert sum(strange) / len(strange) > 0.2
