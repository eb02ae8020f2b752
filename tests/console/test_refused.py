"""What the terminal front cannot do: said in one sentence, with nothing else and no secret in it."""

import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.console.running import Run

REFUSED = [
    (("chat", "--data", "taken/below"), {}, "taken"),
    (("chat",), {"DATABASE_URL": "nonsense"}, "database"),
    (("chat",), {"DATABASE_URL": "mysql://u:secret@h/d"}, "mysql"),
    (("chat", "--script", "nobody"), {}, "there is no script 'nobody'"),
    (("chat", "--script", "salary-raise", "--temperament", "angry"), {}, "there is no temperament 'angry'"),
    (("chat", "--user", "me"), {}, "FRONT:ID"),
    (("chat", "--seed", "7"), {}, "go with --script"),
    (("assess", "--gold", "nowhere.jsonl"), {}, "does not exist"),
    (("disputes", "export", "--output", "nowhere/objections.jsonl"), {}, "No such file or directory"),
    (("disputes", "export", "--output", "taken/below"), {}, "cannot be written to"),
    (("disputes", "export", "--output", "."), {}, "cannot be written to"),
    (("disputes", "export"), {"DATABASE_URL": "mysql://u:secret@h/d"}, "mysql"),
    (("telegram",), {"BOT_TOKEN": "1:abc", "TELEGRAM_API_BASE_URL": "http://"}, "TELEGRAM_API_BASE_URL"),
    (("telegram",), {}, "BOT_TOKEN is not set"),
    (("telegram",), {"BOT_TOKEN": "half a token: secret"}, "does not look like a token"),
    (("telegram",), {"BOT_TOKEN": "1:abc", "TELEGRAM_API_BASE_URL": "ftp://x"}, "TELEGRAM_API_BASE_URL"),
]


@pytest.mark.parametrize(("args", "environment", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_work_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    args: tuple[str, ...],
    environment: dict[str, str],
    sentence: str,
) -> None:
    """In this process, since starting another one takes longer than being refused."""
    (tmp_path / "taken").write_text("a file where a folder is wanted", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["bot", *args])
    for name, value in {"COLUMNS": "100", **environment}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        main()
    complained = " ".join(capsys.readouterr().err.split())
    assert end.value.code == 2
    assert sentence in complained
    assert "secret" not in complained


def test_a_refusal_is_all_that_a_process_prints(start: Run) -> None:
    done = start("telegram", BOT_TOKEN="half a token: secret")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("BOT_TOKEN does not look like a token.")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
