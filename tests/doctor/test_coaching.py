import shutil
from pathlib import Path

import pytest

from bot.doctor.coaching import dialogues_finding, hearing_finding
from bot.doctor.findings import Status
from bot.hearing.cues import Assessment
from bot.hearing.listener import EncoderListener
from bot.practice.draft import DIALOGUES


@pytest.fixture
def dialogues(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DIALOGUES, tmp_path / "dialogues"))


def test_dialogues_are_counted() -> None:
    scripts = len(list((DIALOGUES / "scripts").iterdir()))
    finding = dialogues_finding(DIALOGUES)
    assert finding.status is Status.OK
    assert finding.told == f"Scripts: {scripts}, temperaments: 5."


def test_the_first_problem_is_told_with_its_file_and_line(dialogues: Path) -> None:
    script = dialogues / "scripts" / "salary-raise" / "script.yaml"
    script.write_text("id: salary-raise\nid: again\n", encoding="utf-8")
    finding = dialogues_finding(dialogues)
    assert finding.status is Status.WRONG
    assert finding.told.startswith("dialogues/scripts/salary-raise/script.yaml:2: DLG004")
    assert "python -m bot check" in finding.advice


def test_further_problems_are_counted(tmp_path: Path) -> None:
    finding = dialogues_finding(tmp_path)
    assert finding.status is Status.WRONG
    assert "more)" in finding.told


def test_hearing_tells_how_long_it_takes() -> None:
    finding = hearing_finding()
    assert finding.status is Status.OK
    assert finding.told.startswith("Loaded in ")
    assert finding.told.endswith(" ms.")


def test_a_missing_model_is_wrong(tmp_path: Path) -> None:
    finding = hearing_finding(tmp_path)
    assert finding.status is Status.WRONG
    assert finding.told.startswith("The hearing model")
    assert finding.advice == "Install the program again."


def test_a_model_that_hears_no_ask_in_an_ask_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EncoderListener, "listen", lambda *_: Assessment())
    finding = hearing_finding()
    assert finding.status is Status.WRONG
    assert "heard no ask" in finding.told
