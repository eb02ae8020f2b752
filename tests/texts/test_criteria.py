"""Criteria as a phone shows them: what counted, what was half heard, what there was nothing to judge by."""

import re

from bot.practice.debrief import debrief
from bot.practice.scoring import score_round
from bot.practice.talk import Round
from bot.services.parts.rounds import DebriefShown, PointsShown
from bot.texts.blocks import Style
from bot.texts.criteria import criteria
from bot.texts.prose import passages
from tests.practice.samples import ASK, ASK_WHY, GOOD, RETREAT, SECURE, play, said

WIDEST = 36
"""Characters of a line that a phone shows in a table."""

DOUBTED = said(
    # Without words that are plain enough to need no ear.
    "So the money is the trouble. 62k was a lot, let me step back to 57k; the rota would stand.",
    *(cue for cue in RETREAT.assessment.verdicts if cue not in {"names_concession", "mutual_gain", "leaves_choice"}),
    unsure=("names_concession", "mutual_gain"),
)
PUSH = said("You owe me this.", "pressure")


def shown(talk: Round, *disputed: str) -> dict[str, str]:
    """The text under each title; that of the table under its own."""
    found: dict[str, str] = {}
    title = ""
    for block in criteria(score_round(talk, disputed).criteria):
        title = block.text if block.style is Style.TITLE else title
        found[title] = f"{found.get(title, '')}\n{block.text}" if block.style is not Style.TITLE else ""
    return found


def test_a_round_in_which_everything_was_judged_is_one_table() -> None:
    found = shown(play(*GOOD))
    assert list(found) == ["What counted"]
    assert "● 12/12 Named the step down" in found["What counted"]


def test_what_was_half_heard_stands_apart_with_its_points_and_never_as_a_score() -> None:
    found = shown(play(ASK, ASK_WHY, DOUBTED, SECURE))
    assert "Named the step down" not in found["What counted"]
    assert "○   0/6 Fair path" in found["What counted"]
    assert "? Named the step down: named the step down (12 points)" in found["Not sure I heard it"]
    assert "? Fair path: what it still does for them (3 points)" in found["Not sure I heard it"]


def test_what_the_talk_never_came_to_is_said_once_with_the_reason() -> None:
    found = shown(play(ASK, PUSH, PUSH))
    after_the_no = (
        "Deliberate",
        "Named the step down",
        "Answered the constraint",
        "One move, above the floor",
        "Fair path",
    )
    assert found["Not reached this time"].strip().splitlines() == [
        f"· No step down was made (44 points): {', '.join(after_the_no)}",
        "· There was no yes to pin down (6 points): Secured",
    ]


def test_no_score_is_out_of_nothing_and_no_line_is_wider_than_a_phone() -> None:
    for talk in (play(*GOOD), play(ASK, ASK_WHY, DOUBTED, SECURE), play(ASK, PUSH, PUSH), play(ASK)):
        found = debrief(talk)
        parts = (DebriefShown("A raise", "Kofi", found), PointsShown(found.score.criteria))
        blocks = [block for passage in passages(parts) for block in passage.blocks]
        text = "\n".join(block.text for block in blocks)
        assert re.search(r"\b0/0\b|\b0 of 0\b", text) is None
        tables = [block.text for block in blocks if block.style is Style.TABLE]
        assert max(len(line) for table in tables for line in table.splitlines()) <= WIDEST


def test_an_objection_brings_what_was_half_heard_into_the_table() -> None:
    found = shown(play(ASK, ASK_WHY, DOUBTED, SECURE), "named_stepdown")
    assert "◇ 12/12 Named the step down" in found["What counted"]
    assert "objection noted" in found["What counted"]


def test_a_round_with_doubts_is_not_called_faultless() -> None:
    half = said(
        RETREAT.text,
        *(cue for cue in RETREAT.assessment.verdicts if cue != "names_concession"),
        unsure=("names_concession",),
    )
    found = debrief(play(ASK, ASK_WHY, half, SECURE))
    text = " ".join(
        block.text for passage in passages((DebriefShown("A raise", "Kofi", found),)) for block in passage.blocks
    )
    assert found.change is None
    assert "Nothing to change in what I heard for sure." in text
