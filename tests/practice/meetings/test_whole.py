"""From five answers to a card, as people typed them; the files are read by a person before they are kept."""

import pytest

from tests.practice.meetings.transcripts import GOLDEN
from tests.practice.meetings.whole import WHOLE, whole


@pytest.mark.parametrize("case", WHOLE)
def test_a_case_goes_from_its_answers_to_its_card_as_it_was_read(case: str) -> None:
    assert whole(case) == (GOLDEN / f"whole-{case}.txt").read_text(encoding="utf-8")
