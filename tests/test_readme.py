"""What the README shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_transcript_is_what_the_command_below_it_prints(tmp_path: Path) -> None:
    transcript = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    command = re.search(r'make chat ARGS="(--script [^"]+--seed \d+)"', README)
    assert transcript
    assert command
    said = re.findall(r"^You: (.*?)(?=^\w+: )", transcript[1], re.DOTALL | re.MULTILINE)
    assert len(said) >= 4
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", *command[1].split(), "--data", str(tmp_path)],
        input="".join(f"{flat(line)}\n" for line in said),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        timeout=60,
        check=True,
    )
    assert flat(transcript[1]) in flat(done.stdout)


def test_every_page_that_the_readme_links_to_exists() -> None:
    pages = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert pages
    assert [page for page in pages if not (ROOT / page).exists()] == []


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"chat", "test"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
