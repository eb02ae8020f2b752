"""No text and no statistics go anywhere: what runs the model is kept from telling its maker about machines."""

import os
import subprocess
import sys
from pathlib import Path


def test_hearing_leaves_nothing_behind_and_knows_no_device(tmp_path: Path) -> None:
    hears = "from bot.hearing.encoder import Encoder; Encoder()"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    subprocess.run(
        [sys.executable, "-c", hears],
        env={**environment, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        check=True,
    )
    assert list(tmp_path.rglob("*")) == []
