"""`make audit`: a bill of materials, and whether any pinned package has a known weakness. Nothing found has to mean that everything was looked up."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ACCEPTED: dict[str, str] = {}
"""Findings that do not concern this program: their id, and why. Look at each again when its package changes."""

FOUND, NOT_ASKED = 1, 2
_ROOT = Path(__file__).parents[1]
_TOOLS = _ROOT / ".venv-audit" / "bin"
_SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """`weak`: a line each; `unknown`: names of packages that the database said nothing about."""

    asked: int
    weak: Sequence[str]
    unknown: Sequence[str]


def write_bill(tools: Path, requirements: Path, bill: Path) -> None:
    """Every pinned package with its hashes, in CycloneDX; the same pins give the same file."""
    project = ["--pyproject", str(_ROOT / "pyproject.toml"), "--output-reproducible"]
    command = [str(tools / "cyclonedx-py"), "requirements", *project, "--output-file", str(bill), str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The bill of materials cannot be written: {_last_line(done.stderr)}")


def ask(tools: Path, requirements: Path, report: Path) -> Answer | None:
    """What is known of the pinned packages; None where nobody answered."""
    report.unlink(missing_ok=True)
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--desc", "off", "--format", "json"]
    command = [str(tools / "pip-audit"), *options, "--output", str(report), "--requirement", str(requirements)]
    # Its exit status is 1 for a finding as well as for a network that is down: only the report tells them apart.
    subprocess.run(command, capture_output=True, check=False)
    if not report.exists():
        return None
    packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    return Answer(
        asked=len(packages),
        weak=[
            f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no release yet'}"
            for package in packages
            for found in package.get("vulns", ())
            if not {found["id"], *found.get("aliases", ())} & set(ACCEPTED)
        ],
        unknown=[package["name"] for package in packages if "skip_reason" in package],
    )


def verdict(answer: Answer | None) -> tuple[int, str]:
    """The exit status, and what to say."""
    if answer is None:
        return NOT_ASKED, (
            "The database of known weaknesses cannot be reached, so nothing was looked up. Run this again where there is a network."
        )
    if answer.weak:
        return FOUND, "\n".join([*answer.weak, "Raise these in requirements.in, then `make lock`."])
    if answer.unknown:
        names = ", ".join(answer.unknown[:_SHOWN]) + (" …" if len(answer.unknown) > _SHOWN else "")
        return NOT_ASKED, (
            f"The database of known weaknesses said nothing about {len(answer.unknown)} of {answer.asked} packages ({names}), so they were not looked up. Run this again where the package index itself answers, not a copy of it."
        )
    return 0, f"No known weakness in {answer.asked} packages."


def main(tools: Path = _TOOLS, requirements: Path = _ROOT / "requirements.txt", build: Path = _ROOT / "build") -> int:
    build.mkdir(exist_ok=True)
    write_bill(tools, requirements, build / "sbom.json")
    print(f"Written: {build.name}/sbom.json")
    status, said = verdict(ask(tools, requirements, build / "audit.json"))
    print(said)
    return status


def _last_line(text: str) -> str:
    return next(reversed(text.strip().splitlines()), "no reason given")


if __name__ == "__main__":
    sys.exit(main())
