"""The golden answers of dialogues/drills/: judged with the real listener, each must come to what its file says."""

from typing import NamedTuple

import pytest

from bot.authoring.drill_golden import lines_of, what_differs
from bot.practice.drills.drill import ChoiceDrill, Golden, LineDrill, LineItem
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import judge_line
from bot.practice.library import load_library
from tests.ears import LISTENER

DRILLS = load_library().drills


class Answer(NamedTuple):
    drill: LineDrill
    item: LineItem
    golden: Golden


ANSWERS = {
    f"{drill.id}/{item.id}/{'-'.join(map(str, place))}": Answer(drill, item, golden)
    for drill in DRILLS
    if isinstance(drill, LineDrill)
    for item in drill.items
    for place, golden in lines_of(item)
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_a_golden_answer_is_judged_as_written(answer: Answer) -> None:
    heard = LISTENER.listen(context_of(answer.drill, answer.item), answer.golden.say)
    verdict = judge_line(answer.drill, answer.item, answer.golden.say, heard)

    assert what_differs(answer.golden, verdict) == ""
    quotes = [*(one.quote for one in verdict.carried), *(one.quote for one in verdict.missing)]
    assert [quote for quote in quotes if quote not in answer.golden.say] == []


def test_there_are_drills_of_both_kinds() -> None:
    assert {type(drill) for drill in DRILLS} == {LineDrill, ChoiceDrill}
