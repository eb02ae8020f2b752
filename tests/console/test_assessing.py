"""Lines judged outside a round, and the objections that are lent for it."""

import json
import re
from pathlib import Path

from tests.console.running import GOOD, Run


def test_assess_judges_lines_of_any_situation(start: Run) -> None:
    asked = {
        "id": "a1",
        "channel": "conversation",
        "phase": "opening",
        "situation": "A tenant asks for a new boiler.",
        "counterpart": "Landlord",
        "target": "a repair",
        "stretch": "a new boiler",
        "floor": "a plumber's visit",
        "text": "I'd like a new boiler before winter, the old one failed four times and each call-out cost you 180.",
    }
    done = start("assess", said=(json.dumps(asked),))
    verdict = json.loads(done.stdout)
    assert verdict["id"] == "a1"
    assert "justification" in verdict["cues"]
    assert verdict["evidence"]["justification"] in asked["text"]
    assert set(verdict) == {"id", "cues", "unsure", "scores", "evidence", "amounts"}


OBJECTED = (
    *GOOD,
    "So the band ends below that. Could we do 57k then? If that doesn't work for you either, that's fine.",
    "So 57k from May. I'll send you two lines today to confirm; if anything changes for you, just say so.",
)


def test_objections_that_are_lent_come_out_as_lines_that_assess_reads(run: Run, tmp_path: Path) -> None:
    begun = ("chat", "--script", "salary-raise", "--temperament", "cooperative", "--seed", "7")
    played = run(*begun, said=OBJECTED)
    objection = re.search(r"(\d) I did say that", played.stdout)
    assert objection
    run("chat", "--user", "telegram:501", *begun[1:], said=(*OBJECTED, objection[1]))
    assert run("disputes", "export").stdout == ""
    lending = re.search(r"(\d) Lend my objections", run("chat", said=("/settings",)).stdout)
    assert lending
    run("chat", "--user", "telegram:501", said=("/settings", lending[1]))
    written = run("disputes", "export", "--output", "objections.jsonl")
    assert written.stdout == "Written: objections.jsonl, objections: 1"
    path = tmp_path / "objections.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    assert (line["text"] in OBJECTED, line["id"]) == (True, "objection-1")
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(run("disputes", "export").stdout) == line
    assert json.loads(run("assess", said=path.read_bytes()).stdout)["id"] == "objection-1"
