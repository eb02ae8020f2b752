"""A draft is read from anywhere, and what is wrong with it is named as file:line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.authoring.drafts import DraftError, check_one
from bot.practice.library import LibraryError
from tests.authoring.samples import BAKERY, draft_in, drafted, edit


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return draft_in(tmp_path)


def mistakes(path: Path) -> list[str]:
    with pytest.raises(DraftError) as caught:
        drafted(path).read()
    return [str(problem) for problem in caught.value.problems]


def test_a_draft_is_its_file_or_the_folder_around_it(draft: Path) -> None:
    assert drafted(draft).read() == drafted(draft.parent).read()


def test_a_draft_is_played_with_the_librarys_temperaments(draft: Path) -> None:
    playable = drafted(draft).read()
    assert {edition.temperament.id for edition in playable.library.every_edition()} == {"cooperative"}


def test_the_name_of_the_folder_says_nothing_about_a_draft(draft: Path) -> None:
    edit(draft, "id: bakery-oven", "id: another-oven")
    assert drafted(draft).read().script.id == "another-oven"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(draft: Path) -> None:
    before = drafted(draft).read()
    draft.write_bytes(b"\xef\xbb\xbf" + draft.read_bytes().replace(b"\n", b"\r\n"))
    assert drafted(draft).read() == before


def _too_large(path: Path) -> None:
    path.write_bytes(b"# more of the same\n" * (5 * 1024 * 1024 // 19))


def _folder(path: Path) -> None:
    """The script lies a folder deeper than where it is looked for."""
    path.unlink()
    (path / "script.yaml").mkdir(parents=True)


def _device(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing", Path.unlink, ":1: DLG001 cannot be read: No such file or directory"),
    ("a folder of that name", _folder, ":1: DLG001 cannot be read"),
    ("a device", _device, ":1: DLG001 cannot be read: it is a device, not a file"),
    ("5 MB", _too_large, ":1: DLG002 the file is larger than 256 KiB"),
    ("tabs", lambda path: edit(path, "  name: Marta", "\tname: Marta"), ":7: DLG001 not valid YAML: "),
    ("not UTF-8", lambda path: path.write_bytes("id: Café".encode("latin-1")), ":1: DLG001 cannot be read: it is not"),
    ("empty", lambda path: path.write_bytes(b""), ":1: DLG001 the file is empty"),
    ("half a key", lambda path: edit(path, "kind: budget", "kind:"), ":45: DLG012 “constraints.0.kind”"),
    ("an alias", lambda path: edit(path, "  - id: cash", "  - &first\n    id: cash"), ":44: DLG003 anchors"),
    (
        "a group without lines",
        lambda path: edit(path, "move: [secured, ", "move: ["),
        ": DLG040 no lines for “secured”",
    ),
]


@pytest.mark.parametrize(("spoil", "told"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_file_that_cannot_be_played_is_told_with_file_and_line(
    draft: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(draft)
    assert any(line.startswith(str(draft)) and told in line for line in mistakes(draft))


def test_a_file_cut_off_anywhere_is_told_with_file_and_line(draft: Path) -> None:
    whole = draft.read_bytes()
    last_group = whole.index(b"    - move: [argued")
    for length in range(0, last_group, 97):
        draft.write_bytes(whole[:length])
        assert all(line.startswith(f"{draft}:") for line in mistakes(draft))


def test_all_mistakes_come_at_once_and_none_twice(draft: Path) -> None:
    edit(draft, "stretch: 18000", "stretch: 9000")
    edit(draft, "answered_by: [ovens]", "answered_by: [stoves]")
    edit(draft, '"All right."', '"Go on."')
    told = mistakes(draft)
    assert [line.split()[1] for line in told] == ["DLG060", "DLG024", "DLG042"]


def test_what_is_still_to_be_written_is_counted_and_does_not_stop_the_play(draft: Path) -> None:
    edit(draft, "name: Marta", "name: TODO a first name")
    edit(draft, '"All right."', '"TODO any, held (1)"')
    playable = drafted(draft).read()
    assert playable.unwritten == 2
    assert playable.script.lines_for(("refused",), "held", "cooperative") == (
        "I'm listening.",
        "Go on.",
        "Mm, and then?",
    )


def test_a_group_of_which_nothing_is_written_is_said_as_it_stands(draft: Path) -> None:
    for line in ("All right.", "I'm listening.", "Go on.", "Mm, and then?"):
        edit(draft, f'"{line}"', f'"TODO {line}"')
    lines = drafted(draft).read().script.lines_for(("refused",), "held", "cooperative")
    assert lines == ("TODO All right.", "TODO I'm listening.", "TODO Go on.", "TODO Mm, and then?")


def test_a_library_whose_temperaments_are_broken_says_so_itself(draft: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        drafted(draft, tmp_path / "nowhere").read()
    assert {problem.rule for problem in caught.value.problems} == {"DLG001", "DLG006"}


def test_a_file_is_saved_anew_when_it_holds_something_else(draft: Path) -> None:
    file = drafted(draft)
    assert not file.saved_anew()
    edit(draft, "Marta", "Martha")
    assert file.saved_anew()
    assert not file.saved_anew()
    os.utime(draft, (1, 1))
    assert not file.saved_anew()
    draft.unlink()
    assert file.saved_anew()


def test_one_script_is_checked_with_the_walkthroughs_beside_it(draft: Path) -> None:
    with pytest.raises(LibraryError, match=r"walkthroughs\.yaml:1: DLG001"):
        check_one(draft.parent, BAKERY)
    check_one(BAKERY / "scripts" / "bakery-oven", BAKERY)


def test_a_line_of_another_counterpart_is_told_and_the_librarys_own_copy_is_no_other(draft: Path) -> None:
    told = drafted(draft).problems()
    assert {problem.rule for problem in told} == {"DLG001"}  # no walkthroughs beside it
    edit(draft, "id: bakery-oven", "id: another-oven")
    copied = [problem for problem in drafted(draft).problems() if problem.rule == "DLG044"]
    assert [problem.path for problem in copied] == [str(draft)]


def test_wording_stops_no_play(draft: Path) -> None:
    edit(draft, '"All right."', '"How dare you ask me that?"')
    assert drafted(draft).read().unwritten == 0
    assert "DLG047" in {problem.rule for problem in drafted(draft).problems()}
