"""The scripts that the terminal front plays: checked, broken, gone back behind what was played, changed meanwhile."""

import re
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.console.chat import Start
from bot.console.chat import chat as talk
from bot.services.shelf import Shelf
from storage.unit_of_work import Database
from tests.console.running import ROOT, Run
from tests.practice.samples import edited, spoil
from tests.services.samples import ANN, make_deps


def test_check_is_content_with_the_projects_own_scripts(start: Run) -> None:
    done = start("check")
    assert done.returncode == 0
    assert re.fullmatch(r"All fine. Scripts: \d+, temperaments: 5, drills: \d+.", done.stdout)


def test_a_broken_script_is_named_and_the_bot_does_not_start(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", copy)
    script = copy / "scripts" / "salary-raise" / "script.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("revision: ", "revision: no. ", 1), encoding="utf-8")
    for command in ("chat", "check"):
        done = run(command, DIALOGUES=str(copy))
        assert done.returncode == 2
        assert "dialogues/scripts/salary-raise/script.yaml:" in done.stderr
        assert "DLG012" in done.stderr


def test_a_revision_below_the_one_that_was_played_is_named_at_the_start(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", copy)
    script = copy / "scripts" / "salary-raise" / "script.yaml"
    text = script.read_text(encoding="utf-8")
    number = int(text.partition("revision: ")[2].split()[0])
    script.write_text(text.replace(f"revision: {number}", f"revision: {number + 4}", 1), encoding="utf-8")
    played = ("chat", "--script", "salary-raise", "--temperament", "guarded", "--seed", "1")
    assert run(*played, DIALOGUES=str(copy)).stderr == ""
    script.write_text(text, encoding="utf-8")
    done = run("chat", DIALOGUES=str(copy))
    said = f"The revision of scripts/salary-raise is {number}; rounds were played with {number + 4}"
    assert (done.returncode, done.stderr) == (0, said)


async def test_a_script_that_changes_is_there_at_the_next_practice(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edited(tmp_path / "dialogues")
    shelf = Shelf(folder, clock=count(0, 60).__next__)
    said = ["/quit", "/practice third", "/practice oven"]

    def types(_: str) -> str:
        if len(said) == 2:
            spoil(folder / "scripts/bakery-oven/script.yaml", "title: A second oven", "title: A third oven")
        return said.pop()

    monkeypatch.setattr("builtins.input", types)
    deps = replace(make_deps(database, shelf.library), shelf=shelf)
    await talk(deps, ANN, Start(files_to=tmp_path))
    printed = capsys.readouterr().out
    assert "A second oven" in printed.partition("For “third”")[0]
    assert "A third oven" in printed.partition("For “third”")[2]
