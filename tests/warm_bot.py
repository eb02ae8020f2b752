"""`python -m bot` by the dozen: a process that has imported the bot forks one for each command.

Each has its own arguments, environment, folder and streams and ends with its own status, as if it had been started; only the imports,
half of what a start takes, and the reading of YAML that has not changed since are done once. A few tests start the bot in earnest.
"""

import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
STREAMS = ("stdin", "stdout", "stderr")
PATIENCE = 60
# One thread, since a fork takes no other along.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class WarmBot:
    """The process that forks; its environment is what the interpreter itself reads of that of each command."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm_bot", str(theirs.fileno())],
                cwd=ROOT,
                env={**environment, **ALONE},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._ours.settimeout(PATIENCE)
        self._answers = self._ours.makefile("r")

    def run(
        self, args: tuple[str, ...], said: bytes, folder: Path, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[bytes]":
        """Runs one command to its end in `folder`."""
        streams = {name: str(folder / f".{name}") for name in STREAMS}
        Path(streams["stdin"]).write_bytes(said)
        wanted = {"args": args, "folder": str(folder), "environment": dict(environment), "streams": streams}
        self._ours.sendall(json.dumps(wanted).encode() + b"\n")
        status = int(self._answers.readline())
        _, printed, complained = (Path(path).read_bytes() for path in streams.values())
        for path in streams.values():
            Path(path).unlink()
        return subprocess.CompletedProcess(args, status, printed, complained)

    def stop(self) -> None:
        self._answers.close()
        self._ours.close()
        self._process.wait(PATIENCE)


def serve(commands: socket.socket) -> None:
    """Forks for each command until nobody is left to send one."""
    for line in commands.makefile("r"):
        child = os.fork()
        if not child:
            commands.close()
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        commands.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(wanted: dict[str, Any]) -> None:
    """The streams change beneath Python's own, which are as the interpreter made them."""
    import bot.__main__  # noqa: PLC0415 (only the process that forks wants it)

    sys.modules["__main__"] = bot.__main__
    for number, name in enumerate(STREAMS):
        opened = os.open(wanted["streams"][name], os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(wanted["environment"])
    os.chdir(wanted["folder"])
    sys.argv = [str(ROOT / "bot" / "__main__.py"), *wanted["args"]]
    bot.__main__.main()
    sys.exit()


def _warm_up() -> None:
    """What is there already is frozen, or the first look for garbage would copy all of it into each fork."""
    import alembic.command  # noqa: F401, PLC0415

    import bot.__main__  # noqa: PLC0415
    import bot.console.chat  # noqa: PLC0415
    import bot.console.rehearse  # noqa: PLC0415
    import bot.hearing.assess  # noqa: PLC0415
    import bot.services.export_disputes  # noqa: PLC0415
    import bot.wiring  # noqa: F401, PLC0415
    from bot.practice import source  # noqa: PLC0415
    from bot.practice.draft import DIALOGUES, read_draft  # noqa: PLC0415

    source.parse_source = cache(source.parse_source)
    read_draft(DIALOGUES)
    gc.freeze()


if __name__ == "__main__":
    _warm_up()
    serve(socket.socket(fileno=int(sys.argv[1])))
