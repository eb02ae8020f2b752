"""An audit that could not look something up never says that all is well."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import audit

WEAK = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": ["CVE-1"]}
PINS = "kept==2.0 --hash=sha256:00\n"


def tool(folder: Path, name: str, source: str) -> None:
    """A stand-in for a tool of the audit: a few lines of Python that are given its arguments."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{source}\n", encoding="utf-8")
    path.chmod(0o755)


def run(folder: Path, packages: list[dict[str, Any]] | None) -> int:
    """The audit with tools that answer `packages`, or not at all."""
    output = 'Path(sys.argv[sys.argv.index("{}") + 1]).write_text({!r})'
    tool(folder, "cyclonedx-py", output.format("--output-file", '{"bomFormat": "CycloneDX"}'))
    report = json.dumps({"dependencies": packages, "fixes": []})
    tool(folder, "pip-audit", "sys.exit(1)" if packages is None else output.format("--output", report))
    (folder / "requirements.txt").write_text(PINS, encoding="utf-8")
    return audit.main(folder, folder / "requirements.txt", folder / "build")


def known(**more: Any) -> dict[str, Any]:
    return {"name": "kept", "version": "2.0", "vulns": [], **more}


def test_when_everything_was_looked_up_and_nothing_found_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, [known()]) == 0
    assert "No known weakness in 1 packages." in capsys.readouterr().out


def test_a_weakness_is_named_with_the_release_that_mends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, [known(vulns=[WEAK])]) == audit.FOUND
    assert "kept 2.0: PYSEC-1, mended in 2.1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-1"])
def test_a_weakness_that_is_accepted_with_a_reason_is_not_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(audit, "ACCEPTED", {name: "the part with the weakness is never called"})
    assert run(tmp_path, [known(vulns=[WEAK])]) == 0


def test_a_database_out_of_reach_is_told_in_one_sentence_and_the_bill_is_written_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, None) == audit.NOT_ASKED
    assert "cannot be reached" in capsys.readouterr().out
    assert json.loads((tmp_path / "build" / "sbom.json").read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"


def test_an_old_report_is_no_answer(tmp_path: Path) -> None:
    assert run(tmp_path, [known()]) == 0
    assert run(tmp_path, None) == audit.NOT_ASKED


def test_packages_that_nobody_knew_are_not_called_safe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, [known(), {"name": "other", "skip_reason": "not found"}]) == audit.NOT_ASKED
    assert "said nothing about 1 of 2 packages (other)" in capsys.readouterr().out


def test_a_weakness_counts_also_where_not_all_was_looked_up(tmp_path: Path) -> None:
    assert run(tmp_path, [known(vulns=[WEAK]), {"name": "other", "skip_reason": "not found"}]) == audit.FOUND


def test_a_bill_that_cannot_be_written_ends_with_its_reason(tmp_path: Path) -> None:
    tool(tmp_path, "cyclonedx-py", 'sys.exit("no such line")')
    with pytest.raises(SystemExit, match="cannot be written: no such line"):
        audit.write_bill(tmp_path, tmp_path / "requirements.txt", tmp_path / "sbom.json")


def test_every_accepted_weakness_has_its_reason() -> None:
    assert [name for name, why in audit.ACCEPTED.items() if len(why.split()) < 3] == []
