"""The bot as it runs for a terminal: its environment, what is typed, and what came of it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = (
    "I'd like to move my base to 62k from May. I took over the night rota and the backlog went from 900 to 210, so your renewals are safer.",
    "Fair enough, thanks for being straight with me. What makes it difficult?",
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]
KEPT = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
ENVIRONMENT = {**KEPT, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def shown(status: int, *streams: bytes) -> "subprocess.CompletedProcess[str]":
    """What came of a command; a terminal's line breaks say nothing about the words."""
    printed, complained = (" ".join(stream.decode().split()) for stream in streams)
    return subprocess.CompletedProcess([], status, printed, complained)


def typed(said: tuple[str, ...] | bytes) -> bytes:
    return said if isinstance(said, bytes) else "".join(f"{line}\n" for line in said).encode()
