"""Several processes on one SQLite file: all but the first are told to wait, and harm nothing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE_UP_TOKEN = "123456:AAmade-up-token-that-nobody-has"
SECOND = ("telegram", "chat", "migrate")


def test_a_second_process_on_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "stepdown.db"
    given = {
        "DATABASE_URL": f"sqlite:///{path}",
        "BOT_TOKEN": MADE_UP_TOKEN,
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9",
    }
    environment = {**os.environ, **given, "PYTHONUNBUFFERED": "1"}
    bot = [sys.executable, "-m", "bot"]
    with subprocess.Popen(
        [*bot, "chat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as first:
        assert first.stdout
        assert any("practise with?" in line for line in first.stdout)
        for command in SECOND:
            refused = subprocess.run(
                [*bot, command],
                input="",
                capture_output=True,
                text=True,
                cwd=ROOT,
                env=environment,
                timeout=60,
                check=False,
            )
            assert refused.returncode == 2
            assert f"Another process uses {path}. Stop it first" in refused.stderr
            assert "Traceback" not in refused.stderr
        first.communicate("/quit\n", timeout=60)
    assert first.returncode == 0
