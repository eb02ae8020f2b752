"""The lines that everybody's counterparts share, and what is said of a file that is not fine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.hearing.cues import ConstraintKind
from bot.practice.draft import DIALOGUES
from bot.practice.library import LibraryError, load_library, playable_library
from bot.practice.revisions import revisions
from bot.practice.script import GENERAL, LineGroup, MeasureKind
from bot.practice.states import Move, State
from tests.practice.meetings.contents import CONTENT
from tests.practice.samples import BAKERY, LIBRARY, spoil

FILE = "rehearsal.yaml"


def groups(state: str, move: str) -> Iterator[LineGroup]:
    yield from (group for group in CONTENT.lines[state] if move in group.move)


@pytest.fixture
def dialogues(tmp_path: Path) -> Path:
    """What counterparts made from plans need, with one script beside them."""
    root = tmp_path / "dialogues"
    for folder in ("temperaments", "twists", "scripts/salary-raise"):
        shutil.copytree(DIALOGUES / folder, root / folder)
    for file in ("rubric.yaml", FILE):
        shutil.copy(DIALOGUES / file, root / file)
    return root


def told(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(LibraryError) as caught:
        load_library(root)
    assert {problem.path for problem in caught.value.problems} == {f"dialogues/{FILE}"}
    lines = (root / FILE).read_text(encoding="utf-8").splitlines()
    return [(problem.rule, lines[problem.line - 1].strip()) for problem in caught.value.problems]


def test_there_are_two_constraints_of_each_kind_that_one_can_name() -> None:
    kinds = [one.kind for one in CONTENT.constraints]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(set(ConstraintKind) - {ConstraintKind.OTHER}, 2)


def test_money_is_spoken_of_only_where_it_is_asked_for() -> None:
    fits = {one.fits for one in CONTENT.constraints if one.kind is ConstraintKind.BUDGET}
    assert fits == {(MeasureKind.MONEY,)}


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (State.OPENING, Move.START),
        (State.REFUSED, Move.JUSTIFIED_ASK),
        (State.AGREED, Move.NAMED_RETREAT),
        (State.AGREED, Move.HELD),
    ],
)
def test_what_every_round_comes_through_has_six_lines_at_least(state: str, move: str) -> None:
    assert all(len(group.say) >= 6 for group in groups(state, move))


@pytest.mark.parametrize(
    ("state", "move"), [(State.REFUSED, Move.JUSTIFIED_ASK), (State.AGREED, Move.HELD), (State.DONE, Move.SECURED)]
)
def test_what_every_round_comes_through_sounds_otherwise_with_each_temperament(state: str, move: str) -> None:
    said = [{group.say for group in groups(state, move) if group.serves(move, name, "")} for name in GENERAL]
    own = [{group.say for group in groups(state, move) if name in group.temperaments} for name in GENERAL]
    assert all(said)
    assert sum(map(bool, own)) >= 2


def test_a_library_need_not_have_it() -> None:
    assert load_library(BAKERY).rehearsal is None


def test_its_revision_is_known_as_others_are() -> None:
    assert revisions(LIBRARY)["rehearsal"] == CONTENT.revision


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("I can't do {ask}, and I'd rather say so at once.", "I can't do {what}, and I'd rather say so.", "DLG025"),
        ("You say {ask}, and I'm to nod? I like to be asked properly.", "You are useless, and I'm to nod?", "DLG047"),
        ("Yes to {offer}. I was already wondering how to say no.", "Yes. I was already wondering.", "DLG049"),
        ("Take your time. I'd rather have an honest answer than a quick one.", "TODO", "DLG090"),
        ("It's the timing. So much at once", "All right. How do we go on? {offer} So much at once", "DLG026"),
        (
            "Lovely. I forget things, so what should I keep in mind?",
            "And how does {offer} get from this room into the world? Nice.",
            "",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(dialogues: Path, old: str, new: str, rule: str) -> None:
    spoil(dialogues / FILE, old, new)
    if rule:
        assert [(found, new[:20] in line) for found, line in told(dialogues)] == [(rule, True)]
    else:
        assert load_library(dialogues).rehearsal != CONTENT


def test_a_line_that_a_script_has_is_not_said_by_everybody(dialogues: Path) -> None:
    line = "I had a speech ready for a different figure. But {ask} I can sign, so let's do that."
    spoil(dialogues / FILE, "That convinces me. Yes to {ask}, all of it.", line)
    assert [rule for rule, _ in told(dialogues)] == ["DLG044"]


def test_an_answer_that_nobody_wrote_keeps_a_bot_from_starting(dialogues: Path) -> None:
    spoil(dialogues / FILE, "    - move: took_counter\n", "    - move: declined\n")
    with pytest.raises(LibraryError) as caught:
        playable_library(dialogues)
    assert {problem.rule for problem in caught.value.problems} == {"DLG040", "DLG043"}


def test_too_few_kinds_for_one_measure_are_named(dialogues: Path) -> None:
    text = (dialogues / FILE).read_text(encoding="utf-8")
    for kind in ("policy", "risk"):
        text = text.replace(f"    kind: {kind}\n", f"    kind: {kind}\n    fits: [money]\n")
    (dialogues / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        load_library(dialogues)
    messages = {problem.message for problem in caught.value.problems}
    assert {problem.rule for problem in caught.value.problems} == {"DLG050"}
    assert {one.partition("needed for ")[2] for one in messages} == {"duration, found 4", "count, found 4", ""}
