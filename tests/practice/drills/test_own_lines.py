"""A line that lost points in a round comes back as an item of the drill that is practice for it."""

from datetime import date
from typing import Any

import pytest

from bot.practice.drills.drill import LineDrill, OwnItem, Result
from bot.practice.drills.findings import context_of
from bot.practice.drills.judge import judge_line
from bot.practice.drills.own_line import drills_for, failed_line_item
from bot.practice.library import load_library
from bot.practice.scoring import Score, score_round
from bot.practice.talk import Round, Said
from tests.ears import LISTENER
from tests.practice.drills.samples import drill
from tests.practice.samples import ASK, ASK_WHY, GOOD, RETREAT, SECURE, play, said

TUESDAY = date(2026, 11, 17)
UNNAMED = said("Could we do 57k then?", "specific_ask", "smaller_ask")
STEP = drill()
CLOSE = drill(id="secure-it", phase="closing", trains=["secured"], items=STEP.items)
LOOSE = said("Great, thanks!")


def failed(talk: Round, criterion: str, *drills: LineDrill, score: Score | None = None) -> OwnItem | None:
    judged = (score or score_round(talk)).of(criterion)
    found = failed_line_item(drills or (CLOSE, STEP), talk, judged, TUESDAY)
    return found[1] if found else None


def test_the_failed_line_is_to_be_mended_in_the_situation_of_its_round() -> None:
    talk = play(ASK, ASK_WHY, UNNAMED)
    item = failed(talk, "named_stepdown")

    assert item is not None
    assert (item.own, item.criterion, item.failed_on) == (True, "named_stepdown", TUESDAY)
    assert item.draft == UNNAMED.text
    assert item.they_say == talk.turns[1].reply
    assert item.first_ask == talk.first_ask_text
    script = talk.edition.script
    assert (item.situation, item.measures) == (script.situation, script.ask.measures)
    assert item.constraint is talk.constraint.kind
    assert item.better == "62k was a big ask, so let me step back from it: 57k."


def test_its_user_reads_the_brief_and_whole_sentences() -> None:
    lines = ("Hi Maria, could I get 62k from May? I took over the night rota", "specific_ask", "justification")
    talk = play(said(*lines), ASK_WHY, UNNAMED)
    item = failed(talk, "named_stepdown")

    assert item is not None
    assert item.told == talk.edition.script.brief
    assert item.told_ask is not None
    assert item.told_ask.startswith(("Hi Maria, could I get 62k", "could I get 62k"))


def test_what_was_mastered_in_that_round_is_not_drilled_for_something_else() -> None:
    talk = play(ASK, ASK_WHY, UNNAMED)
    judged = score_round(talk).of("named_stepdown")
    broad = drill(id="broad", trains=["answered_constraint", "named_stepdown"])

    for mastered, expected in (((), "broad"), (("answered_constraint",), None), (("took_no",), "broad")):
        found = failed_line_item((broad,), talk, judged, TUESDAY, mastered=mastered)
        assert (found[0].id if found else None) == expected


def test_hearing_is_told_what_it_was_told_then() -> None:
    talk = play(ASK, ASK_WHY, UNNAMED)
    item = failed(talk, "named_stepdown")

    assert item is not None
    assert context_of(STEP, item) == play(ASK, ASK_WHY).context


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("62k was a big ask, so let me step back from it: 57k.", Result.PASSED),
        ("I'd come down from 62k to 40k then.", Result.PARTLY),
        (UNNAMED.text, Result.MISSED),
    ],
)
def test_it_is_judged_as_any_other_item(text: str, result: Result) -> None:
    item = failed(play(ASK, ASK_WHY, UNNAMED), "named_stepdown")

    assert item is not None
    assert judge_line(STEP, item, text, LISTENER.listen(context_of(STEP, item), text)).result is result


def test_the_same_line_of_the_same_round_is_the_same_item() -> None:
    first, again = (failed(play(ASK, ASK_WHY, UNNAMED), "named_stepdown") for _ in range(2))
    other = failed(play(ASK, ASK_WHY, said("57k?", "specific_ask", "smaller_ask")), "named_stepdown")

    assert first is not None
    assert other is not None
    assert first == again
    assert first.id != other.id
    assert OwnItem.model_validate_json(first.model_dump_json()) == first


def test_a_loose_ending_comes_back_with_what_was_offered() -> None:
    item = failed(play(ASK, ASK_WHY, RETREAT, LOOSE), "secured")

    assert item is not None
    assert (item.draft, item.offer) == (LOOSE.text, "57k")


@pytest.mark.parametrize(
    ("messages", "criterion"),
    [
        pytest.param(GOOD, "named_stepdown", id="nothing was lost"),
        pytest.param((ASK,), "named_stepdown", id="the step was not reached"),
        pytest.param((ASK, UNNAMED), "named_stepdown", id="no drill stands before the constraint"),
        pytest.param((ASK, ASK_WHY, UNNAMED, SECURE), "fair_path", id="no drill trains it"),
    ],
)
def test_there_is_no_item_where(messages: tuple[Said, ...], criterion: str) -> None:
    assert failed(play(*messages), criterion) is None


def test_an_objection_takes_the_item_away() -> None:
    talk = play(ASK, ASK_WHY, UNNAMED)

    assert failed(talk, "named_stepdown", score=score_round(talk, {"named_stepdown"})) is None


def test_the_drill_that_trains_a_criterion_first_of_all_comes_first() -> None:
    changes: dict[str, Any] = {"items": STEP.items}
    also = drill(id="also", trains=["one_move", "named_stepdown"], **changes)
    drills = (also, STEP, CLOSE)

    assert drills_for(drills, "named_stepdown") == (STEP, also)
    assert drills_for(drills, "one_move") == (also,)
    assert drills_for(load_library().drills, "named_stepdown")[0].id == "name-the-step-down"
