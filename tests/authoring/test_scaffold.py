"""A fresh script has everything in it, and its check is the list of what to write."""

import re
from pathlib import Path

import pytest

from bot.authoring.drafts import DraftFile, check_one
from bot.authoring.editions import AuthoringError
from bot.authoring.meanings import MOVES, STATES
from bot.authoring.scaffold import LINES, new_script
from bot.practice.draft import DIALOGUES
from bot.practice.library import LibraryError
from bot.practice.states import Move, State
from tests.authoring.samples import BAKERY

FORMAT = Path(__file__).parents[2] / "docs" / "script-format.md"


@pytest.fixture
def scaffold(tmp_path: Path) -> Path:
    return new_script("landlord-repairs", tmp_path, DIALOGUES)


def to_do(folder: Path) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        check_one(folder, DIALOGUES)
    return [str(problem) for problem in caught.value.problems]


def test_its_check_is_a_list_of_things_to_write_and_nothing_else(scaffold: Path) -> None:
    told = to_do(scaffold)
    assert {line.split()[1] for line in told} == {"DLG090"}
    for key in ("title", "name:", "brief", "stretch", "reasons", "says:", "gap_lines"):
        numbers = [number for number, text in enumerate(_lines(scaffold), 1) if text.strip().startswith(key)]
        places = {int(line.split(":")[1]) for line in told if "script.yaml" in line}
        assert any(number in places or number + 1 in places for number in numbers), key


def _lines(folder: Path) -> list[str]:
    return (folder / "script.yaml").read_text(encoding="utf-8").splitlines()


def test_every_answer_that_can_be_called_for_has_lines_to_write(scaffold: Path) -> None:
    playable = DraftFile(scaffold, DIALOGUES).read()
    lacking = [
        (state, move)
        for edition in playable.library.every_edition()
        for state, move in edition.temperament.reachable_pairs()
        if len(edition.lines_for(state, move)) != LINES
    ]
    assert lacking == []


def test_what_has_been_written_goes_off_the_list(scaffold: Path) -> None:
    before = to_do(scaffold)
    script = scaffold / "script.yaml"
    text = script.read_text(encoding="utf-8")
    text = text.replace("TODO a first name", "Ines")
    text = re.sub(r"TODO opening, start \((\d)\)", r"Good evening, number \1.", text)
    script.write_text(text, encoding="utf-8")
    assert len(before) - len(to_do(scaffold)) == 2


def test_it_can_be_played_at_once(scaffold: Path) -> None:
    playable = DraftFile(scaffold, DIALOGUES).read()
    assert playable.unwritten > LINES
    assert {edition.temperament.id for edition in playable.library.every_edition()} == {
        "cooperative",
        "guarded",
        "reactant",
    }


def test_a_library_of_fewer_states_gets_fewer_lines_to_write(tmp_path: Path) -> None:
    folder = new_script("second-oven", tmp_path, BAKERY)
    assert not [line for line in _lines(folder) if line.startswith("  baiting:")]
    assert DraftFile(folder, BAKERY).read().script.id == "second-oven"


BAD_NAMES = [
    "",
    "Landlord",
    "land lord",
    "../landlord",
    "a" * 33,
    "-",
    "a--b",
    "über",
    "a_b",
    "script.yaml",
    "a\n",
    ".",
    "/landlord",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(AuthoringError, match="cannot be an id"):
        new_script(name, tmp_path, DIALOGUES)
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_is_taken_is_refused_wherever_it_is_to_stand(scaffold: Path, tmp_path: Path) -> None:
    kept = (scaffold / "script.yaml").read_text(encoding="utf-8")
    with pytest.raises(AuthoringError, match="There is a script “landlord-repairs” already"):
        new_script("landlord-repairs", tmp_path, DIALOGUES)
    with pytest.raises(AuthoringError, match="There is a script “salary-raise” already"):
        new_script("salary-raise", tmp_path, DIALOGUES)
    assert (scaffold / "script.yaml").read_text(encoding="utf-8") == kept


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError, match="cannot be written: No such file"):
        new_script("landlord-repairs", tmp_path / "nowhere", DIALOGUES)


def test_without_temperaments_there_is_nothing_to_begin_with(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="DLG001"):
        new_script("landlord-repairs", tmp_path, tmp_path)


def rows(heading: str) -> dict[str, str]:
    """The table below a heading of the page on the format."""
    section = FORMAT.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| (`.+`) \| (.+) \|$", section, re.MULTILINE)
    return {name: words for names, words in found for name in re.findall(r"`(\w+)`", names)}


def test_states_and_moves_are_explained_in_the_words_of_the_format() -> None:
    assert rows("States") == STATES
    assert rows("Moves") == MOVES
    assert (set(STATES), set(MOVES)) == (set(State), set(Move))
