"""The authors' commands, as they are typed."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.practice.draft import DIALOGUES
from tests.authoring.samples import BAKERY, draft_in

ROOT = Path(__file__).parents[2]
ASK = "I'd like to move to 62k from May. I took over the night rota, so you no longer look for somebody."


class Done(NamedTuple):
    status: int
    printed: str
    complained: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `python -m bot` in this process, in a folder of the test's own."""

    def run_bot(*args: str, said: tuple[str, ...] = (), dialogues: Path = BAKERY) -> Done:
        lines = iter(said)

        def typed(_prompt: str) -> str:
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["bot", *args])
        monkeypatch.setattr("builtins.input", typed)
        monkeypatch.setenv("DIALOGUES", str(dialogues))
        monkeypatch.setenv("COLUMNS", "100")
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        out, err = capsys.readouterr()
        return Done(status, out, " ".join(err.split()))

    return run_bot


def test_a_draft_is_played_with_the_ear_that_judges_everybody(run: Run) -> None:
    script = DIALOGUES / "scripts" / "salary-raise"
    done = run("play", str(script), "--temperament", "guarded", "--what-hears", said=(ASK,), dialogues=DIALOGUES)
    assert (done.status, done.complained) == (0, "")
    assert re.search(r"heard: .*justification 0\.\d\d", done.printed)
    assert "amounts: pay 62,000 (“62k”)" in done.printed
    assert "move: justified_ask · opening → refused" in done.printed


def test_a_draft_can_begin_at_the_bait(run: Run) -> None:
    script = str(DIALOGUES / "scripts" / "salary-raise" / "script.yaml")
    done = run("play", script, "--from", "baiting", "--temperament", "guarded", "--seed", "4", dialogues=DIALOGUES)
    assert done.status == 0
    assert "hold it, without another step down" in done.printed


def test_from_the_scaffold_to_a_list_of_things_to_do_and_a_first_try(run: Run, tmp_path: Path) -> None:
    library = Path(shutil.copytree(BAKERY, tmp_path / "library"))
    made = run("new-script", "second-shop", dialogues=library)
    assert made.status == 0
    assert str(library / "scripts" / "second-shop" / "script.yaml") in made.printed
    folder = str(library / "scripts" / "second-shop")
    checked = run("check", folder, dialogues=library)
    assert checked.status == 2
    assert "DLG090 still to be written: “TODO a first name”" in checked.complained
    assert run("check", dialogues=library).status == 2
    played = run("play", folder, said=("/quit",), dialogues=library)
    assert "TODO opening, start" in played.printed
    again = run("new-script", "second-shop", dialogues=library)
    assert (again.status, "already" in again.complained) == (2, True)


def test_a_script_can_be_begun_outside_the_library(run: Run, tmp_path: Path) -> None:
    assert run("new-script", "second-shop", "--into", str(tmp_path)).status == 0
    assert sorted(path.name for path in (tmp_path / "second-shop").iterdir()) == ["script.yaml", "walkthroughs.yaml"]


def test_one_script_that_is_fine_is_called_so(run: Run) -> None:
    assert run("check", str(BAKERY / "scripts" / "bakery-oven")).printed == "All fine.\n"


def test_coverage_fails_below_what_is_wanted_and_names_what_is_missing(run: Run) -> None:
    little = run("coverage")
    assert little.status == 1
    assert re.search(r"^bakery-oven +9 of +\d+ +\d+\.\d %$", little.printed, re.MULTILINE)
    assert re.search(r"^  done: out_of_time, stalled$", little.printed, re.MULTILINE)
    assert little.printed.endswith("Less than 95 %. A walkthrough that goes there would show it.\n")
    assert run("coverage", "--least", "10").status == 0


def test_coverage_of_one_script_names_what_it_misses_once(run: Run) -> None:
    assert run("coverage", "bakery-oven").printed.count("done: out_of_time") == 1


def test_variety_prints_its_table_or_writes_it(run: Run, tmp_path: Path) -> None:
    printed = run("variety").printed
    assert "| bakery-oven | good |" in printed
    written = run("variety", "--write", "--output", "page.md")
    assert written.printed == "Written: page.md\n"
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == printed


REFUSED = [
    (("play", "nowhere"), "nowhere:1: DLG001 cannot be read: No such file or directory"),
    (("play", "."), "script.yaml"),
    (("play", "script.yaml", "--from", "sulking"), "“sulking” is no state of “cooperative”"),
    (("play", "script.yaml", "--from", "done"), "“done” is the end of a talk"),
    (("play", "script.yaml", "--temperament", "angry"), "There is no temperament “angry”"),
    (("play", "script.yaml", "--seed", "-1"), "Invalid value for '--seed'"),
    (("play", "large.yaml"), "large.yaml:1: DLG002 the file is larger than 256 KiB"),
    (("play", "tabs.yaml"), "tabs.yaml:7: DLG001 not valid YAML"),
    (("play", "latin.yaml"), "latin.yaml:1: DLG001 cannot be read: it is not UTF-8 text"),
    (("new-script", "Second Shop"), "“Second Shop” cannot be an id"),
    (("new-script", "bakery-oven"), "There is a script “bakery-oven” already"),
    (("new-script", "second-shop", "--into", "nowhere"), "cannot be written: No such file or directory"),
    (("coverage", "nobody"), "There is no script “nobody”; there are: bakery-oven."),
    (("variety", "--temperament", "angry"), "There is no temperament “angry”; there are: cooperative."),
    (("variety", "--write", "--output", "."), ". cannot be written: Is a directory."),
]


@pytest.mark.parametrize(("args", "sentence"), REFUSED, ids=[" ".join(args) for args, _ in REFUSED])
def test_what_cannot_work_is_said_in_one_sentence(
    run: Run, tmp_path: Path, args: tuple[str, ...], sentence: str
) -> None:
    text = draft_in(tmp_path).read_text(encoding="utf-8")
    if args == ("play", "."):
        (tmp_path / "script.yaml").unlink()
    (tmp_path / "large.yaml").write_bytes(b"#" * 5 * 1024 * 1024)
    (tmp_path / "tabs.yaml").write_text(text.replace("  name: Marta", "\tname: Marta"), encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(text.replace("Marta", "Márta").encode("latin-1"))
    done = run(*args)
    assert done.status == 2
    assert sentence in done.complained
    assert "Traceback" not in done.complained


def proved(tmp_path: Path, before: str, after: str) -> Path:
    """A copy of a real script in which one thing of its walkthroughs is written otherwise."""
    folder = shutil.copytree(DIALOGUES / "scripts" / "salary-raise", tmp_path / "salary-raise")
    file = folder / "walkthroughs.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def test_walkthroughs_that_go_as_written_are_proved(run: Run) -> None:
    done = run("prove", str(DIALOGUES / "scripts" / "salary-raise"), dialogues=DIALOGUES)
    assert done.status == 0
    assert "good-cooperative: as written" in done.printed


def test_a_walkthrough_that_goes_otherwise_shows_the_message_and_what_was_heard(run: Run, tmp_path: Path) -> None:
    folder = proved(tmp_path, "move: asked_constraint, state: constraint_named", "move: stalled, state: refused")
    done = run("prove", str(folder), dialogues=DIALOGUES)
    assert done.status == 1
    assert "good-cooperative: otherwise than written" in done.printed
    assert "expected stalled -> refused" in done.printed
    assert "became   asked_constraint -> constraint_named" in done.printed


def test_a_total_outside_its_bounds_is_shown_with_the_points(run: Run, tmp_path: Path) -> None:
    done = run("prove", str(proved(tmp_path, "{at_least: 90}", "{at_most: 9}")), dialogues=DIALOGUES)
    assert done.status == 1
    assert "is not within 0..9: plausible_stretch" in done.printed


def test_a_script_that_is_not_there_cannot_be_proved(run: Run, tmp_path: Path) -> None:
    assert run("prove", str(tmp_path / "nobody"), dialogues=DIALOGUES).status != 0


def test_a_drill_that_is_fine_is_called_so_and_its_answers_are_proved(run: Run) -> None:
    file = str(BAKERY / "drills" / "step-aloud.yaml")

    assert run("check", file) == Done(0, "All fine.\n", "")
    assert run("prove", file) == Done(0, "step-aloud: every line is judged as written\n", "")


def test_a_drill_anywhere_is_checked_beside_the_others(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "another.yaml"
    copy.write_text(
        (BAKERY / "drills" / "which-slip.yaml").read_text(encoding="utf-8").replace("kind: choice", "kind: quiz")
    )
    done = run("check", str(copy))

    assert (done.status, done.printed) == (2, "")
    assert done.complained == f"{copy}:7: DLG012 “kind” should be 'line' or 'choice'"


def test_a_golden_answer_that_is_judged_otherwise_is_shown_with_its_line(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "step-aloud.yaml"
    text = (BAKERY / "drills" / "step-aloud.yaml").read_text(encoding="utf-8")
    copy.write_text(text.replace('"Could we do 9,000?", verdict: missed', '"Could we do 9,000?", verdict: passed'))
    done = run("prove", str(copy))

    assert done.status == 1
    assert done.printed == (
        f"{copy}:32: oven: missed instead of passed; heard: nothing; missing: names_concession\n  “Could we do 9,000?”\n"
    )


def test_a_drill_that_cannot_be_read_cannot_be_proved(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "drills"
    folder.mkdir()
    broken = folder / "torn.yaml"
    broken.write_text("id: [torn\n", encoding="utf-8")

    for command in ("check", "prove"):
        done = run(command, str(broken))
        assert done.status == 2
        assert f"{broken}:2: DLG001 not valid YAML" in done.complained
